package io.keras4j.preprocessing;

import io.keras4j.config.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns texts into sequences of numbers of words, or into vectors; Keras 2's {@code keras.preprocessing.text.Tokenizer}, which tutorials use.
 * Keras 3 has the layer TextVectorization in its place. Words get numbers from 1 on, frequent ones first; 0 is for padding.
 *
 * <pre>{@code
 * Tokenizer tokenizer = new Tokenizer().numWords(10_000).oovToken("<OOV>");
 * tokenizer.fitOnTexts(trainTexts);
 * INDArray x = Preprocessing.padSequences(tokenizer.textsToSequences(trainTexts), pad -> pad.maxlen(200));
 * }</pre>
 *
 * <p>Where texts are asked for, each may be a string or a list of words.
 */
public final class Tokenizer {
    /** The characters that separate words, unless others are set. */
    public static final String FILTERS = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

    private Integer numWords;
    private String filters = FILTERS;
    private boolean lower = true;
    private String split = " ";
    private boolean charLevel;
    private String oovToken;
    private Function<String, List<String>> analyzer;
    private long documentCount;
    private Map<String, Integer> wordCounts = new LinkedHashMap<>();
    private Map<String, Integer> wordDocs = new HashMap<>();
    private Map<String, Integer> wordIndex = new LinkedHashMap<>();
    private Map<Integer, String> indexWord = new LinkedHashMap<>();
    private Map<Integer, Integer> indexDocs = new HashMap<>();

    // ---- Arguments

    /** Keeps the {@code value - 1} most frequent words alone; null, the default, keeps all. */
    public Tokenizer numWords(Integer value) {
        numWords = value;
        return this;
    }

    /** Sets the characters that are replaced by that which separates words. */
    public Tokenizer filters(String characters) {
        filters = characters;
        return this;
    }

    /** Sets whether texts are turned to lower case; true by default. */
    public Tokenizer lower(boolean value) {
        lower = value;
        return this;
    }

    /** Sets what separates words, a space by default. */
    public Tokenizer split(String separator) {
        split = separator;
        return this;
    }

    /** Sets whether characters are numbered instead of words; false by default. */
    public Tokenizer charLevel(boolean value) {
        charLevel = value;
        return this;
    }

    /** Sets the word that stands for those that are not known; without one, the default, these are left out. */
    public Tokenizer oovToken(String word) {
        oovToken = word;
        return this;
    }

    /** Lets a function divide texts into words; filters and split then do not count. */
    public Tokenizer analyzer(Function<String, List<String>> function) {
        analyzer = function;
        return this;
    }

    // ---- Learning

    /** Learns the words of these texts, besides those that it knows. */
    public void fitOnTexts(String... texts) {
        fitOnTexts(Arrays.asList(texts));
    }

