package io.keras4j.training;

/** Checks of the arguments of fit, evaluate and predict. */
final class Checks {
    private Checks() {}

    static int positive(String argument, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(argument + ": expected a positive integer, got " + value);
        }
        return value;
    }

    static int verbose(int value) {
        if (value < 0 || value > 2) {
            throw new IllegalArgumentException("verbose: expected 0, 1, 2 or \"auto\", got " + value);
        }
        return value;
    }

    static int verbose(String value) {
        if (!"auto".equals(value)) {
            throw new IllegalArgumentException("verbose: expected 0, 1, 2 or \"auto\", got \"" + value + "\"");
        }
        return 1;
    }
}
