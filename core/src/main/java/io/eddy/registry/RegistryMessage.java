package io.eddy.registry;

import io.eddy.node.PeerId;
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

        void onFind(PeerId from, Find find);

        void onFound(PeerId from, Found found);

        void onWatch(PeerId from, Watch watch);

        void onNews(PeerId from, News news);
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
        /** There is no lease to renew: register again. */
        NOT_REGISTERED
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
}
