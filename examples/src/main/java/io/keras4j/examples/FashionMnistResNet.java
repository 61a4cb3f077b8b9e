package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.FashionMnist;
import io.keras4j.engine.Input;
import io.keras4j.layers.Activation;
import io.keras4j.layers.Add;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.GlobalAveragePooling2D;
import io.keras4j.models.Model;
import io.keras4j.optimizers.Adam;
import io.keras4j.schedules.CosineDecay;
import io.keras4j.tensor.Tensor;

/**
 * Fashion-MNIST with residual blocks in the Functional API: a block's input is added to its output, over a 1 x 1 convolution where their
 * sizes differ. After He et al., <a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning for Image Recognition</a>.
 */
public final class FashionMnistResNet {
    private static final int BATCH_SIZE = 64;

    private FashionMnistResNet() {}

    /** Three blocks of two convolutions each. */
    public static Model model() {
        Tensor image = Input.of(28, 28, 1);
        Tensor x = block(image, 16, 1);
        x = block(x, 32, 2);
        x = block(x, 64, 2);
        Tensor pooled = new GlobalAveragePooling2D().apply(x);
        return new Model(image, new Dense(10).activation("softmax").apply(pooled));
    }

    private static Tensor block(Tensor input, int filters, int strides) {
        Tensor x = new Conv2D(filters, 3)
                .strides(strides)
                .padding("same")
                .useBias(false)
                .apply(input);
        x = new Activation("relu").apply(new BatchNormalization().apply(x));
        x = new Conv2D(filters, 3).padding("same").useBias(false).apply(x);
        x = new BatchNormalization().apply(x);
        Tensor shortcut = new Conv2D(filters, 1).strides(strides).useBias(false).apply(input);
        shortcut = new BatchNormalization().apply(shortcut);
        return new Activation("relu").apply(new Add().apply(x, shortcut));
    }

    /** Trains for five epochs, or as many as the first argument says, with a learning rate that falls along a cosine. */
    public static void main(String[] args) {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        Keras.setRandomSeed(42);
        var fashion = FashionMnist.load().scaled();

        Model model = model();
        model.summary();
        int steps = epochs * 48_000 / BATCH_SIZE;
        model.compile(new Adam(new CosineDecay(2e-3, steps)), "sparse_categorical_crossentropy", "accuracy");
        model.fit(
                fashion.trainX(),
                fashion.trainY(),
                fit -> fit.epochs(epochs).batchSize(BATCH_SIZE).validationSplit(0.2));
        System.out.println("Test: " + model.evaluate(fashion.testX(), fashion.testY()));
    }
}
