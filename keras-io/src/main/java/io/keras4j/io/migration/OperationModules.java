package io.keras4j.io.migration;

import java.util.List;
import java.util.Map;

/** In which part of {@code keras.src.ops} Keras 3 has the class of an operation, for files that do not say. */
final class OperationModules {
    private static final Map<String, List<String>> CLASSES = Map.of(
            "nn",
            List.of(
                    "AdaptiveAveragePool AdaptiveMaxPool AveragePool BinaryCrossentropy CategoricalCrossentropy Celu Conv DepthToSpace Elu",
                    "Fold Gelu Glu HardShrink HardSigmoid HardSilu HardTanh LeakyRelu LogSigmoid LogSoftmax MaxPool OneHot Relu Relu6 Selu",
                    "Sigmoid Silu SoftShrink Softmax Softplus Softsign SpaceToDepth SparseCategoricalCrossentropy SparsePlus SparseSigmoid",
                    "Sparsemax Squareplus TanhShrink Threshold Unfold"),
            "math",
            List.of(
                    "CDist Erf Erfc Erfinv ExtractSequences FFT FFT2 IFFT2 IRFFT ISTFT Logdet Logsumexp RFFT Rsqrt STFT TopK"),
            "core",
            List.of("Cast SaturateCast StopGradient Unstack"),
            "linalg",
            List.of(
                    "Cholesky CholeskyInverse Det Eig Eigh Inv Lstsq LuFactor MatrixRank Norm Pinv Qr SVD Solve SolveTriangular"));

    private OperationModules() {}

    /** The module of the class, {@code keras.src.ops.numpy} of all that are in no other. */
    static String of(String className) {
        return "keras.src.ops."
                + CLASSES.entrySet().stream()
                        .filter(module -> module.getValue().stream()
                                .flatMap(line -> List.of(line.split(" ")).stream())
                                .anyMatch(className::equals))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("numpy");
    }
}
