package io.keras4j.random;

/**
 * Draws that take as many uniform numbers as it happens: those that do not fit are rejected. Number i of a draw has a generator of its own
 * (SplitMix64), which starts at a place that follows from the key of the draw and i.
 */
public final class RejectionSampler {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double[] STIRLING = {
        0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
        0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287
    };

    private long state;

    /** Goes to number {@code index} of the draw with {@code key}. */
    public void start(long key, long index) {
        state = CounterRandom.mix(key ^ CounterRandom.mix(index + GOLDEN));
    }

    /** The next number above 0 and up to, but without, 1. */
    private double uniform() {
        state += GOLDEN;
        return ((CounterRandom.mix(state) >>> 11) + 0.5) * 0x1p-53;
    }

    /** A number of the gamma distribution with shape {@code alpha} and scale 1. Source: Marsaglia and Tsang, A Simple Method (2000). */
    public double gamma(double alpha) {
        if (!(alpha > 0)) {
            return Double.NaN;
        }
        double boost = alpha < 1 ? Math.pow(uniform(), 1 / alpha) : 1;
        double d = (alpha < 1 ? alpha + 1 : alpha) - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = NormalQuantile.of(uniform());
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                    return boost * d * v;
                }
            }
        }
    }

    /** How many of {@code count} trials succeed, each with probability {@code p}. */
    public double binomial(double count, double p) {
        if (!(count >= 0 && p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        double trials = Math.floor(count);
        if (p > 0.5) {
            return trials - binomial(trials, 1 - p);
        }
        return trials * p < 10 ? byGaps(trials, p) : byRejection(trials, p);
    }

    /** Counts the trials to each success. */
    private double byGaps(double trials, double p) {
        double successes = 0;
        double failure = Math.log1p(-p);
        for (double at = Math.ceil(Math.log(uniform()) / failure);
                at <= trials && p > 0;
                at += Math.ceil(Math.log(uniform()) / failure)) {
            successes++;
        }
        return successes;
    }

    /** Source: W. Hörmann, The generation of binomial random variates, algorithm BTRS (1993). */
    private double byRejection(double n, double p) {
        double deviation = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double middle = n * p + 0.5;
        double quick = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * deviation;
        double odds = p / (1 - p);
        double mode = Math.floor((n + 1) * p);
        while (true) {
            double u = uniform() - 0.5;
            double v = uniform();
            double edge = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / edge + b) * u + middle);
            if (edge >= 0.07 && v <= quick) {
                return k;
            }
            if (k < 0 || k > n) {
                continue;
            }
            double bound = (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1)))
                    + (n + 1) * Math.log((n - mode + 1) / (n - k + 1))
                    + (k + 0.5) * Math.log(odds * (n - k + 1) / (k + 1))
                    + stirling(mode)
                    + stirling(n - mode)
                    - stirling(k)
                    - stirling(n - k);
            if (Math.log(v * alpha / (a / (edge * edge) + b)) <= bound) {
                return k;
            }
        }
    }

    /** What Stirling's formula for ln k! lacks. */
    private static double stirling(double k) {
        if (k < STIRLING.length) {
            return STIRLING[(int) k];
        }
        double next = k + 1;
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / (next * next)) / (next * next)) / next;
    }
}
