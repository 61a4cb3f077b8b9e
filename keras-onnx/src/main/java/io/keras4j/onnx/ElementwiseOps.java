package io.keras4j.onnx;

import io.keras4j.onnx.Translator.Call;
import io.keras4j.ops.Op;
import io.keras4j.ops.bitwise.BitwiseAnd;
import io.keras4j.ops.bitwise.BitwiseNot;
import io.keras4j.ops.bitwise.BitwiseOr;
import io.keras4j.ops.bitwise.BitwiseXor;
import io.keras4j.ops.elementwise.Abs;
import io.keras4j.ops.elementwise.Acos;
import io.keras4j.ops.elementwise.Add;
import io.keras4j.ops.elementwise.Asin;
import io.keras4j.ops.elementwise.Asinh;
import io.keras4j.ops.elementwise.Atan;
import io.keras4j.ops.elementwise.Cast;
import io.keras4j.ops.elementwise.Ceil;
import io.keras4j.ops.elementwise.Cos;
import io.keras4j.ops.elementwise.Cosh;
import io.keras4j.ops.elementwise.Divide;
import io.keras4j.ops.elementwise.Equal;
import io.keras4j.ops.elementwise.Erf;
import io.keras4j.ops.elementwise.Exp;
import io.keras4j.ops.elementwise.Expm1;
import io.keras4j.ops.elementwise.Floor;
import io.keras4j.ops.elementwise.FloorDivide;
import io.keras4j.ops.elementwise.Greater;
import io.keras4j.ops.elementwise.GreaterEqual;
import io.keras4j.ops.elementwise.Identity;
import io.keras4j.ops.elementwise.IsFinite;
import io.keras4j.ops.elementwise.IsInf;
import io.keras4j.ops.elementwise.IsNan;
import io.keras4j.ops.elementwise.Less;
import io.keras4j.ops.elementwise.LessEqual;
import io.keras4j.ops.elementwise.Log;
import io.keras4j.ops.elementwise.Log1p;
import io.keras4j.ops.elementwise.LogicalAnd;
import io.keras4j.ops.elementwise.LogicalNot;
import io.keras4j.ops.elementwise.LogicalOr;
import io.keras4j.ops.elementwise.LogicalXor;
import io.keras4j.ops.elementwise.Maximum;
import io.keras4j.ops.elementwise.Minimum;
import io.keras4j.ops.elementwise.Mod;
import io.keras4j.ops.elementwise.Multiply;
import io.keras4j.ops.elementwise.Negative;
import io.keras4j.ops.elementwise.NotEqual;
import io.keras4j.ops.elementwise.Power;
import io.keras4j.ops.elementwise.Reciprocal;
import io.keras4j.ops.elementwise.Relu;
import io.keras4j.ops.elementwise.Round;
import io.keras4j.ops.elementwise.Rsqrt;
import io.keras4j.ops.elementwise.Sigmoid;
import io.keras4j.ops.elementwise.Sign;
import io.keras4j.ops.elementwise.Sin;
import io.keras4j.ops.elementwise.Sinh;
import io.keras4j.ops.elementwise.Softplus;
import io.keras4j.ops.elementwise.Sqrt;
import io.keras4j.ops.elementwise.Square;
import io.keras4j.ops.elementwise.StopGradient;
import io.keras4j.ops.elementwise.Subtract;
import io.keras4j.ops.elementwise.Tan;
import io.keras4j.ops.elementwise.Tanh;
import io.keras4j.ops.elementwise.Where;
import java.util.List;

/** How elementwise ops are said in ONNX. */
final class ElementwiseOps {
    private ElementwiseOps() {}

