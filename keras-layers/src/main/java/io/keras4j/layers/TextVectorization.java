package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.config.FunctionRegistry;
import io.keras4j.ops.HostOp;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns texts into numbers of words, or into vectors of them; <a
 * href="https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/">Keras's</a>. Each text is standardized, by default to lower
 * case without punctuation (of ASCII, as in TensorFlow), and split, by default at white space; words that follow each other may be joined to
 * n-grams; then each is looked up in a vocabulary, which is given, or learned by {@link #adapt} such that frequent words come first.
 *
 * <p>Input: texts, (batch) or (batch, 1). Output for "int", the default: int64 (batch, words), 0 behind the last word, where 1 stands for unknown
 * words; the longest text of the batch is the measure unless there is an {@code outputSequenceLength}. For "multi_hot", "count" and "tf_idf"
 * (batch, vocabulary), floating, as {@link StringLookup} has them, for "one_hot" (batch, words, vocabulary).
 *
 * <pre>{@code
 * TextVectorization vectorization = new TextVectorization().maxTokens(10_000).outputSequenceLength(200);
 * vectorization.adapt(trainTexts);
 * INDArray numbers = vectorization.apply("Some text", "and another");
 *
 * var model = new Sequential(
 *     Input.of().dtype("string"), vectorization, new Embedding(10_000, 64), new LSTM(32), new Dense(1).activation("sigmoid"));
 * model.predict(new String[] {"a review"});
 * }</pre>
 */
public final class TextVectorization extends CategoryLayer<TextVectorization> {
    private static final FunctionRegistry<Standardize> STANDARDIZE = new FunctionRegistry<>(
            "TextVectorization.registerStandardize",
            Standardize.class,
            Map.of(
                    "lower_and_strip_punctuation",
                    text -> Texts.stripPunctuation(Texts.lower(text)),
                    "lower",
                    Texts::lower,
                    "strip_punctuation",
                    Texts::stripPunctuation));
    private static final FunctionRegistry<Split> SPLIT = new FunctionRegistry<>(
            "TextVectorization.registerSplit",
            Split.class,
            Map.of("whitespace", Texts::words, "character", Texts::characters));
    /** What this layer's vocabulary is not given. */
    private static final Set<String> FIXED =
            Set.of("invert", "num_oov_indices", "oov_token", "mask_token", "oov_method", "salt");

    /** Standardizes a text. */
    @FunctionalInterface
    public interface Standardize extends UnaryOperator<String> {}

    /** Splits a text into tokens. */
    @FunctionalInterface
    public interface Split extends Function<String, List<String>> {}

    private final Argument<Standardize> standardize =
            argument("standardize", STANDARDIZE.codec().optional(), "lower_and_strip_punctuation");
    private final Argument<Split> split = argument("split", SPLIT.codec().optional(), "whitespace");
    /** The lengths; a single negative number stands for all up to that. */
    private final Argument<List<Integer>> ngrams = argument(
            "ngrams",
            Codecs.of(TextVectorization::decodeNgrams, TextVectorization::encodeNgrams)
                    .optional(),
            null);

    private final Argument<Integer> outputSequenceLength =
            argument("output_sequence_length", Codecs.atLeast(1).optional(), null);
    private final Argument<Boolean> ragged = argument("ragged", Unsupported.unlessFalse(), false);
    private final StringLookup lookup = addSublayer("_lookup_layer", new StringLookup().maskToken(""));

    /** A layer without a vocabulary as yet. */
    public TextVectorization() {
        adoptArguments(lookup);
    }

    static Codecs.Simple<String> encodingCodec() {
        return Codecs.string().that("utf-8"::equalsIgnoreCase, "\"utf-8\"");
    }

    private static List<Integer> decodeNgrams(Object value) {
        return value instanceof Number
                ? List.of(-Codecs.atLeast(1).decode(value))
                : Codecs.list(Codecs.atLeast(1)).decode(value);
    }

    private static Object encodeNgrams(List<Integer> lengths) {
        return lengths.get(0) < 0 ? Math.abs(lengths.get(0)) : lengths;
    }

    // ---- Arguments

    /** Sets how many tokens the vocabulary may have at most, those for padding and unknown words included; null, the default, for any number. */
    public TextVectorization maxTokens(Integer value) {
        lookup.maxTokens(value);
        return this;
    }

    /**
     * Sets how texts are standardized: "lower_and_strip_punctuation", the default, "lower", "strip_punctuation", null for not at all, or the name
     * of a function that is registered.
     */
    public TextVectorization standardize(String name) {
        standardize.set(name);
        return this;
    }

    /** Sets how texts are standardized. */
    public TextVectorization standardize(Standardize function) {
        standardize.set(function);
        return this;
    }

    /** Sets how texts are split: "whitespace", the default, "character", null for not at all, or the name of a function that is registered. */
    public TextVectorization split(String name) {
        split.set(name);
        return this;
    }

    /** Sets how texts are split. */
    public TextVectorization split(Split function) {
        split.set(function);
        return this;
    }

    /** Lets all runs of 1 to {@code upTo} tokens be tokens. */
    public TextVectorization ngrams(int upTo) {
        ngrams.set(upTo);
        return this;
    }

    /** Lets runs of these lengths be the tokens. */
    public TextVectorization ngrams(List<Integer> lengths) {
        ngrams.set(lengths);
        return this;
    }

    /** Sets what comes out: "int", the default, "one_hot", "multi_hot", "count" or "tf_idf". */
    public TextVectorization outputMode(String mode) {
        lookup.outputMode(mode);
        return this;
    }

    /** Sets to how many numbers texts are cut or filled up, for "int". */
    public TextVectorization outputSequenceLength(Integer length) {
        outputSequenceLength.set(length);
        return this;
    }

    /** Sets whether vectors have {@code maxTokens} elements, however small the vocabulary is; false by default. */
    public TextVectorization padToMaxTokens(boolean value) {
        lookup.padToMaxTokens(value);
        return this;
    }

    /** Sets the vocabulary, for good. */
    public TextVectorization vocabulary(String... tokens) {
        lookup.vocabulary(tokens);
        return this;
    }

    /** Sets the vocabulary for good, with the weights of "tf_idf". */
    public TextVectorization vocabulary(List<String> tokens, List<Double> idfWeights) {
        lookup.vocabulary(tokens, idfWeights);
        return this;
    }

    /** Sets the vocabulary for good to the lines of a text file. */
    public TextVectorization vocabularyFile(String path) {
        lookup.vocabularyFile(path);
        return this;
    }

    /** Registers a function that standardizes texts under {@code packageName>name}, the name that files have for it. */
    public static void registerStandardize(String packageName, String name, Standardize function) {
        STANDARDIZE.register(packageName, name, function);
    }

    /** Registers a function that splits texts under {@code packageName>name}, the name that files have for it. */
    public static void registerSplit(String packageName, String name, Split function) {
        SPLIT.register(packageName, name, function);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.keySet().removeAll(FIXED);
        config.put("vocabulary_size", lookup.vocabularySize());
        return config;
    }

    @Override
    public void configure(Map<String, Object> config) {
        for (String key : config.keySet()) {
            if (FIXED.contains(key)) {
                throw new IllegalArgumentException(label() + ": unknown argument " + key);
            }
        }
        super.configure(config);
        checkArguments();
        lookup.configured();
    }

    private void checkArguments() {
        if (!givesNumbers() && outputSequenceLength.get() != null) {
            throw new IllegalArgumentException(label() + ": output_sequence_length: expected none unless output_mode is"
                    + " \"int\", got " + outputSequenceLength.get());
        }
    }

    private boolean givesNumbers() {
        return lookup.outputMode().equals(CategoryOutput.INT);
    }

    // ---- The vocabulary

    /** Takes these words for the vocabulary, in place of any other. */
    public void setVocabulary(List<String> tokens) {
        lookup.setVocabulary(tokens);
    }

    /** Takes these words for the vocabulary, in place of any other, with the weights of "tf_idf". */
    public void setVocabulary(List<String> tokens, List<Double> idfWeights) {
        lookup.setVocabulary(tokens, idfWeights);
    }

    /** The words by their numbers. */
    public List<String> getVocabulary() {
        return lookup.getVocabulary();
    }

    /** The words by their numbers; those that stand for padding and unknown words may be left out. */
    public List<String> getVocabulary(boolean includeSpecialTokens) {
        return lookup.getVocabulary(includeSpecialTokens);
    }

    /** How many numbers there are for words, those for padding and unknown ones included. */
    public int vocabularySize() {
        return lookup.vocabularySize();
    }

    /** Learns the vocabulary from texts, in arrays or lists, or in the elements of a {@link io.keras4j.data.Dataset}. */
    public void adapt(Object data) {
        adapt(data, null);
    }

    /** Learns the vocabulary from the first elements of a dataset. */
    public void adapt(Iterable<?> data, int steps) {
        adapt((Object) data, Integer.valueOf(steps));
    }

    private void adapt(Object data, Integer steps) {
        lookup.forget();
        if (StringTensor.accepts(data)) {
            StringTensor texts = StringTensor.of(data, "adapt");
            count(texts.rank() == 1 ? texts.reshape(texts.shape().append(1)) : texts);
        } else if (data instanceof Iterable<?> elements) {
            int step = 0;
            for (Object element : elements) {
                if (steps != null && step++ >= steps) {
                    break;
                }
                count(StringTensor.of(IndexLookup.strings(element), "adapt"));
            }
        } else {
            count(StringTensor.of(data, "adapt"));
        }
        lookup.finish();
    }

    private void count(StringTensor texts) {
        lookup.updateDocuments(tokens(texts));
    }

    // ---- Application

    /** The tokens of each text. */
    private List<List<String>> tokens(StringTensor texts) {
        List<List<String>> rows = new ArrayList<>();
        if (split.get() != null) {
            for (String text : texts.strings()) {
                rows.add(joined(split.get().apply(standardized(text))));
            }
            return rows;
        }
        int length = texts.rank() == 0 ? 1 : texts.shape().intDim(-1);
        List<String> all =
                Arrays.stream(texts.strings()).map(this::standardized).toList();
        for (int from = 0; from < all.size(); from += length) {
            rows.add(joined(all.subList(from, from + length)));
        }
        return rows;
    }

    private String standardized(String text) {
        return standardize.get() == null ? text : standardize.get().apply(text);
    }

    private List<String> joined(List<String> tokens) {
        return ngrams.get() == null ? tokens : Texts.ngrams(tokens, lengths());
    }

    private List<Integer> lengths() {
        return ngrams.get().get(0) < 0
                ? IntStream.rangeClosed(1, -ngrams.get().get(0)).boxed().toList()
                : ngrams.get();
    }

    /** The axes before that of tokens. */
    private Shape leading(Shape shape) {
        if (split.get() == null) {
            return shape.rank() == 0 ? shape : shape.drop(-1);
        }
        if (shape.rank() > 1 && shape.dim(-1) != 1) {
            throw new IllegalArgumentException(
                    "texts to be split must have one axis, or a last one of size 1, got shape " + shape);
        }
        return shape.rank() > 1 ? shape.drop(-1) : shape;
    }

    private static TensorSpec requireStrings(TensorSpec input) {
        if (input.dtype() != DType.STRING) {
            throw new IllegalArgumentException("expected strings, got " + input.dtype());
        }
        return input;
    }

    /** The numbers of the tokens of each text, filled up with {@code padding}. */
    private record Numbers(TextVectorization layer, int padding) implements HostOp {
        @Override
        public List<TensorSpec> infer(List<TensorSpec> inputs) {
            Shape shape = requireStrings(inputs.get(0)).shape();
            Integer length = layer.outputSequenceLength.get();
            boolean single = layer.isSingle(shape);
            boolean asGiven = layer.split.get() == null && layer.ngrams.get() == null && length == null;
            Shape numbers = asGiven ? shape : layer.leading(shape).append(length == null ? Shape.UNKNOWN : length);
            return List.of(new TensorSpec(single ? Shape.scalar() : numbers, DType.INT64));
        }

        @Override
        public Tensor compute(List<Tensor> inputs) {
            layer.lookup.requireVocabulary();
            StringTensor texts = (StringTensor) inputs.get(0);
            List<List<String>> rows = layer.tokens(texts);
            Integer given = layer.outputSequenceLength.get();
            // there is a column for no words, since ops want something to work on
            int longest = rows.stream().mapToInt(List::size).max().orElse(0);
            int length = given == null ? Math.max(1, longest) : given;
            long[] numbers = new long[rows.size() * length];
            for (int row = 0; row < rows.size(); row++) {
                List<String> kept =
                        rows.get(row).subList(0, Math.min(length, rows.get(row).size()));
                long[] found = layer.lookup.numbers(kept);
                System.arraycopy(found, 0, numbers, row * length, found.length);
                Arrays.fill(numbers, row * length + found.length, (row + 1) * length, padding);
            }
            Shape shape = layer.isSingle(texts.shape())
                    ? Shape.scalar()
                    : layer.leading(texts.shape()).append(length);
            return Tensor.of(Nd4j.createFromArray(numbers).reshape(shape.dims()));
        }
    }

    /** Whether this is one text that is one token. */
    private boolean isSingle(Shape shape) {
        return shape.rank() == 0 && split.get() == null && ngrams.get() == null;
    }

    /** How often each token is in each text. */
    private record Counts(TextVectorization layer, boolean once) implements HostOp {
        @Override
        public List<TensorSpec> infer(List<TensorSpec> inputs) {
            Shape leading = layer.leading(requireStrings(inputs.get(0)).shape());
            return List.of(new TensorSpec(leading.append(layer.lookup.depth()), FloatX.get()));
        }

        @Override
        public Tensor compute(List<Tensor> inputs) {
            layer.lookup.requireVocabulary();
            StringTensor texts = (StringTensor) inputs.get(0);
            List<List<String>> rows = layer.tokens(texts);
            int depth = layer.lookup.depth();
            float[] counts = new float[rows.size() * depth];
            for (int row = 0; row < rows.size(); row++) {
                for (long number : layer.lookup.numbers(rows.get(row))) {
                    if (number >= 0) {
                        int place = row * depth + (int) number;
                        counts[place] = once ? 1 : counts[place] + 1;
                    }
                }
            }
            Shape shape = layer.leading(texts.shape()).append(depth);
            return Tensor.of(
                    Nd4j.createFromArray(counts).castTo(FloatX.get().nd4j()).reshape(shape.dims()));
        }
    }

    @Override
    protected Tensor call(Tensor texts) {
        checkArguments();
        lookup.prepare();
        if (givesNumbers()) {
            return new Numbers(this, 0).apply(texts);
        }
        if (lookup.outputMode().equals(CategoryOutput.ONE_HOT)) {
            return lookup.encode(new Numbers(this, -1).apply(texts));
        }
        boolean once = lookup.outputMode().equals(CategoryOutput.MULTI_HOT);
        Tensor counts = new Counts(this, once).apply(texts);
        return lookup.outputMode().equals(CategoryOutput.TF_IDF) ? lookup.weighted(counts) : counts;
    }

    // ---- Files

    @Override
    public DType inputDtype() {
        return DType.STRING;
    }

    @Override
    public boolean hasOwnBuild() {
        return true;
    }

    @Override
    public Map<String, Variable> savedVariables() {
        return lookup.savedVariables();
    }

    @Override
    public Map<String, byte[]> assets() {
        return lookup.assets();
    }

    @Override
    public void loadAssets(Map<String, byte[]> files) {
        lookup.loadAssets(files);
    }
}
