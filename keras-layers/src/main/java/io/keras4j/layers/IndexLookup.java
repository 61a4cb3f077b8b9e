package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.data.Sample;
import io.keras4j.data.Samples;
import io.keras4j.engine.WeightMaker;
import io.keras4j.initializers.Zeros;
import io.keras4j.ops.HostOp;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What StringLookup and IntegerLookup have in common: a vocabulary, in which tokens are looked up, or, inverted, numbers. */
abstract class IndexLookup<S extends IndexLookup<S>> extends CategoryLayer<S> {
    private static final String VOCABULARY_FILE = "vocabulary.txt";
    private static final String IDF_WEIGHTS = "idf_weights";

    private final Argument<Boolean> invert = argument("invert", Codecs.bool(), false);
    private final Argument<Integer> maxTokens = argument(
            "max_tokens",
            Codecs.integer()
                    .that(value -> value > 1, "an integer greater than 1")
                    .optional(),
            null);
    private final Argument<Integer> numOovIndices = argument("num_oov_indices", Codecs.atLeast(0), 1);
    private final Argument<Object> oovToken;
    private final Argument<Object> maskToken;
    private final Argument<String> outputMode = argument(
            "output_mode",
            CategoryOutput.codec(
                    CategoryOutput.INT,
                    CategoryOutput.ONE_HOT,
                    CategoryOutput.MULTI_HOT,
                    CategoryOutput.COUNT,
                    CategoryOutput.TF_IDF),
            CategoryOutput.INT);
    private final Argument<Boolean> sparse = argument("sparse", Unsupported.unlessFalse(), false);
    private final Argument<Boolean> padToMaxTokens = argument("pad_to_max_tokens", Codecs.bool(), false);
    private final Argument<List<Double>> idfWeights =
            argument(IDF_WEIGHTS, Codecs.list(Codecs.number()).optional(), null);
    private final Argument<Vocabulary.Given> vocabulary;
    private final Argument<Integer> vocabularySize =
            argument("vocabulary_size", Codecs.atLeast(0).optional(), null);
    private final Argument<String> oovMethod = argument("oov_method", Codecs.oneOf("floormod", "farmhash"), "floormod");
    private final Argument<List<Long>> salt = argument("salt", Hashes.salt().optional(), null);

    private final Codecs.Simple<?> token;
    private final Codecs.Simple<?> tokenLine;
    private final DType keys;
    private Vocabulary table = new Vocabulary(List.of());
    private boolean adaptable = true;
    /** Whether the vocabulary that was given is still to be taken, which other arguments have a say in. */
    private boolean pending;

    private Variable idf;
    private final Map<Object, Long> counts = new HashMap<>();
    private final Map<Object, Long> documentCounts = new HashMap<>();
    private long documents;

    /**
     * A layer to be configured.
     *
     * @param keys the dtype of tokens
     * @param token their codec
     * @param tokenLine the codec of a token in a line of text
     */
    IndexLookup(DType keys, Codecs.Simple<?> token, Codecs.Simple<?> tokenLine, Object oovToken, Object maskToken) {
        this.keys = keys;
        this.token = token;
        this.tokenLine = tokenLine;
        Codecs.Simple<Object> optional =
                Codecs.<Object>of(token::decode, value -> value).optional();
        this.oovToken = argument("oov_token", optional, oovToken);
        this.maskToken = argument("mask_token", optional, maskToken);
        this.vocabulary =
                argument("vocabulary", Vocabulary.codec(token, tokenLine).optional(), null);
    }

    // ---- Arguments

    /** Sets whether to look up tokens by numbers instead: for "int" alone; false by default. */
    public S invert(boolean value) {
        invert.set(value);
        return self();
    }

    /** Sets how many tokens the vocabulary may have at most, those for masks and unknown ones included; null, the default, for any number. */
    public S maxTokens(Integer value) {
        maxTokens.set(value);
        return self();
    }

    /** Sets how many numbers unknown tokens are hashed to; 1 by default, 0 to make them an error. */
    public S numOovIndices(int value) {
        numOovIndices.set(value);
        return self();
    }

    /** Sets what comes out: "int", the default, "one_hot", "multi_hot", "count" or "tf_idf". */
    public S outputMode(String mode) {
        outputMode.set(mode);
        return self();
    }

    /** Sets whether vectors have {@code maxTokens} elements, however small the vocabulary is; false by default. */
    public S padToMaxTokens(boolean value) {
        padToMaxTokens.set(value);
        return self();
    }

