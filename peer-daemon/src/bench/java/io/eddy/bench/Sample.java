package io.eddy.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one contender did in one round.
 *
 * @param perSecond frames that came back to the client
 * @param cpuNanos of the whole process, for each frame there and back
 * @param allocatedBytes by the threads of both ends, for each frame that one of them received
 * @param p50Nanos the median round trip; 0 when none was timed
 */
record Sample(double perSecond, double cpuNanos, double allocatedBytes, double p50Nanos, double p99Nanos) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private record Reading(long nanos, long echoes, long cpuNanos, long allocatedBytes) {
        static Reading of(Gauge gauge, Rally rally) {
            long[] ids = rally.loops().stream().mapToLong(Thread::getId).toArray();
            long allocated = 0;
            for (long bytes : THREADS.getThreadAllocatedBytes(ids)) {
                allocated += bytes;
            }
            return new Reading(System.nanoTime(), gauge.echoes(), SYSTEM.getProcessCpuTime(), allocated);
        }
    }

    /** Lets a contender play, first unobserved, then for the time of the window. */
    static Sample take(Contender contender, Load load, Duration settle, Duration window) throws Exception {
        Gauge gauge = new Gauge(load);
        Reading before;
        Reading after;
        try (Rally rally = contender.start(load, gauge)) {
            Thread.sleep(settle.toMillis());
            before = Reading.of(gauge, rally);
            Thread.sleep(window.toMillis());
            after = Reading.of(gauge, rally);
        }
        double echoes = after.echoes - before.echoes;
        if (echoes == 0) {
            throw new IllegalStateException("nothing comes back to " + contender.name());
        }
        long[] trips = gauge.tripNanos(before.echoes, after.echoes);
        return new Sample(
                echoes * 1e9 / (after.nanos - before.nanos),
                (after.cpuNanos - before.cpuNanos) / echoes,
                (after.allocatedBytes - before.allocatedBytes) / (2 * echoes),
                quantile(trips, 0.50),
                quantile(trips, 0.99));
    }

    private static double quantile(long[] sorted, double q) {
        return sorted.length == 0 ? 0 : sorted[(int) (q * (sorted.length - 1))];
    }
}
