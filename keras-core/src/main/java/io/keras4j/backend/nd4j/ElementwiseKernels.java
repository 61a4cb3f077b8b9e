package io.keras4j.backend.nd4j;

import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.elementwise.Abs;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;

/** Elementwise ops. Their output may be the memory of an input, so no input is read after something was written to the output. */
final class ElementwiseKernels {
    private interface Transform {
        Op on(INDArray x, INDArray y);
    }

    private ElementwiseKernels() {}

    static void addTo(Binders binders) {
        addUnary(binders);
        addBinary(binders);
        binders.add(Where.class, (op, in, out) -> where(in, out.get(0)));
    }

    private static void addUnary(Binders binders) {
        Binders.Binder<Elementwise> copy = (op, in, out) -> Steps.copy(in.get(0), out.get(0));
        binders.add(Identity.class, copy);
        binders.add(StopGradient.class, copy);
        binders.add(Cast.class, (op, in, out) -> cast(in.get(0), out.get(0)));
        binders.add(Negative.class, unary(org.nd4j.linalg.api.ops.impl.transforms.same.Negative::new));
        binders.add(Abs.class, unary(org.nd4j.linalg.api.ops.impl.transforms.same.Abs::new));
        binders.add(Sign.class, (op, in, out) -> sign(in.get(0), out.get(0)));
        binders.add(Square.class, unary(org.nd4j.linalg.api.ops.impl.transforms.same.Square::new));
        binders.add(Reciprocal.class, unary(org.nd4j.linalg.api.ops.impl.transforms.same.Reciprocal::new));
        binders.add(Sqrt.class, unary(org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt::new));
        binders.add(Rsqrt.class, unary(org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt::new));
        binders.add(Exp.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Exp::new));
        binders.add(Expm1.class, (op, in, out) -> NearZero.expm1(in.get(0), out.get(0)));
        binders.add(Log.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Log::new));
        binders.add(Log1p.class, (op, in, out) -> NearZero.log1p(in.get(0), out.get(0)));
        binders.add(Sin.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Sin::new));
        binders.add(Cos.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Cos::new));
        binders.add(Tan.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Tan::new));
        binders.add(Asin.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.ASin::new));
        binders.add(Acos.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.ACos::new));
        binders.add(Atan.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.ATan::new));
        binders.add(Asinh.class, (op, in, out) -> NearZero.arsinh(in.get(0), out.get(0)));
        binders.add(Sinh.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Sinh::new));
        binders.add(Cosh.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Cosh::new));
        binders.add(Tanh.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh::new));
        binders.add(Sigmoid.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid::new));
        binders.add(Erfc.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Erfc::new));
        binders.add(Erf.class, unary(org.nd4j.linalg.api.ops.impl.transforms.strict.Erf::new));
        binders.add(LogicalNot.class, unary(org.nd4j.linalg.api.ops.impl.transforms.bool.BooleanNot::new));
        binders.add(Floor.class, toWhole(org.nd4j.linalg.api.ops.impl.transforms.same.Floor::new));
        binders.add(Ceil.class, toWhole(org.nd4j.linalg.api.ops.impl.transforms.same.Ceil::new));
        binders.add(Round.class, toWhole(org.nd4j.linalg.api.ops.impl.transforms.strict.Rint::new));
        binders.add(Softplus.class, (op, in, out) -> softplus(in.get(0), out.get(0)));
        binders.add(
                Relu.class,
                (op, in, out) -> Steps.binary(
                        "maximum", in.get(0), Steps.scalar(in.get(0).dataType(), 0), out.get(0)));
        binders.add(IsNan.class, ofFloating(org.nd4j.linalg.api.ops.impl.transforms.bool.IsNaN::new, false));
        binders.add(IsInf.class, ofFloating(org.nd4j.linalg.api.ops.impl.transforms.bool.IsInf::new, false));
        binders.add(IsFinite.class, ofFloating(org.nd4j.linalg.api.ops.impl.transforms.bool.IsFinite::new, true));
    }

    private static void addBinary(Binders binders) {
        binders.add(Add.class, binary("add"));
        binders.add(Subtract.class, binary("subtract"));
        binders.add(Multiply.class, binary("multiply"));
        binders.add(Divide.class, binary("divide"));
        binders.add(Mod.class, binary("floormod"));
        binders.add(Power.class, binary("Pow"));
        binders.add(Maximum.class, binary("maximum"));
        binders.add(Minimum.class, binary("minimum"));
        binders.add(Atan2.class, binary("tf_atan2"));
        binders.add(Equal.class, binary("equals"));
        binders.add(NotEqual.class, binary("not_equals"));
        binders.add(Less.class, binary("less"));
        binders.add(LessEqual.class, binary("less_equal"));
        binders.add(Greater.class, binary("greater"));
        binders.add(GreaterEqual.class, binary("greater_equal"));
        binders.add(LogicalAnd.class, binary("boolean_and"));
        binders.add(LogicalOr.class, binary("boolean_or"));
        binders.add(LogicalXor.class, binary("boolean_xor"));
        binders.add(FloorDivide.class, (op, in, out) -> floorDivide(in.get(0), in.get(1), out.get(0)));
        binders.add(ReluGradient.class, (op, in, out) -> reluGradient(in.get(0), in.get(1), out.get(0)));
    }

    private static Binders.Binder<Elementwise> unary(Transform transform) {
        return (op, in, out) -> Steps.run(transform.on(in.get(0), out.get(0)));
    }

    private static Binders.Binder<Elementwise> binary(String name) {
        return (op, in, out) -> Steps.binary(name, in.get(0), in.get(1), out.get(0));
    }

    /** Rounding: whole numbers stay as they are. */
    private static Binders.Binder<Elementwise> toWhole(Transform transform) {
        return (op, in, out) ->
                in.get(0).isR() ? Steps.run(transform.on(in.get(0), out.get(0))) : Steps.copy(in.get(0), out.get(0));
    }

    /** A question about floating numbers, to which {@code ofOthers} is the answer for all others. */
    private static Binders.Binder<Elementwise> ofFloating(Transform transform, boolean ofOthers) {
        return (op, in, out) -> in.get(0).isR()
                ? Steps.run(transform.on(in.get(0), out.get(0)))
                : Steps.fill(out.get(0), ofOthers ? 1 : 0);
    }

    /** ND4J's own cast to bool takes small fractions for 0. */
    private static Runnable cast(INDArray x, INDArray y) {
        return y.dataType() == DataType.BOOL && x.dataType() != DataType.BOOL
                ? Steps.binary("not_equals", x, Steps.scalar(x.dataType(), 0), y)
                : Steps.copy(x, y);
    }

    /** ND4J takes the sign of what is not a number for 0. */
    private static Runnable sign(INDArray x, INDArray y) {
        Runnable sign = Steps.run(new org.nd4j.linalg.api.ops.impl.transforms.same.Sign(x, y));
        if (!x.isR()) {
            return sign;
        }
        INDArray isNan = Steps.space(DataType.BOOL, x.shape());
        INDArray signs = Steps.spaceLike(x);
        return Steps.sequence(
                Steps.run(new org.nd4j.linalg.api.ops.impl.transforms.bool.IsNaN(x, isNan)),
                Steps.run(new org.nd4j.linalg.api.ops.impl.transforms.same.Sign(x, signs)),
                Steps.custom("select", List.of(isNan, x, signs), y));
    }

    /** max(x, 0) + ln(1 + e^-|x|), which neither overflows nor loses small results. */
    private static Runnable softplus(INDArray x, INDArray y) {
        INDArray small = Steps.spaceLike(x);
        return Steps.sequence(
                Steps.run(new org.nd4j.linalg.api.ops.impl.transforms.same.Abs(x, small)),
                Steps.run(new org.nd4j.linalg.api.ops.impl.transforms.same.Negative(small, small)),
                Steps.run(new org.nd4j.linalg.api.ops.impl.transforms.strict.Exp(small, small)),
                NearZero.log1p(small, small),
                Steps.binary("maximum", x, Steps.scalar(x.dataType(), 0), y),
                Steps.binary("add", y, small, y));
    }

    /** Whole numbers are divided as doubles, whose quotients are rounded down; division by 0 gives 0, as in NumPy. */
    private static Runnable floorDivide(INDArray a, INDArray b, INDArray y) {
        if (a.isR()) {
            return Steps.binary("floordiv", a, b, y);
        }
        INDArray dividend = Steps.space(DataType.DOUBLE, a.shape());
        INDArray divisor = Steps.space(DataType.DOUBLE, b.shape());
        INDArray infinity = Steps.spaceLike(divisor).assign(Double.POSITIVE_INFINITY);
        INDArray isZero = Steps.space(DataType.BOOL, b.shape());
        INDArray quotient = Steps.space(DataType.DOUBLE, y.shape());
        return Steps.sequence(
                Steps.copy(a, dividend),
                Steps.copy(b, divisor),
                Steps.binary("equals", divisor, Steps.scalar(DataType.DOUBLE, 0), isZero),
                Steps.custom("select", List.of(isZero, infinity, divisor), divisor),
                Steps.binary("divide", dividend, divisor, quotient),
                Steps.run(new org.nd4j.linalg.api.ops.impl.transforms.same.Floor(quotient, quotient)),
                Steps.copy(quotient, y));
    }

    /** Selects rather than multiplies: what is passed on may be infinite. */
    private static Runnable reluGradient(INDArray y, INDArray dy, INDArray dx) {
        INDArray passes = Steps.space(DataType.BOOL, y.shape());
        return Steps.sequence(
                Steps.binary("greater", y, Steps.scalar(y.dataType(), 0), passes),
                where(List.of(passes, dy, Steps.scalar(dy.dataType(), 0)), dx));
    }

    /** ND4J selects among arrays of one shape only. */
    private static Runnable where(List<INDArray> inputs, INDArray y) {
        Expansion expansion = new Expansion();
        List<INDArray> expanded =
                inputs.stream().map(input -> expansion.of(input, y.shape())).toList();
        return Steps.sequence(expansion.step(), Steps.custom("select", expanded, y));
    }
}
