package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * Looks strings up in a vocabulary; <a
 * href="https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/">Keras's</a>. The vocabulary is given, or learned by
 * {@link #adapt}: then frequent strings come first. Numbers begin with that of the mask token, 0, if there is one and integers come out; then
 * those for unknown strings; then those of the vocabulary.
 *
 * <p>Input: strings of any shape; inverted, integers. Output: the same shape, int64, or vectors as long as the vocabulary: for each string with
 * "one_hot", for each row of strings with "multi_hot", "count" and "tf_idf", which weights counts by log(1 + documents / (1 + documents with the
 * string)). Inverted: strings, which {@link Tensor#strings} gives.
 *
 * <pre>{@code
 * StringLookup lookup = new StringLookup().vocabulary("a", "b", "c", "d");
 * lookup.apply("a", "c", "d", "z", "b");                                          // 1, 3, 4, 0, 2
 *
 * StringLookup learned = new StringLookup().outputMode("multi_hot");
 * learned.adapt(colours);
 *
 * String[] names = new StringLookup().vocabulary("a", "b").invert(true).apply(Tensor.of(numbers)).strings();
 * }</pre>
 */
public final class StringLookup extends IndexLookup<StringLookup> {
    private final Argument<String> encoding = argument("encoding", TextVectorization.encodingCodec(), "utf-8");

    /** A layer without a vocabulary as yet. */
    public StringLookup() {
        super(DType.STRING, Codecs.string(), Codecs.string(), "[UNK]", null);
    }

    /** Sets the string that stands for nothing; null, the default, for none. */
    public StringLookup maskToken(String token) {
        setMaskToken(token);
        return this;
    }

    /** Sets what unknown numbers are when inverted, "[UNK]" by default. */
    public StringLookup oovToken(String token) {
        setOovToken(token);
        return this;
    }

    /** Lets SipHash hash unknown strings with this key, twice, where there are several numbers for them; FarmHash does by default. */
    public StringLookup salt(long key) {
        return salt(key, key);
    }

    /** Lets SipHash hash unknown strings with this key. */
    public StringLookup salt(long first, long second) {
        setSalt(List.of(first, second));
        return this;
    }

    /** Sets the vocabulary, for good. */
    public StringLookup vocabulary(String... tokens) {
        return vocabulary(List.of(tokens), null);
    }

    /** Sets the vocabulary for good, with the weights of "tf_idf". */
    public StringLookup vocabulary(List<String> tokens, List<Double> idfWeights) {
        giveVocabulary(tokens, idfWeights);
        return this;
    }

    /** Sets the vocabulary for good to the lines of a text file. */
    public StringLookup vocabularyFile(String path) {
        giveVocabulary(path, null);
        return this;
    }

    /**
     * Takes these strings for the vocabulary, in place of any other.
     *
     * @param idfWeights for "tf_idf" the weight of each, null otherwise
     */
    public void setVocabulary(List<String> tokens, List<Double> idfWeights) {
        replaceVocabulary(tokens, idfWeights);
    }

    /** Takes these strings for the vocabulary, in place of any other. */
    public void setVocabulary(List<String> tokens) {
        setVocabulary(tokens, null);
    }

    /** The strings by their numbers. */
    public List<String> getVocabulary() {
        return getVocabulary(true);
    }

    /** The strings by their numbers; those that stand for masks and unknown ones may be left out. */
    public List<String> getVocabulary(boolean includeSpecialTokens) {
        return vocabulary(includeSpecialTokens).stream()
                .map(token -> token == null ? null : (String) token)
                .toList();
    }

    /** Learns the vocabulary from strings, in arrays or lists, or in the elements of a {@link io.keras4j.data.Dataset}. */
    public void adapt(Object data) {
        adaptTo(data, null);
    }

    /** Learns the vocabulary from the first elements of a dataset. */
    public void adapt(Iterable<?> data, int steps) {
        adaptTo(data, steps);
    }

    @Override
    Tensor tensor(Object data) {
        return StringTensor.of(strings(data), "adapt");
    }
}
