package io.keras4j.onnx;

import io.keras4j.onnx.Translator.Call;
import io.keras4j.ops.array.BroadcastTo;
import io.keras4j.ops.array.Concatenate;
import io.keras4j.ops.array.CumulativeSum;
import io.keras4j.ops.array.Flip;
import io.keras4j.ops.array.Gather;
import io.keras4j.ops.array.GatherAlong;
import io.keras4j.ops.array.Pad;
import io.keras4j.ops.array.Reshape;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.array.Split;
import io.keras4j.ops.array.Transpose;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** How ops that arrange elements anew are said in ONNX. */
final class ArrayOps {
    private static final Set<DType> POSITIONS = Set.of(DType.INT32, DType.INT64);

    private ArrayOps() {}

    static void addTo(Translators translators) {
        translators.put(
                BroadcastTo.class,
                call -> call.add(
                        "Expand",
                        List.of(call.graph().sizes(call.node().output().shape()))));
        translators.put(
                Concatenate.class,
                call -> call.add(
                        "Concat", Attribute.of("axis", axis(call, call.op().axis()))));
        translators.put(CumulativeSum.class, ArrayOps::cumulativeSum);
        translators.put(Flip.class, ArrayOps::flip);
        translators.put(Gather.class, call -> gather(call, "Gather", call.op().axis()));
        translators.put(
                GatherAlong.class,
                call -> gather(call, "GatherElements", call.op().axis()));
        translators.put(Pad.class, ArrayOps::pad);
        translators.put(Reshape.class, ArrayOps::reshape);
        translators.put(Slice.class, ArrayOps::slice);
        translators.putAll(
                Split.class,
                call -> call.graph()
                        .addAll(
                                "Split",
                                call.op().sections(),
                                call.inputs(),
                                Attribute.of("axis", axis(call, call.op().axis())),
                                Attribute.of("num_outputs", call.op().sections())));
        translators.put(
                Transpose.class,
                call -> call.graph().transpose(call.input(0), call.op().axes()));
    }

    private static int axis(Call<?> call, int axis) {
        return call.spec(0).shape().axis(axis);
    }

    private static String cumulativeSum(Call<CumulativeSum> call) {
        int axis = axis(call, call.op().axis());
        return call.add(
                "CumSum",
                List.of(call.graph().scalar(axis, DType.INT64)),
                Attribute.of("reverse", call.op().reverse()));
    }

    private static String flip(Call<Flip> call) {
        List<Integer> axes = call.op().axes();
        OnnxGraph graph = call.graph();
        String backwards = graph.longs(Collections.nCopies(axes.size(), -1L));
        String beforeFirst = graph.longs(Collections.nCopies(axes.size(), Long.MIN_VALUE));
        return call.add("Slice", List.of(backwards, beforeFirst, graph.longs(axes), backwards));
    }

    private static String gather(Call<?> call, String type, int axis) {
        String positions = call.input(1);
        if (!POSITIONS.contains(call.spec(1).dtype())) {
            positions =
                    call.graph().add("Cast", List.of(positions), Attribute.of("to", ElementTypes.number(DType.INT64)));
        }
        return call.graph().add(type, List.of(call.input(0), positions), Attribute.of("axis", axis(call, axis)));
    }

    private static String pad(Call<Pad> call) {
        List<Long> widths = new ArrayList<>(call.op().before());
        widths.addAll(call.op().after());
        OnnxGraph graph = call.graph();
        return call.add(
                "Pad",
                List.of(
                        graph.longs(widths),
                        graph.scalar(call.op().value(), call.spec(0).dtype())));
    }

    /** A single size that depends on the batch is left open, more are computed. */
    private static String reshape(Call<Reshape> call) {
        Shape shape = call.node().output().shape();
        OnnxGraph graph = call.graph();
        if (Sizes.dynamic(shape) != 1) {
            return call.add("Reshape", List.of(graph.sizes(shape)));
        }
        List<Long> sizes = LongList.of(shape.dims()).stream()
                .map(size -> Sizes.isDynamic(size) ? Long.valueOf(-1) : size)
                .toList();
        return call.add("Reshape", List.of(graph.longs(sizes)));
    }

    private static String slice(Call<Slice> call) {
        Shape shape = call.spec(0).shape();
        List<Long> stops = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            long stop = call.op().stop().get(axis);
            // to the end, however many there are
            stops.add(
                    stop >= shape.dim(axis)
                            ? Long.valueOf(Long.MAX_VALUE)
                            : Long.valueOf(Sizes.check(Shape.of(stop)).dim(0)));
        }
        OnnxGraph graph = call.graph();
        String axes = graph.longs(IntStream.range(0, shape.rank()).boxed().toList());
        return call.add(
                "Slice",
                List.of(
                        graph.longs(call.op().start()),
                        graph.longs(stops),
                        axes,
                        graph.longs(call.op().step())));
    }
}
