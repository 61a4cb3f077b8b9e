package io.keras4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.models.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the examples are the models they say they are, and that those on bundled data learn. */
class ExamplesTest {

    @Test
    void modelsHaveTheParametersOfTheirTutorials() {
        assertThat(IrisBinary.model().countParams()).isEqualTo(81);
        assertThat(IrisClassifier.model().countParams()).isEqualTo(243);
        assertThat(FashionMnistMlp.model().countParams()).isEqualTo(472_042);
        assertThat(FashionMnistDropout.model().countParams()).isEqualTo(472_042);
        assertThat(FashionMnistCnn.model().countParams()).isEqualTo(84_202);

        Model deep = FashionMnistDeepCnn.model();
        assertThat(deep.countParams()).isEqualTo(364_842);
        assertThat(deep.nonTrainableWeights().stream()
                        .mapToLong(weight -> weight.shape().size())
                        .sum())
                .isEqualTo(1792);
    }

    @Test
    void irisSpeciesAreToldApart() {
        double mean = IntStream.range(0, 5)
                .mapToDouble(seed -> IrisClassifier.train(seed).accuracy())
                .average()
                .orElseThrow();

        assertThat(mean).isGreaterThanOrEqualTo(0.93);
    }

    @Test
    void virginicaIsToldFromTheOthers() {
        assertThat(IrisBinary.train(0).accuracy()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void quickStartLearnsDigits() {
        Map<String, Double> scores = QuickStart.train(QuickStart.digits(), 15);

        assertThat(scores.get("accuracy")).isGreaterThan(0.94);
    }

    @Test
    void readmeListsEveryProgram() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/keras4j/examples"))) {
            assertThat(sources.map(source -> source.getFileName().toString().replace(".java", ""))
                            .filter(name -> !name.equals("package-info")))
                    .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
        }
    }
}
