package io.keras4j.ops;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Projective maps of the plane. Points and rows of matrices are triples of tensors (batch); everything is computed in float64, as differences
 * of products of coordinates cancel.
 */
final class Homography {
    private Homography() {}

    /**
     * The map that takes four points to four others: the numbers a0, a1, a2, b0, b1, b2, c0, c1 of {@link ImageOps#affineTransform}.
     *
     * <p>A matrix takes the three unit vectors and (1, 1, 1) to four points if its columns are the first three, each times a factor such that
     * they sum up to the fourth. The map is the one to the targets after the inverse of the one to the sources.
     *
     * @param from (batch, 4, 2): x and y
     * @param to (batch, 4, 2)
     * @return (batch, 8)
     */
    static Tensor between(Tensor from, Tensor to) {
        List<List<Tensor>> source = toPoints(Ops.cast(from, DType.FLOAT64));
        List<List<Tensor>> target = toPoints(Ops.cast(to, DType.FLOAT64));
        // the inverse up to a factor, which does not matter: its rows are products of columns
        List<List<Tensor>> inverse = List.of(
                cross(source.get(1), source.get(2)),
                cross(source.get(2), source.get(0)),
                cross(source.get(0), source.get(1)));
        List<Tensor> entries = new ArrayList<>();
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                Tensor sum = null;
                for (int k = 0; k < 3; k++) {
                    Tensor part =
                            Ops.multiply(target.get(k).get(row), inverse.get(k).get(column));
                    sum = sum == null ? part : Ops.add(sum, part);
                }
                entries.add(sum);
            }
        }
        Tensor last = entries.remove(8);
        Tensor numbers =
                Ops.stack(entries.stream().map(x -> Ops.divide(x, last)).toList(), 1);
        return Ops.cast(numbers, from.dtype());
    }

    /** The columns of the matrix that takes unit vectors to the first three points and (1, 1, 1) to the fourth. */
    private static List<List<Tensor>> toPoints(Tensor points) {
        List<List<Tensor>> corners = Ops.unstack(points, 1).stream()
                .map(point -> {
                    List<Tensor> coordinates = Ops.unstack(point, 1);
                    return List.of(coordinates.get(0), coordinates.get(1), Ops.onesLike(coordinates.get(0)));
                })
                .toList();
        List<Tensor> fourth = corners.get(3);
        return IntStream.range(0, 3)
                .mapToObj(i -> {
                    Tensor factor = dot(cross(corners.get((i + 1) % 3), corners.get((i + 2) % 3)), fourth);
                    return corners.get(i).stream()
                            .map(x -> Ops.multiply(x, factor))
                            .toList();
                })
                .toList();
    }

    private static List<Tensor> cross(List<Tensor> a, List<Tensor> b) {
        return IntStream.range(0, 3)
                .mapToObj(i -> {
                    int j = (i + 1) % 3;
                    int k = (i + 2) % 3;
                    return Ops.subtract(Ops.multiply(a.get(j), b.get(k)), Ops.multiply(a.get(k), b.get(j)));
                })
                .toList();
    }

    private static Tensor dot(List<Tensor> a, List<Tensor> b) {
        return Ops.add(
                Ops.add(Ops.multiply(a.get(0), b.get(0)), Ops.multiply(a.get(1), b.get(1))),
                Ops.multiply(a.get(2), b.get(2)));
    }
}
