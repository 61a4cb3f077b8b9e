package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.GlobalAveragePooling2D;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.preprocessing.ImageFolder;
import io.keras4j.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.SpecifiedIndex;

/**
 * Transfer learning on small colour images in a folder per class, such as CIFAR-10's. A network learns all classes but the last two; its
 * convolutions, frozen, then serve to tell these two apart from a few images each, and are fine-tuned at a low rate in the end.
 */
public final class TransferLearning {
    private static final int FEW = 50;

    /** Images and labels. */
    record Samples(INDArray x, INDArray y) {
        /** Those with labels from {@code from} to before {@code to}, at most so many of each label, counted from 0. */
        Samples select(int from, int to, int most) {
            int[] labels = y.toIntVector();
            int[] seen = new int[to];
            long[] rows = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] >= from && labels[i] < to && seen[labels[i]]++ < most)
                    .mapToLong(i -> i)
                    .toArray();
            INDArray images =
                    x.get(new SpecifiedIndex(rows), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all());
            int[] chosen = IntStream.range(0, rows.length)
                    .map(i -> labels[(int) rows[i]] - from)
                    .toArray();
            return new Samples(images.dup('c'), Nd4j.createFromArray(chosen));
        }
    }

    private TransferLearning() {}

    /** Three blocks of convolutions, which make 128 features of an image. */
    static Sequential base(int height, int width) {
        var base = new Sequential(Input.of(height, width, 3)).name("base");
        for (int filters : new int[] {32, 64, 128}) {
            base.add(new Conv2D(filters, 3).padding("same").activation("relu"));
            base.add(new BatchNormalization());
            base.add(filters < 128 ? new MaxPooling2D(2) : new GlobalAveragePooling2D());
        }
        return base;
    }

    /** {@code base} and a Dense layer for so many classes. */
    static Model classifier(Model base, int height, int width, int classes) {
        Tensor image = Input.of(height, width, 3);
        Tensor features = new Dropout(0.2).apply(base.apply(image));
        return new Model(image, new Dense(classes).activation("softmax").apply(features));
    }

    private static Samples read(Path folder) {
        ImageFolder images = ImageFolder.load(folder, f -> f.imageSize(32, 32));
        return new Samples(images.x().div(255), images.y());
    }

    private static Map<String, Double> train(Model model, Samples train, Samples test, double rate, int epochs) {
        model.compile(new Adam(rate), "sparse_categorical_crossentropy", "accuracy");
        model.fit(train.x(), train.y(), fit -> fit.epochs(epochs).batchSize(32).verbose(2));
        return model.evaluate(test.x(), test.y(), evaluate -> evaluate.verbose(0));
    }

    /** Trains on the folders {@code train} and {@code test} in the folder that the first argument names. */
    public static void main(String[] args) {
        if (args.length == 0) {
            System.err.println(
                    "Name a folder with the folders train and test, each with a folder of images per class.");
            System.exit(2);
        }
        Keras.setRandomSeed(42);
        Samples train = read(Path.of(args[0], "train"));
        Samples test = read(Path.of(args[0], "test"));
        int known = train.y().maxNumber().intValue() - 1; // classes 0 to known - 1; two more are new
        int all = Integer.MAX_VALUE;
        Samples newTrain = train.select(known, known + 2, FEW);
        Samples newTest = test.select(known, known + 2, all);

        Sequential base = base(32, 32);
        var pretrained = train(
                classifier(base, 32, 32, known), train.select(0, known, all), test.select(0, known, all), 1e-3, 10);
        System.out.println(known + " classes: " + pretrained);

        Model scratch = classifier(base(32, 32), 32, 32, 2);
        System.out.println("Two new ones from scratch: " + train(scratch, newTrain, newTest, 1e-3, 20));

        base.trainable(false);
        Model transferred = classifier(base, 32, 32, 2);
        System.out.println("On frozen features: " + train(transferred, newTrain, newTest, 1e-2, 20));

        base.trainable(true);
        System.out.println("Fine-tuned: " + train(transferred, newTrain, newTest, 1e-5, 5));
    }
}
