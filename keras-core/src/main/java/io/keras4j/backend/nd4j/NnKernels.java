package io.keras4j.backend.nd4j;

import io.keras4j.ops.nn.BatchNormalize;
import io.keras4j.ops.nn.BatchNormalizeGradient;
import io.keras4j.ops.nn.LogSoftmax;
import io.keras4j.ops.nn.Softmax;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;

/** Softmax and normalisation. */
final class NnKernels {
    private NnKernels() {}

    static void addTo(Binders binders) {
        binders.add(Softmax.class, NnKernels::softmax);
        binders.add(LogSoftmax.class, NnKernels::logSoftmax);
        binders.add(BatchNormalize.class, NnKernels::batchNormalize);
        binders.add(BatchNormalizeGradient.class, NnKernels::batchNormalizeGradient);
    }

    /** ND4J's own gives no numbers for rows of nothing but large negative ones in double precision; this is e^(x - max) / Σ e^(x - max). */
    private static Runnable softmax(Softmax op, List<INDArray> in, List<INDArray> out) {
        INDArray y = out.get(0);
        long[] kept = y.shape().clone();
        kept[op.axis()] = 1;
        INDArray reduced = Steps.space(y.dataType(), kept);
        return Steps.sequence(
                Steps.custom("reduce_max", in, reduced, true, op.axis()),
                Steps.binary("subtract", in.get(0), reduced, y),
                Steps.run(new Exp(y, y)),
                Steps.custom("reduce_sum", List.of(y), reduced, true, op.axis()),
                Steps.binary("divide", y, reduced, y));
    }

    /** ND4J takes the logarithm of the softmax, which may be 0; this is x - max - ln Σ e^(x - max). */
    private static Runnable logSoftmax(LogSoftmax op, List<INDArray> in, List<INDArray> out) {
        INDArray x = in.get(0);
        INDArray y = out.get(0);
        long[] kept = x.shape().clone();
        kept[op.axis()] = 1;
        INDArray reduced = Steps.space(x.dataType(), kept);
        INDArray powers = Steps.spaceLike(x);
        return Steps.sequence(
                Steps.custom("reduce_max", in, reduced, true, op.axis()),
                Steps.binary("subtract", x, reduced, y),
                Steps.run(new Exp(y, powers)),
                Steps.custom("reduce_sum", List.of(powers), reduced, true, op.axis()),
                Steps.run(new Log(reduced, reduced)),
                Steps.binary("subtract", y, reduced, y));
    }

    private static INDArray rows(INDArray array) {
        long channels = array.size(-1);
        return Views.reshape(array, array.length() / channels, channels);
    }

    private static Runnable sum(INDArray rows, INDArray perChannel) {
        return Steps.custom("reduce_sum", List.of(rows), perChannel, false, 0);
    }

    private static Runnable mean(INDArray rows, INDArray perChannel) {
        return Steps.custom("reduce_mean", List.of(rows), perChannel, false, 0);
    }

    /** scale = 1 / √(variance + ε). */
    private static Runnable scale(INDArray variance, double epsilon, INDArray scale) {
        return Steps.sequence(
                Steps.binary("add", variance, Steps.scalar(variance.dataType(), epsilon), scale),
                Steps.run(new RSqrt(scale, scale)));
    }

    private static Runnable batchNormalize(BatchNormalize op, List<INDArray> in, List<INDArray> out) {
        INDArray x = rows(in.get(0));
        INDArray gamma = in.get(1);
        INDArray y = rows(out.get(0));
        INDArray mean = out.get(1);
        INDArray variance = out.get(2);
        INDArray squares = Steps.spaceLike(x);
        INDArray scale = Steps.spaceLike(gamma);
        return Steps.sequence(
                mean(x, mean),
                Steps.binary("subtract", x, mean, y),
                Steps.run(new Square(y, squares)),
                mean(squares, variance),
                scale(variance, op.epsilon(), scale),
                Steps.binary("multiply", scale, gamma, scale),
                Steps.binary("multiply", y, scale, y),
                Steps.binary("add", y, in.get(2), y));
    }

    private static Runnable batchNormalizeGradient(BatchNormalizeGradient op, List<INDArray> in, List<INDArray> out) {
        INDArray x = rows(in.get(0));
        INDArray gamma = in.get(1);
        INDArray dy = rows(in.get(4));
        INDArray dx = rows(out.get(0));
        INDArray dGamma = out.get(1);
        INDArray dBeta = out.get(2);
        INDArray normalized = Steps.spaceLike(x);
        INDArray product = Steps.spaceLike(x);
        INDArray scale = Steps.spaceLike(gamma);
        INDArray share = Steps.spaceLike(gamma);
        INDArray count = Steps.scalar(x.dataType(), x.size(0));
        return Steps.sequence(
                scale(in.get(3), op.epsilon(), scale),
                Steps.binary("subtract", x, in.get(2), normalized),
                Steps.binary("multiply", normalized, scale, normalized),
                sum(dy, dBeta),
                Steps.binary("multiply", dy, normalized, product),
                sum(product, dGamma),
                Steps.binary("divide", dGamma, count, share),
                Steps.binary("multiply", normalized, share, normalized),
                Steps.binary("divide", dBeta, count, share),
                Steps.binary("subtract", dy, share, dx),
                Steps.binary("subtract", dx, normalized, dx),
                Steps.binary("multiply", scale, gamma, scale),
                Steps.binary("multiply", dx, scale, dx));
    }
}