    final void setMaskToken(Object value) {
        maskToken.set(value);
    }

    final void setOovToken(Object value) {
        oovToken.set(value);
    }

    final void setOovMethod(String value) {
        oovMethod.set(value);
    }

    final void setSalt(List<Long> value) {
        salt.set(value);
    }

    /** Sets the vocabulary as an argument: a layer that has it cannot be adapted. */
    final void giveVocabulary(Object value, List<Double> weights) {
        vocabulary.set(value);
        idfWeights.set(weights);
        pending = true;
    }

    final String outputMode() {
        return outputMode.get();
    }

    final Object encodedVocabulary() {
        return vocabulary.get() == null || !vocabulary.get().listed()
                ? null
                : vocabulary.get().tokens();
    }

    /** Takes the vocabulary that was given. */
    private void settle() {
        if (pending) {
            Vocabulary.Given given = vocabulary.get();
            if (countsDocuments() && !given.listed()) {
                throw new IllegalArgumentException(
                        label() + ": vocabulary: output_mode \"tf_idf\" needs idf_weights, which a file does not hold");
            }
            take(given.tokens(), idfWeights.get());
            adaptable = false;
            pending = false;
        }
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        configured();
    }

    /** Checks and takes what was configured. */
    final void configured() {
        checkArguments();
        pending = vocabulary.get() != null;
        settle();
        makeIdf();
    }

    private boolean countsDocuments() {
        return outputMode.get().equals(CategoryOutput.TF_IDF);
    }

    private boolean givesNumbers() {
        return outputMode.get().equals(CategoryOutput.INT);
    }

    /** What can be wrong with several arguments together. */
    private void checkArguments() {
        check(
                !padToMaxTokens.get() || maxTokens.get() != null,
                "pad_to_max_tokens",
                "false, or max_tokens to be set too",
                true);
        check(!invert.get() || givesNumbers(), "output_mode", "\"int\" when invert is true", outputMode.get());
        check(
                idfWeights.get() == null || countsDocuments(),
                IDF_WEIGHTS,
                "none unless output_mode is \"tf_idf\"",
                idfWeights.get());
        check(
                salt.get() == null || keys == DType.STRING || oovMethod.get().equals("farmhash"),
                "salt",
                "none unless oov_method is \"farmhash\"",
                salt.get());
    }

    private void check(boolean right, String argument, String expectation, Object value) {
        if (!right) {
            throw new IllegalArgumentException(label() + ": " + argument + ": "
                    + Codecs.unexpected(expectation, value).getMessage());
        }
    }

    // ---- The vocabulary

    private int oovStart() {
        return maskToken.get() != null && givesNumbers() ? 1 : 0;
    }

    private int tokenStart() {
        return oovStart() + numOovIndices.get();
    }

    /** How many numbers there are for tokens, those for masks and unknown ones included. */
    public int vocabularySize() {
        settle();
        return table.size() + tokenStart();
    }

    /** The tokens by their numbers, those for masks and unknown ones included. */
    List<Object> vocabulary(boolean includeSpecialTokens) {
        settle();
        List<Object> all = new ArrayList<>();
        if (includeSpecialTokens) {
            all.addAll(Collections.nCopies(oovStart(), maskToken.get()));
            all.addAll(Collections.nCopies(numOovIndices.get(), oovToken.get()));
        }
        all.addAll(table.tokens());
        return all;
    }

    /**
     * Takes these tokens for the vocabulary.
     *
     * @param weights for each the weight of "tf_idf", null otherwise
     * @throws IllegalArgumentException when tokens repeat, are too many, or special ones are not at the beginning
     */
    final void replaceVocabulary(List<?> given, List<Double> weights) {
        take(given, weights);
        pending = false;
        if (encodedVocabulary() != null) {
            vocabulary.initialize(given);
            idfWeights.initialize(weights);
        }
    }

