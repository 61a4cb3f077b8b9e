package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * activation(einsum(equation, x, kernel) + bias): a {@link Dense} layer of any dimensionality; <a
 * href="https://keras.io/api/layers/core_layers/einsum_dense/">Keras's</a>.
 *
 * <p>The equation has the form "[X],[Y]->[Z]", "...[X],[Y]->...[Z]" or "[X]...,[Y]->[Z]...", with a letter for each axis of the input, the
 * kernel and the output. Input: as [X] says. Output: as [Z] says, of the output shape that is given. Weights: kernel, as [Y] says, with the
 * sizes that follow, and bias, with the sizes of the bias axes.
 *
 * <pre>{@code
 * new EinsumDense("abc,cd->abd", null, 64).biasAxes("d")             // Dense(64) of sequences of any length
 * new EinsumDense("...x,xy->...y", 64).biasAxes("y")                 // the same for any number of axes
 * new EinsumDense("abc,cde->abde", null, 8, 64).activation("relu")   // 8 heads of size 64
 * }</pre>
 */
public final class EinsumDense extends ProductLayer<EinsumDense> {
    private static final Pattern EQUATION =
            Pattern.compile("(\\.{3})?([a-zA-Z]+)(\\.{3})?,([a-zA-Z]+)->(\\.{3})?([a-zA-Z]+)(\\.{3})?");

    private final Argument<List<Integer>> outputShape = argument(
            "output_shape",
            Codecs.of(
                    value -> (value instanceof Number
                            ? Codecs.list(Codecs.atLeast(1)).decode(List.of(value))
                            : Codecs.list(Codecs.atLeast(1).optional()).decode(value)),
                    ArrayList::new));
    private final Argument<String> equation = argument(
            "equation",
            Codecs.string()
                    .that(
                            EinsumDense::isEquation,
                            "an equation of the form" + " [X],[Y]->[Z], ...[X],[Y]->...[Z] or [X]...,[Y]->[Z]..."));
    private final Argument<String> biasAxes =
            argument("bias_axes", Codecs.string().optional(), null);
    private Sizes sizes;

    /** To be configured. */
    EinsumDense() {
        implicitArgument("gptq_unpacked_column_size", Unsupported.unlessNull(), null);
    }

    /** A layer with this equation and this shape of the output without the batch, in which null is a size that the input has. */
    public EinsumDense(String equation, Integer... outputShape) {
        this();
        this.equation.set(equation);
        this.outputShape.set(Arrays.asList(outputShape));
    }

    /** Sets the letters of the output axes along which the bias differs; null, the default, for no bias. */
    public EinsumDense biasAxes(String letters) {
        biasAxes.set(letters);
        return this;
    }

    private static boolean isEquation(String text) {
        Matcher match = EQUATION.matcher(text);
        if (!match.matches()) {
            return false;
        }
        boolean left = match.group(1) != null;
        boolean right = match.group(3) != null;
        return !(left && right) && left == (match.group(5) != null) && right == (match.group(7) != null);
    }

    /** The equation with the sizes of an input. */
    private final class Sizes {
        final boolean leftElided;
        final String input;
        final String kernel;
        final String output;
        final int elided;
        final Map<Character, Long> ofInput = new LinkedHashMap<>();
        final Map<Character, Long> ofOutput = new LinkedHashMap<>();

        Sizes(Shape shape) {
            Matcher match = EQUATION.matcher(equation.get());
            match.matches();
            leftElided = match.group(1) != null;
            input = match.group(2);
            kernel = match.group(4);
            output = match.group(6);
            elided = shape.rank() - input.length();
            boolean mayElide = leftElided || match.group(3) != null;
            if (elided < 0 || elided > 0 && !mayElide) {
                throw new IllegalArgumentException(
                        "the equation \"" + equation.get() + "\" does not fit an input of shape " + shape);
            }
            int before = leftElided ? elided : 0;
            for (int i = 0; i < input.length(); i++) {
                ofInput.put(input.charAt(i), shape.dim(before + i));
            }
            List<Long> sizes = outputSizes(shape, before);
            if (sizes.size() != output.length()) {
                throw new IllegalArgumentException("output_shape=" + outputShape.get() + " does not fit the equation \""
                        + equation.get() + "\" and an input of shape " + shape);
            }
            for (int i = 0; i < output.length(); i++) {
                ofOutput.put(output.charAt(i), sizes.get(i));
            }
            check();
        }

        /** The sizes of the letters of the output. */
        private List<Long> outputSizes(Shape shape, int before) {
            List<Long> sizes = new ArrayList<>();
            if (before == 0) {
                sizes.add(shape.dim(0));
            }
            outputShape.get().forEach(size -> sizes.add(size == null ? Shape.UNKNOWN : size));
            return sizes;
        }

        private void check() {
            ofOutput.forEach((letter, size) -> {
                Long given = ofInput.get(letter);
                if (given == null && kernel.indexOf(letter) < 0) {
                    throw new IllegalArgumentException(
                            "'" + letter + "' of the output is neither in the input nor in the"
                                    + " kernel of the equation \"" + equation.get() + "\"");
                }
                if (given != null && !given.equals(size) && size != Shape.UNKNOWN && given != Shape.UNKNOWN) {
                    throw new IllegalArgumentException("the input has size " + given + " along '" + letter
                            + "' of the equation \"" + equation.get() + "\", the output " + size);
                }
            });
        }

