package io.keras4j.benchmarks;

import io.keras4j.models.Model;
import java.util.Locale;

/** Loads a file of a model again and again and prints the seconds that each time took, as keras-io/src/test/python/applications.py does. */
public final class Loading {
    private static final double NANOS = 1e9;

    private Loading() {}

    /** Takes the file and how often to load it. */
    public static void main(String[] args) {
        StringBuilder line = new StringBuilder();
        for (int round = 0; round < Integer.parseInt(args[1]); round++) {
            long start = System.nanoTime();
            Model.load(args[0]);
            line.append(String.format(Locale.ROOT, "%.4f ", (System.nanoTime() - start) / NANOS));
        }
        System.out.println(line.toString().strip());
    }
}