    private void take(List<?> given, List<Double> weights) {
        checkArguments();
        check(!countsDocuments() || weights != null, IDF_WEIGHTS, "weights, since output_mode is \"tf_idf\"", null);
        check(countsDocuments() || weights == null, IDF_WEIGHTS, "none unless output_mode is \"tf_idf\"", weights);
        List<Object> all = new ArrayList<>();
        given.forEach(each -> all.add(token.decode(each)));
        List<Object> special = new ArrayList<>(Collections.nCopies(oovStart(), maskToken.get()));
        special.addAll(Collections.nCopies(numOovIndices.get(), oovToken.get()));
        boolean hasSpecial =
                all.size() >= tokenStart() && all.subList(0, tokenStart()).equals(special);
        List<Object> tokens = hasSpecial ? all.subList(tokenStart(), all.size()) : all;
        check(!tokens.isEmpty(), "vocabulary", "at least one token besides special ones", given);
        Set<Object> seen = new HashSet<>();
        Set<Object> repeated =
                tokens.stream().filter(each -> !seen.add(each)).collect(Collectors.toCollection(LinkedHashSet::new));
        check(repeated.isEmpty(), "vocabulary", "tokens that do not repeat", repeated);
        checkSpecial(maskToken.get(), "mask", seen, special);
        if (invert.get()) {
            checkSpecial(oovToken.get(), "OOV", seen, special);
        }
        int size = tokenStart() + tokens.size();
        check(
                maxTokens.get() == null || size <= maxTokens.get(),
                "vocabulary",
                "at most max_tokens=" + maxTokens.get() + " tokens",
                size);
        check(
                weights == null || weights.size() == all.size(),
                IDF_WEIGHTS,
                "a weight for each of " + all.size() + " tokens",
                weights == null ? 0 : weights.size());
        replaceTable(tokens);
        if (weights != null) {
            makeIdf();
            float[] values = new float[depth()];
            double average =
                    weights.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            int front = hasSpecial ? 0 : tokenStart();
            Arrays.fill(values, 0, front, (float) average);
            for (int i = 0; i < weights.size(); i++) {
                values[front + i] = weights.get(i).floatValue();
            }
            setIdf(values);
        }
    }

    private void checkSpecial(Object special, String what, Set<Object> tokens, List<Object> expected) {
        if (special != null && tokens.contains(special)) {
            throw new IllegalArgumentException(label() + ": vocabulary: the " + what + " token \"" + special
                    + "\" is at an unexpected place; leave special tokens out, or begin with exactly " + expected);
        }
    }

    private void replaceTable(List<?> tokens) {
        Vocabulary replacement = new Vocabulary(tokens);
        int size = replacement.size() + tokenStart();
        if (!givesNumbers()
                && !padToMaxTokens.get()
                && vocabularySize.get() != null
                && vocabularySize.get() > tokenStart()
                && vocabularySize.get() != size) {
            throw new IllegalStateException(label() + ": the size of the vocabulary cannot be changed any more when"
                    + " output_mode is \"" + outputMode.get() + "\" and pad_to_max_tokens is false; it is "
                    + vocabularySize.get() + ", the new one " + size);
        }
        table = replacement;
        vocabularySize.initialize(size);
    }

    /** The size of encoded outputs. */
    final int depth() {
        if (padToMaxTokens.get()) {
            return maxTokens.get();
        }
        if (vocabularySize.get() == null) {
            throw new IllegalStateException(label() + ": when output_mode is \"" + outputMode.get()
                    + "\", the layer must have its vocabulary before it is used: give it one, or call adapt");
        }
        return vocabularySize.get();
    }

    /** Makes room for the weights of "tf_idf", into which a file's can be read. */
    private void makeIdf() {
        boolean known = padToMaxTokens.get() || vocabularySize.get() != null;
        if (countsDocuments() && known && (idf == null || idf.shape().dim(0) != depth())) {
            idf = new Variable(
                    IDF_WEIGHTS, WeightMaker.current().make(Shape.of(depth()), FloatX.get(), new Zeros()), false);
        }
    }

    private void setIdf(float[] values) {
        idf.set(Nd4j.createFromArray(values));
    }

    // ---- Adapting

    /** Learns the vocabulary: see the public methods. */
    final void adaptTo(Object data, Integer steps) {
        forget();
        if (data instanceof INDArray || data != null && data.getClass().isArray() || isListed(data)) {
            Tensor all = tensor(data);
            update(all.rank() == 1 ? reshaped(all, all.shape().append(1)) : all);
        } else if (data instanceof Iterable<?> batches) {
            int step = 0;
            for (Object batch : batches) {
                if (steps != null && step++ >= steps) {
                    break;
                }
                update(tensor(batch));
            }
        } else {
            update(tensor(data));
        }
        finish();
    }

    final boolean isListed(Object data) {
        return data instanceof List<?> list && !list.isEmpty() && isToken(list.get(0));
    }

    private boolean isToken(Object value) {
        return value instanceof String || value instanceof Number;
    }

    abstract Tensor tensor(Object data);

