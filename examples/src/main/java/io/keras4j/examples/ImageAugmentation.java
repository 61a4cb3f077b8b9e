package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.imageDatasetFromDirectory;

import io.keras4j.Keras;
import io.keras4j.data.Dataset;
import io.keras4j.data.Samples;
import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.GlobalAveragePooling2D;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.layers.RandomContrast;
import io.keras4j.layers.RandomFlip;
import io.keras4j.layers.RandomRotation;
import io.keras4j.layers.RandomTranslation;
import io.keras4j.layers.RandomZoom;
import io.keras4j.layers.Rescaling;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.preprocessing.DirectoryDataset;
import io.keras4j.training.History;
import java.nio.file.Path;

/**
 * A convolutional network on few colour images in a folder per class, such as CIFAR-10's, with and without layers that augment images. These
 * are part of the model: they change images in training only, and are saved with it.
 */
public final class ImageAugmentation {
    private ImageAugmentation() {}

    /** Layers that show an image a little different each time. */
    static void augment(Sequential model) {
        model.add(new RandomFlip("horizontal"));
        model.add(new RandomTranslation(0.1, 0.1));
        model.add(new RandomRotation(0.03));
        model.add(new RandomZoom(0.1));
        model.add(new RandomContrast(0.2));
    }

    /** Three blocks of convolutions for so many classes. */
    static Sequential model(int height, int width, int classes, boolean augmented) {
        var model = new Sequential(Input.of(height, width, 3));
        if (augmented) {
            augment(model);
        }
        model.add(new Rescaling(1 / 255.0));
        for (int filters : new int[] {32, 64, 128}) {
            model.add(new Conv2D(filters, 3).padding("same").activation("relu"));
            model.add(new BatchNormalization());
            model.add(filters < 128 ? new MaxPooling2D(2) : new GlobalAveragePooling2D());
        }
        model.add(new Dropout(0.3));
        model.add(new Dense(classes).activation("softmax"));
        return model;
    }

    private static Dataset<Samples> read(Path folder, boolean shuffle) {
        DirectoryDataset images = imageDatasetFromDirectory(
                folder,
                read -> read.imageSize(32, 32).batchSize(32).shuffle(shuffle).seed(1));
        return images.dataset();
    }

    /** Trains on the folders {@code train} and {@code test} in the folder that the first argument names, for as many epochs as the second. */
    public static void main(String[] args) {
        if (args.length == 0) {
            System.err.println(
                    "Name a folder with the folders train and test, each with a folder of images per class.");
            System.exit(2);
        }
        int epochs = args.length > 1 ? Integer.parseInt(args[1]) : 15;
        Dataset<Samples> train = read(Path.of(args[0], "train"), true);
        Dataset<Samples> test = read(Path.of(args[0], "test"), false).cache();
        for (boolean augmented : new boolean[] {false, true}) {
            Keras.setRandomSeed(42);
            var model = model(32, 32, 10, augmented);
            model.compile(new Adam(1e-3), "sparse_categorical_crossentropy", "accuracy");
            History history = model.fit(
                    train, fit -> fit.epochs(epochs).validationData(test).verbose(2));
            System.out.printf(
                    "%s: accuracy %.3f in training, %.3f on test images%n",
                    augmented ? "Augmented" : "As they are",
                    history.last("accuracy"),
                    model.evaluate(test, evaluate -> evaluate.verbose(0)).get("accuracy"));
        }
    }
}
