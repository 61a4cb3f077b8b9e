package io.keras4j.ops.contract;

import static io.keras4j.ops.contract.OpCase.NUMBERS;

import io.keras4j.ops.linalg.MatMul;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

final class LinalgCases {
    private final List<OpCase> cases = new ArrayList<>();

    static List<OpCase> cases() {
        LinalgCases all = new LinalgCases();
        all.matMul(new long[] {2, 3}, new long[] {3, 4});
        all.matMul(new long[] {1, 1}, new long[] {1, 1});
        all.matMul(new long[] {1, 7}, new long[] {7, 1});
        all.matMul(new long[] {7, 1}, new long[] {1, 5});
        all.matMul(new long[] {17, 31}, new long[] {31, 7});
        all.matMul(new long[] {64, 100}, new long[] {100, 33});
        all.matMul(new long[] {32, 16}, new long[] {16, 10});
        all.matMul(new long[] {2, 3, 4}, new long[] {2, 4, 5});
        all.matMul(new long[] {2, 3, 4}, new long[] {4, 5});
        all.matMul(new long[] {3, 4}, new long[] {2, 4, 5});
        all.matMul(new long[] {2, 1, 3, 4}, new long[] {5, 4, 2});
        all.matMul(new long[] {1, 3, 4}, new long[] {6, 4, 2});
        all.matMul(new long[] {0, 3}, new long[] {3, 4});
        all.matMul(new long[] {2, 0}, new long[] {0, 4});
        return all.cases;
    }

    private void matMul(long[] a, long[] b) {
        for (int i = 0; i < 4; i++) {
            boolean transposeA = i % 2 == 1;
            boolean transposeB = i / 2 == 1;
            cases.add(OpCase.of(
                    new MatMul(transposeA, transposeB),
                    NUMBERS.subList(0, 4),
                    in -> product(in.get(0), transposeA, in.get(1), transposeB),
                    Grid.uniform(-2, 2, transposeA ? swapped(a) : a),
                    Grid.uniform(-2, 2, transposeB ? swapped(b) : b)));
        }
    }

    private static long[] swapped(long[] shape) {
        long[] swapped = shape.clone();
        swapped[shape.length - 1] = shape[shape.length - 2];
        swapped[shape.length - 2] = shape[shape.length - 1];
        return swapped;
    }

    static Grid product(Grid left, boolean transposeA, Grid right, boolean transposeB) {
        Grid a = transposeA ? transposed(left) : left;
        Grid b = transposeB ? transposed(right) : right;
        long inner = a.shape()[a.shape().length - 1];
        Shape batch = Shape.broadcast(batch(a), batch(b));
        long[] shape = batch.append(a.shape()[a.shape().length - 2])
                .append(b.shape()[b.shape().length - 1])
                .dims();
        return Grid.build(shape, index -> {
            double sum = 0;
            long[] ofA = index.clone();
            long[] ofB = index.clone();
            for (long k = 0; k < inner; k++) {
                ofA[index.length - 1] = k;
                ofB[index.length - 2] = k;
                sum += a.broadcastAt(ofA) * b.broadcastAt(ofB);
            }
            return sum;
        });
    }

    private static Shape batch(Grid grid) {
        return Shape.of(Arrays.copyOf(grid.shape(), grid.shape().length - 2));
    }

    private static Grid transposed(Grid grid) {
        return Grid.build(swapped(grid.shape()), index -> grid.at(swapped(index)));
    }
}
