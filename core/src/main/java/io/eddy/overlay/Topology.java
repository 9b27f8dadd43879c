package io.eddy.overlay;

import io.eddy.node.PeerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network that all neighbours together make, measured as a graph: whole or in parts, and how far across.
 *
 * <p>A link counts when either side holds the other for a neighbour; neighbours that are not among the peers given do
 * not count. Of more than 2,000 peers, paths are measured from 256 of them, evenly chosen: the mean is then an estimate
 * and the eccentricity a lower bound.
 */
public final class Topology {
    private static final int ALL_SOURCES_UP_TO = 2_000;
    private static final int SOURCES = 256;

    private final int[][] views;
    private final int[][] links;
    private final int sources;
    private double meanPath;
    private int eccentricity;

    private Topology(int[][] views) {
        this.views = views;
        this.links = linksOf(views);
        this.sources = views.length <= ALL_SOURCES_UP_TO ? views.length : SOURCES;
        measurePaths();
    }

    /** The network of these peers, each with its neighbours. */
    public static Topology of(Map<PeerId, List<PeerId>> neighbours) {
        Map<PeerId, Integer> numbers = new LinkedHashMap<>();
        neighbours.keySet().forEach(peer -> numbers.put(peer, numbers.size()));
        List<int[]> views = new ArrayList<>(neighbours.size());
        neighbours
                .values()
                .forEach(view -> views.add(view.stream()
                        .map(numbers::get)
                        .filter(number -> number != null)
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .toArray()));
        return new Topology(views.toArray(new int[0][]));
    }

    public int peers() {
        return views.length;
    }

    /** Links that only one side knows of. */
    public int asymmetric() {
        int count = 0;
        for (int peer = 0; peer < views.length; peer++) {
            for (int other : views[peer]) {
                if (Arrays.binarySearch(views[other], peer) < 0) {
                    count++;
                }
            }
        }
        return count;
    }

    /** How many peers of all have so many neighbours: 0 to 1. */
    public double shareOfDegree(int degree) {
        return share(Arrays.stream(views).filter(view -> view.length == degree).count());
    }

    /** The fewest neighbours that a peer has. */
    public int leastDegree() {
        return Arrays.stream(views).mapToInt(view -> view.length).min().orElse(0);
    }

    /** Parts with no link between them. */
    public int components() {
        return sizes().size();
    }

    /** How many peers of all are in the largest part: 0 to 1. */
    public double largestShare() {
        return share(sizes().stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    /** The mean length of the shortest paths, of all pairs with one; an estimate for many peers. */
    public double meanPath() {
        return meanPath;
    }

    /** The longest of the shortest paths; a lower bound for many peers. */
    public int eccentricity() {
        return eccentricity;
    }

    /** How many of the pairs of neighbours of a peer are neighbours of each other, on average: 0 to 1. */
    public double clustering() {
        double sum = 0;
        for (int[] around : links) {
            int pairs = 0;
            for (int i = 0; i < around.length; i++) {
                for (int j = i + 1; j < around.length; j++) {
                    pairs += Arrays.binarySearch(links[around[i]], around[j]) >= 0 ? 1 : 0;
                }
            }
            int possible = around.length * (around.length - 1) / 2;
            sum += possible == 0 ? 0 : (double) pairs / possible;
        }
        return links.length == 0 ? 0 : sum / links.length;
    }

    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "%d peers, %d parts (largest %.4f), %d asymmetric, degree 5 on %.4f (least %d), path %.2f, ecc %d, "
                        + "clustering %.5f",
                peers(),
                components(),
                largestShare(),
                asymmetric(),
                shareOfDegree(5),
                leastDegree(),
                meanPath,
                eccentricity,
                clustering());
    }

    private double share(long count) {
        return views.length == 0 ? 1 : (double) count / views.length;
    }

    private List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        int[] distances = new int[links.length];
        Arrays.fill(distances, -1);
        int[] queue = new int[links.length];
        for (int peer = 0; peer < links.length; peer++) {
            if (distances[peer] < 0) {
                sizes.add(walk(peer, distances, queue));
            }
        }
        return sizes;
    }

    private void measurePaths() {
        long total = 0;
        long pairs = 0;
        int[] distances = new int[links.length];
        int[] queue = new int[links.length];
        for (int i = 0; i < sources; i++) {
            Arrays.fill(distances, -1);
            int reached = walk((int) ((long) i * links.length / sources), distances, queue);
            for (int at = 1; at < reached; at++) {
                total += distances[queue[at]];
            }
            pairs += reached - 1;
            eccentricity = Math.max(eccentricity, reached == 0 ? 0 : distances[queue[reached - 1]]);
        }
        meanPath = pairs == 0 ? 0 : (double) total / pairs;
    }

    /** Visits all that can be reached and have no distance yet, the nearest first; how many they are. */
    private int walk(int from, int[] distances, int[] queue) {
        int size = 0;
        queue[size++] = from;
        distances[from] = 0;
        for (int at = 0; at < size; at++) {
            for (int next : links[queue[at]]) {
                if (distances[next] < 0) {
                    distances[next] = distances[queue[at]] + 1;
                    queue[size++] = next;
                }
            }
        }
        return size;
    }

    private static int[][] linksOf(int[][] views) {
        List<List<Integer>> links = new ArrayList<>(views.length);
        for (int[] view : views) {
            List<Integer> own = new ArrayList<>(view.length);
            for (int other : view) {
                own.add(other);
            }
            links.add(own);
        }
        for (int peer = 0; peer < views.length; peer++) {
            for (int other : views[peer]) {
                if (Arrays.binarySearch(views[other], peer) < 0) {
                    links.get(other).add(peer);
                }
            }
        }
        return links.stream()
                .map(each -> each.stream().mapToInt(Integer::intValue).sorted().toArray())
                .toArray(int[][]::new);
    }
}
