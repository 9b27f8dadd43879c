package io.eddy.sim;

import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A node with {@link TallyLinks} and {@link Tally}. */
final class TallyProgram implements Program {
    private static final Duration SELDOM = Duration.ofMillis(700);

    final World world;
    final Node node;
    final TallyLinks links;
    final Tally tally;
    private final List<Endpoint> targets;

    private TallyProgram(World world, List<Endpoint> targets, Duration interval) {
        this.world = world;
        this.node = new Node(world);
        this.links = node.attachLinks(TallyLinks.CHANNEL, TallyLinks::new);
        this.tally = node.attach(Tally.CHANNEL, host -> new Tally(host, interval));
        this.targets = targets;
    }

    /** Counts by itself, and keeps a link to each of these. */
    static Function<World, TallyProgram> counting(Endpoint... targets) {
        return world -> new TallyProgram(world, List.of(targets), SELDOM);
    }

    /** Counts when it is told to, and keeps a link to each of these. */
    static Function<World, TallyProgram> still(Endpoint... targets) {
        return world -> new TallyProgram(world, List.of(targets), Duration.ZERO);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void start() {
        node.start();
        targets.forEach(links::keep);
    }
}
