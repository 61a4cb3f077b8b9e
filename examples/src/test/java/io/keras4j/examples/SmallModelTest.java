package io.keras4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.Keras;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Flatten;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of docs/getting-started.md on adaptation and quantization. */
class SmallModelTest {
    private static Model trained(ImageDataset digits) {
        Keras.setRandomSeed(42);
        Model model = new Sequential(
                Input.of(8, 8, 1),
                new Flatten(),
                new Dense(64).activation("relu").name("hidden"),
                new Dense(10).activation("softmax"));
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        model.fit(digits.trainX(), digits.trainY(), fit -> fit.epochs(10).verbose(0));
        return model;
    }

    private static double accuracy(Model model, ImageDataset digits) {
        return model.evaluate(digits.testX(), digits.testY(), evaluate -> evaluate.verbose(0))
                .get("accuracy");
    }

    @Test
    void aModelIsFineTunedAndMadeSmall(@TempDir Path folder) {
        ImageDataset digits = QuickStart.digits();
        Model model = trained(digits);
        double before = accuracy(model, digits);

        Dense hidden = (Dense) model.getLayer("hidden");
        hidden.enableLora(4);
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        model.fit(digits.trainX(), digits.trainY(), fit -> fit.epochs(3).verbose(0));
        model.save(folder.resolve("tuned.keras").toString());

        Model small = Model.load(folder.resolve("tuned.keras").toString());
        small.quantize("int8");
        small.compile("adam", "sparse_categorical_crossentropy", "accuracy");

        assertThat(accuracy(model, digits)).isGreaterThan(before - 0.01);
        assertThat(accuracy(small, digits)).isGreaterThan(accuracy(model, digits) - 0.02);
    }
}
