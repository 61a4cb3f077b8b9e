package io.keras4j.random;

/**
 * The number below which a normally distributed one lies with a given probability, to about 16 digits. Source: M. Wichura, The percentage
 * points of the normal distribution, algorithm AS 241 (1988).
 */
public final class NormalQuantile {
    // Numerators and denominators of AS 241, the highest powers first: near the centre, further out, in the tails.
    private static final double[] CENTRE_ABOVE = {
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608
    };
    private static final double[] CENTRE_BELOW = {
        5226.495278852854561,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1
    };
    private static final double[] MIDDLE_ABOVE = {
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734
    };
    private static final double[] MIDDLE_BELOW = {
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1
    };
    private static final double[] TAIL_ABOVE = {
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772
    };
    private static final double[] TAIL_BELOW = {
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.1369298809227358053,
        0.59983220655588793769,
        1
    };

    private NormalQuantile() {}

    /** The number below which a normally distributed one of mean 0 and standard deviation 1 lies with probability {@code p}. */
    static double of(double p) {
        return of(p - 0.5, Math.min(p, 1 - p));
    }

    /** What the error function makes {@code x}, from -1 to 1, of. */
    public static double erfinv(double x) {
        if (Math.abs(x) == 1) {
            return x * Double.POSITIVE_INFINITY;
        }
        return Math.abs(x) < 1 ? of(x / 2, (1 - Math.abs(x)) / 2) / Math.sqrt(2) : Double.NaN;
    }

    /** For a probability that is {@code q} above one half and {@code tail} from 0 or 1. */
    private static double of(double q, double tail) {
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(CENTRE_ABOVE, r) / polynomial(CENTRE_BELOW, r);
        }
        double r = Math.sqrt(-Math.log(tail));
        double x = r <= 5
                ? polynomial(MIDDLE_ABOVE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
                : polynomial(TAIL_ABOVE, r - 5) / polynomial(TAIL_BELOW, r - 5);
        return q < 0 ? -x : x;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