    /** Learns the words of these texts, besides those that it knows. */
    public void fitOnTexts(Iterable<?> texts) {
        for (Object text : texts) {
            documentCount++;
            List<String> words = words(text);
            words.forEach(word -> wordCounts.merge(word, 1, Integer::sum));
            new HashSet<>(words).forEach(word -> wordDocs.merge(word, 1, Integer::sum));
        }
        List<String> sorted = new ArrayList<>();
        if (oovToken != null) {
            sorted.add(oovToken);
        }
        wordCounts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> sorted.add(entry.getKey()));
        wordIndex.clear();
        indexWord.clear();
        IntStream.range(0, sorted.size()).forEach(i -> wordIndex.put(sorted.get(i), i + 1));
        wordIndex.forEach((word, index) -> indexWord.put(index, word));
        wordDocs.forEach((word, count) -> indexDocs.put(wordIndex.get(word), count));
    }

    /** Counts in how many of these sequences each number is, as {@link #sequencesToMatrix} needs it for "tfidf" without texts. */
    public void fitOnSequences(int[][] sequences) {
        documentCount += sequences.length;
        for (int[] sequence : sequences) {
            Arrays.stream(sequence).distinct().forEach(index -> indexDocs.merge(index, 1, Integer::sum));
        }
    }

    private List<String> words(Object text) {
        if (text instanceof List<?> list) {
            return list.stream()
                    .map(word -> lower ? lower((String) word) : (String) word)
                    .toList();
        }
        if (!(text instanceof String string)) {
            throw new IllegalArgumentException("Tokenizer: expected texts, or lists of words, got "
                    + (text == null ? "null" : "a " + text.getClass().getSimpleName()));
        }
        if (charLevel) {
            return (lower ? lower(string) : string)
                    .codePoints()
                    .mapToObj(Character::toString)
                    .toList();
        }
        return analyzer == null ? textToWordSequence(string, filters, lower, split) : analyzer.apply(string);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The words of a text in lower case: {@code text_to_word_sequence}. */
    public static List<String> textToWordSequence(String text) {
        return textToWordSequence(text, FILTERS, true, " ");
    }

    /**
     * The words of a text.
     *
     * @param filters the characters that separate words, besides {@code split}
     */
    public static List<String> textToWordSequence(String text, String filters, boolean lower, String split) {
        if (split.isEmpty()) {
            throw new IllegalArgumentException("textToWordSequence: split must not be empty");
        }
        String separated = (lower ? lower(text) : text)
                .codePoints()
                .mapToObj(c -> filters.indexOf(c) >= 0 ? split : Character.toString(c))
                .collect(Collectors.joining());
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int end = separated.indexOf(split); end >= 0; end = separated.indexOf(split, from)) {
            words.add(separated.substring(from, end));
            from = end + split.length();
        }
        words.add(separated.substring(from));
        words.removeIf(String::isEmpty);
        return words;
    }

    /**
     * The words of a text as numbers from 1 to {@code n - 1} that follow from their hashes, so that nothing is to be learned: {@code
     * hashing_trick} with the hash "md5". Different words may have one number.
     */
    public static int[] hashingTrick(String text, int n) {
        return hashingTrick(
                text, n, word -> md5(word).mod(BigInteger.valueOf(n - 1)).intValue());
    }

    /** The words of a text as numbers from 1 to {@code n - 1} that follow from the hashes that a function gives. */
    public static int[] hashingTrick(String text, int n, ToIntFunction<String> hash) {
        if (n < 2) {
            throw new IllegalArgumentException("hashingTrick: n: expected an integer of at least 2, got " + n);
        }
        return textToWordSequence(text).stream()
                .mapToInt(word -> Math.floorMod(hash.applyAsInt(word), n - 1) + 1)
                .toArray();
    }

    private static BigInteger md5(String word) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(word.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    /** {@link #hashingTrick} with the hashes of Java's strings: {@code one_hot}, for which Python's are different in every run. */
    public static int[] oneHot(String text, int n) {
        return hashingTrick(text, n, String::hashCode);
    }

    // ---- Application

    /** The texts as sequences of numbers. */
    public int[][] textsToSequences(String... texts) {
        return textsToSequences(Arrays.asList(texts));
    }

    /** The texts as sequences of numbers. */
    public int[][] textsToSequences(Iterable<?> texts) {
        List<int[]> sequences = new ArrayList<>();
        for (Object text : texts) {
            sequences.add(words(text).stream()
                    .map(this::index)
                    .filter(index -> index != null)
                    .mapToInt(index -> index)
                    .toArray());
        }
        return sequences.toArray(int[][]::new);
    }

    private Integer index(String word) {
        Integer index = wordIndex.get(word);
        return index == null || isBeyond(index) ? wordIndex.get(oovToken) : index;
    }

    private boolean isBeyond(int index) {
        return numWords != null && numWords > 0 && index >= numWords;
    }

    /** The words of sequences, joined by spaces. */
    public List<String> sequencesToTexts(int[][] sequences) {
        return Arrays.stream(sequences)
                .map(sequence -> Arrays.stream(sequence)
                        .mapToObj(this::word)
                        .filter(word -> word != null)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private String word(int index) {
        String word = indexWord.get(index);
        return word == null || isBeyond(index) ? indexWord.get(wordIndex.get(oovToken)) : word;
    }

    /** {@link #sequencesToMatrix} of {@link #textsToSequences}. */
    public INDArray textsToMatrix(Iterable<?> texts, String mode) {
        return sequencesToMatrix(textsToSequences(texts), mode);
    }

    /**
     * The sequences as vectors, with an element for each word.
     *
     * @param mode "binary" for whether a word is there, "count" for how often, "freq" for its share of the words, "tfidf" for (1 + log count) ·
     *     log(1 + documents / (1 + documents with the word))
     * @return float32 {@code [sequences, numWords]}
     * @throws IllegalArgumentException for an unknown mode
     * @throws IllegalStateException when it was not fitted
     */
    public INDArray sequencesToMatrix(int[][] sequences, String mode) {
        if (!List.of("binary", "count", "freq", "tfidf").contains(mode)) {
            throw new IllegalArgumentException(
                    "Tokenizer: mode: expected one of \"binary\", \"count\", \"freq\" and \"tfidf\", got \"" + mode
                            + "\"");
        }
        boolean limited = numWords != null && numWords > 0;
        if (!limited && wordIndex.isEmpty()) {
            throw new IllegalStateException("Tokenizer: set numWords, or fit on some texts first");
        }
        if (mode.equals("tfidf") && documentCount == 0) {
            throw new IllegalStateException("Tokenizer: fit on some data before using the mode \"tfidf\"");
        }
        int columns = limited ? numWords : wordIndex.size() + 1;
        float[][] rows = new float[sequences.length][columns];
        for (int i = 0; i < sequences.length; i++) {
            float[] row = rows[i];
            for (int index : sequences[i]) {
                if (index < columns) {
                    row[index]++;
                }
            }
            for (int index = 0; index < columns; index++) {
                row[index] = row[index] == 0 ? 0 : weight(mode, row[index], index, sequences[i].length);
            }
        }
        return Nd4j.createFromArray(rows);
    }

    private float weight(String mode, float count, int index, int length) {
        return switch (mode) {
            case "count" -> count;
            case "freq" -> count / length;
            case "binary" -> 1;
            default ->
                (float) ((1 + Math.log(count))
                        * Math.log(1 + documentCount / (1.0 + indexDocs.getOrDefault(index, 0))));
        };
    }

    // ---- What was learned

    /** The numbers of words, the first word first. */
    public Map<String, Integer> wordIndex() {
        return Collections.unmodifiableMap(wordIndex);
    }

    /** The words by number. */
    public Map<Integer, String> indexWord() {
        return Collections.unmodifiableMap(indexWord);
    }

    /** How often each word was met. */
    public Map<String, Integer> wordCounts() {
        return Collections.unmodifiableMap(wordCounts);
    }

    /** In how many texts each word was met. */
    public Map<String, Integer> wordDocs() {
        return Collections.unmodifiableMap(wordDocs);
    }

    /** How many texts were met. */
    public long documentCount() {
        return documentCount;
    }

    /** This tokenizer as JSON, which Keras 2's {@code tokenizer_from_json} reads too. */
    public String toJson() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("num_words", numWords);
        config.put("filters", filters);
        config.put("lower", lower);
        config.put("split", split);
        config.put("char_level", charLevel);
        config.put("oov_token", oovToken);
        config.put("document_count", documentCount);
        config.put("word_counts", Json.write(wordCounts));
        config.put("word_docs", Json.write(wordDocs));
        config.put("index_docs", Json.write(byText(indexDocs)));
        config.put("index_word", Json.write(byText(indexWord)));
        config.put("word_index", Json.write(wordIndex));
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("class_name", "Tokenizer");
        envelope.put("config", config);
        return Json.write(envelope);
    }

    private static Map<String, Object> byText(Map<Integer, ?> map) {
        Map<String, Object> byText = new LinkedHashMap<>();
        map.forEach((key, value) -> byText.put(key.toString(), value));
        return byText;
    }

    /**
     * The tokenizer that {@code json}, from {@link #toJson} or Keras 2's {@code to_json}, describes.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Tokenizer fromJson(String json) {
        Map<?, ?> config = map(map(parse(json)).get("config"));
        Tokenizer tokenizer = new Tokenizer()
                .numWords(config.get("num_words") == null ? null : integer(config.get("num_words")))
                .filters((String) config.get("filters"))
                .lower(Boolean.TRUE.equals(config.get("lower")))
                .split((String) config.get("split"))
                .charLevel(Boolean.TRUE.equals(config.get("char_level")))
                .oovToken((String) config.get("oov_token"));
        tokenizer.documentCount = integer(config.get("document_count"));
        read(config, "word_counts").forEach((word, count) -> tokenizer.wordCounts.put(word, integer(count)));
        read(config, "word_docs").forEach((word, count) -> tokenizer.wordDocs.put(word, integer(count)));
        read(config, "word_index").forEach((word, index) -> tokenizer.wordIndex.put(word, integer(index)));
        read(config, "index_word")
                .forEach((index, word) -> tokenizer.indexWord.put(Integer.valueOf(index), (String) word));
        read(config, "index_docs")
                .forEach((index, count) -> tokenizer.indexDocs.put(Integer.valueOf(index), integer(count)));
        return tokenizer;
    }

    private static Object parse(String json) {
        try {
            return Json.read(json);
        } catch (Json.SyntaxException e) {
            throw new IllegalArgumentException("Tokenizer: this is not JSON: " + e.getMessage(), e);
        }
    }

    private static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(
                "Tokenizer: the JSON is not that of a tokenizer, it lacks a map where one belongs");
    }

    private static int integer(Object value) {
        if (value instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalArgumentException(
                "Tokenizer: the JSON is not that of a tokenizer, expected a number, got " + value);
    }

    private static Map<String, Object> read(Map<?, ?> config, String key) {
        Map<String, Object> read = new LinkedHashMap<>();
        map(parse(String.valueOf(config.get(key)))).forEach((name, value) -> read.put((String) name, value));
        return read;
    }
}
