package io.keras4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.data.Sample;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.datasets.TokenDataset;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
    void passengersAreForecast() {
        assertThat(AirlineForecast.model().countParams()).isEqualTo(4385);
        assertThat(AirlineForecast.train(60, 0).meanAbsolutePercentageError()).isLessThan(7);
    }

    @Test
    void languagesOfNamesAreTold() {
        LanguageOfNames.Outcome outcome = LanguageOfNames.train(4, 0);

        assertThat(outcome.test()).hasSizeGreaterThan(500);
        assertThat(outcome.accuracy()).isGreaterThan(0.5);
    }

    @Test
    void reviewsAreToldByTheirWords() {
        // reviews of two words, of which one tells
        int[][] reviews = IntStream.range(0, 64)
                .mapToObj(i -> new int[] {1, 4 + i % 2, 6 + i % 5})
                .toArray(int[][]::new);
        INDArray likes = Nd4j.createFromArray(
                IntStream.range(0, 64).mapToLong(i -> i % 2).toArray());
        TokenDataset data = new TokenDataset(reviews, likes, reviews, likes);

        assertThat(ImdbLstm.model().countParams()).isEqualTo(328_353);
        assertThat(ImdbLstm.train(data, 30, 0).get("accuracy")).isGreaterThan(0.8);
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
    void trainingGoesOnFromACheckpoint(@TempDir Path folder) {
        ImageDataset digits = QuickStart.digits();
        String checkpoint = folder.resolve("checkpoint.keras").toString();
        String best = folder.resolve("best.keras").toString();
        History first = CheckpointAndResume.begin(digits, checkpoint);
        History second = CheckpointAndResume.resume(digits, checkpoint, best);

        assertThat(second.epochs()).startsWith(5).hasSizeBetween(6, 94);
        assertThat(second.get("loss").get(0)).isLessThan(first.last("loss"));
        double bestLoss = Collections.min(second.get("val_loss"));
        assertThat(Model.load(best).evaluate(digits.testX(), digits.testY(), evaluate -> evaluate.verbose(0)))
                .satisfies(scores -> assertThat(scores.get("accuracy")).isGreaterThan(0.95));
        assertThat(second.last("val_loss")).isGreaterThan(bestLoss);
    }

    @Test
    void growersOfWineAreToldApart() {
        assertThat(WineClassifier.train(1).accuracy()).isGreaterThanOrEqualTo(0.93);
    }

    @Test
    void widthsOfPetalsArePredicted() {
        assertThat(IrisRegression.train(1).get("r2_score")).isGreaterThan(0.9);
    }

    @Test
    void everyPropertyOfADigitIsLearnt() {
        assertThat(DigitProperties.train(1).get("binary_accuracy")).isGreaterThan(0.95);
    }

    @Test
    void activationsAndBatchSizesAreCompared() {
        Map<String, Double> accuracies = DigitComparisons.compare();

        assertThat(accuracies).hasSize(13);
        assertThat(accuracies.get("with batch normalisation"))
                .isGreaterThan(accuracies.get("without batch normalisation"));
        assertThat(accuracies.get("batch size 8")).isGreaterThan(accuracies.get("batch size 512"));
    }

    @Test
    void autoencodersGiveBackWhatTheyWereShown() {
        ImageDataset digits = QuickStart.digits();
        double variance = Math.pow(digits.testX().stdNumber().doubleValue(), 2);

        assertThat(MnistAutoencoder.train(digits, 30)).isLessThan(variance / 2);
        assertThat(ConvolutionalAutoencoder.train(digits, 30).get("mse")).isLessThan(variance / 2);
        DenoisingAutoencoder.Errors errors = DenoisingAutoencoder.train(digits, 30);
        assertThat(errors.denoised()).isLessThan(errors.noisy() / 2);
    }

    @Test
    void generatorDrawsImagesOfItsOwn() {
        INDArray drawn = DigitsGan.train(3).draw(4);

        assertThat(drawn.shape()).containsExactly(4, 8, 8, 1);
        assertThat(drawn.minNumber().doubleValue()).isNotNegative();
        assertThat(drawn.sub(drawn.mean(0)).norm1Number().doubleValue()).isPositive();
    }

    @Test
    void frozenFeaturesServeNewClasses() {
        Sequential base = TransferLearning.base(8, 8);
        base.trainable(false);
        Model model = TransferLearning.classifier(base, 8, 8, 2);

        assertThat(model.trainableWeights()).hasSize(2);
        assertThat(FashionMnistResNet.model().countParams()).isEqualTo(76_138);
    }

    @Test
    void augmentationIsForTrainingOnly() {
        Sequential model = ImageAugmentation.model(8, 8, 2, true);
        INDArray images = Nd4j.rand(3, 8, 8, 3).mul(255);

        assertThat(model.countParams())
                .isEqualTo(ImageAugmentation.model(8, 8, 2, false).countParams());
        assertThat(model.predict(images)).isEqualTo(model.predict(images));
    }

    @Test
    void trainingThatIsInterruptedGoesOnExactly(@TempDir Path folder) {
        ImageDataset digits = QuickStart.digits();
        Path backup = folder.resolve("backup");

        assertThatThrownBy(() -> DigitsBackup.beInterrupted(digits, backup)).hasMessage("The power fails");
        assertThat(backup).isNotEmptyDirectory();
        Model resumed = DigitsBackup.train(digits, DigitsBackup.backup(backup));

        assertThat(resumed.getWeights()).isEqualTo(DigitsBackup.train(digits).getWeights());
        assertThat(backup).doesNotExist();
    }

    @Test
    void digitsAreDrawn(@TempDir Path folder) {
        assertThat(DigitPictures.train(folder)).isGreaterThan(0.95);
        assertThat(folder)
                .isDirectoryContaining("glob:**/images.png")
                .isDirectoryContaining("glob:**/kernels.png")
                .isDirectoryContaining("glob:**/features.png");
    }

    @Test
    void irisIsDrawn(@TempDir Path folder) {
        assertThat(IrisPictures.train(folder).accuracy()).isGreaterThan(0.9);
        assertThat(folder)
                .isDirectoryContaining("glob:**/curves.png")
                .isDirectoryContaining("glob:**/model.png")
                .isDirectoryContaining("glob:**/confusion.png")
                .isDirectoryContaining("glob:**/sizes.png");
    }

    @Test
    void aNetworkIsLookedInto(@TempDir Path folder) {
        assertThat(MnistFeatureMaps.train(QuickStart.digits(), 10, folder).get("accuracy"))
                .isGreaterThan(0.9);
        assertThat(folder)
                .isDirectoryContaining("glob:**/kernels.png")
                .isDirectoryContaining("glob:**/edges.png")
                .isDirectoryContaining("glob:**/parts.png");
    }

    @Test
    void theLearningRateOfWineIsLowered(@TempDir Path folder) {
        assertThat(WineLearningRate.train(folder))
                .satisfies(scores -> assertThat(scores.get("accuracy")).isGreaterThan(0.9))
                .satisfies(scores -> assertThat(scores.get("learning_rate")).isLessThan(0.1));
        assertThat(folder.resolve("train")).isNotEmptyDirectory();
    }

    @Test
    void movedPicturesLoseOnlyTheirEdge() {
        INDArray image = Nd4j.ones(5, 4);

        for (int i = 0; i < 20; i++) {
            double sum = FashionMnistStream.moved(Sample.of(image, 1))
                    .x()
                    .get(0)
                    .sumNumber()
                    .doubleValue();
            assertThat(sum).isIn(20.0, 16.0, 15.0, 12.0);
        }
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