    /** The strings of an element of a dataset. */
    static Object strings(Object element) {
        if (element instanceof Sample sample && sample.strings().size() == 1) {
            return sample.strings().get(0);
        }
        return element instanceof Samples samples && samples.strings().size() == 1
                ? samples.strings().get(0)
                : element;
    }

    private static Tensor reshaped(Tensor tensor, Shape shape) {
        return tensor instanceof StringTensor strings ? strings.reshape(shape) : Ops.reshape(tensor, shape);
    }

    private List<Object> tokensIn(Tensor data) {
        return data instanceof StringTensor strings
                ? Arrays.asList((Object[]) strings.strings())
                : Arrays.stream(Hashes.integers(data))
                        .mapToObj(value -> (Object) value)
                        .toList();
    }

    private void update(Tensor data) {
        List<Object> all = tokensIn(data);
        int length = data.rank() == 0 ? 1 : data.shape().intDim(-1);
        List<List<Object>> rows = new ArrayList<>();
        for (int from = 0; from < all.size(); from += length) {
            rows.add(all.subList(from, from + length));
        }
        updateDocuments(rows);
    }

    /** Forgets what was counted. */
    final void forget() {
        if (!adaptable || pending) {
            throw new IllegalStateException(
                    label() + ": adapt: the vocabulary was given when the layer was made, it cannot be learned");
        }
        counts.clear();
        documentCounts.clear();
        documents = 0;
    }

    /** Counts the tokens of these documents. */
    final void updateDocuments(List<? extends List<?>> rows) {
        for (List<?> row : rows) {
            row.forEach(each -> counts.merge(each, 1L, Long::sum));
            new HashSet<>(row).forEach(each -> documentCounts.merge(each, 1L, Long::sum));
            documents++;
        }
    }

    /** Makes the vocabulary of what was counted: the most frequent tokens first, of equally frequent ones the last in order. */
    final void finish() {
        counts.remove(maskToken.get());
        counts.remove(oovToken.get());
        if (!counts.isEmpty()) {
            Comparator<Object> byCount = Comparator.comparing(counts::get);
            Stream<Object> sorted = counts.keySet().stream()
                    .sorted(byCount.thenComparing(this::compare).reversed());
            List<Object> tokens = maxTokens.get() == null
                    ? sorted.toList()
                    : sorted.limit(Math.max(0, maxTokens.get() - tokenStart())).toList();
            replaceTable(tokens);
            if (countsDocuments()) {
                makeIdf();
                setIdf(inverseFrequencies(tokens));
            }
        } else {
            replaceTable(table.tokens());
        }
        counts.clear();
        documentCounts.clear();
    }

