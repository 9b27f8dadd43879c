package io.eddy.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.lan.Beacon.Call;
import io.eddy.lan.Beacon.Moment;
import io.eddy.lan.Beacon.Places;
import io.eddy.lan.Beacon.Speaker;
import io.eddy.lan.Beacon.Statement;
import io.eddy.lan.LanEvent.Heard;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingWorld;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Alice on the local network, in a world that records, and what others say there. */
abstract class AliceOnLan {
    static final String NEAR = "192.0.2.7";
    static final String ELSEWHERE = "192.0.2.8";
    static final PeerId BOB = RecordingWorld.idOf("bob");
    static final Duration MINUTE = Duration.ofMinutes(1);

    final RecordingWorld world = new RecordingWorld("alice", List.of());
    final Node node = new Node(world);
    final List<LanEvent> events = new ArrayList<>();
    final Lan lan = node.attachDatagrams(
            "lan", LanTimer.class, host -> new Lan(host, LanConfig.of("eddy", 1_000), events::add));

    void announced() {
        lan.announce("alice", 5_051, 3, 9);
        lan.start();
    }

    List<Beacon> said() {
        return world.takeMulticasts().stream().map(LanTest::read).toList();
    }

    static Beacon read(Bytes datagram) {
        WireReader in = new WireReader(datagram.array());
        assertThat(Beacon.readVersion(in)).isEqualTo(Beacon.VERSION);
        return Beacon.read(in);
    }

    void hear(String from, Bytes datagram) {
        world.hear(node, new Endpoint(from, 49_152), datagram);
    }

    List<LanEvent> takeEvents() {
        List<LanEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    static Heard bob(String at) {
        return new Heard(BOB, "bob", new Endpoint(at, 5_052), 5);
    }

    static Draft beacon(String of, long counter) {
        return new Draft(
                of,
                new Statement(
                        "eddy",
                        new Speaker(RecordingWorld.keyOf(of), of, 5_052),
                        new Moment(1, counter),
                        new Places(3, 5),
                        Call.HERE));
    }

    /** A beacon in the making. */
    record Draft(String of, Statement statement) {
        Draft network(String network) {
            return new Draft(
                    of,
                    new Statement(
                            network, statement.speaker(), statement.moment(), statement.places(), statement.call()));
        }

        Draft name(String name) {
            return speaker(new Speaker(
                    statement.speaker().key(), name, statement.speaker().port()));
        }

        Draft port(int port) {
            return speaker(
                    new Speaker(statement.speaker().key(), statement.speaker().name(), port));
        }

        Draft boot(long boot) {
            Moment moment = new Moment(boot, statement.moment().counter());
            return new Draft(
                    of,
                    new Statement(
                            statement.network(), statement.speaker(), moment, statement.places(), statement.call()));
        }

        Draft free(int free) {
            Places places = new Places(statement.places().used(), free);
            return new Draft(
                    of,
                    new Statement(
                            statement.network(), statement.speaker(), statement.moment(), places, statement.call()));
        }

        Draft call(Call call) {
            return new Draft(
                    of,
                    new Statement(
                            statement.network(), statement.speaker(), statement.moment(), statement.places(), call));
        }

        Bytes signed() {
            byte[] signature = RecordingWorld.signatureBy(of, Beacon.signed(statement));
            return Bytes.owning(new Beacon(statement, Bytes.owning(signature)).toBytes());
        }

        Bytes forged() {
            byte[] signature = RecordingWorld.signatureBy("mallory", Beacon.signed(statement));
            return Bytes.owning(new Beacon(statement, Bytes.owning(signature)).toBytes());
        }

        private Draft speaker(Speaker speaker) {
            return new Draft(
                    of,
                    new Statement(
                            statement.network(), speaker, statement.moment(), statement.places(), statement.call()));
        }
    }
}
