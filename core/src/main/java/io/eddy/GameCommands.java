package io.eddy;

import io.eddy.directory.Directory;
import io.eddy.directory.KnownPeer;
import io.eddy.directory.PeerState;
import io.eddy.directory.Via;
import io.eddy.game.GameView;
import io.eddy.game.Games;
import io.eddy.game.gofish.Rank;
import io.eddy.game.gofish.Terms;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.registry.Pick;
import io.eddy.registry.RegistryClient;
import io.eddy.ring.Charter;
import io.eddy.ring.Member;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the operator of a peer may ask of its games.
 *
 * <p>Every command is a turn. Its outcome comes through its {@link Reply}, at once or in a later turn, within 10 s.
 */
public final class GameCommands {
    private static final int MAX_OTHERS = 4;

    private final PeerNode peerNode;
    private final World world;
    private final Operator operator;
    private final RegistryClient registry;
    private final Directory directory;
    private final Games games;

    GameCommands(PeerNode peerNode) {
        this.peerNode = peerNode;
        this.world = peerNode.world();
        this.operator = peerNode.operator();
        this.registry = peerNode.registry();
        this.directory = peerNode.directory();
        this.games = peerNode.games();
    }

    /**
     * Deals a game; the result comes when all have taken their seats.
     *
     * @param count how many others play
     * @param names whom to play with; empty: anybody who is free
     */
    public void start(String kind, int count, List<String> names, Reply<RingId> reply) {
        Optional<String> complaint = complaint(kind, count, names);
        if (complaint.isPresent()) {
            reply.rejected(complaint.get());
            return;
        }
        Reply<RingId> inTime = operator.inTime(reply);
        resolveAll(names, new ArrayList<>(), inTime, named -> {
            // Names may take long to resolve, and a seat may be promised meanwhile.
            Optional<String> impediment = games.impediment(directory::name);
            if (impediment.isPresent()) {
                inTime.rejected(impediment.get());
            } else if (registry.registrar().isPresent()) {
                registry.start(random(), kind, count, named, inTime.after(pick -> found(pick, inTime)));
            } else {
                reserved(count, named, inTime);
            }
        });
    }

    /** The running games: those that this peer plays, then those of which the managers know. */
    public void games(Reply<List<KnownGame>> reply) {
        Reply<List<KnownGame>> inTime = operator.inTime(reply);
        registry.games(lines -> {
            Map<RingId, KnownGame> known = new LinkedHashMap<>();
            games.views().forEach(view -> known.put(view.game(), own(view)));
            lines.forEach(line -> known.putIfAbsent(
                    line.game(),
                    new KnownGame(line.game(), line.kind(), line.players(), Optional.empty(), Optional.empty())));
            inTime.done(List.copyOf(known.values()));
        });
    }

    public void hand(Reply<GameView> reply) {
        games.hand(reply);
    }

    /** Asks a player for all cards of a rank; the result comes when that has been said. */
    public void ask(String who, Rank rank, Reply<GameView> reply) {
        if (!games.isPlaying()) {
            games.hand(reply);
            return;
        }
        Optional<PeerId> player = playerNamed(who);
        if (player.isPresent()) {
            games.ask(player.get(), rank, operator.inTime(reply));
        } else {
            peerNode.commands().resolve(who, reply, peer -> games.ask(peer, rank, operator.inTime(reply)));
        }
    }

    /**
     * Ends a game before its time.
     *
     * @param game a beginning of its id; empty: the only one
     */
    public void end(Optional<String> game, Reply<RingId> reply) {
        if (game.isEmpty()) {
            games.end(Optional.empty(), operator.inTime(reply));
            return;
        }
        List<RingId> meant = games.views().stream()
                .map(GameView::game)
                .filter(id -> id.hex().startsWith(game.get().toLowerCase(Locale.ROOT)))
                .toList();
        if (meant.size() == 1) {
            games.end(Optional.of(meant.get(0)), operator.inTime(reply));
        } else {
            reply.rejected("no game of yours begins with " + game.get() + "; /games lists them");
        }
    }

    /** Lets the peer's program make its moves, or no longer. */
    public void auto(boolean on) {
        games.auto(on);
    }

    private Optional<String> complaint(String kind, int count, List<String> names) {
        if (!kind.equals(Terms.KIND)) {
            return Optional.of("there is no game " + kind + "; the one there is: " + Terms.KIND);
        }
        if (count < 1 || count > MAX_OTHERS) {
            return Optional.of(kind + " is played with 1 to " + MAX_OTHERS + " others, not " + count);
        }
        if (!names.isEmpty() && names.size() != count) {
            return Optional.of("a game with " + count + (count == 1 ? " other" : " others") + " needs as many names, or"
                    + " none, not " + names.size());
        }
        return games.impediment(directory::name);
    }

