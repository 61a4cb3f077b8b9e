package io.keras4j.ops.contract;

import io.keras4j.ops.spectral.Dft;
import io.keras4j.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

final class SpectralCases {
    static List<OpCase> cases() {
        List<OpCase> cases = new ArrayList<>();
        for (boolean inverse : new boolean[] {false, true}) {
            for (long[] shape :
                    new long[][] {{1}, {2}, {8}, {3}, {7}, {12}, {3, 5}, {2, 3, 16}, {0, 4}, {3, 1031}, {9, 1024}}) {
                List<List<DType>> types = OpCase.FLOATS.stream()
                        .limit(shape[shape.length - 1] > 1000 ? 1 : 2)
                        .map(type -> Collections.nCopies(2, type))
                        .toList();
                cases.add(new OpCase(
                        new Dft(inverse),
                        List.of(Grid.uniform(-3, 3, shape), Grid.uniform(-2, 2, shape)),
                        types,
                        in -> transform(in.get(0), in.get(1), inverse),
                        List.of(0, 1)));
            }
        }
        return cases;
    }

    /** By the sums that define it. */
    private static List<Grid> transform(Grid re, Grid im, boolean inverse) {
        int length = (int) re.shape()[re.shape().length - 1];
        double[] real = new double[re.values().length];
        double[] imaginary = new double[re.values().length];
        for (int at = 0; at < real.length; at++) {
            int row = at / length * length;
            for (int k = 0; k < length; k++) {
                double angle = (inverse ? 2 : -2) * Math.PI * ((long) (at - row) * k % length) / length;
                real[at] += re.values()[row + k] * Math.cos(angle) - im.values()[row + k] * Math.sin(angle);
                imaginary[at] += re.values()[row + k] * Math.sin(angle) + im.values()[row + k] * Math.cos(angle);
            }
        }
        return List.of(new Grid(re.shape(), real), new Grid(re.shape(), imaginary));
    }
}