    /** Strings are compared as TensorFlow does, byte by byte. */
    private int compare(Object a, Object b) {
        return a instanceof String first
                ? Arrays.compareUnsigned(
                        first.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8))
                : Long.compare((Long) a, (Long) b);
    }

    /** log(1 + documents / (1 + documents with the token)); for unknown tokens the mean. */
    private float[] inverseFrequencies(List<Object> tokens) {
        float[] weights = new float[depth()];
        double sum = 0;
        for (int i = 0; i < tokens.size(); i++) {
            double weight = Math.log(1 + documents / (1.0 + documentCounts.get(tokens.get(i))));
            weights[tokenStart() + i] = (float) weight;
            sum += weight;
        }
        Arrays.fill(weights, 0, tokenStart(), (float) (sum / tokens.size()));
        return weights;
    }

    // ---- Application

    private record Lookup(IndexLookup<?> layer) implements HostOp {
        @Override
        public List<TensorSpec> infer(List<TensorSpec> inputs) {
            TensorSpec input = inputs.get(0);
            DType expected = layer.invert.get() ? DType.INT64 : layer.keys;
            if (input.dtype() != expected) {
                throw new IllegalArgumentException(
                        "expected " + (expected == DType.STRING ? "strings" : "integers") + ", got " + input.dtype());
            }
            return List.of(input.as(layer.invert.get() ? layer.keys : DType.INT64));
        }

        @Override
        public Tensor compute(List<Tensor> inputs) {
            layer.requireVocabulary();
            return layer.invert.get() ? layer.tokens(inputs.get(0)) : layer.numbers(inputs.get(0));
        }
    }

    /** @throws IllegalStateException when there is none */
    final void requireVocabulary() {
        if (table.size() == 0) {
            throw new IllegalStateException(
                    label() + ": the layer has no vocabulary: give it one, or call adapt before it is used");
        }
    }

    private Tensor tokens(Tensor numbers) {
        List<Object> all = vocabulary(true);
        long[] values = Hashes.integers(numbers);
        Object[] found = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean isMask = values[i] == 0 && maskToken.get() != null;
            boolean isToken = values[i] >= tokenStart() && values[i] < all.size();
            found[i] = isMask ? maskToken.get() : isToken ? all.get((int) values[i]) : oovToken.get();
            if (found[i] == null) {
                throw new IllegalArgumentException(
                        "no token has the number " + values[i] + ", and there is no oov_token to stand for it");
            }
        }
        return keys == DType.STRING
                ? StringTensor.of(Arrays.copyOf(found, found.length, String[].class), numbers.shape())
                : Hashes.tensor(
                        Arrays.stream(found).mapToLong(value -> (Long) value).toArray(), numbers);
    }

    private Tensor numbers(Tensor tokens) {
        List<Object> all = tokensIn(tokens);
        return Hashes.tensor(numbers(all), tokens);
    }

    /** The numbers of tokens. */
    final long[] numbers(List<?> tokens) {
        long[] numbers = new long[tokens.size()];
        Set<Object> unknown = new LinkedHashSet<>();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(tokens.get(i), unknown);
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("when num_oov_indices is 0, all inputs must be in the vocabulary; found "
                    + unknown + "; consider num_oov_indices=1");
        }
        return numbers;
    }

    /** The number of a token, -1 for a mask that is to be dropped. */
    private long number(Object each, Set<Object> unknown) {
        if (each.equals(maskToken.get())) {
            return givesNumbers() ? 0 : -1;
        }
        Integer place = table.place(each);
        if (place != null) {
            return tokenStart() + place;
        }
        int bins = numOovIndices.get();
        if (bins == 0) {
            unknown.add(each);
            return -1;
        }
        if (bins == 1) {
            return oovStart();
        }
        return oovStart()
                + (each instanceof Long value && oovMethod.get().equals("floormod")
                        ? Math.floorMod(value, bins)
                        : Long.remainderUnsigned(Hashes.of(each.toString(), salt.get()), bins));
    }

    /** Gets ready for a call. */
    final void prepare() {
        checkArguments();
        settle();
        if (!givesNumbers()) {
            depth();
            makeIdf();
        }
    }

    @Override
    protected Tensor call(Tensor input) {
        prepare();
        boolean numbers = invert.get() || keys != DType.STRING;
        Tensor x = numbers && input.dtype() != DType.STRING ? Ops.cast(input, DType.INT64) : input;
        Tensor found = new Lookup(this).apply(x);
        return givesNumbers() ? found : encode(found);
    }

    /** Numbers as vectors. */
    final Tensor encode(Tensor numbers) {
        boolean weighted = countsDocuments();
        Tensor counted = CategoryOutput.encode(
                numbers, weighted ? CategoryOutput.COUNT : outputMode.get(), depth(), FloatX.get(), null);
        return weighted ? weighted(counted) : counted;
    }

    /** Counts times the weights of tokens. */
    final Tensor weighted(Tensor counts) {
        return Ops.multiply(counts, idf.value());
    }

    // ---- Files

    @Override
    public DType inputDtype() {
        return keys;
    }

    /** Keras's class has a {@code build_config}, with nothing in it. */
    @Override
    public Map<String, Object> state() {
        return Map.of("build_config", Map.of());
    }

    @Override
    public Map<String, Object> config() {
        settle();
        return super.config();
    }

    @Override
    public Map<String, Variable> savedVariables() {
        settle();
        return idf == null ? Map.of() : Map.of(IDF_WEIGHTS, idf);
    }

    @Override
    public Map<String, byte[]> assets() {
        if (encodedVocabulary() != null) {
            return Map.of();
        }
        String lines = vocabulary(true).stream().map(String::valueOf).collect(Collectors.joining("\n"));
        return Map.of(VOCABULARY_FILE, lines.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void loadAssets(Map<String, byte[]> files) {
        byte[] file = files.get(VOCABULARY_FILE);
        if (encodedVocabulary() != null || file == null) {
            return;
        }
        List<Object> tokens = Vocabulary.parse(new String(file, StandardCharsets.UTF_8), tokenLine);
        if (tokens.size() <= tokenStart()) {
            return; // the layer had no vocabulary when it was saved
        }
        if (countsDocuments()) {
            INDArray weights = idf.array().dup();
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                values.add(weights.getDouble(i));
            }
            take(tokens, values);
        } else {
            take(tokens, null);
        }
    }
}
