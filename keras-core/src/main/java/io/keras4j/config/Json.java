package io.keras4j.config;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as Python writes and reads it, between text and plain data: maps (in the order of the text), lists, strings, Long (BigInteger where
 * that is too small), Double, Boolean and null. {@code NaN}, {@code Infinity} and {@code -Infinity} are numbers.
 */
public final class Json {
    /** How deep lists and maps may be inside each other. */
    private static final int MAX_DEPTH = 500;
    /** How many values a text may have: some hundred MiB of objects. */
    private static final int MAX_VALUES = 5_000_000;

    private final String text;
    private int position;
    private int depth;
    private int values;

    /** Text that is not JSON. */
    public static final class SyntaxException extends Exception {
        SyntaxException(String message) {
            super(message);
        }
    }

    private Json(String text) {
        this.text = text;
    }

    /** The value that {@code utf8} holds. */
    public static Object read(byte[] utf8) throws SyntaxException {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new SyntaxException("it is not text in UTF-8");
        }
    }

    /** The value that {@code text} holds. */
    public static Object read(String text) throws SyntaxException {
        Json json = new Json(text);
        Object value = json.value();
        json.skipSpace();
        if (json.position < text.length()) {
            throw json.error("nothing should follow the value");
        }
        return value;
    }

    private Object value() throws SyntaxException {
        skipSpace();
        if (++values > MAX_VALUES) {
            throw error("it has more than " + MAX_VALUES + " values");
        }
        char first = peek();
        if (first == '{') {
            return object();
        }
        if (first == '[') {
            return array();
        }
        if (first == '"') {
            return string();
        }
        if (first == '-' || first >= '0' && first <= '9') {
            return accept("-Infinity") ? (Object) Double.NEGATIVE_INFINITY : number();
        }
        if (accept("true")) {
            return true;
        }
        if (accept("false")) {
            return false;
        }
        if (accept("null")) {
            return null;
        }
        if (accept("NaN")) {
            return Double.NaN;
        }
        if (accept("Infinity")) {
            return Double.POSITIVE_INFINITY;
        }
        throw error("a value should begin here");
    }

    private Map<String, Object> object() throws SyntaxException {
        enter();
        Map<String, Object> map = new LinkedHashMap<>();
        skipSpace();
        if (accept("}")) {
            depth--;
            return map;
        }
        do {
            skipSpace();
            if (peek() != '"') {
                throw error("a name in quotes should begin here");
            }
            String name = string();
            expect(':');
            map.put(name, value());
            skipSpace();
        } while (accept(","));
        expect('}');
        depth--;
        return map;
    }

    private List<Object> array() throws SyntaxException {
        enter();
        List<Object> list = new ArrayList<>();
        skipSpace();
        if (accept("]")) {
            depth--;
            return list;
        }
        do {
            list.add(value());
            skipSpace();
        } while (accept(","));
        expect(']');
        depth--;
        return list;
    }

    private void enter() throws SyntaxException {
        position++;
        if (++depth > MAX_DEPTH) {
            throw error("lists and maps are more than " + MAX_DEPTH + " levels deep");
        }
    }

    private String string() throws SyntaxException {
        position++;
        int start = position;
        int end = text.indexOf('"', start);
        if (end < 0) {
            throw error("a text has no end");
        }
        String plain = text.substring(start, end);
        if (plain.indexOf('\\') < 0) {
            position = end + 1;
            return plain;
        }
        StringBuilder decoded = new StringBuilder();
        for (char next = next(); next != '"'; next = next()) {
            decoded.append(next == '\\' ? escaped() : next);
        }
        return decoded.toString();
    }

    private char escaped() throws SyntaxException {
        char kind = next();
        int index = "\"\\/bfnrt".indexOf(kind);
        if (index >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(index);
        }
        if (kind != 'u' || position + 4 > text.length()) {
            throw error("an escape in a text is not known");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw error("an escape in a text is not known");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private Object number() throws SyntaxException {
        int start = position;
        boolean whole = true;
        while (position < text.length() && "+-.eE0123456789".indexOf(text.charAt(position)) >= 0) {
            whole &= ".eE".indexOf(text.charAt(position++)) < 0;
        }
        String digits = text.substring(start, position);
        try {
            if (!whole) {
                return Double.valueOf(digits);
            }
            return digits.length() < 19 ? (Object) Long.valueOf(digits) : large(digits);
        } catch (NumberFormatException e) {
            position = start;
            throw error("a number should begin here");
        }
    }

    private static Object large(String digits) {
        if (digits.length() > 400) { // more than Python prints of the largest floating-point number
            throw new NumberFormatException();
        }
        BigInteger value = new BigInteger(digits);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private char peek() throws SyntaxException {
        if (position >= text.length()) {
            throw error("it ends too early");
        }
        return text.charAt(position);
    }

    private char next() throws SyntaxException {
        char next = peek();
        position++;
        return next;
    }

    private boolean accept(String token) {
        boolean found = text.startsWith(token, position);
        position += found ? token.length() : 0;
        return found;
    }

    private void expect(char token) throws SyntaxException {
        skipSpace();
        if (next() != token) {
            position--;
            throw error("expected " + token);
        }
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private SyntaxException error(String message) {
        return new SyntaxException("it is not JSON: at character " + position + ", " + message);
    }

    /**
     * The text for plain data; the inverse of {@link #read}, which also takes other numbers, arrays of numbers, and any iterable.
     *
     * @throws IllegalArgumentException for a value that is not plain data
     */
    public static String write(Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
        if (value instanceof Map) {
            text.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                text.append(separator);
                quote(String.valueOf(entry.getKey()), text);
                text.append(": ");
                write(entry.getValue(), text);
                separator = ", ";
            }
            text.append('}');
        } else if (value instanceof Iterable) {
            text.append('[');
            String separator = "";
            for (Object element : (Iterable<?>) value) {
                text.append(separator);
                write(element, text);
                separator = ", ";
            }
            text.append(']');
        } else if (value instanceof String) {
            quote((String) value, text);
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            text.append(value); // Java's NaN, Infinity and exponents are also Python's
        } else {
            throw new IllegalArgumentException("Only plain data can be written as JSON, got "
                    + value.getClass().getName() + ": " + value);
        }
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char next = string.charAt(i);
            int index = "\"\\\b\f\n\r\t".indexOf(next);
            if (index >= 0) {
                text.append('\\').append("\"\\bfnrt".charAt(index));
            } else if (next < ' ' || next > '~') {
                text.append(String.format("\\u%04x", (int) next));
            } else {
                text.append(next);
            }
        }
        text.append('"');
    }
}