    static void addTo(Translators translators) {
        translators.put(Abs.class, "Abs");
        translators.put(Acos.class, "Acos");
        translators.put(Add.class, "Add");
        translators.put(Asin.class, "Asin");
        translators.put(Asinh.class, "Asinh");
        translators.put(Atan.class, "Atan");
        translators.put(
                Cast.class,
                call -> call.add(
                        "Cast", Attribute.of("to", ElementTypes.number(call.op().dtype()))));
        translators.put(BitwiseAnd.class, "BitwiseAnd");
        translators.put(BitwiseNot.class, "BitwiseNot");
        translators.put(BitwiseOr.class, "BitwiseOr");
        translators.put(BitwiseXor.class, "BitwiseXor");
        translators.put(Ceil.class, "Ceil");
        translators.put(Cos.class, "Cos");
        translators.put(Cosh.class, "Cosh");
        translators.put(Divide.class, "Div");
        translators.put(Equal.class, "Equal");
        translators.put(Erf.class, "Erf");
        translators.put(Exp.class, "Exp");
        translators.put(Expm1.class, call -> call.graph().add("Sub", List.of(call.add("Exp"), one(call))));
        translators.put(Floor.class, "Floor");
        translators.put(FloorDivide.class, ElementwiseOps::floorDivide);
        translators.put(Greater.class, "Greater");
        translators.put(GreaterEqual.class, "GreaterOrEqual");
        translators.put(Identity.class, call -> call.input(0));
        translators.put(
                IsFinite.class,
                call -> not(call, call.graph().add("Or", List.of(call.add("IsInf"), call.add("IsNaN")))));
        translators.put(IsInf.class, "IsInf");
        translators.put(IsNan.class, "IsNaN");
        translators.put(Less.class, "Less");
        translators.put(LessEqual.class, "LessOrEqual");
        translators.put(Log.class, "Log");
        translators.put(Log1p.class, call -> call.graph().add("Log", List.of(call.add("Add", List.of(one(call))))));
        translators.put(LogicalAnd.class, "And");
        translators.put(LogicalNot.class, "Not");
        translators.put(LogicalOr.class, "Or");
        translators.put(LogicalXor.class, "Xor");
        translators.put(Maximum.class, "Max");
        translators.put(Minimum.class, "Min");
        translators.put(Mod.class, ElementwiseOps::mod);
        translators.put(Multiply.class, "Mul");
        translators.put(Negative.class, "Neg");
        translators.put(NotEqual.class, call -> not(call, call.add("Equal")));
        translators.put(Power.class, "Pow");
        translators.put(Reciprocal.class, "Reciprocal");
        translators.put(Relu.class, "Relu");
        translators.put(Round.class, "Round");
        translators.put(Rsqrt.class, call -> call.graph().add("Reciprocal", List.of(call.add("Sqrt"))));
        translators.put(Sigmoid.class, "Sigmoid");
        translators.put(Sign.class, "Sign");
        translators.put(Sin.class, "Sin");
        translators.put(Sinh.class, "Sinh");
        translators.put(Softplus.class, "Softplus");
        translators.put(Sqrt.class, "Sqrt");
        translators.put(Square.class, call -> call.add("Mul", List.of(call.input(0))));
        translators.put(StopGradient.class, call -> call.input(0));
        translators.put(Subtract.class, "Sub");
        translators.put(Tan.class, "Tan");
        translators.put(Tanh.class, "Tanh");
        translators.put(Where.class, "Where");
    }

    private static String one(Call<?> call) {
        return call.graph().scalar(1, call.spec(0).dtype());
    }

    private static String not(Call<?> call, String name) {
        return call.graph().add("Not", List.of(name));
    }

    /** ONNX divides integers towards zero, so the remainder with the sign of b goes first: (a - a mod b) / b. */
    private static <O extends Op> String floorDivide(Call<O> call) {
        if (call.spec(0).dtype().isFloating()) {
            return floorOfQuotient(call);
        }
        String whole = call.graph().add("Sub", List.of(call.input(0), call.add("Mod")));
        return call.graph().add("Div", List.of(whole, call.input(1)));
    }

    /** ONNX's remainder of floating-point numbers has the sign of a: a - b⌊a / b⌋ instead. */
    private static <O extends Op> String mod(Call<O> call) {
        if (!call.spec(0).dtype().isFloating()) {
            return call.add("Mod");
        }
        String product = call.graph().add("Mul", List.of(call.input(1), floorOfQuotient(call)));
        return call.graph().add("Sub", List.of(call.input(0), product));
    }

    private static String floorOfQuotient(Call<?> call) {
        return call.graph().add("Floor", List.of(call.add("Div")));
    }
}
