package io.keras4j.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.engine.Input;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every function of {@link ImageOps} gives what that of keras.ops.image does, eagerly and planned, gradients included. */
class ImageOpsTest {
    /** How a function is called with the inputs and arguments of a case. */
    private interface Call {
        Tensor on(List<Tensor> inputs, Arguments arguments);
    }

    private record Arguments(Map<?, ?> json) {
        double number(String key, double otherwise) {
            return json.get(key) == null ? otherwise : ((Number) json.get(key)).doubleValue();
        }

        Integer integer(String key) {
            return json.get(key) == null ? null : ((Number) json.get(key)).intValue();
        }

        boolean flag(String key) {
            return json.get(key) != null && (Boolean) json.get(key);
        }

        String text(String key, String otherwise) {
            return json.get(key) == null ? otherwise : (String) json.get(key);
        }

        String dataFormat() {
            return text("data_format", null);
        }

        List<Double> numbers(String key) {
            return json.get(key) instanceof List<?> list
                    ? list.stream().map(x -> ((Number) x).doubleValue()).toList()
                    : null;
        }

        List<Integer> integers(String key) {
            List<Double> numbers = numbers(key);
            return numbers == null
                    ? null
                    : numbers.stream().map(Double::intValue).toList();
        }
    }

    private static final Map<String, Call> CALLS = new HashMap<>();

    static {
        CALLS.put(
                "resize",
                (in, a) -> ImageOps.resize(
                        in.get(0),
                        a.integers("size"),
                        a.text("interpolation", "bilinear"),
                        a.flag("antialias"),
                        a.flag("crop_to_aspect_ratio"),
                        a.flag("pad_to_aspect_ratio"),
                        "constant",
                        a.number("fill_value", 0),
                        a.dataFormat()));
        CALLS.put(
                "scale_and_translate",
                (in, a) -> ImageOps.scaleAndTranslate(
                        in.get(0),
                        Shape.of(a.integers("output_shape").stream()
                                .mapToLong(i -> i)
                                .toArray()),
                        in.get(1),
                        in.get(2),
                        a.integers("spatial_dims"),
                        a.text("method", null),
                        a.flag("antialias")));
        CALLS.put(
                "pad_images",
                (in, a) -> ImageOps.padImages(
                        in.get(0),
                        a.integer("top_padding"),
                        a.integer("left_padding"),
                        a.integer("bottom_padding"),
                        a.integer("right_padding"),
                        a.integer("target_height"),
                        a.integer("target_width"),
                        a.dataFormat()));
        CALLS.put(
                "crop_images",
                (in, a) -> ImageOps.cropImages(
                        in.get(0),
                        a.integer("top_cropping"),
                        a.integer("left_cropping"),
                        a.integer("bottom_cropping"),
                        a.integer("right_cropping"),
                        a.integer("target_height"),
                        a.integer("target_width"),
                        a.dataFormat()));
        CALLS.put(
                "extract_patches",
                (in, a) -> ImageOps.extractPatches(
                        in.get(0),
                        a.integers("size"),
                        a.integers("strides"),
                        (int) a.number("dilation_rate", 1),
                        a.text("padding", "valid"),
                        a.dataFormat()));
        CALLS.put(
                "extract_patches_3d",
                (in, a) -> ImageOps.extractPatches3d(
                        in.get(0),
                        a.integers("size"),
                        a.integers("strides"),
                        (int) a.number("dilation_rate", 1),
                        a.text("padding", "valid"),
                        a.dataFormat()));
        CALLS.put(
                "affine_transform",
                (in, a) -> ImageOps.affineTransform(
                        in.get(0),
                        withoutPerspective(in.get(1)),
                        a.text("interpolation", "bilinear"),
                        a.text("fill_mode", "constant"),
                        a.number("fill_value", 0),
                        a.dataFormat()));
        CALLS.put(
                "perspective_transform",
                (in, a) -> ImageOps.perspectiveTransform(
                        in.get(0),
                        in.get(1),
                        in.get(2),
                        a.text("interpolation", "bilinear"),
                        a.number("fill_value", 0),
                        a.dataFormat()));
        CALLS.put(
                "map_coordinates",
                (in, a) -> ImageOps.mapCoordinates(
                        in.get(0),
                        in.get(1),
                        a.integer("order"),
                        a.text("fill_mode", "constant"),
                        a.number("fill_value", 0)));
        CALLS.put(
                "elastic_transform",
                (in, a) -> ImageOps.elasticTransform(
                        in.get(0),
                        in.get(1),
                        in.get(1),
                        Ops.scalar(a.number("alpha", 0), DType.FLOAT32),
                        Ops.scalar(a.number("sigma", 0), DType.FLOAT32),
                        11,
                        a.text("interpolation", "bilinear"),
                        a.text("fill_mode", "reflect"),
                        a.number("fill_value", 0),
                        a.dataFormat()));
        CALLS.put(
                "gaussian_blur",
                (in, a) -> ImageOps.gaussianBlur(
                        in.get(0), a.integers("kernel_size"), a.numbers("sigma"), a.dataFormat()));
        CALLS.put("sobel_edges", (in, a) -> ImageOps.sobelEdges(in.get(0), a.dataFormat()));
        CALLS.put(
                "ssim",
                (in, a) -> ImageOps.ssim(
                        in.get(0),
                        in.get(1),
                        a.number("max_val", 1),
                        (int) a.number("filter_size", 11),
                        a.number("filter_sigma", 1.5),
                        a.number("k1", 0.01),
                        a.number("k2", 0.03),
                        a.dataFormat()));
        CALLS.put("rgb_to_grayscale", (in, a) -> ImageOps.rgbToGrayscale(in.get(0), a.dataFormat()));
        CALLS.put("rgb_to_hsv", (in, a) -> ImageOps.rgbToHsv(in.get(0), a.dataFormat()));
        CALLS.put("hsv_to_rgb", (in, a) -> ImageOps.hsvToRgb(in.get(0), a.dataFormat()));
    }

