package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.models.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The Java part of .ci/interop for src/test/python/applications.py: predicts with what Python has just written, and writes it again. */
@EnabledIfSystemProperty(named = "keras4j.applications", matches = ".+")
class LiveApplicationsTest {
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"ResNet50", "MobileNetV2", "VGG16", "EfficientNetB0"})
    void predictsTheSame(String name) throws IOException {
        Path folder = Path.of(System.getProperty("keras4j.applications"));
        Path java = Files.createDirectories(folder.resolve("java"));
        Recorded recorded = Recorded.read(folder.resolve(name + ".json"));
        INDArray expected = recorded.predictions().get(0);
        for (String format : new String[] {".keras", ".h5"}) {
            Model model = Model.load(folder.resolve(name + format).toString());
            INDArray predicted = model.predict(recorded.inputs().get(0));
            double largest = expected.amaxNumber().doubleValue();
            assertThat(predicted.sub(expected).amaxNumber().doubleValue())
                    .as(name + format)
                    .isLessThanOrEqualTo(TOLERANCE * largest);
            model.save(java.resolve(name + format).toString());
        }
    }
}
