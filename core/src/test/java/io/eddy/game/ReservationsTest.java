package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.ring.Charter;
import io.eddy.ring.Member;
import io.eddy.ring.RingId;
import io.eddy.sim.Faults;
import io.eddy.sim.Program;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReservationsTest {
    private static final RingId FIRST =
            new RingId(Bytes.owning(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    private static final RingId SECOND =
            new RingId(Bytes.owning(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));

    private final SimNetwork network = new SimNetwork(1, Faults.NONE);
    private final Map<PeerId, Endpoint> addresses = new LinkedHashMap<>();
    private final SimHost<Guest> alice = add("alice");
    private final SimHost<Guest> bob = add("bob");
    private final SimHost<Guest> carol = add("carol");
    private final SimHost<Guest> dave = add("dave");

    /** A peer with links and games, that dials whom its games want. */
    private static final class Guest implements Program, GameReports {
        final Node node;
        final Links links;
        final Games games;
        final List<PeerId> chosen = new ArrayList<>();
        final List<String> rejections = new ArrayList<>();
        private final Map<PeerId, Endpoint> addresses;
        private final Map<PeerId, Target> wanted = new LinkedHashMap<>();

        Guest(World world, String name, Map<PeerId, Endpoint> addresses) {
            this.addresses = addresses;
            node = new Node(world);
            links = node.attachLinks(
                    LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of("sim", Role.PEER, name, 1)));
            games = Games.attach(node, GamesConfig.DEFAULT, this, event -> {});
        }

        @Override
        public Node node() {
            return node;
        }

        void reserve(RingId game, int count, List<SimHost<Guest>> candidates) {
            List<PeerId> ids = candidates.stream().map(SimHost::id).toList();
            games.reserve(game, count, ids, PeerId::brief, new Reply<>() {
                @Override
                public void done(List<PeerId> players) {
                    chosen.addAll(players);
                }

                @Override
                public void rejected(String sentence) {
                    rejections.add(sentence);
                }
            });
        }

        @Override
        public void seated(Charter charter) {
            // No ring is founded here.
        }

        @Override
        public void ended(Charter charter, String reason, Runnable whenKnown) {
            whenKnown.run();
        }

        @Override
        public void wanted(PeerId player, RingId game, boolean isWanted) {
            Target before = wanted.remove(player);
            if (before != null) {
                links.stop(before);
            }
            if (isWanted) {
                wanted.put(
                        player,
                        links.keep(
                                Objects.requireNonNull(addresses.get(player)),
                                Optional.of(player),
                                Duration.ofSeconds(3),
                                new Silent()));
            }
        }
    }

    private record Silent() implements Target.Listener {
        @Override
        public void onReached(PeerId peer) {
            // The games are told of the session.
        }

        @Override
        public void onMissed(Closing why) {
            // It is dialled again.
        }
    }

    @Test
    void aDealerReservesASeatOfEachOfThoseWhomTheGameNeeds() {
        alice.run(peer -> peer.reserve(FIRST, 2, List.of(bob, carol, dave)));

        network.runFor(Duration.ofSeconds(2));

        assertThat(alice.program().chosen).containsExactly(bob.id(), carol.id());
        assertThat(refusal(bob, SECOND)).contains("has promised its seat to another game");
        assertThat(refusal(bob, FIRST)).isEmpty();
        assertThat(refusal(dave, SECOND)).isEmpty();
    }

    @Test
    void aSeatIsFreeAgainAfterFifteenSeconds() {
        alice.run(peer -> peer.reserve(FIRST, 1, List.of(bob)));
        network.runFor(Duration.ofSeconds(2));
        assertThat(refusal(bob, SECOND)).isPresent();

        network.runFor(Duration.ofSeconds(15));

        assertThat(refusal(bob, SECOND)).isEmpty();
    }

    @Test
    void anotherIsAskedForEachThatIsOccupiedOrAway() {
        carol.run(peer -> peer.reserve(SECOND, 1, List.of(bob)));
        network.runFor(Duration.ofSeconds(1));
        assertThat(carol.program().chosen).containsExactly(bob.id());
        dave.losePower();
        SimHost<Guest> erin = add("erin");

        alice.run(peer -> peer.reserve(FIRST, 1, List.of(bob, dave, erin)));
        network.runFor(Duration.ofSeconds(5));

        assertThat(alice.program().chosen).containsExactly(erin.id());
    }

    @Test
    void whenNotAllSeatsCanBeHadNoneIsKept() {
        dave.losePower();

        alice.run(peer -> peer.reserve(FIRST, 3, List.of(bob, carol, dave)));
        network.runFor(Duration.ofSeconds(2));
        assertThat(refusal(bob, SECOND)).isPresent();
        network.runFor(Duration.ofSeconds(3));

        assertThat(alice.program().rejections)
                .containsExactly("only 2 of 3 can take a seat: " + dave.id().brief() + " cannot be reached");
        assertThat(refusal(bob, SECOND)).isEmpty();
        assertThat(refusal(carol, SECOND)).isEmpty();
        assertThat(refusal(alice, SECOND)).isEmpty();
    }

    @Test
    void twoDealersNeverGetTheSeatOfOnePlayer() {
        alice.run(peer -> peer.reserve(FIRST, 2, List.of(bob, carol)));
        dave.run(peer -> peer.reserve(SECOND, 2, List.of(carol, bob)));

        network.runFor(Duration.ofSeconds(5));

        int games = alice.program().chosen.size() + dave.program().chosen.size();
        assertThat(games).isIn(0, 2);
        assertThat(alice.program().rejections.size() + dave.program().rejections.size())
                .isEqualTo(2 - games / 2);
    }

    @Test
    void whoLooksForPlayersTakesNoSeatMeanwhile() {
        dave.losePower();
        alice.run(peer -> peer.reserve(FIRST, 1, List.of(dave)));

        bob.run(peer -> peer.reserve(SECOND, 1, List.of(alice)));
        network.runFor(Duration.ofSeconds(1));

        assertThat(bob.program().rejections)
                .containsExactly(
                        "nobody can take a seat: " + alice.id().brief() + " is about to deal a game of its own");
    }

    @Test
    void whoHasPromisedItsSeatAsksNobodyForOneAndCanAsSoonAsThePromiseIsOver() {
        alice.run(peer -> peer.reserve(FIRST, 1, List.of(bob)));
        network.runFor(Duration.ofSeconds(1));

        bob.run(peer -> peer.reserve(SECOND, 2, List.of(carol, dave)));
        network.runFor(Duration.ofSeconds(1));

        assertThat(bob.program().rejections)
                .containsExactly("your seat is promised, for up to 15 s, to a game that "
                        + alice.id().brief() + " is about to deal; try again then");
        assertThat(refusal(bob, FIRST)).as("alice's game may still begin").isEmpty();
        assertThat(refusal(carol, FIRST)).isEmpty();
        assertThat(refusal(dave, FIRST)).isEmpty();

        network.runFor(Duration.ofSeconds(15));
        bob.run(peer -> peer.reserve(SECOND, 2, List.of(carol, dave)));
        network.runFor(Duration.ofSeconds(1));
        assertThat(bob.program().chosen).containsExactly(carol.id(), dave.id());
    }

    @Test
    void whoLooksForPlayersDoesNotBeginAnotherSearch() {
        dave.losePower();
        alice.run(peer -> peer.reserve(FIRST, 1, List.of(dave)));

        alice.run(peer -> peer.reserve(SECOND, 1, List.of(bob)));

        assertThat(alice.program().rejections).containsExactly("you are about to deal a game already");
    }

    @Test
    void aGameThatDoesNotBeginGivesTheSeatsBackThatWereReservedForIt() {
        alice.run(peer -> peer.reserve(FIRST, 2, List.of(bob, carol)));
        network.runFor(Duration.ofSeconds(1));
        assertThat(refusal(carol, SECOND)).isPresent();

        Charter charter = charter(alice, bob);
        alice.run(peer -> peer.games.release(charter));
        network.runFor(Duration.ofSeconds(1));

        assertThat(refusal(bob, SECOND)).isEmpty();
        assertThat(refusal(carol, SECOND)).as("it was not in that charter").isPresent();
    }

    @Test
    void aSearchThatIsGivenUpFreesTheSeats() {
        dave.losePower();
        alice.run(peer -> peer.reserve(FIRST, 2, List.of(bob, dave)));
        network.runFor(Duration.ofSeconds(1));

        boolean wasOpen = alice.call(peer -> peer.games.giveUpReserving(FIRST));
        network.runFor(Duration.ofSeconds(1));

        assertThat(wasOpen).isTrue();
        assertThat(refusal(bob, SECOND)).isEmpty();
        assertThat(alice.program().chosen).isEmpty();
    }

    @Test
    void whoReservesAgainAndAgainDoesNotKeepTheSeatFromOthers() {
        int tries = 40;
        for (byte i = 10; i < 10 + tries; i++) {
            RingId game = new RingId(Bytes.owning(new byte[] {i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
            alice.run(peer -> peer.reserve(game, 1, List.of(bob)));
            network.runFor(Duration.ofSeconds(16));
        }

        assertThat(alice.program().chosen).hasSizeBetween(8, 8 + tries * 16 / 60);
        assertThat(alice.program().rejections)
                .hasSize(tries - alice.program().chosen.size())
                .allMatch(sentence -> sentence.endsWith("ask again in a minute"));

        network.runFor(Duration.ofSeconds(15));
        dave.run(peer -> peer.reserve(SECOND, 1, List.of(bob)));
        network.runFor(Duration.ofSeconds(1));
        assertThat(dave.program().chosen).containsExactly(bob.id());
    }

    private Optional<String> refusal(SimHost<Guest> host, RingId game) {
        Member somebody = new Member(dave.id(), "somebody", new Endpoint("192.0.2.1", 5000));
        Member oneself = new Member(host.id(), "oneself", new Endpoint("192.0.2.2", 5000));
        return host.call(
                peer -> peer.games.refusal(peer.games.charter(game, Optional.empty(), List.of(somebody, oneself))));
    }

    /** That of the first game, as its dealer makes it. */
    private static Charter charter(SimHost<Guest> dealer, SimHost<Guest> player) {
        Member first = new Member(dealer.id(), "dealer", dealer.endpoint());
        Member second = new Member(player.id(), "player", player.endpoint());
        return dealer.call(peer -> peer.games.charter(FIRST, Optional.empty(), List.of(first, second)));
    }

    private SimHost<Guest> add(String name) {
        SimHost<Guest> host = network.add(name, world -> new Guest(world, name, addresses));
        addresses.put(host.id(), host.endpoint());
        return host;
    }
}
