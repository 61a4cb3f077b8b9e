package io.keras4j.ops;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Values between, and beyond, the positions of a tensor. */
final class Sampling {
    /** What lies beyond the positions of an axis. */
    enum FillMode {
        /** A number. */
        CONSTANT {
            @Override
            Tensor within(Tensor index, long size) {
                return NEAREST.within(index, size);
            }
        },
        /** The last value: a b c | c c c. */
        NEAREST {
            @Override
            Tensor within(Tensor index, long size) {
                return Ops.clip(index, 0, size - 1);
            }
        },
        /** The other end: a b c | a b c. */
        WRAP {
            @Override
            Tensor within(Tensor index, long size) {
                return Ops.mod(index, size);
            }
        },
        /** The way back from the last position: a b c | b a. */
        MIRROR {
            @Override
            Tensor within(Tensor index, long size) {
                long last = size - 1;
                return last == 0
                        ? Ops.zerosLike(index)
                        : Ops.abs(Ops.subtract(Ops.mod(Ops.add(index, last), 2 * last), last));
            }
        },
        /** The way back from behind the last position: a b c | c b a. */
        REFLECT {
            @Override
            Tensor within(Tensor index, long size) {
                // halves are counted, among which the border between two positions is one
                Tensor halves = MIRROR.within(Ops.add(Ops.multiply(index, 2), 1), 2 * size + 1);
                return Ops.multiply(Ops.subtract(halves, 1), 0.5);
            }
        };

        /** The mode that Keras knows by this name. */
        static FillMode of(String op, String name) {
            return Arrays.stream(values())
                    .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(op
                            + ": fill_mode: expected one of [constant, nearest, wrap, mirror, reflect], got \"" + name
                            + "\""));
        }

        /** The position from 0 to size - 1 that stands for a whole number, which may lie beyond. */
        abstract Tensor within(Tensor index, long size);
    }

    /** A position, how much it counts (null: all in all), and whether it is one (null: it is). */
    private record Neighbour(Tensor position, Tensor weight, Tensor isInside) {}

    private final boolean linear;
    private final FillMode fillMode;
    private final double fillValue;

    /**
     * Sampling of some kind.
     *
     * @param linear whether values are weighed by distance, or the nearest is taken
     * @param fillValue what lies beyond with {@link FillMode#CONSTANT}
     */
    Sampling(boolean linear, FillMode fillMode, double fillValue) {
        this.linear = linear;
        this.fillMode = fillMode;
        this.fillValue = fillValue;
    }

    /** Sampling as told by Keras's arguments. */
    static Sampling of(String op, String interpolation, String fillMode, double fillValue) {
        if (!interpolation.equals("nearest") && !interpolation.equals("bilinear")) {
            throw new IllegalArgumentException(
                    op + ": interpolation: expected one of [nearest, bilinear], got \"" + interpolation + "\"");
        }
        return new Sampling(interpolation.equals("bilinear"), FillMode.of(op, fillMode), fillValue);
    }

    /**
     * The values at some coordinates.
     *
     * @param rows (positions, values): what all axes that are sampled have been made one of
     * @param sizes the sizes of these axes
     * @param coordinates one tensor for each of these axes, all of one shape
     * @param start where in {@code rows} the first position is, broadcast to the coordinates, int32; null for 0
     * @return the shape of the coordinates, then the values
     */
    Tensor sample(Tensor rows, List<Long> sizes, List<Tensor> coordinates, Tensor start) {
        List<Neighbour> corners = null;
        for (int axis = 0; axis < sizes.size(); axis++) {
            List<Neighbour> along = neighbours(coordinates.get(axis), sizes.get(axis));
            corners = corners == null ? along : combined(corners, along, sizes.get(axis));
        }
        DType exact = DType.result(rows.dtype(), coordinates.get(0).dtype());
        Tensor sum = null;
        for (Neighbour corner : corners) {
            Tensor position = start == null ? corner.position() : Ops.add(start, corner.position());
            Tensor values = Ops.cast(Ops.take(rows, position, 0), exact);
            if (corner.isInside() != null) {
                values = Ops.where(Ops.expandDims(corner.isInside(), -1), values, fillValue);
            }
            Tensor part = corner.weight() == null ? values : Ops.multiply(values, Ops.expandDims(corner.weight(), -1));
            sum = sum == null ? part : Ops.add(sum, part);
        }
        return Ops.cast(rows.dtype().isInteger() ? halfAwayFromZero(sum) : sum, rows.dtype());
    }

    /** All pairs of a neighbour along the axes before and one along the next, which has {@code size} positions. */
    private static List<Neighbour> combined(List<Neighbour> before, List<Neighbour> next, long size) {
        List<Neighbour> pairs = new ArrayList<>();
        for (Neighbour a : before) {
            for (Neighbour b : next) {
                pairs.add(new Neighbour(
                        Ops.add(Ops.multiply(a.position(), size), b.position()),
                        a.weight() == null ? null : Ops.multiply(a.weight(), b.weight()),
                        a.isInside() == null ? null : Ops.logicalAnd(a.isInside(), b.isInside())));
            }
        }
        return pairs;
    }

    private List<Neighbour> neighbours(Tensor coordinate, long size) {
        if (!linear) {
            return List.of(neighbour(halfAwayFromZero(coordinate), null, size));
        }
        Tensor lower = Ops.floor(coordinate);
        Tensor upperWeight = Ops.subtract(coordinate, lower);
        return List.of(
                neighbour(lower, Ops.subtract(1, upperWeight), size), neighbour(Ops.add(lower, 1), upperWeight, size));
    }

    private Neighbour neighbour(Tensor index, Tensor weight, long size) {
        Tensor isInside = fillMode == FillMode.CONSTANT
                ? Ops.logicalAnd(Ops.greaterEqual(index, 0), Ops.less(index, size))
                : null;
        return new Neighbour(Ops.cast(fillMode.within(index, size), DType.INT32), weight, isInside);
    }

    private static Tensor halfAwayFromZero(Tensor x) {
        return x.dtype().isInteger() ? x : Ops.multiply(Ops.sign(x), Ops.floor(Ops.add(Ops.abs(x), 0.5)));
    }
}
