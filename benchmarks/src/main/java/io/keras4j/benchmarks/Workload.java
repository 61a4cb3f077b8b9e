package io.keras4j.benchmarks;

import io.keras4j.Keras;
import io.keras4j.engine.Input;
import io.keras4j.examples.FashionMnistCnn;
import io.keras4j.examples.FashionMnistDeepCnn;
import io.keras4j.examples.FashionMnistMlp;
import io.keras4j.examples.IrisBinary;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.Embedding;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.LSTM;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.models.Sequential;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model and what it is trained on. The data are random, the inputs in 0..1: units die and their moments in the optimizer decay to
 * subnormal numbers after some 700 steps, which must not slow training down.
 *
 * @param x as many samples as are a whole number of batches
 * @param y their targets
 */
record Workload(Sequential model, INDArray x, INDArray y, String loss, int batch) {
    private static final Map<String, Supplier<Workload>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("iris", Workload::iris);
        ALL.put("mlp", Workload::mlp);
        ALL.put("autoencoder", Workload::autoencoder);
        ALL.put("cnn_gap", Workload::cnnGap);
        ALL.put("cnn_cifar", Workload::cnnCifar);
        ALL.put("cnn_bn", Workload::cnnBn);
        ALL.put("lstm_text", Workload::lstmText);
    }

    /** The names of all workloads. */
    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * Checks that there is a workload of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static void check(String name) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException("There is no workload \"" + name + "\", only " + names());
        }
    }

    /** The workload of this name, its model compiled with the optimizer Adam and the metric accuracy. */
    static Workload of(String name) {
        check(name);
        Keras.setRandomSeed(0);
        Workload workload = ALL.get(name).get();
        workload.model.compile("adam", workload.loss, "accuracy");
        return workload;
    }

    /** 4-8-4-1, nearly nothing to compute: what remains is overhead. */
    private static Workload iris() {
        return new Workload(IrisBinary.model(), random(4000, 4), bits(4000), "binary_crossentropy", 8);
    }

    /** 784-512-128-32-10. */
    private static Workload mlp() {
        return classifier(FashionMnistMlp.model(), random(16_000, 784));
    }

    /** 784-32-784. */
    private static Workload autoencoder() {
        var model =
                new Sequential(Input.of(784), new Dense(32).activation("relu"), new Dense(784).activation("sigmoid"));
        INDArray x = random(25_600, 784);
        return new Workload(model, x, x, "binary_crossentropy", 256);
    }

    /** Four convolutions and global average pooling. */
    private static Workload cnnGap() {
        return classifier(FashionMnistCnn.model(), random(3200, 28, 28, 1));
    }

    /** Two convolutions on images of the size of CIFAR-10's. */
    private static Workload cnnCifar() {
        var model = new Sequential(
                Input.of(32, 32, 3),
                new Conv2D(32, 3).padding("same").activation("relu"),
                new MaxPooling2D(2),
                new Conv2D(64, 3).padding("same").activation("relu"),
                new MaxPooling2D(2),
                new Flatten(),
                new Dense(128).activation("relu"),
                new Dropout(0.5),
                new Dense(10).activation("softmax"));
        return classifier(model, random(3200, 32, 32, 3));
    }

    /** Six convolutions with batch normalisation and dropout. */
    private static Workload cnnBn() {
        return classifier(FashionMnistDeepCnn.model(), random(1600, 28, 28, 1));
    }

    /** Two LSTMs over 100 tokens. */
    private static Workload lstmText() {
        var model = new Sequential(
                Input.of(100).dtype("int32"),
                new Embedding(10_000, 64),
                new LSTM(128).returnSequences(true),
                new LSTM(64),
                new Dense(1).activation("sigmoid"));
        return new Workload(model, tokens(1600, 100, 10_000), bits(1600), "binary_crossentropy", 32);
    }

    private static Workload classifier(Sequential model, INDArray x) {
        return new Workload(model, x, oneHot((int) x.size(0)), "categorical_crossentropy", 32);
    }

    private static INDArray random(long... shape) {
        return Nd4j.rand(shape);
    }

    private static INDArray tokens(int samples, int steps, int count) {
        SplittableRandom random = new SplittableRandom(0);
        int[][] rows = new int[samples][];
        Arrays.setAll(rows, i -> random.ints(steps, 0, count).toArray());
        return Nd4j.createFromArray(rows);
    }

    private static INDArray oneHot(int samples) {
        SplittableRandom random = new SplittableRandom(0);
        float[][] rows = new float[samples][10];
        for (float[] row : rows) {
            row[random.nextInt(10)] = 1;
        }
        return Nd4j.createFromArray(rows);
    }

    private static INDArray bits(int samples) {
        SplittableRandom random = new SplittableRandom(0);
        float[][] rows = new float[samples][1];
        for (float[] row : rows) {
            row[0] = random.nextInt(2);
        }
        return Nd4j.createFromArray(rows);
    }
}