    private static Tensor withoutPerspective(Tensor numbers) {
        List<Long> before = Collections.nCopies(numbers.rank(), 0L);
        return Ops.pad(numbers, before, numbers.rank() == 1 ? List.of(2L) : List.of(0L, 2L), 0);
    }

    static List<Case> cases() {
        return Fixtures.load("images");
    }

    /** Keras solves the equations of a perspective in float32, and divides by differences of numbers that are nearly equal. */
    private static double tolerance(String name) {
        return Set.of("perspective_transform", "ssim", "elastic_transform").contains(name) ? 1e-4 : 1e-5;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithKeras(Case keras) {
        String name = (String) keras.get("name");
        Arguments arguments = new Arguments((Map<?, ?>) keras.get("arguments"));
        String what = name + " " + arguments.json;
        Map<?, ?> gradients = keras.get("gradients") == null ? Map.of() : (Map<?, ?>) keras.get("gradients");
        List<INDArray> inputs = keras.arrays("inputs");
        INDArray expected = keras.array("output");

        List<Tensor> tensors = inputs.stream().map(Tensor::of).toList();
        List<INDArray> eager = new ArrayList<>();
        try (GradientTape tape = new GradientTape()) {
            Tensor output = CALLS.get(name).on(tensors, arguments);
            eager.add(output.value());
            if (!gradients.isEmpty()) {
                tape.gradientOf(Ops.sum(Ops.multiply(output, keras.tensor("weights"))), tensors)
                        .forEach(gradient -> eager.add(gradient == null ? null : gradient.value()));
            }
        }
        check(eager, expected, gradients, what + ", eager", tolerance(name));

        Plan plan = Plan.of(Tracer.trace(tensors.stream().map(Tensor::spec).toList(), traced -> {
            List<Tensor> outputs = new ArrayList<>(List.of(CALLS.get(name).on(traced, arguments)));
            if (!gradients.isEmpty()) {
                Tensor sum = Ops.sum(Ops.multiply(outputs.get(0), Ops.constant(keras.array("weights"))));
                Tracer.gradients(sum, traced).forEach(g -> outputs.add(g == null ? Ops.scalar(0, DType.FLOAT32) : g));
            }
            return outputs;
        }));
        for (int i = 0; i < inputs.size(); i++) {
            plan.input(i).assign(inputs.get(i));
        }
        plan.run();
        List<INDArray> planned = new ArrayList<>();
        for (int i = 0; i < eager.size(); i++) {
            planned.add(plan.output(i));
        }
        check(planned, expected, gradients, what + ", planned", tolerance(name));
    }

    private static void check(
            List<INDArray> found, INDArray expected, Map<?, ?> gradients, String what, double tolerance) {
        assertThat(found.get(0).dataType()).as(what).isEqualTo(expected.dataType());
        Fixtures.assertClose(found.get(0), expected, what, tolerance);
        for (Object key : gradients.keySet()) {
            INDArray gradient = new Case(gradients).array((String) key);
            int i = Integer.parseInt((String) key);
            Fixtures.assertClose(found.get(1 + i), gradient, "gradient " + i + " of " + what, tolerance);
        }
    }

    @Test
    void everyFunctionIsComparedWithThatOfKeras() {
        Set<String> functions = Arrays.stream(ImageOps.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(method -> method.getName()
                        .replaceAll("(?<=[a-z])(?=[A-Z0-9])", "_")
                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<Object> compared = cases().stream().map(c -> c.get("name")).collect(Collectors.toSet());
        assertThat(compared).isEqualTo(functions);
    }

    @Test
    void sizesOfBatchesMayBeUnknown() {
        Tensor images = Input.of(5, 4, 3);
        assertThat(ImageOps.resize(images, List.of(7, 8), "bicubic").shape()).hasToString("(None, 7, 8, 3)");
        assertThat(ImageOps.resize(images, List.of(7, 8), "nearest").shape()).hasToString("(None, 7, 8, 3)");
        assertThat(ImageOps.rgbToGrayscale(images).shape()).hasToString("(None, 5, 4, 1)");
        assertThat(ImageOps.extractPatches(images, 2).shape()).hasToString("(None, 2, 2, 12)");
        assertThat(ImageOps.gaussianBlur(images).shape()).hasToString("(None, 5, 4, 3)");
        assertThatThrownBy(() -> ImageOps.affineTransform(images, Ops.zeros(Shape.of(8), DType.FLOAT32)))
                .hasMessageContaining(
                        "affine_transform: expected images whose sizes are all known, got (None, 5, 4, 3)");
    }

    @Test
    void elasticTransformsDrawWithTheirSeed() {
        Tensor images = Ops.reshape(Ops.arange(0, 64, 1, DType.FLOAT32), 1, 8, 8, 1);
        List<INDArray> results = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            results.add(
                    ImageOps.elasticTransform(images, 20, 1, "bilinear", "reflect", 0, new SeedGenerator(seed), null)
                            .value());
        }
        assertThat(results.get(0)).isEqualTo(results.get(1)).isNotEqualTo(results.get(2));
        assertThat(results.get(0)).isNotEqualTo(images.value());
    }

    @Test
    void wrongArgumentsAreRejected() {
        Tensor x = Ops.zeros(Shape.of(2, 4, 5, 3), DType.FLOAT32);
        Tensor whole = Ops.zeros(Shape.of(2, 4, 5, 3), DType.INT32);
        Map<Runnable, String> calls = Map.ofEntries(
                Map.entry(() -> ImageOps.resize(x, List.of(3)), "resize: size: expected a positive height and width"),
                Map.entry(() -> ImageOps.resize(x, List.of(3, 0)), "got [3, 0]"),
                Map.entry(() -> ImageOps.resize(x, List.of(3, 3), "area"), "interpolation: expected one of"),
                Map.entry(
                        () -> ImageOps.resize(Ops.zeros(Shape.of(4), DType.FLOAT32), List.of(3, 3)),
                        "expected images with 3 (one image) or 4 axes (a batch), got (4,)"),
                Map.entry(
                        () -> ImageOps.resize(x, List.of(3, 3), "bilinear", false, true, true, "constant", 0, null),
                        "only one of crop_to_aspect_ratio and pad_to_aspect_ratio"),
                Map.entry(
                        () -> ImageOps.resize(x, List.of(3, 3), "bilinear", false, true, false, "wrap", 0, null),
                        "fill_mode: expected \"constant\", got \"wrap\""),
                Map.entry(
                        () -> ImageOps.resize(x, List.of(3, 3), "nearest", false, false, false, "constant", 0, "last"),
                        "data_format: expected"),
                Map.entry(() -> ImageOps.affineTransform(x, x), "expected the shape (8,) or (batch, 8)"),
                Map.entry(
                        () -> ImageOps.affineTransform(
                                x, Ops.zeros(Shape.of(8), DType.FLOAT32), "bicubic", "wrap", 0, null),
                        "affine_transform: interpolation: expected one of [nearest, bilinear], got \"bicubic\""),
                Map.entry(
                        () -> ImageOps.affineTransform(
                                x, Ops.zeros(Shape.of(8), DType.FLOAT32), "bilinear", "edge", 0, null),
                        "affine_transform: fill_mode: expected one of"),
                Map.entry(() -> ImageOps.perspectiveTransform(x, x, x), "start_points: expected the shape (4, 2)"),
                Map.entry(() -> ImageOps.mapCoordinates(x, x, 1), "the first of size 4"),
                Map.entry(
                        () -> ImageOps.mapCoordinates(x, Ops.zeros(Shape.of(4, 1), DType.FLOAT32), 2),
                        "order: expected 0 or 1, got 2"),
                Map.entry(
                        () -> ImageOps.padImages(x, 1, 1, 1, 1, 9, null, null),
                        "expected exactly two of top_padding, bottom_padding and target_height, got 1, 1 and 9"),
                Map.entry(
                        () -> ImageOps.padImages(x, 1, 1, null, 1, 2, null, null),
                        "bottom_padding: expected 0 or more, got -3"),
                Map.entry(
                        () -> ImageOps.cropImages(x, 3, 1, 2, 1, null, null, null),
                        "target_height: expected 0 or more, got -1"),
                Map.entry(() -> ImageOps.rgbToHsv(whole), "rgb_to_hsv: expected floating images, got int32"),
                Map.entry(
                        () -> ImageOps.rgbToGrayscale(Ops.zeros(Shape.of(2, 4, 5, 2), DType.FLOAT32)),
                        "expected images with 1 or 3 channels, got 2"));
        calls.forEach((call, message) -> assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message));
    }
}
