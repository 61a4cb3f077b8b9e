package io.keras4j.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.config.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The Tokenizer against that of Keras: src/test/python/text_fixtures.py. */
class TokenizerTest {
    private static List<Map<String, Object>> fixtures(String key) {
        try {
            Map<?, ?> all =
                    (Map<?, ?>) Json.read(Files.readAllBytes(Path.of("src/test/resources/fixtures/tokenizer.json")));
            return maps(all.get(key));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return (List<Map<String, Object>>) value;
    }

    @TestFactory
    Stream<DynamicTest> equalsKeras() {
        return fixtures("tokenizers").stream()
                .map(data -> DynamicTest.dynamicTest((String) data.get("label"), () -> {
                    Tokenizer tokenizer = tokenizer((Map<?, ?>) data.get("arguments"));
                    tokenizer.fitOnTexts((List<?>) data.get("fit"));
                    check(tokenizer, data);
                    check(Tokenizer.fromJson(tokenizer.toJson()), data);
                    check(Tokenizer.fromJson((String) data.get("json")), data);
                }));
    }

    private static Tokenizer tokenizer(Map<?, ?> arguments) {
        Tokenizer tokenizer = new Tokenizer();
        if (arguments.containsKey("num_words")) {
            tokenizer.numWords(((Number) arguments.get("num_words")).intValue());
        }
        if (arguments.containsKey("filters")) {
            tokenizer.filters((String) arguments.get("filters"));
        }
        if (arguments.containsKey("split")) {
            tokenizer.split((String) arguments.get("split"));
        }
        return tokenizer
                .oovToken((String) arguments.get("oov_token"))
                .lower(!Boolean.FALSE.equals(arguments.get("lower")))
                .charLevel(Boolean.TRUE.equals(arguments.get("char_level")));
    }

    private static void check(Tokenizer tokenizer, Map<String, Object> data) {
        assertThat(pairs(tokenizer.wordIndex())).isEqualTo(pairs(data.get("word_index")));
        assertThat(pairs(tokenizer.wordCounts())).isEqualTo(pairs(data.get("word_counts")));
        assertThat(pairs(tokenizer.wordDocs())).containsExactlyInAnyOrderElementsOf(pairs(data.get("word_docs")));
        assertThat(tokenizer.documentCount()).isEqualTo(data.get("document_count"));
        int[][] sequences = tokenizer.textsToSequences((List<?>) data.get("texts"));
        assertThat(lists(sequences)).isEqualTo(data.get("sequences"));
        int[][] more = Arrays.copyOf(sequences, sequences.length + 1);
        more[sequences.length] = new int[] {1, 2, 999};
        assertThat(tokenizer.sequencesToTexts(more)).isEqualTo(data.get("back"));
        ((Map<?, ?>) data.get("matrices")).forEach((mode, expected) -> {
            INDArray matrix = tokenizer.textsToMatrix((List<?>) data.get("texts"), (String) mode);
            List<?> rows = (List<?>) expected;
            assertThat(matrix.shape()).containsExactly(rows.size(), ((List<?>) rows.get(0)).size());
            for (int i = 0; i < rows.size(); i++) {
                List<?> row = (List<?>) rows.get(i);
                for (int j = 0; j < row.size(); j++) {
                    assertThat(matrix.getDouble(i, j))
                            .as("%s[%d, %d]", mode, i, j)
                            .isCloseTo(((Number) row.get(j)).doubleValue(), within(1e-6));
                }
            }
        });
    }

    private static List<String> pairs(Map<String, Integer> map) {
        return map.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    }

    private static List<String> pairs(Object list) {
        return ((List<?>) list)
                .stream()
                        .map(pair -> ((List<?>) pair).get(0) + "=" + ((List<?>) pair).get(1))
                        .toList();
    }

    private static List<List<Long>> lists(int[][] sequences) {
        return Arrays.stream(sequences)
                .map(sequence -> Arrays.stream(sequence).mapToObj(i -> (long) i).toList())
                .toList();
    }

    @Test
    void dividesTextsAsKerasDoes() {
        for (Map<String, Object> data : fixtures("words")) {
            Map<?, ?> arguments = (Map<?, ?>) data.get("arguments");
            String text = (String) data.get("text");
            List<String> words = arguments.isEmpty()
                    ? Tokenizer.textToWordSequence(text)
                    : Tokenizer.textToWordSequence(
                            text, (String) arguments.get("filters"), false, (String) arguments.get("split"));
            assertThat(words).isEqualTo(data.get("words"));
        }
    }

    @Test
    void hashesAsKerasDoes() {
        for (Map<String, Object> data : fixtures("hashed")) {
            int[] hashes = Tokenizer.hashingTrick((String) data.get("text"), ((Number) data.get("n")).intValue());
            assertThat(lists(new int[][] {hashes}).get(0)).isEqualTo(data.get("hashes"));
        }
        assertThat(lists(new int[][] {Tokenizer.oneHot("a b a", 50)}).get(0))
                .hasSize(3)
                .allMatch(i -> i > 0 && i < 50);
    }

    @Test
    void countsDocumentsOfSequences() {
        Tokenizer tokenizer = new Tokenizer().numWords(4);
        tokenizer.fitOnSequences(new int[][] {{1, 1, 2}, {1, 3}});
        INDArray matrix = tokenizer.sequencesToMatrix(new int[][] {{1, 2, 2}}, "tfidf");

        assertThat(matrix.getDouble(0, 1)).isCloseTo(Math.log(1 + 2 / 3.0), within(1e-6));
        assertThat(matrix.getDouble(0, 2)).isCloseTo((1 + Math.log(2)) * Math.log(1 + 2 / 2.0), within(1e-6));
    }

    @Test
    void refusesWhatIsWrong() {
        assertThatThrownBy(() -> new Tokenizer().sequencesToMatrix(new int[][] {{1}}, "count"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("numWords");
        assertThatThrownBy(() -> new Tokenizer().numWords(3).sequencesToMatrix(new int[][] {{1}}, "tfidf"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Tokenizer().numWords(3).sequencesToMatrix(new int[][] {{1}}, "tf"))
                .hasMessageContaining("expected one of \"binary\"")
                .hasMessageContaining("\"tf\"");
        assertThatThrownBy(() -> new Tokenizer().fitOnTexts(List.of(3))).hasMessageContaining("got a Integer");
        assertThatThrownBy(() -> Tokenizer.fromJson("{")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> Tokenizer.fromJson("{\"class_name\": \"Tokenizer\"}"))
                .hasMessageContaining("lacks a map");
        assertThatThrownBy(() -> Tokenizer.hashingTrick("a", 1)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> Tokenizer.textToWordSequence("a", "", true, ""))
                .hasMessageContaining("split");
    }
}
