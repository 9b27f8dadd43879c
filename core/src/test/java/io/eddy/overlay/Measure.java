package io.eddy.overlay;

import java.time.Duration;

/** Prints how the overlay does: for people, not for the build. */
final class Measure {
    private Measure() {}

    public static void main(String[] a) {
        int n = Integer.parseInt(a[1]);
        long seed = a.length > 2 ? Long.parseLong(a[2]) : 1;
        long t = System.nanoTime();
        SimulatedMesh mesh = new SimulatedMesh(seed, OverlayConfig.DEFAULT);
        if (a[0].startsWith("storm")) {
            mesh.storm(n, Duration.ofMillis(5));
        } else {
            mesh.grow(n, Duration.ofMillis(5));
        }
        report(mesh, t, "grown");
        for (int i = 0; i < 6; i++) {
            mesh.network.runFor(Duration.ofSeconds(20));
            report(mesh, t, "+20 s");
        }
        if (a[0].startsWith("crash")) {
            mesh.crash(Integer.parseInt(a[0].substring(5)) / 100.0);
            for (int i = 0; i < 14; i++) {
                mesh.network.runFor(Duration.ofSeconds(i == 0 ? 3 : 1));
                report(mesh, t, "crash +" + (3 + i));
            }
        }
        if (a[0].startsWith("split")) {
            var half = mesh.hosts.subList(0, n / 2);
            var rest = mesh.hosts.subList(n / 2, n);
            var cut = mesh.network.partition(half, rest);
            mesh.network.runFor(Duration.ofSeconds(Integer.parseInt(a[0].substring(5))));
            report(mesh, t, "split");
            cut.heal();
            for (int i = 0; i < 13; i++) {
                mesh.network.runFor(Duration.ofSeconds(5));
                report(mesh, t, "healed +" + (5 * i + 5));
            }
        }
    }

    private static void report(SimulatedMesh mesh, long t, String what) {
        System.gc();
        Runtime r = Runtime.getRuntime();
        System.out.printf(
                "%s at %d s: %s; %,d events, %.1f s, %d MiB%n",
                what,
                mesh.network.elapsed().toSeconds(),
                mesh.topology(),
                mesh.network.events(),
                (System.nanoTime() - t) / 1e9,
                (r.totalMemory() - r.freeMemory()) >> 20);
        long calls = 0,
                unreached = 0,
                unanswered = 0,
                joined = 0,
                redirected = 0,
                accepted = 0,
                refused = 0,
                demoted = 0,
                over = 0,
                stale = 0,
                mis = 0,
                bad = 0;
        for (var h : mesh.live()) {
            OverlayTally y = h.program().overlay.tally();
            calls += y.calls;
            unreached += y.unreached;
            unanswered += y.unanswered;
            joined += y.joined;
            redirected += y.redirected;
            accepted += y.accepted;
            refused += y.refused;
            demoted += y.demoted;
            over += y.overRate;
            stale += y.stale;
            mis += y.mismatches;
            bad += y.badPaths + y.badRecords;
        }
        System.out.printf(
                "   calls %d unreached %d unanswered %d joined %d redirected %d accepted %d refused %d demoted %d over %d stale %d mismatch %d bad %d%n",
                calls, unreached, unanswered, joined, redirected, accepted, refused, demoted, over, stale, mis, bad);
    }
}
