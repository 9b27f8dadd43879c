package io.eddy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eddy.identity.Identity;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Ended;
import io.eddy.registry.RegistryMessage.EndedNoted;
import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.Found;
import io.eddy.registry.RegistryMessage.Games;
import io.eddy.registry.RegistryMessage.ListGames;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Query;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Registered;
import io.eddy.registry.RegistryMessage.Renew;
import io.eddy.registry.RegistryMessage.Sample;
import io.eddy.registry.RegistryMessage.Seated;
import io.eddy.registry.RegistryMessage.Start;
import io.eddy.registry.RegistryMessage.Watch;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import io.eddy.wire.TagTable;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireContract;
import io.eddy.wire.WireWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RegistryWireTest implements WireContract<RegistryMessage> {
    private static final long NOON = 1_750_000_000_000L;
    private static final PeerId ALICE = idOfSeed(1);
    private static final PeerId BOB = idOfSeed(2);

    private static final RingId GAME = ring("7f3a00112233445566778899aabbccdd");
    private static final Bytes REQUEST = Bytes.fromHex("0f0e0d0c0b0a09080706050403020100");

    @Override
    public String channel() {
        return RegistryWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return RegistryWire.CHANNEL.number();
    }

    @Override
    public TagTable<RegistryMessage> tags() {
        return RegistryWire.TAGS;
    }

    @Override
    public Map<String, RegistryMessage> samples() {
        Player zoe = new Player("Zoë", ALICE, Presence.OFFLINE, new Endpoint("2001:db8::7", 0), NOON - 60_000);
        Map<String, RegistryMessage> samples = new LinkedHashMap<>();
        samples.put("Register", new Register(1, "alice"));
        samples.put("Registered", new Registered(1, "alice", 3, 30_000));
        samples.put("Refused", new Refused(1, Refusal.NAME_TAKEN, "the name alice belongs to another key"));
        samples.put("Renew", new Renew(3));
        samples.put("Deregister", new Deregister(2));
        samples.put("Deregistered", new Deregistered(2));
        samples.put("Query", new Query(3, "alice"));
        samples.put("Players", new Players(3, List.of(bob(Presence.FREE), zoe), true));
        samples.put("Find", new Find(4, "", Optional.of(BOB)));
        samples.put("Find/name", new Find(5, "Bob", Optional.empty()));
        samples.put("Found", new Found(4, Optional.of(bob(Presence.PLAYING))));
        samples.put("Found/nobody", new Found(5, Optional.empty()));
        samples.put("Watch", new Watch(List.of(ALICE, BOB)));
        samples.put("News", new News(bob(Presence.LEFT)));
        samples.put("Start", new Start(6, REQUEST, "gofish", 1, List.of(BOB)));
        samples.put("Start/any", new Start(6, REQUEST, "gofish", 4, List.of()));
        Player alice = new Player("alice", ALICE, Presence.PLAYING, new Endpoint("192.0.2.7", 49_152), NOON);
        samples.put("Picked", new Picked(6, GAME, List.of(alice, bob(Presence.PLAYING))));
        samples.put("Seated", new Seated(GAME));
        samples.put("Ended", new Ended(GAME, "played to its end"));
        samples.put("EndedNoted", new EndedNoted(GAME));
        samples.put("ListGames", new ListGames(7, Optional.of(GAME)));
        samples.put("ListGames/first", new ListGames(7, Optional.empty()));
        GameLine line = new GameLine(ring("90c400112233445566778899aabbccdd"), "gofish", List.of("alice", "Bob"));
        samples.put("Games", new Games(7, List.of(line), true));
        samples.put("Sample", new Sample(7));
        return samples;
    }

    @Test
    void codesStandInTheOrderOfTheDocument() {
        assertThat(Stream.of(Refusal.values()).map(Enum::name)).containsExactlyElementsOf(Vectors.codes("Refusal"));
        assertThat(Stream.of(Presence.values()).map(Enum::name)).containsExactlyElementsOf(Vectors.codes("Presence"));
    }

    @Test
    void aNameOfAThousandBytesCanBeAskedForAndRefused() {
        String name = "x".repeat(Register.MAX_ASKED_BYTES);
        WireWriter asked = new WireWriter();
        asked.u8(number());
        tags().encode(new Register(1, name), asked);
        assertThat(whole(asked.toByteArray())).isEqualTo(new Register(1, name));
        WireWriter longer = begin(1);
        longer.i64(1);
        longer.u16(Register.MAX_ASKED_BYTES + 1);
        refuses(longer, "text of 1025 bytes exceeds 1024");
    }

    @Test
    void aListAboveItsBoundIsMalformedBeforeItIsThere() {
        WireWriter players = begin(8);
        players.i64(1);
        players.u16(Players.MAX_PLAYERS + 1);
        refuses(players, "list of 101 exceeds 100");
        WireWriter watch = begin(0x0b);
        watch.u16(Watch.MAX_PEERS + 1);
        refuses(watch, "list of 257 exceeds 256");
        WireWriter start = begin(0x0d);
        start.i64(1);
        start.raw(REQUEST.array());
        start.text("gofish", Start.MAX_KIND_BYTES);
        start.u8(17);
        start.u16(Start.MAX_NAMED + 1);
        refuses(start, "list of 17 exceeds 16");
        WireWriter picked = begin(0x0e);
        picked.i64(1);
        picked.raw(GAME.bytes().array());
        picked.u16(GameLine.MAX_PLAYERS + 1);
        refuses(picked, "list of 6 exceeds 5");
        WireWriter games = begin(0x13);
        games.i64(1);
        games.u16(Games.MAX_GAMES + 1);
        refuses(games, "list of 101 exceeds 100");
    }

    @Test
    void aFullListIsAMessageAndAFullerOneIsNotEncoded() {
        Watch full = new Watch(Collections.nCopies(Watch.MAX_PEERS, BOB));
        WireWriter out = new WireWriter();
        out.u8(number());
        tags().encode(full, out);
        assertThat(whole(out.toByteArray())).isEqualTo(full);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        tags().encode(new Watch(Collections.nCopies(Watch.MAX_PEERS + 1, BOB)), new WireWriter()))
                .withMessage("list of 257 exceeds 256");
    }

    @Test
    void aBooleanThatIsNeitherIsMalformed() {
        WireWriter found = begin(0x0a);
        found.i64(1);
        found.u8(2);
        refuses(found, "a boolean is 0 or 1");
    }

    @Test
    void aCodeThatIsNotOnTheListIsMalformed() {
        WireWriter refused = begin(3);
        refused.i64(1);
        refused.u8(255);
        refuses(refused, "no Refusal 255");
        WireWriter news = begin(0x0c);
        news.text("Bob", PeerName.MAX_BYTES);
        PeerId.CODEC.encode(BOB, news);
        news.u8(4);
        refuses(news, "no Presence 4");
    }

    private static Player bob(Presence presence) {
        return new Player("Bob", BOB, presence, new Endpoint("192.0.2.8", 5052), NOON);
    }

    private static RingId ring(String hex) {
        return new RingId(Bytes.fromHex(hex));
    }

    private static PeerId idOfSeed(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Identity.fromSeed(bytes).id();
    }
}
