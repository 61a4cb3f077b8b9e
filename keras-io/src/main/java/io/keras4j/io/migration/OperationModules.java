package io.keras4j.io.migration;

import java.util.HashMap;
import java.util.Map;

/** In which part of {@code keras.src.ops} Keras 3 has the class of an operation, for files that do not say. */
final class OperationModules {
    private static final Map<String, String> MODULES = new HashMap<>();

    static {
        in(
                "nn",
                "AdaptiveAveragePool AdaptiveMaxPool AveragePool BinaryCrossentropy CategoricalCrossentropy Celu Conv DepthToSpace");
        in(
                "nn",
                "Elu Fold Gelu Glu HardShrink HardSigmoid HardSilu HardTanh LeakyRelu LogSigmoid LogSoftmax MaxPool OneHot Relu");
        in(
                "nn",
                "Relu6 Selu Sigmoid Silu SoftShrink Softmax Softplus Softsign SpaceToDepth SparseCategoricalCrossentropy");
        in("nn", "SparsePlus SparseSigmoid Sparsemax Squareplus TanhShrink Threshold Unfold");
        in(
                "math",
                "CDist Erf Erfc Erfinv ExtractSequences FFT FFT2 IFFT2 IRFFT ISTFT Logdet Logsumexp RFFT Rsqrt STFT TopK");
        in("core", "Cast SaturateCast StopGradient Unstack");
        in(
                "linalg",
                "Cholesky CholeskyInverse Det Eig Eigh Inv Lstsq LuFactor MatrixRank Norm Pinv Qr SVD Solve SolveTriangular");
    }

    private OperationModules() {}

    private static void in(String module, String classNames) {
        for (String className : classNames.split(" ")) {
            MODULES.put(className, module);
        }
    }

    /** The module of the class, {@code keras.src.ops.numpy} of all that are in no other. */
    static String of(String className) {
        return "keras.src.ops." + MODULES.getOrDefault(className, "numpy");
    }
}
