package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.engine.DataFolder;
import io.eddy.engine.KeyFile;
import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.Group;
import io.eddy.entry.SampleEntries;
import io.eddy.history.State;
import io.eddy.identity.Identity;
import io.eddy.node.Endpoint;
import io.eddy.node.PublicKey;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer opens the store of every version there was, and finds in it what was said. */
@Timeout(60)
final class StoreVersionsTest {
    private static final int CURRENT =
            PeerNode.tables().stream().mapToInt(table -> table.version()).max().orElseThrow();

    private static final Identity BOB = SampleEntries.BOB;

    @TempDir
    Path folder;

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final Identity alice = SampleEntries.ALICE;

    @BeforeEach
    void writeKey() throws IOException {
        new KeyFile(folder.resolve(DataFolder.KEY), Identity.ENCODED_BYTES).readOrCreate(alice::toBytes, notices::add);
    }

    private Peer start() {
        return Peer.start(PeerConfig.in(folder, "alice")
                .onLan(false)
                .listeningOn(new Endpoint("127.0.0.1", 0))
                .onEvent(event -> {
                    if (event instanceof PeerEvent.Notice notice) {
                        notices.add(notice.text());
                    }
                }));
    }

    private Path store() {
        return folder.resolve(DataFolder.STORE);
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + store());
    }

    private static String script(int version) throws IOException {
        try (InputStream script = StoreVersionsTest.class.getResourceAsStream("store-" + version + ".sql")) {
            assertThat(script).as("the tables of version " + version).isNotNull();
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void makeEmpty(int version) throws IOException, SQLException {
        try (Connection database = database();
                Statement statement = database.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL"); // As the engine opens it.
            for (String part : script(version).split(";\n", -1)) {
                if (!part.isBlank()) {
                    statement.execute(part);
                }
            }
        }
    }

    private void make(int version) throws IOException, SQLException {
        makeEmpty(version);
        try (Connection database = database()) {
            keep(database, said(BOB.key(), 7, 1, "hi alice", 1_000));
            keep(database, said(alice.key(), 8, 1, "hi bob", 2_000));
            Entry waiting = said(alice.key(), 8, 2, "still there?", 3_000);
            keep(database, waiting);
            insert(database, "chat_undelivered", BOB.id().toBytes(), 8L, 2L, Entry.CODEC.toBytes(waiting));
            knowBob(database);
        }
    }

    private static void knowBob(Connection database) throws SQLException {
        byte[] endpoint = Endpoint.CODEC.toBytes(new Endpoint("192.0.2.1", 5_000));
        insert(database, "contact", BOB.id().toBytes(), "bob", endpoint, 1_000L, 0L);
    }

    private static Entry said(PublicKey author, long log, long number, String text, long millis) {
        Bytes body = Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
        Place place = new Place(Entry.VERSION, SampleEntries.PAIR, author, log, number);
        EntryHeader header = new EntryHeader(place, EntryHeader.NO_ENTRY, millis << 16, Entry.text(body));
        return new Entry(header, Bytes.owning(new byte[64]), body);
    }

    private static void keep(Connection database, Entry entry) throws SQLException {
        Place place = entry.header().place();
        byte[] author = entry.id().author().toBytes();
        byte[] group = place.group().array();
        insert(database, "chat_entry", group, author, place.log(), place.number(), 5L, Entry.CODEC.toBytes(entry));
        byte[] hash = entry.header().hash().array();
        if (place.number() == 2 || place.author().equals(BOB.key())) {
            insert(
                    database,
                    "chat_log",
                    group,
                    author,
                    place.log(),
                    place.number(),
                    hash,
                    entry.header().hlc());
        }
    }

    private static void insert(Connection database, String table, @Nullable Object... values) throws SQLException {
        String places = "?, ".repeat(values.length - 1) + "?";
        try (PreparedStatement statement =
                database.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whatAnEarlierVersionKeptIsInTheHistory(int version) throws Exception {
        make(version);
        for (int start = 0; start < 2; start++) {
            try (Peer peer = start()) {
                List<KeptMessage> history = peer.history("bob", 20).join();
                assertThat(history)
                        .extracting(kept -> kept.message().said().text())
                        .containsExactly("hi alice", "hi bob", "still there?");
                assertThat(history)
                        .extracting(kept -> kept.message().state())
                        .containsExactly(State.RECEIVED, State.DELIVERED, State.KEPT);
                assertThat(history.get(0).message().cameAtMillis()).isEqualTo(5);
                assertThat(peer.search("there", 5).join()).hasSize(1);
            }
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void theHistoryThatVersion4KeptIsThere() throws Exception {
        make(4);
        byte[] self = alice.id().toBytes();
        byte[] bob = BOB.id().toBytes();
        try (Connection database = database()) {
            insert(database, "conversation", bob, "", 2L, 900L);
            insert(database, "message", null, bob, 7L, 1L, bob, "", 1_000L << 16, "bob", "kept words", 5L, 0L);
            insert(database, "message", null, self, 8L, 2L, bob, "", 3_000L << 16, "alice", "still there?", 5L, 1L);
        }
        for (int start = 0; start < 2; start++) {
            try (Peer peer = start()) {
                List<KeptMessage> history = peer.history("bob", 20).join();
                assertThat(history)
                        .as("what was not delivered is said again, and is there once")
                        .extracting(kept -> kept.message().said().text())
                        .containsExactly("kept words", "still there?");
                assertThat(history.get(1).message().state()).isEqualTo(State.KEPT);
                assertThat(history.get(1).message().id().log()).isNotEqualTo(8);
                assertThat(peer.search("words", 5).join()).hasSize(1);
                assertThat(peer.search("still", 5).join()).hasSize(1);
                assertThat(peer.why(history.get(1).message().id()).join().unsealed())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6})
    void theHistoryThatVersion5KeptIsThereAndWhatWaitsStillWaits(int version) throws Exception {
        makeEmpty(version);
        byte[] self = alice.id().toBytes();
        byte[] bob = BOB.id().toBytes();
        try (Connection database = database()) {
            knowBob(database);
            insert(database, "chat_pair", bob, 1L, 1L);
            insert(database, "conversation", bob, "", 2L, 900L);
            insert(database, "message", null, bob, 7L, 1L, bob, "", 1_000L << 16, "bob", "kept words", 5L, 0L);
            insert(database, "message", null, self, 8L, 1L, bob, "", 3_000L << 16, "alice", "still there?", 5L, 1L);
            insert(database, "chat_unsealed", bob, 8L, 1L, 1L, "still there?");
            insert(database, "chat_waiting", self, 8L, 1L, bob, "", 3_000L << 16, "still there?", 0L);
        }
        for (int start = 0; start < 2; start++) {
            try (Peer peer = start()) {
                List<KeptMessage> history = peer.history("bob", 20).join();
                assertThat(history)
                        .extracting(kept -> kept.message().said().text())
                        .containsExactly("kept words", "still there?");
                assertThat(peer.why(history.get(1).message().id()).join().unsealed())
                        .isTrue();
            }
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void whatWasSaidInRoomsIsInTheHistory() throws Exception {
        make(3);
        Entry move = new Entry(
                new EntryHeader(
                        new Place(Entry.VERSION, Group.ofRoom("chess"), BOB.key(), 9, 1),
                        EntryHeader.NO_ENTRY,
                        4_000L << 16,
                        Entry.text(Bytes.owning(new byte[] {'e', '4'}))),
                Bytes.owning(new byte[64]),
                Bytes.owning(new byte[] {'e', '4'}));
        try (Connection database = database()) {
            insert(database, "chat_room", "chess", "Chess");
            insert(database, "chat_room_entry", 1L, 1L, 6L, Entry.CODEC.toBytes(move));
        }
        try (Peer peer = start()) {
            assertThat(peer.history("chess", 20).join())
                    .extracting(kept -> kept.message().said().text())
                    .containsExactly("e4");
        }
    }

    @Test
    void thereIsAFixtureOfEveryEarlierVersion() throws IOException {
        for (int version = 1; version < CURRENT; version++) {
            assertThat(script(version)).contains("INSERT INTO eddy_schema VALUES (" + version + ")");
        }
    }

    @Test
    void aNewerVersionIsRefusedWithASentence() throws Exception {
        make(3);
        try (Connection database = database();
                Statement statement = database.createStatement()) {
            statement.execute("INSERT INTO eddy_schema VALUES (99)");
        }
        byte[] before = Files.readAllBytes(store());
        assertThatThrownBy(this::start)
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("was written by a newer Eddy: its schema has version 99, this program knows"
                        + " versions up to " + CURRENT + ".");
        assertThat(Arrays.equals(Files.readAllBytes(store()), before)).isTrue();
    }

    @Test
    void aDamagedStoreIsSetAsideAndSaidSo() throws Exception {
        make(3);
        byte[] whole = Files.readAllBytes(store());
        byte[] damaged = whole.clone();
        for (int i = 4_096 * 2; i < damaged.length; i++) {
            damaged[i] = (byte) (damaged[i] ^ 0x5a);
        }
        Files.write(store(), damaged);
        Files.write(folder.resolve("eddy.db.damaged-1"), new byte[] {1});
        try (Peer peer = start()) {
            assertThat(peer.history("everyone", 20).join()).isEmpty();
        }
        assertThat(Arrays.equals(Files.readAllBytes(folder.resolve("eddy.db.damaged-2")), damaged))
                .isTrue();
        assertThat(Files.readAllBytes(folder.resolve("eddy.db.damaged-1"))).containsExactly(1);
        assertThat(notices).singleElement().asString().contains("was damaged", "it is kept as eddy.db.damaged-2");
    }

    @Test
    void onlyWhatIsReadByRangesIsLarge() {
        assertThat(PeerNode.tables().stream().filter(Table::large).map(Table::name))
                .containsExactlyInAnyOrder("message", "sync_entry");
    }
}
