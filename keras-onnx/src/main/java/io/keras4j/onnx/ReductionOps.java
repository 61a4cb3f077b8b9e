package io.keras4j.onnx;

import io.keras4j.onnx.Translator.Call;
import io.keras4j.ops.reduction.All;
import io.keras4j.ops.reduction.Any;
import io.keras4j.ops.reduction.ArgMax;
import io.keras4j.ops.reduction.ArgMin;
import io.keras4j.ops.reduction.Max;
import io.keras4j.ops.reduction.Mean;
import io.keras4j.ops.reduction.Min;
import io.keras4j.ops.reduction.Prod;
import io.keras4j.ops.reduction.Reduction;
import io.keras4j.ops.reduction.Sum;
import io.keras4j.tensor.DType;
import java.util.List;

/** How reductions are said in ONNX. */
final class ReductionOps {
    private ReductionOps() {}

    static void addTo(Translators translators) {
        translators.put(All.class, call -> ofBools(call, "ReduceMin"));
        translators.put(Any.class, call -> ofBools(call, "ReduceMax"));
        translators.put(ArgMax.class, call -> position(call, "ArgMax"));
        translators.put(ArgMin.class, call -> position(call, "ArgMin"));
        translators.put(Max.class, call -> reduce(call, "ReduceMax", call.input(0)));
        translators.put(Mean.class, call -> reduce(call, "ReduceMean", call.input(0)));
        translators.put(Min.class, call -> reduce(call, "ReduceMin", call.input(0)));
        translators.put(Prod.class, call -> reduce(call, "ReduceProd", call.input(0)));
        translators.put(Sum.class, call -> reduce(call, "ReduceSum", call.input(0)));
    }

    private static String reduce(Call<? extends Reduction> call, String type, String input) {
        if (call.op().axes().isEmpty()) {
            return input; // to ONNX no axes are all axes
        }
        return call.graph()
                .add(
                        type,
                        List.of(input, call.graph().longs(call.op().axes())),
                        Attribute.of("keepdims", call.op().keepDims()));
    }

    /** ONNX reduces numbers only. */
    private static String ofBools(Call<? extends Reduction> call, String type) {
        return cast(call, reduce(call, type, cast(call, call.input(0), DType.INT32)), DType.BOOL);
    }

    private static String position(Call<? extends Reduction> call, String type) {
        int axis = call.op().axes().get(0);
        String position = call.add(
                type,
                Attribute.of("axis", call.spec(0).shape().axis(axis)),
                Attribute.of("keepdims", call.op().keepDims()));
        return cast(call, position, call.node().output().dtype());
    }

    private static String cast(Call<?> call, String name, DType dtype) {
        return call.graph().add("Cast", List.of(name), Attribute.of("to", ElementTypes.number(dtype)));
    }
}
