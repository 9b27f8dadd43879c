package io.eddy.link;

import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.wire.Codec;

/** What the two ends of a link say to each other about the link itself. */
public sealed interface LinkMessage {

    void deliverTo(Receiver receiver, Link from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onHello(Link from, Hello hello);

        void onAdmit(Link from, Admit admit);

        void onPing(Link from, Ping ping);

        void onPong(Link from, Pong pong);

        void onGoodbye(Link from, Goodbye goodbye);
    }

    /** The versions of the protocol that a side speaks, both included. */
    record Versions(int lowest, int highest) {
        static final Codec<Versions> CODEC = Codec.record(
                Codec.field(Codec.U16, Versions::lowest), Codec.field(Codec.U16, Versions::highest), Versions::new);

        boolean meets(Versions other) {
            return lowest <= other.highest && other.lowest <= highest;
        }

        @Override
        public String toString() {
            return lowest == highest ? "version " + lowest : "versions " + lowest + " to " + highest;
        }
    }

    /** What a side is. The order is the encoding: add at the end only. */
    enum Role {
        PEER,
        MANAGER
    }

    /**
     * Who speaks.
     *
     * @param name as its operator named it; nobody vouches for it
     * @param listenPort where it accepts links, at the address it is seen from; 0: nowhere
     * @param capabilities a bit for each thing that both sides must know to use
     */
    record Speaker(Role role, String name, int listenPort, long capabilities) {
        /** The channels of overlay, gossip and atlas. */
        public static final long MESH = 1;

        /** The channel of the logs of conversations. */
        public static final long LOGS = 2;

        /** Address records that name a sealing key, and the channel on which such keys are told. */
        public static final long SEALING = 4;

        /** Room for 32 letters of any script, after what normalization may do to them. */
        static final int MAX_NAME_BYTES = 256;

        static final Codec<Speaker> CODEC = Codec.record(
                Codec.field(Codec.enumeration(Role.class), Speaker::role),
                Codec.field(Codec.text(MAX_NAME_BYTES), Speaker::name),
                Codec.field(Codec.U16, Speaker::listenPort),
                Codec.field(Codec.I64, Speaker::capabilities),
                Speaker::new);

        /** A side that can do what this version can. */
        static Speaker of(Role role, String name, int listenPort) {
            return new Speaker(role, name, listenPort, role == Role.PEER ? MESH | LOGS | SEALING : 0);
        }

        /** Whether it takes part in the mesh of peers, and reads all that is told there. */
        public boolean meshes() {
            return (capabilities & MESH) != 0 && seals();
        }

        /** Whether it knows of sealing keys. */
        public boolean seals() {
            return (capabilities & SEALING) != 0;
        }

        /** Whether it keeps logs of conversations: it can be written to. */
        public boolean keepsLogs() {
            return (capabilities & LOGS) != 0;
        }
    }

    /**
     * The life of the speaker.
     *
     * @param boot grows with every start, so that a newer link of a restarted peer is known from an older one
     * @param wallClockMillis what the speaker believes the time is, in milliseconds since 1970
     */
    record Life(long boot, long wallClockMillis) {
        static final Codec<Life> CODEC = Codec.record(
                Codec.field(Codec.I64, Life::boot), Codec.field(Codec.I64, Life::wallClockMillis), Life::new);
    }

    /**
     * The first message of both sides.
     *
     * @param network peers of different networks refuse each other
     * @param observed the address at which the speaker sees the other side
     */
    record Hello(Versions versions, String network, Speaker speaker, Life life, Endpoint observed)
            implements LinkMessage {
        static final int MAX_NETWORK_BYTES = 64;

        static final Codec<Hello> CODEC = Codec.record(
                Codec.field(Versions.CODEC, Hello::versions),
                Codec.field(Codec.text(MAX_NETWORK_BYTES), Hello::network),
                Codec.field(Speaker.CODEC, Hello::speaker),
                Codec.field(Life.CODEC, Hello::life),
                Codec.field(Endpoint.CODEC, Hello::observed),
                Hello::new);

        @Override
        public void deliverTo(Receiver receiver, Link from) {
            receiver.onHello(from, this);
        }
    }

    /**
     * This link is the session. Said by the side with the lower id alone, and after its hello.
     *
     * @param number grows with every session that the speaker admits: of two, the higher is meant
     */
    record Admit(long number) implements LinkMessage {
        static final Codec<Admit> CODEC = Codec.record(Codec.field(Codec.I64, Admit::number), Admit::new);

        @Override
        public void deliverTo(Receiver receiver, Link from) {
            receiver.onAdmit(from, this);
        }
    }

    /** Asks whether the other side is alive. */
    record Ping(long nonce) implements LinkMessage {
        static final Codec<Ping> CODEC = Codec.record(Codec.field(Codec.I64, Ping::nonce), Ping::new);

        @Override
        public void deliverTo(Receiver receiver, Link from) {
            receiver.onPing(from, this);
        }
    }

    /** Answers a {@link Ping} with its nonce. */
    record Pong(long nonce) implements LinkMessage {
        static final Codec<Pong> CODEC = Codec.record(Codec.field(Codec.I64, Pong::nonce), Pong::new);

        @Override
        public void deliverTo(Receiver receiver, Link from) {
            receiver.onPong(from, this);
        }
    }

    /** The speaker closes the link, and says why. The last message on a link. */
    record Goodbye(Closing why) implements LinkMessage {
        static final Codec<Goodbye> CODEC = Codec.record(Codec.field(Closing.CODEC, Goodbye::why), Goodbye::new);

        @Override
        public void deliverTo(Receiver receiver, Link from) {
            receiver.onGoodbye(from, this);
        }
    }
}
