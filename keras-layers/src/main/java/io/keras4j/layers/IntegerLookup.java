package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.data.ArrayLike;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Looks integers up in a vocabulary, so that any integers become numbers from 0 on; <a
 * href="https://keras.io/api/layers/preprocessing_layers/categorical/integer_lookup/">Keras's</a>. See {@link StringLookup}, which is the same
 * for strings.
 *
 * <p>Input: integers of any shape. Output: the same shape, int64, or vectors as long as the vocabulary.
 *
 * <pre>{@code
 * new IntegerLookup().vocabulary(12, 36, 1138, 42).apply(Nd4j.createFromArray(12L, 1138L, 42L, 1000L))    // 1, 3, 4, 0
 * }</pre>
 */
public final class IntegerLookup extends IndexLookup<IntegerLookup> {
    private static final Codecs.Simple<Long> LINE =
            Codecs.of(value -> Long.parseLong(String.valueOf(value).strip()), value -> value);

    private final Argument<String> vocabularyDtype = argument("vocabulary_dtype", Codecs.oneOf("int64"), "int64");

    /** A layer without a vocabulary as yet. */
    public IntegerLookup() {
        super(DType.INT64, Codecs.longInteger(), LINE, -1L, null);
    }

    /** Sets the integer that stands for nothing; null, the default, for none. */
    public IntegerLookup maskToken(Long token) {
        setMaskToken(token);
        return this;
    }

    /** Sets what unknown numbers are when inverted, -1 by default. */
    public IntegerLookup oovToken(Long token) {
        setOovToken(token);
        return this;
    }

    /** Sets how unknown integers get one of several numbers: "floormod", the default, by their remainder, or "farmhash" by their hash. */
    public IntegerLookup oovMethod(String method) {
        setOovMethod(method);
        return this;
    }

    /** Lets SipHash hash unknown integers with this key, twice: for the method "farmhash". */
    public IntegerLookup salt(long key) {
        return salt(key, key);
    }

    /** Lets SipHash hash unknown integers with this key: for the method "farmhash". */
    public IntegerLookup salt(long first, long second) {
        setSalt(List.of(first, second));
        return this;
    }

    /** Sets the vocabulary, for good. */
    public IntegerLookup vocabulary(long... tokens) {
        return vocabulary(Arrays.stream(tokens).boxed().toList(), null);
    }

    /** Sets the vocabulary for good, with the weights of "tf_idf". */
    public IntegerLookup vocabulary(List<Long> tokens, List<Double> idfWeights) {
        giveVocabulary(tokens, idfWeights);
        return this;
    }

    /** Sets the vocabulary for good to the lines of a text file. */
    public IntegerLookup vocabularyFile(String path) {
        giveVocabulary(path, null);
        return this;
    }

    /**
     * Takes these integers for the vocabulary, in place of any other.
     *
     * @param idfWeights for "tf_idf" the weight of each, null otherwise
     */
    public void setVocabulary(List<Long> tokens, List<Double> idfWeights) {
        replaceVocabulary(tokens, idfWeights);
    }

    /** Takes these integers for the vocabulary, in place of any other. */
    public void setVocabulary(List<Long> tokens) {
        setVocabulary(tokens, null);
    }

    /** The integers by their numbers. */
    public List<Long> getVocabulary() {
        return getVocabulary(true);
    }

    /** The integers by their numbers; those that stand for masks and unknown ones may be left out. */
    public List<Long> getVocabulary(boolean includeSpecialTokens) {
        return vocabulary(includeSpecialTokens).stream()
                .map(token -> (Long) token)
                .toList();
    }

    /** Learns the vocabulary from integers: arrays of any kind, or the elements of a {@link io.keras4j.data.Dataset}. */
    public void adapt(Object data) {
        adaptTo(data, null);
    }

    /** Learns the vocabulary from the first elements of a dataset. */
    public void adapt(Iterable<?> data, int steps) {
        adaptTo(data, steps);
    }

    @Override
    Tensor tensor(Object data) {
        Tensor numbers = data instanceof Collection<?> list
                ? Tensor.of(Nd4j.createFromArray(list.stream()
                        .mapToLong(each -> ((Number) each).longValue())
                        .toArray()))
                : data instanceof Number number
                        ? Tensor.of(Nd4j.scalar(number.longValue()))
                        : Tensor.of(ArrayLike.toArray(data, "adapt"));
        return Ops.cast(numbers, DType.INT64);
    }
}
