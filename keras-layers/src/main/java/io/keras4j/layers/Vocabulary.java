package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.config.SafeMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tokens, strings or integers, and their numbers. */
final class Vocabulary {
    private final List<Object> tokens = new ArrayList<>();
    private final Map<Object, Integer> places = new HashMap<>();

    /** These tokens, numbered in order. */
    Vocabulary(List<?> tokens) {
        tokens.forEach(token -> {
            if (places.putIfAbsent(token, this.tokens.size()) == null) {
                this.tokens.add(token);
            }
        });
    }

    List<Object> tokens() {
        return tokens;
    }

    int size() {
        return tokens.size();
    }

    /** The place of a token, null when it is not there. */
    Integer place(Object token) {
        return places.get(token);
    }

    /**
     * What a layer is given as its vocabulary.
     *
     * @param tokens as users list them
     * @param listed whether they were listed, rather than read from a file of the user's: then they are part of the configuration
     */
    record Given(List<Object> tokens, boolean listed) {}

    /** The codec of {@code vocabulary}: a list of tokens, or the path of a file with a token in every line. */
    static Codecs.Simple<Given> codec(Codecs.Simple<?> token, Codecs.Simple<?> line) {
        return Codecs.of(
                value -> {
                    if (value instanceof Given given) {
                        return given;
                    }
                    if (value instanceof String path) {
                        return new Given(read(path, line), false);
                    }
                    return new Given(new ArrayList<Object>(Codecs.list(token).decode(value)), true);
                },
                given -> given.listed() ? given.tokens() : null);
    }

    private static List<Object> read(String path, Codecs.Simple<?> line) {
        if (SafeMode.isOn()) {
            throw new IllegalArgumentException("the configuration leads to the file \"" + path + "\" outside of the"
                    + " model's own, which safe mode refuses; load with safeMode(false) if you trust it");
        }
        Path file = Path.of(path);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no vocabulary file " + path);
        }
        try {
            return parse(Files.readString(file), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tokens in lines of text. */
    static List<Object> parse(String text, Codecs.Simple<?> codec) {
        List<String> lines = new ArrayList<>(List.of(text.split("\r?\n", -1)));
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        List<Object> tokens = new ArrayList<>();
        lines.forEach(line -> tokens.add(codec.decode(line)));
        return tokens;
    }
}