    private void resolveAll(List<String> names, List<PeerId> found, Reply<RingId> reply, Consumer<List<PeerId>> then) {
        if (found.size() == names.size()) {
            then.accept(List.copyOf(found));
            return;
        }
        peerNode.commands().resolveAsking(names.get(found.size()), reply, peer -> {
            if (peer.equals(peerNode.node().self())) {
                reply.rejected("you play anyway; name the others");
            } else if (found.contains(peer)) {
                reply.rejected(directory.name(peer) + " is named twice");
            } else {
                found.add(peer);
                resolveAll(names, found, reply, then);
            }
        });
    }

    private void found(Pick pick, Reply<RingId> reply) {
        List<Member> members = pick.players().stream()
                .map(player -> new Member(player.peer(), player.name(), player.address()))
                .toList();
        found(games.charter(pick.game(), Optional.of(pick.registrar()), members), reply);
    }

    /** Without a manager each player is asked for its seat. */
    private void reserved(int count, List<PeerId> named, Reply<RingId> reply) {
        List<PeerId> candidates = named.isEmpty() ? anybody() : named;
        if (candidates.size() < count) {
            String who = candidates.isEmpty() ? "nobody is" : "only " + candidates.size() + " of " + count + " are";
            reply.rejected(who + " here and free, and this peer is registered with no manager; /users lists who is "
                    + "known, /register HOST registers it");
            return;
        }
        RingId game = new RingId(random());
        Reply<RingId> inTime = operator.inTime(reply, () -> games.giveUpReserving(game));
        games.reserve(game, count, candidates, directory::name, inTime.after(players -> {
            List<Member> members = new ArrayList<>();
            members.add(member(peerNode.node().self()));
            players.forEach(peer -> members.add(member(peer)));
            found(games.charter(game, Optional.empty(), members), inTime);
        }));
    }

    /** All who are there as far as the map and others tell: first the free ones, as the word of a game may be old. */
    private List<PeerId> anybody() {
        peerNode.mesh().chart();
        List<PeerId> candidates = new ArrayList<>(drawn(others(PeerState.FREE)));
        candidates.addAll(drawn(others(PeerState.PLAYING)));
        return candidates;
    }

    private List<PeerId> others(PeerState state) {
        return directory.peek().stream()
                .filter(row -> row.state() == state && !row.via().contains(Via.SELF))
                .map(KnownPeer::peer)
                .filter(peer -> !directory.isBlocked(peer))
                .toList();
    }

    private void found(Charter charter, Reply<RingId> reply) {
        Reply<RingId> founded = new Reply<>() {
            @Override
            public void done(RingId ring) {
                reply.done(ring);
            }

            @Override
            public void rejected(String sentence) {
                charter.registrar()
                        .ifPresentOrElse(
                                manager -> registry.ended(
                                        manager, charter.ring(), "it did not begin: " + sentence, () -> {}),
                                () -> games.release(charter));
                reply.rejected(sentence);
            }
        };
        // While a manager was asked, the seat may have been promised to somebody that has none.
        games.impediment(directory::name)
                .ifPresentOrElse(founded::rejected, () -> peerNode.rings().found(charter, founded));
    }

    /** A player of the own game, by the name that it has there. */
    private Optional<PeerId> playerNamed(String who) {
        return peerNode.rings().standing().stream()
                .flatMap(ring -> ring.charter().members().stream())
                .filter(member -> member.name().equalsIgnoreCase(who))
                .map(Member::peer)
                .findFirst();
    }

    /** All of them, in an order of chance. */
    private List<PeerId> drawn(List<PeerId> from) {
        List<PeerId> left = new ArrayList<>(from);
        List<PeerId> drawn = new ArrayList<>();
        while (!left.isEmpty()) {
            drawn.add(left.remove(world.random().nextInt(left.size())));
        }
        return drawn;
    }

    private Member member(PeerId peer) {
        Endpoint address = directory.row(peer).address().orElse(new Endpoint("", 0));
        return new Member(peer, directory.name(peer), address);
    }

    private Bytes random() {
        byte[] bytes = new byte[RingId.LENGTH];
        world.random().nextBytes(bytes);
        return Bytes.owning(bytes);
    }

    private static KnownGame own(GameView view) {
        Map<String, Integer> books = new LinkedHashMap<>();
        view.places().forEach(place -> books.put(place.name(), place.books().size()));
        List<String> players = view.places().stream().map(GameView.Place::name).toList();
        return new KnownGame(view.game(), view.kind(), players, view.turn(), Optional.of(books));
    }
}
