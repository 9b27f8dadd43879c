package io.eddy.game;

import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.ring.Charter;
import io.eddy.ring.Ring;
import io.eddy.ring.RingApplication;
import io.eddy.ring.RingConfig;
import io.eddy.ring.RingId;
import io.eddy.ring.Rings;
import io.eddy.ring.Said;
import io.eddy.ring.WantedSessions;
import io.eddy.sim.Program;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One life of a peer with links, rings and games, that may say on the ring what a cheater says. */
final class TablePeer implements Program, RingApplication {
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(3);

    final Node node;
    final Links links;
    final Games games;
    final Rings rings;
    /** How far it has heard each game. */
    final Map<RingId, Long> positions = new LinkedHashMap<>();

    private final Optional<Cheater> cheater;
    private final Map<RingId, Ring> bent = new LinkedHashMap<>();

    TablePeer(
            World world,
            String name,
            long life,
            Optional<Cheater> cheater,
            GamesConfig config,
            Consumer<GameEvent> events) {
        this.cheater = cheater;
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of("sim", Role.PEER, name, life)));
        games = Games.attach(
                node,
                config,
                new NoRegistrar(),
                events,
                cheater.map(Cheater::dealings).orElse(SimulatedTable.honest()));
        rings = Rings.attach(node, RingConfig.DEFAULT, this, new WantedSessions(links, LONGEST_REDIAL));
        links.introduceAs(name, 49_152);
    }

    /** Nobody has to know. */
    private record NoRegistrar() implements GameReports {
        @Override
        public void seated(Charter charter) {
            // Nobody gave the seats.
        }

        @Override
        public void ended(Charter charter, String reason, Runnable whenKnown) {
            whenKnown.run();
        }

        @Override
        public void wanted(PeerId player, RingId game, boolean wanted) {
            // All are linked.
        }
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void stop() {
        links.closeAll(Closing.of(Closing.Code.BYE, "quits"));
    }

    @Override
    public Optional<String> refusal(Charter charter) {
        return games.refusal(charter);
    }

    @Override
    public void onFounded(Ring ring) {
        positions.put(ring.charter().ring(), 1L);
        games.onFounded(as(ring));
    }

    @Override
    public void onSaid(Ring ring, Said said) {
        positions.put(ring.charter().ring(), said.number());
        games.onSaid(as(ring), said);
    }

    @Override
    public void onLeft(Ring ring, int seat) {
        positions.merge(ring.charter().ring(), 1L, Long::sum);
        games.onLeft(as(ring), seat);
    }

    @Override
    public void onRestored(Ring ring) {
        games.onRestored(as(ring));
    }

    @Override
    public void onAway(Ring ring, int seat) {
        games.onAway(as(ring), seat);
    }

    @Override
    public void onBack(Ring ring, int seat) {
        games.onBack(as(ring), seat);
    }

    @Override
    public void onSettled(Ring ring) {
        games.onSettled(as(ring));
    }

    @Override
    public boolean isOverdue(Ring ring, int seat) {
        return games.isOverdue(as(ring), seat);
    }

    @Override
    public void onBroken(Ring ring, String reason) {
        games.onBroken(as(ring), reason);
    }

    /** The ring as this peer uses it: a cheater says other words. */
    private Ring as(Ring ring) {
        return cheater.map(one -> bent.computeIfAbsent(ring.charter().ring(), id -> one.ring(ring)))
                .orElse(ring);
    }
}
