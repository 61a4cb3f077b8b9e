package io.keras4j.preprocessing;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

/** ZCA whitening: the linear map nearest to the identity after which all features are uncorrelated and have variance 1. */
final class Whitening {
    /** Smaller singular values, as parts of the largest, are rounding errors: there is no variance in their directions. */
    private static final double NOTHING = 1e-6;

    private Whitening() {}

    /**
     * The matrix U diag(√n / (s + ε)) Uᵀ, where the centered samples have the singular value decomposition U diag(s) Vᵀ. Directions without any
     * variance are left out.
     *
     * @param x centered samples, (n, features)
     */
    static INDArray matrix(INDArray x, double epsilon) {
        INDArray data = x.castTo(DataType.DOUBLE);
        long n = data.size(0);
        boolean isWide = n < data.size(1);
        INDArray vectors =
                isWide ? data.mmul(data.transpose()) : data.transpose().mmul(data);
        INDArray values = Eigen.symmetricGeneralizedEigenvalues(vectors); // which puts the vectors into its argument
        double largest = Math.sqrt(Math.max(0, values.maxNumber().doubleValue()));
        INDArray u = isWide ? data.transpose().mmul(vectors) : vectors;
        INDArray factors = Nd4j.create(DataType.DOUBLE, 1, values.length());
        for (long i = 0; i < values.length(); i++) {
            double s = Math.sqrt(Math.max(0, values.getDouble(i)));
            double factor = s <= NOTHING * largest ? 0 : Math.sqrt(n) / (s + epsilon);
            // the columns of Xᵀ V have the length s
            factors.putScalar(i, isWide && factor != 0 ? factor / (s * s) : factor);
        }
        return u.mulRowVector(factors).mmul(u.transpose()).castTo(DataType.FLOAT);
    }
}
