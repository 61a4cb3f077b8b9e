package io.keras4j.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What TensorFlow does to texts: it knows white space, punctuation and cases of ASCII. */
final class Texts {
    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\x0B\\f\\r]+");

    private Texts() {}

    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower.toString();
    }

    static String stripPunctuation(String text) {
        return PUNCTUATION.matcher(text).replaceAll("");
    }

    static List<String> words(String text) {
        return SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }

    /** The characters of Unicode, which may be two of Java's. */
    static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    /** The runs of tokens of these lengths, joined by spaces: all of one length, then all of the next. */
    static List<String> ngrams(List<String> tokens, List<Integer> lengths) {
        List<String> joined = new ArrayList<>();
        for (int length : lengths) {
            for (int from = 0; from + length <= tokens.size(); from++) {
                joined.add(String.join(" ", tokens.subList(from, from + length)));
            }
        }
        return joined;
    }
}
