package io.eddy.peer;

import io.eddy.atlas.Chart;
import io.eddy.atlas.Chart.Link;
import io.eddy.atlas.Chart.Node;
import io.eddy.atlas.Chart.Room;
import io.eddy.atlas.Chart.State;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Charts for tests. */
final class SampleChart {
    private SampleChart() {}

    static PeerId id(int number) {
        return new PeerId((0x1000L + number) << 48, 0, 0, number);
    }

    /** Alice, of whom no two are called the same, one plays, one is offline, and one has a name that hides things. */
    static Chart few() {
        List<Node> nodes = List.of(
                node(1, "alice", State.FREE, 0),
                node(2, "bob", State.FREE, 4),
                node(3, "Bob", State.PLAYING, 12),
                node(4, "e\"v;i#l\u001b[2J\n\\N", State.FREE, 31),
                node(5, "李雷", State.FREE, 40),
                node(6, "end", State.OFFLINE, 170));
        List<Link> links = List.of(link(1, 2), link(1, 3), link(2, 3), link(3, 4), new Link(id(4), id(5), false));
        List<Room> rooms =
                List.of(new Room("chess", List.of(id(1), id(5))), new Room("go", List.of(id(2), id(3), id(4))));
        return new Chart(id(1), nodes, links, rooms);
    }

    static Chart alone() {
        return new Chart(id(1), List.of(node(1, "alice", State.FREE, 0)), List.of(), List.of());
    }

    /** A ring of so many, with chords. */
    static Chart many(int peers) {
        SplittableRandom random = new SplittableRandom(1);
        List<Node> nodes = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        TreeSet<String> drawn = new TreeSet<>();
        for (int i = 0; i < peers; i++) {
            nodes.add(node(i, "peer" + i, i % 10 == 9 ? State.PLAYING : State.FREE, i % 60));
            for (int other : new int[] {(i + 1) % peers, random.nextInt(peers), random.nextInt(peers)}) {
                int low = Math.min(i, other);
                int high = Math.max(i, other);
                if (low != high && drawn.add(low + " " + high)) {
                    links.add(link(low, high));
                }
            }
        }
        List<PeerId> members = nodes.stream().limit(20).map(Node::peer).toList();
        return new Chart(id(0), nodes, links, List.of(new Room("chess", members)));
    }

    private static Node node(int number, String name, State state, int ageSeconds) {
        return new Node(id(number), name, state, Duration.ofSeconds(ageSeconds));
    }

    private static Link link(int low, int high) {
        return new Link(id(low), id(high), true);
    }
}
