package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.Keras;
import io.keras4j.data.Dataset;
import io.keras4j.data.Sample;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.models.Sequential;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Layers that augment images: with the transformation that Keras drew they do what Keras does; what they draw themselves has the right
 * distribution.
 */
class ImageLayersTest {
    private static final String SUBJECT = "image_layers";

    // ---- Applied transformations

    @TestFactory
    Stream<DynamicTest> equalKeras() {
        List<Map<String, Object>> cases = Fixtures.cases(SUBJECT);
        return IntStream.range(0, cases.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        (String) cases.get(i).get("label"),
                        () -> check(cases.get(i).get("envelope"), Fixtures.arrays(SUBJECT, i))));
    }

    private static void check(Object envelope, Map<String, INDArray> arrays) {
        BaseImagePreprocessingLayer<?> layer = (BaseImagePreprocessingLayer<?>) Layer.KIND.get(envelope);
        layer.buildFor(List.of(Shape.of(arrays.get("images").shape())));
        Map<String, INDArray> given = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith("t/")) {
                given.put(name.substring(2), array);
            }
        });
        List<String> names = new ArrayList<>(given.keySet());
        List<String> parts = List.of("images", "labels", "masks");
        List<INDArray> inputs = new ArrayList<>(given.values());
        List<String> present = parts.stream().filter(arrays::containsKey).toList();
        present.forEach(part -> inputs.add(arrays.get(part)));

        List<Tensor> tensors = inputs.stream().map(Tensor::of).toList();
        List<Tensor> eager = outputs(layer, names, present, tensors);
        Plan plan = Plan.of(Tracer.trace(
                tensors.stream().map(Tensor::spec).toList(), traced -> outputs(layer, names, present, traced)));
        for (int i = 0; i < inputs.size(); i++) {
            plan.input(i).assign(inputs.get(i));
        }
        plan.run();
        for (int i = 0; i < present.size(); i++) {
            String part = present.get(i);
            INDArray expected = arrays.get(part.equals("images") ? "output" : "output_" + part);
            double tolerance = layer instanceof RandomPerspective ? 1e-3 : 2e-5; // see ImageOpsTest
            Fixtures.assertClose(eager.get(i).value(), expected, tolerance, part + ", eager");
            Fixtures.assertClose(plan.output(i), expected, tolerance, part + ", planned");
        }
    }

    private static List<Tensor> outputs(
            BaseImagePreprocessingLayer<?> layer, List<String> names, List<String> present, List<Tensor> inputs) {
        Map<String, Tensor> transformation = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            transformation.put(names.get(i), inputs.get(i));
        }
        List<Tensor> outputs = new ArrayList<>();
        for (int i = 0; i < present.size(); i++) {
            Tensor x = inputs.get(names.size() + i);
            outputs.add(
                    present.get(i).equals("images")
                            ? layer.transformImages(x, transformation, true)
                            : present.get(i).equals("labels")
                                    ? layer.transformLabels(x, transformation, true)
                                    : layer.transformSegmentationMasks(x, transformation, true));
        }
        return outputs;
    }

    // ---- Drawn transformations

    private static final Tensor MANY = Ops.zeros(Shape.of(4000, 4, 8, 3), DType.FLOAT32);

    /** Asserts that numbers are evenly distributed between two limits. */
    private static void assertUniform(BaseImagePreprocessingLayer<?> layer, String name, double lower, double upper) {
        double[] values = drawn(layer, name);
        double length = upper - lower;
        assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(lower - 1e-5, lower + 0.02 * length);
        assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(upper - 0.02 * length, upper + 1e-5);
        assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo((lower + upper) / 2, within(0.03 * length));
    }

    private static void assertShare(BaseImagePreprocessingLayer<?> layer, String name, double share) {
        assertThat(Arrays.stream(drawn(layer, name)).average().orElseThrow())
                .as(layer.typeName())
                .isCloseTo(share, within(0.03));
    }

    private static double[] drawn(BaseImagePreprocessingLayer<?> layer, String name) {
        return Fixtures.doubles(
                layer.getRandomTransformation(MANY, true).get(name).value());
    }

    @Test
    void whatIsDrawnLiesWithinTheLimits() {
        assertUniform(new RandomRotation(0.1).seed(1), "angle", -36, 36);
        assertUniform(new RandomRotation(0.1, 0.25).seed(1), "angle", 36, 90);
        assertUniform(new RandomZoom(0.3).seed(1), "height_zoom", 0.7, 1.3);
        assertUniform(new RandomZoom(0.3).widthFactor(-0.5, -0.2).seed(1), "width_zoom", 0.5, 0.8);
        RandomZoom zoom = new RandomZoom(0.3).seed(1);
        Map<String, Tensor> both = zoom.getRandomTransformation(MANY, true);
        assertThat(both.get("width_zoom").value())
                .isEqualTo(both.get("height_zoom").value());
        assertUniform(new RandomBrightness(0.2).seed(1), "rgb_delta", -51, 51);
        assertUniform(new RandomBrightness(0.1, 0.2).valueRange(0, 1).seed(1), "rgb_delta", 0.1, 0.2);
        assertUniform(new RandomContrast(0.4).seed(1), "contrast_factor", 1, 1.4);
        assertUniform(new RandomContrast(0.2, 0.6).seed(1), "contrast_factor", 0.8, 1.6);
        assertUniform(new RandomHue(0.4).seed(1), "factor", -0.2, 0.2);
        assertUniform(new RandomColorDegeneration(0.5).seed(1), "factor", -0.5, 0.5);
        assertUniform(new RandomSharpness(0.5).seed(1), "factor", 0, 0.5);
        assertUniform(new RandomShear(0.5, 0).xFactor(0, 0.5).seed(1), "shear_factor", -0.5, 0.5);
        assertUniform(new Solarization(0.2, 0).seed(1), "additions", 0, 51);
        double[] shifts = drawn(new RandomPosterization(2, 5).seed(1), "shift_factor");
        assertThat(Arrays.stream(shifts).distinct().sorted().toArray()).containsExactly(4, 5, 6);
        assertThat(drawn(new RandomPosterization(1).seed(1), "shift_factor")).containsOnly(7);

        INDArray moves = new RandomTranslation(0.5, 0.25)
                .seed(1)
                .getRandomTransformation(MANY, true)
                .get("translations")
                .value();
        assertThat(moves.getColumn(0).maxNumber().doubleValue()).isBetween(1.95, 2.0); // a quarter of the width
        assertThat(moves.getColumn(1).minNumber().doubleValue()).isBetween(-2.0, -1.95); // half of the height
    }

    @Test
    void whatIsDrawnHappensAsOftenAsAsked() {
        assertShare(new RandomFlip().seed(1), "flips", 0.5);
        assertShare(new RandomGrayscale(0.3).seed(1), "should_apply", 0.3);
        assertShare(new RandomInvert(0.4, 0.6).seed(1), "apply_inversion", 0.5);
        assertShare(new RandomInvert().seed(1), "apply_inversion", 0.5); // from 0 to 1
        assertShare(new RandomPerspective(0.2, 0.2).seed(1), "apply_perspective", 0.2);
        assertShare(new RandomErasing(1, 1).seed(1), "apply_erasing", 1);
        assertShare(new RandomGaussianBlur(0.8, 0.8).seed(1), "should_apply_blur", 0.8);
        assertShare(new RandomElasticTransform(0.7, 0.7).seed(1), "apply_transform", 0.7);
        assertShare(new RandomErasing().scale(0.25, 0.25).seed(1), "batch_masks", 0.25);
        assertShare(new CutMix().seed(1), "mix_weight", 0.5);
        assertShare(new MixUp(0.4).seed(1), "mix_weight", 0.5);
        double[] order = drawn(new MixUp().seed(1), "permutation_order");
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 4000).asDoubleStream().toArray());
        double[] indices = IntStream.range(0, 40)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(Fixtures.doubles(new RandAugment()
                        .numOps(5)
                        .seed(i)
                        .getRandomTransformation(Ops.zeros(Shape.of(1, 4, 4, 3), DType.FLOAT32), true)
                        .get("layer_idxes")
                        .value())))
                .distinct()
                .sorted()
                .toArray();
        assertThat(indices).isEqualTo(IntStream.range(0, 11).asDoubleStream().toArray());
    }

    @Test
    void cropsBeginAnywhere() {
        RandomCrop crop = new RandomCrop(2, 3).seed(5);
        Tensor x = Ops.broadcastTo(Ops.reshape(Ops.arange(0, 20, 1, DType.FLOAT32), 1, 4, 5, 1), Shape.of(2, 4, 5, 1));
        Map<Double, Integer> starts = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            INDArray y = crop.apply(x).value();
            assertThat(y.shape()).containsExactly(2, 2, 3, 1);
            double start = y.getDouble(0, 0, 0, 0);
            starts.merge(start, 1, Integer::sum);
            assertThat(y.getDouble(0, 1, 2, 0)).isEqualTo(start + 7);
            assertThat(y.getDouble(1, 1, 2, 0)).isEqualTo(start + 7);
        }
        assertThat(starts.keySet()).containsExactlyInAnyOrder(0.0, 1.0, 2.0, 5.0, 6.0, 7.0, 10.0, 11.0, 12.0);
        assertThat(crop.apply(x, false).value().shape()).containsExactly(2, 2, 3, 1);
    }

    // ---- Calls

    /** All that are random, as strong as it goes. */
    private static List<Supplier<RandomImageLayer<?>>> randomLayers() {
        return List.of(
                () -> new RandomCrop(5, 4),
                RandomFlip::new,
                () -> new RandomRotation(0.5),
                () -> new RandomZoom(0.5),
                () -> new RandomTranslation(0.5, 0.5),
                () -> new RandomShear(0.5, 0.5),
                () -> new RandomContrast(0.5),
                () -> new RandomBrightness(0.5),
                () -> new RandomSaturation(0.5).valueRange(0, 1),
                () -> new RandomHue(0.5),
                () -> new RandomColorDegeneration(0.5),
                () -> new RandomColorJitter().brightnessFactor(0.5).contrastFactor(0.5),
                () -> new RandomSharpness(1),
                () -> new RandomPosterization(8),
                () -> new RandomInvert(0.5, 0.5),
                RandomGrayscale::new,
                () -> new RandomGaussianBlur(1),
                () -> new RandomPerspective(1),
                () -> new RandomElasticTransform(1),
                RandomErasing::new,
                () -> new Solarization(0.5, 0.5),
                () -> new MixUp(1),
                CutMix::new,
                RandAugment::new,
                () -> new AugMix().numChains(2).chainDepth(1));
    }

    private static INDArray images(long... shape) {
        return Nd4j.rand(shape).muli(255);
    }

    @Test
    void theSameSeedGivesTheSameEagerlyAndPlanned() {
        Nd4j.getRandom().setSeed(1);
        INDArray x = images(8, 12, 11, 3);
        for (Supplier<RandomImageLayer<?>> maker : randomLayers()) {
            Layer one = maker.get().seed(3);
            Layer two = maker.get().seed(3);
            String name = one.typeName();
            List<INDArray> eager = IntStream.range(0, 4)
                    .mapToObj(i -> one.apply(Tensor.of(x), true).value())
                    .toList();
            assertThat(eager.stream().distinct().count()).as(name).isGreaterThan(1);
            Plan plan = Plan.of(Tracer.trace(
                    List.of(new TensorSpec(Shape.of(x.shape()), DType.FLOAT32)),
                    in -> List.of(two.apply(in.get(0), true))));
            plan.input(0).assign(x);
            for (INDArray expected : eager) {
                plan.run();
                Fixtures.assertClose(plan.output(0), expected, 1e-4, name);
            }
            assertThat(maker.get().seed(4).apply(Tensor.of(x), true).value())
                    .as(name)
                    .isNotEqualTo(eager.get(0));
        }
    }

    @Test
    void layersActInTrainingUnlessToldOtherwise() {
        INDArray x = images(2, 12, 11, 3);
        for (Supplier<RandomImageLayer<?>> maker : randomLayers().subList(1, 25)) {
            RandomImageLayer<?> layer = maker.get();
            assertThat(layer.apply(Tensor.of(x), false).value())
                    .as(layer.typeName())
                    .isEqualTo(x);
            assertThat(layer.getRandomTransformation(Tensor.of(x), false)).isEmpty();
        }
        // as in Keras: alone, and in a model that is not told
        assertThat(new RandomBrightness(0.5, 0.5).apply(Tensor.of(x)).value()).isNotEqualTo(x);
        Sequential model = new Sequential(Input.of(12, 11, 3), new RandomBrightness(0.5, 0.5));
        assertThat(model.apply(Tensor.of(x)).value()).isNotEqualTo(x);
        assertThat(model.predict(x)).isEqualTo(x);
        Pipeline pipeline = new Pipeline(new RandomInvert(1, 1), new Rescaling(1 / 255.0));
        Fixtures.assertClose(pipeline.apply(Tensor.of(x)).value(), x.rsub(255).div(255), 1e-5, "pipeline");
        Fixtures.assertClose(pipeline.apply(Tensor.of(x), false).value(), x.div(255), 1e-5, "pipeline");
    }

    @Test
    void modelsWithAugmentationTrain() {
        Keras.setRandomSeed(1);
        Sequential model = new Sequential(
                Input.of(12, 10, 3),
                new RandomFlip("horizontal"),
                new RandomRotation(0.1),
                new RandomZoom(0.1),
                new RandomCrop(8, 8),
                new RandomContrast(0.2),
                new Flatten(),
                new Dense(2).activation("softmax"));
        assertThat(model.outputs().get(0).shape()).hasToString("(None, 2)");
        model.compile("adam", "sparse_categorical_crossentropy");
        INDArray x = images(20, 12, 10, 3).divi(255);
        model.fit(
                x,
                Nd4j.createFromArray(IntStream.range(0, 20).map(i -> i % 2).toArray()),
                fit -> fit.epochs(2).batchSize(8).verbose(0));
        assertThat(model.predict(x).shape()).containsExactly(20, 2);
        assertThat(model.predict(x)).isEqualTo(model.predict(x));
    }

    @Test
    void singleImagesAndUnknownSizes() {
        INDArray one = images(12, 11, 3);
        for (Supplier<RandomImageLayer<?>> maker : randomLayers()) {
            Layer layer = maker.get();
            INDArray y = layer.apply(Tensor.of(one)).value();
            long[] expected = layer instanceof RandomCrop ? new long[] {5, 4, 3} : new long[] {12, 11, 3};
            assertThat(y.shape()).as(layer.typeName()).isEqualTo(expected);
            Tensor described = maker.get().apply(Input.of(-1, -1, 3));
            String sizes = layer instanceof RandomCrop ? "(None, 5, 4, 3)" : "(None, None, None, 3)";
            assertThat(described.shape()).as(layer.typeName()).hasToString(sizes);
        }
        assertThat(new Resizing(3, 4).apply(Tensor.of(one)).shape()).hasToString("(3, 4, 3)");
        assertThat(new Resizing(3, 4).apply(Input.of(-1, -1, 3)).shape()).hasToString("(None, 3, 4, 3)");
        assertThat(new CenterCrop(3, 4).apply(Input.of(-1, -1, 3)).shape()).hasToString("(None, 3, 4, 3)");
        assertThat(new Equalization().apply(Input.of(-1, -1, 3)).shape()).hasToString("(None, None, None, 3)");
        assertThat(new Resizing(3, 4)
                        .dataFormat("channels_first")
                        .apply(Input.of(3, 5, 6))
                        .shape())
                .hasToString("(None, 3, 3, 4)");
    }

    @Test
    void integersStayThatWhereOnlySizesChange() {
        Tensor bytes = Ops.cast(Tensor.of(images(2, 4, 6, 3)), DType.UINT8);
        assertThat(new Resizing(7, 3).apply(bytes).dtype()).isEqualTo(DType.UINT8);
        assertThat(new Resizing(7, 3).interpolation("nearest").apply(bytes).dtype())
                .isEqualTo(DType.UINT8);
        assertThat(new ContrastLimitedAdaptiveHistogramEqualization()
                        .apply(bytes)
                        .dtype())
                .isEqualTo(DType.UINT8);
        assertThat(new CenterCrop(2, 2).apply(bytes).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(new RandomBrightness(0.1).apply(bytes).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void layersWorkOnDatasets() {
        RandomFlip flip = new RandomFlip("horizontal").seed(1);
        Dataset<Sample> data = Dataset.fromArrays(images(6, 4, 4, 1), Nd4j.arange(6))
                .map(sample -> Sample.of(
                        flip.apply(Tensor.of(sample.x().get(0))).value(),
                        sample.y().get(0)));
        assertThat(data.batch(4).iterator().next().x().get(0).shape()).containsExactly(4, 4, 4, 1);
    }

    @Test
    void labelsAndMasksChangeWithImages() {
        Tensor x = Tensor.of(images(4, 6, 5, 3));
        Tensor labels = Tensor.of(Nd4j.eye(4));
        Tensor masks = Ops.slice(x, 3, 0, 1);
        Map<String, Tensor> flipped = new RandomFlip("horizontal")
                .seed(1)
                .apply(Map.of("images", x, "labels", labels, "segmentation_masks", masks));
        assertThat(flipped.get("labels")).isSameAs(labels);
        assertThat(flipped.get("segmentation_masks").value())
                .isEqualTo(Ops.slice(flipped.get("images"), 3, 0, 1).value());
        Map<String, Tensor> mixed = new MixUp(5).seed(1).apply(Map.of("images", x, "labels", labels));
        assertThat(mixed.get("labels").value()).isNotEqualTo(labels.value());
        assertThat(mixed.get("labels").value().sum(1)).isEqualTo(Nd4j.ones(4));
        assertThat(new MixUp(5)
                        .apply(Map.of("images", x, "labels", labels), false)
                        .get("labels"))
                .isSameAs(labels);
        assertThatThrownBy(() -> new RandomFlip().name("flip").apply(Map.of("images", x, "bounding_boxes", x)))
                .hasMessageContaining("RandomFlip \"flip\": expected the key images")
                .hasMessageContaining("bounding boxes are not supported");
        assertThatThrownBy(() -> new RandomFlip().apply(Map.of("labels", x))).hasMessageContaining("got [labels]");
    }

    @Test
    void wrongArgumentsAreRejected() {
        Map<Runnable, String> calls = Map.ofEntries(
                Map.entry(() -> new Resizing(0, 3), "Resizing: height: expected a positive integer, got 0"),
                Map.entry(() -> new Resizing(2, 3).interpolation("area"), "interpolation: expected one of"),
                Map.entry(() -> new Resizing(2, 3).fillMode("wrap"), "fill_mode: expected one of [constant]"),
                Map.entry(() -> new RandomFlip("diagonal"), "mode: expected one of [horizontal, vertical"),
                Map.entry(() -> new RandomRotation(1.5), "factor: expected a number, or a list of two numbers"),
                Map.entry(() -> new RandomRotation(0.1).fillMode("mirror"), "fill_mode: expected one of"),
                Map.entry(() -> new RandomZoom(-1), "height_factor: expected more than -1, got -1.0"),
                Map.entry(() -> new RandomZoom(-1, 0.2), "height_factor: expected more than -1, got [-1.0, 0.2]"),
                Map.entry(() -> new RandomTranslation(0.1, 2), "width_factor: expected"),
                Map.entry(() -> new RandomShear(-0.1, 0), "x_factor: expected a number from 0.0 to 1.0, got -0.1"),
                Map.entry(() -> new RandomContrast(-0.1), "factor: expected"),
                Map.entry(() -> new RandomPosterization(9), "factor: expected"),
                Map.entry(
                        () -> new RandomGaussianBlur(1).kernelSize(4), "kernel_size: expected one or two odd numbers"),
                Map.entry(
                        () -> new RandomErasing().fillValue(1, 2), "fill_value: expected a number, or a list of three"),
                Map.entry(() -> new MixUp(0), "alpha: expected a positive number, got 0.0"),
                Map.entry(
                        () -> new RandomFlip().configure(Map.of("bounding_box_format", "xyxy")),
                        "bounding_box_format: expected null: this is not supported"),
                Map.entry(
                        () -> new RandomFlip().apply(Ops.zeros(Shape.of(3, 4), DType.FLOAT32)),
                        "expected images of 4 axes, or of 3 for a single one, got shape (3, 4)"),
                Map.entry(
                        () -> new RandomHue(0.1).apply(Ops.zeros(Shape.of(2, 3, 4, 1), DType.FLOAT32), true),
                        "expected images with 3 channels, got 1"));
        calls.forEach((call, message) -> assertThatThrownBy(call::run)
                .as(message)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message));
        RandomFlip built = new RandomFlip();
        built.apply(Tensor.of(images(1, 2, 2, 3)));
        assertThatThrownBy(() -> built.seed(3)).isInstanceOf(IllegalStateException.class);
    }
}
