package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.List;
import java.util.Optional;

/**
 * What peers and managers say to each other.
 *
 * <p>A request has a number of the asker's choice, and its answer bears the same.
 */
public sealed interface RegistryMessage {

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onRegister(PeerId from, Register register);

        void onRegistered(PeerId from, Registered registered);

        void onRefused(PeerId from, Refused refused);

        void onRenew(PeerId from, Renew renew);

        void onDeregister(PeerId from, Deregister deregister);

        void onDeregistered(PeerId from, Deregistered deregistered);

        void onQuery(PeerId from, Query query);

        void onPlayers(PeerId from, Players players);

        void onSample(PeerId from, Sample sample);

        void onFind(PeerId from, Find find);

        void onFound(PeerId from, Found found);

        void onWatch(PeerId from, Watch watch);

        void onNews(PeerId from, News news);

        void onStart(PeerId from, Start start);

        void onPicked(PeerId from, Picked picked);

        void onSeated(PeerId from, Seated seated);

        void onEnded(PeerId from, Ended ended);

        void onEndedNoted(PeerId from, EndedNoted noted);

        void onListGames(PeerId from, ListGames list);

        void onGames(PeerId from, Games games);
    }

    /** Why a manager does not do what it was asked. The order is the encoding: add at the end only. */
    enum Refusal {
        /** The name is not one that a peer may have. */
        BAD_NAME,
        /** Another key has the name. */
        NAME_TAKEN,
        /** The registry has no room, or cannot write. */
        BUSY,
        /** The operator took the peer off the list. */
        KICKED,
        /** There is no lease to renew, or the asker is not on the list: register again. */
        NOT_REGISTERED,
        /** Fewer players are free than were asked for. */
        TOO_FEW_FREE,
        /** Somebody who was named is not on the list. */
        UNKNOWN_PLAYER,
        /** Somebody who was named is not free. */
        PLAYER_BUSY,
        /** The asker sits in a game. */
        IN_GAME,
        /** Nobody can be given what was asked for. */
        BAD_REQUEST,
        /** The game that the request once made has ended. */
        GAME_ENDED
    }

    /** Asks for a name, and for a lease. */
    record Register(long request, String name) implements RegistryMessage {
        /** A name that is too long is refused with a sentence, not with the link; so some more fits. */
        static final int MAX_ASKED_BYTES = 1_024;

        static final Codec<Register> CODEC = Codec.record(
                Codec.field(Codec.I64, Register::request),
                Codec.field(Codec.text(MAX_ASKED_BYTES), Register::name),
                Register::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onRegister(from, this);
        }
    }

    /**
     * The name is the asker's, durably.
     *
     * @param epoch grows with each registration under the name
     * @param leaseMillis how long it holds without a {@link Renew}
     */
    record Registered(long request, String name, long epoch, long leaseMillis) implements RegistryMessage {
        static final Codec<Registered> CODEC = Codec.record(
                Codec.field(Codec.I64, Registered::request),
                Codec.field(Codec.text(PeerName.MAX_BYTES), Registered::name),
                Codec.field(Codec.I64, Registered::epoch),
                Codec.field(Codec.I64, Registered::leaseMillis),
                Registered::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onRegistered(from, this);
        }
    }

    /** The request is not granted, for a reason and with a sentence for a person. Request 0: nobody asked. */
    record Refused(long request, Refusal refusal, String sentence) implements RegistryMessage {
        static final int MAX_SENTENCE_BYTES = 512;

        static final Codec<Refused> CODEC = Codec.record(
                Codec.field(Codec.I64, Refused::request),
                Codec.field(Codec.enumeration(Refusal.class), Refused::refusal),
                Codec.field(Codec.text(MAX_SENTENCE_BYTES), Refused::sentence),
                Refused::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onRefused(from, this);
        }
    }

    /** Prolongs the lease. */
    record Renew(long epoch) implements RegistryMessage {
        static final Codec<Renew> CODEC = Codec.record(Codec.field(Codec.I64, Renew::epoch), Renew::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onRenew(from, this);
        }
    }

    /** Gives the lease back and leaves the list; the name stays bound to the key for a while. */
    record Deregister(long request) implements RegistryMessage {
        static final Codec<Deregister> CODEC =
                Codec.record(Codec.field(Codec.I64, Deregister::request), Deregister::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onDeregister(from, this);
        }
    }

    /** The asker is off the list, durably. */
    record Deregistered(long request) implements RegistryMessage {
        static final Codec<Deregistered> CODEC =
                Codec.record(Codec.field(Codec.I64, Deregistered::request), Deregistered::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onDeregistered(from, this);
        }
    }

    /** Asks for the page of the list that begins behind a name; the empty name: for the first. */
    record Query(long request, String behind) implements RegistryMessage {
        static final Codec<Query> CODEC = Codec.record(
                Codec.field(Codec.I64, Query::request),
                Codec.field(Codec.text(PeerName.MAX_BYTES), Query::behind),
                Query::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onQuery(from, this);
        }
    }

    /** A page of the list, in the order of the names as they are compared, and whether there are more behind it. */
    record Players(long request, List<Player> players, boolean more) implements RegistryMessage {
        static final int MAX_PLAYERS = 100;

        static final Codec<Players> CODEC = Codec.record(
                Codec.field(Codec.I64, Players::request),
                Codec.field(Player.CODEC.listOf(MAX_PLAYERS), Players::players),
                Codec.field(Codec.BOOL, Players::more),
                Players::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onPlayers(from, this);
        }
    }

    /** Asks for some players drawn at random among those who are free, to begin a part in the mesh with. */
    record Sample(long request) implements RegistryMessage {
        static final Codec<Sample> CODEC = Codec.record(Codec.field(Codec.I64, Sample::request), Sample::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onSample(from, this);
        }
    }

    /** Asks for one peer, by name or by id; with both empty, for nobody. */
    record Find(long request, String name, Optional<PeerId> peer) implements RegistryMessage {
        static final Codec<Find> CODEC = Codec.record(
                Codec.field(Codec.I64, Find::request),
                Codec.field(Codec.text(PeerName.MAX_BYTES), Find::name),
                Codec.field(PeerId.CODEC.optional(), Find::peer),
                Find::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onFind(from, this);
        }
    }

    /** Answers a {@link Find}. */
    record Found(long request, Optional<Player> player) implements RegistryMessage {
        static final Codec<Found> CODEC = Codec.record(
                Codec.field(Codec.I64, Found::request),
                Codec.field(Player.CODEC.optional(), Found::player),
                Found::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onFound(from, this);
        }
    }

    /** Asks to be told of these peers, and no others, when they come and go. */
    record Watch(List<PeerId> peers) implements RegistryMessage {
        static final int MAX_PEERS = 256;

        static final Codec<Watch> CODEC =
                Codec.record(Codec.field(PeerId.CODEC.listOf(MAX_PEERS), Watch::peers), Watch::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onWatch(from, this);
        }
    }

    /** A watched peer has come or gone. */
    record News(Player player) implements RegistryMessage {
        static final Codec<News> CODEC = Codec.record(Codec.field(Player.CODEC, News::player), News::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onNews(from, this);
        }
    }

    /**
     * Asks for a game with others: all of them, or none.
     *
     * @param requestId of the asker's choice, never used for another game: asked again, it gives the same game
     * @param count how many others
     * @param named who they are; nobody: any that are free
     */
    record Start(long request, Bytes requestId, String kind, int count, List<PeerId> named) implements RegistryMessage {
        public static final int REQUEST_ID_BYTES = 16;
        /** The most who may play, with the one who asks: so many are linked to one another. */
        public static final int MAX_OTHERS = 4;

        static final int MAX_KIND_BYTES = 32;
        /** Too many are refused with a sentence, not with the link; so some more fit. */
        static final int MAX_NAMED = 16;

        static final Codec<Start> CODEC = Codec.record(
                Codec.field(Codec.I64, Start::request),
                Codec.field(Codec.bytes(REQUEST_ID_BYTES), Start::requestId),
                Codec.field(Codec.text(MAX_KIND_BYTES), Start::kind),
                Codec.field(Codec.U8, Start::count),
                Codec.field(PeerId.CODEC.listOf(MAX_NAMED), Start::named),
                Start::new);

        public Start {
            named = List.copyOf(named);
        }

        /** What is wrong with it, whoever is free; nothing when it may be asked. */
        Optional<String> complaint(PeerId asker) {
            if (!kind.matches("[a-z0-9]+")) {
                return Optional.of("a kind of game is named by small letters and digits");
            }
            if (count < 1 || count > MAX_OTHERS) {
                return Optional.of("a game has 1 to " + MAX_OTHERS + " other players, not " + count);
            }
            if (!named.isEmpty() && named.size() != count) {
                return Optional.of(
                        "a game with " + count + " others names " + count + " or nobody, not " + named.size());
            }
            if (named.contains(asker)) {
                return Optional.of("whoever starts a game plays in it and does not name itself");
            }
            boolean twice = named.stream().distinct().count() < named.size();
            return twice ? Optional.of("a player is named twice") : Optional.empty();
        }

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onStart(from, this);
        }
    }

    /** These players' seats are reserved, durably: the asker's first. Each has to take its own. */
    record Picked(long request, RingId game, List<Player> players) implements RegistryMessage {
        static final Codec<Picked> CODEC = Codec.record(
                Codec.field(Codec.I64, Picked::request),
                Codec.field(RingId.CODEC, Picked::game),
                Codec.field(Player.CODEC.listOf(GameLine.MAX_PLAYERS), Picked::players),
                Picked::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onPicked(from, this);
        }
    }

    /** The speaker has taken its seat in a game. */
    record Seated(RingId game) implements RegistryMessage {
        static final Codec<Seated> CODEC = Codec.record(Codec.field(RingId.CODEC, Seated::game), Seated::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onSeated(from, this);
        }
    }

    /** The game has ended for the speaker; and for all, when the speaker asked for it. */
    record Ended(RingId game, String reason) implements RegistryMessage {
        static final int MAX_REASON_BYTES = 256;

        static final Codec<Ended> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Ended::game),
                Codec.field(Codec.text(MAX_REASON_BYTES), Ended::reason),
                Ended::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onEnded(from, this);
        }
    }

    /** The manager knows, durably, that this game has ended for the one who said so. */
    record EndedNoted(RingId game) implements RegistryMessage {
        static final Codec<EndedNoted> CODEC =
                Codec.record(Codec.field(RingId.CODEC, EndedNoted::game), EndedNoted::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onEndedNoted(from, this);
        }
    }

    /** Asks for the page of the running games that begins behind one of them, or for the first. */
    record ListGames(long request, Optional<RingId> behind) implements RegistryMessage {
        static final Codec<ListGames> CODEC = Codec.record(
                Codec.field(Codec.I64, ListGames::request),
                Codec.field(RingId.CODEC.optional(), ListGames::behind),
                ListGames::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onListGames(from, this);
        }
    }

    /** A page of the running games, in the order of their ids, and whether there are more behind it. */
    record Games(long request, List<GameLine> games, boolean more) implements RegistryMessage {
        static final int MAX_GAMES = 100;

        static final Codec<Games> CODEC = Codec.record(
                Codec.field(Codec.I64, Games::request),
                Codec.field(GameLine.CODEC.listOf(MAX_GAMES), Games::games),
                Codec.field(Codec.BOOL, Games::more),
                Games::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onGames(from, this);
        }
    }
}
