package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.MessageId;
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
import io.eddy.sim.Program;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A node of nothing but links and logs, and an application that finds fault with what it is told. */
final class SyncProgram implements Program, SyncApplication {
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(30);

    /**
     * Who it is.
     *
     * @param groups what it follows
     * @param targets whom it dials
     * @param said hears of each entry of its own that is durable
     */
    record Part(
            String name,
            Map<Bytes, Audience> groups,
            Predicate<PeerId> contacts,
            Supplier<List<Endpoint>> targets,
            Consumer<Entry> said,
            SyncConfig config) {}

    final Sync sync;
    final List<SyncEvent> events = new ArrayList<>();

    private final World world;
    private final Node node;
    private final Links links;
    private final Part part;
    private final Set<MessageId> shown = new LinkedHashSet<>();
    private final Map<LogId, Long> numbers = new LinkedHashMap<>();
    private final Map<Bytes, Entry> latest = new LinkedHashMap<>();

    SyncProgram(World world, Part part) {
        this.world = world;
        this.part = part;
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL,
                host -> new Links(host, LinkConfig.of("sim", Role.PEER, part.name, world.wallClockMillis())));
        sync = Sync.attach(node, part.config, this, this::onEvent);
    }

    /** Says something, in the knowledge of what was shown last. */
    void say(Bytes group, String text) {
        List<Draft.Cause> causes = Optional.ofNullable(latest.get(group)).map(Draft.Cause::of).stream()
                .toList();
        Bytes body = Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
        sync.append(group, new Draft(Content.TEXT, body, causes), new Reply<>() {
            @Override
            public void done(Entry entry) {
                part.said.accept(entry);
            }

            @Override
            public void rejected(String sentence) {
                // Nothing was said.
            }
        });
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void start() {
        for (Shown kept : world.store().load(Shown.TABLE)) {
            shown.add(kept.id());
            numbers.merge(new LogId(kept.author(), kept.log()), kept.number(), Math::max);
        }
        node.start();
        part.groups.forEach(sync::follow);
        for (Endpoint target : part.targets.get()) {
            links.keep(target, Optional.empty(), LONGEST_REDIAL, new Target.Listener() {
                @Override
                public void onReached(PeerId peer) {}

                @Override
                public void onMissed(Closing why) {}
            });
        }
    }

    @Override
    public boolean speaks(PeerId peer) {
        return true;
    }

    @Override
    public boolean isContact(PeerId peer) {
        return part.contacts.test(peer);
    }

    @Override
    public void onKept(Entry entry, boolean caughtUp) {
        Shown row = Shown.of(entry);
        if (!shown.add(row.id())) {
            throw new IllegalStateException(part.name + " is shown twice: " + row.id());
        }
        Long before = numbers.put(new LogId(row.author(), row.log()), row.number());
        if (row.number() != (before == null ? 0 : before) + 1) {
            throw new IllegalStateException(part.name + " is shown " + row.id() + " behind " + before);
        }
        world.store().put(Shown.TABLE, row);
        if (entry.header().content().type() == Content.TEXT) {
            latest.put(row.group(), entry);
        }
    }

    private void onEvent(SyncEvent event) {
        events.add(event);
        if (event instanceof SyncEvent.Taken taken
                && !shown.contains(taken.entry().id())) {
            throw new IllegalStateException("taken before it was kept: " + taken);
        }
    }
}