        Shape kernelShape() {
            return Shape.of(kernel.chars()
                    .mapToLong(letter -> {
                        Long size = ofOutput.containsKey((char) letter)
                                ? ofOutput.get((char) letter)
                                : ofInput.get((char) letter);
                        if (size == null) {
                            throw new IllegalArgumentException(
                                    "'" + (char) letter + "' of the kernel is neither in the input"
                                            + " nor in the output of the equation \"" + equation.get() + "\"");
                        }
                        return size;
                    })
                    .toArray());
        }

        /** A name for each axis of the input: its letter, or a digit where "..." stands. */
        String inputLetters() {
            return leftElided ? digits() + input : input + digits();
        }

        /** A name for each axis of the output. */
        String outputLetters() {
            return leftElided ? digits() + output : output + digits();
        }

        private String digits() {
            return "0123456789".substring(0, elided);
        }

        /** The positions in the kernel of letters that the output has, or has not. */
        List<Integer> kernelAxes(boolean ofTheOutput) {
            List<Integer> axes = new ArrayList<>();
            for (int i = 0; i < kernel.length(); i++) {
                if (ofOutput.containsKey(kernel.charAt(i)) == ofTheOutput) {
                    axes.add(i);
                }
            }
            return axes;
        }

        /** Null for no bias. */
        Shape biasShape() {
            String axes = biasAxes.get();
            if (axes == null) {
                return null;
            }
            axes.chars()
                    .filter(letter -> output.indexOf(letter) < 0)
                    .findFirst()
                    .ifPresent(letter -> {
                        throw new IllegalArgumentException("bias_axes=\"" + axes + "\": '" + (char) letter
                                + "' is not in the output of the equation \"" + equation.get() + "\"");
                    });
            int first = axes.chars().map(output::indexOf).min().orElse(0);
            Shape shape = Shape.scalar();
            for (char letter : output.substring(first).toCharArray()) {
                shape = shape.append(axes.indexOf(letter) >= 0 ? ofOutput.get(letter) : 1);
            }
            for (int i = 0; i < elided && !leftElided; i++) {
                shape = shape.append(1);
            }
            return shape;
        }
    }

    @Override
    protected void build(Shape input) {
        sizes = new Sizes(input);
        inputSpec(new InputSpec().rank(input.rank()));
        addWeights(sizes.kernelShape(), initializer(sizes), sizes.biasShape());
        if (lora().rank.get() != null) {
            Double alpha = lora().alpha.get();
            enableLora(lora().rank.get(), lora -> lora.loraAlpha(alpha));
        }
    }

    /** The initializer of the kernel; if it scales with the numbers of inputs and outputs, it counts them as the equation says. */
    private Initializer initializer(Sizes sizes) {
        Map<String, Object> envelope = new LinkedHashMap<>(Initializer.KIND.envelope(kernelInitializer()));
        Map<String, Object> config = Codecs.map().decode(envelope.get("config"));
        boolean isOpen = config.containsKey("input_axes")
                && (config.get("input_axes") == null || config.get("output_axes") == null);
        if (!isOpen) {
            return kernelInitializer();
        }
        config.put("input_axes", sizes.kernelAxes(false));
        config.put("output_axes", sizes.kernelAxes(true));
        envelope.put("config", config);
        return Initializer.KIND.get(envelope);
    }

    @Override
    Tensor multiply(Tensor x, Tensor kernel) {
        return Ops.einsum(equation.get(), x, kernel);
    }

    @Override
    List<Integer> summedAxes() {
        return axesBesides(sizes.inputLetters(), sizes.outputLetters());
    }

    @Override
    Tensor scaleOfProduct(Tensor scaleOfInput) {
        return aligned(scaleOfInput, sizes.inputLetters(), sizes.outputLetters());
    }

    @Override
    ScaleLayout scaleLayout(Shape kernel) {
        String output = sizes.outputLetters();
        Shape shape = Shape.scalar();
        for (char letter : output.toCharArray()) {
            int axis = sizes.kernel.indexOf(letter);
            shape = shape.append(axis < 0 ? 1 : kernel.dim(axis));
        }
        return new ScaleLayout(
                axesBesides(sizes.kernel, output),
                shape,
                scale -> aligned(scale, sizes.kernel, output),
                scale -> aligned(scale, output, sizes.kernel));
    }

    /** The positions in {@code letters} of those that {@code others} lacks. */
    private static List<Integer> axesBesides(String letters, String others) {
        return IntStream.range(0, letters.length())
                .filter(axis -> others.indexOf(letters.charAt(axis)) < 0)
                .boxed()
                .toList();
    }

    /** {@code x}, whose axes {@code from} names and which has size 1 along those that {@code to} lacks, with the axes of {@code to}. */
    private static Tensor aligned(Tensor x, String from, String to) {
        List<Integer> dropped = axesBesides(from, to);
        IntStream kept = to.chars().map(from::indexOf).filter(axis -> axis >= 0);
        int[] order =
                IntStream.concat(kept, dropped.stream().mapToInt(axis -> axis)).toArray();
        Tensor y = Ops.transpose(x, order);
        for (int i = 0; i < dropped.size(); i++) {
            y = Ops.squeeze(y, -1);
        }
        for (int axis : axesBesides(to, from)) {
            y = Ops.expandDims(y, axis);
        }
        return y;
    }

    @Override
    Argument<?> biasSwitch() {
        return biasAxes;
    }
}
