package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The modified Bessel function of the first kind, Σₖ (x/2)^(2k + order) / (k! (k + order)!). */
public record BesselI(int order) implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        Tensor above = new BesselI(order + 1).apply(x);
        return Ops.multiply(
                dy, order == 0 ? above : Ops.multiply(Ops.add(new BesselI(order - 1).apply(x), above), 0.5));
    }

    /** The function of one number, for kernels to use: the series, whose terms for one x all have the same sign. */
    public double of(double x) {
        double term = 1;
        for (int k = 1; k <= order; k++) {
            term *= x / 2 / k;
        }
        double sum = 0;
        for (int k = 1; Math.abs(term) > Math.ulp(sum) / 4 && Double.isFinite(sum); k++) {
            sum += term;
            term *= x / 2 / k * (x / 2 / (k + order));
        }
        return Double.isNaN(x) ? x : sum;
    }
}
