package io.keras4j.datasets;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what NumPy pickles of a vector of Python's lists of integers, and nothing else: a pickle is a program, of which only those instructions
 * are known here that make such lists, and the four names that NumPy needs for an array. No code runs, whatever the pickle names.
 */
final class PickledSequences {
    private static final Object MARK = new Object();
    private static final Object NONE = new Object();
    /** What NumPy's pickles name: a function that makes an array, two types, and one that makes bytes of text. */
    private static final Set<String> NAMES = Set.of(
            "numpy.core.multiarray _reconstruct",
            "numpy._core.multiarray _reconstruct",
            "numpy ndarray",
            "numpy dtype",
            "_codecs encode");

    private final String name;
    private final ByteBuffer code;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private int[][] result;

    /** A list of integers, or else of lists. */
    private static final class Elements {
        private int[] integers = new int[8];
        private int count;
        private final List<Object> others = new ArrayList<>();

        void add(Object value) {
            if (value instanceof Integer integer) {
                integers = count == integers.length ? Arrays.copyOf(integers, 2 * count + 8) : integers;
                integers[count++] = integer;
            } else {
                others.add(value);
            }
        }

        /** The integers; the same array for a list that is in several places, which may be more than there is memory for. */
        int[] toArray() {
            integers = integers.length == count ? integers : Arrays.copyOf(integers, count);
            return integers;
        }
    }

    /** What a name stands for, or something made by it. */
    private record Named(String name) {}

    private record Tuple(List<Object> elements) {}

    private PickledSequences(String name, byte[] pickle) {
        this.name = name;
        this.code = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The sequences.
     *
     * @throws DatasetException when the pickle holds, or does, anything else
     */
    static int[][] read(String name, byte[] pickle) {
        PickledSequences reader = new PickledSequences(name, pickle);
        try {
            while (reader.step()) {}
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new DatasetException(name + " is cut short: its pickle ends within an instruction", e);
        }
        if (reader.result == null) {
            throw reader.unexpected("no array of lists");
        }
        return reader.result;
    }

    private DatasetException unexpected(String what) {
        return new DatasetException(
                name + " holds a pickle of something else than lists of integers, which is refused: " + what);
    }

    /** Does one instruction; false after the last. */
    private boolean step() {
        int instruction = code.get() & 0xff;
        switch (instruction) {
            case 0x80 -> protocol(code.get()); // PROTO
            case 0x95 -> code.getLong(); // FRAME
            case '(' -> stack.add(MARK);
            case ']' -> stack.add(new Elements());
            case ')' -> stack.add(new Tuple(List.of()));
            case 'N' -> stack.add(NONE);
            case 0x88, 0x89 -> stack.add(instruction == 0x88); // NEWTRUE, NEWFALSE
            case 'K' -> stack.add(code.get() & 0xff); // BININT1
            case 'M' -> stack.add(code.getShort() & 0xffff); // BININT2
            case 'J' -> stack.add(code.getInt()); // BININT
            case 0x8a -> stack.add(longInteger()); // LONG1
            case 'U', 'C', 0x8c ->
                stack.add(text(code.get() & 0xff)); // SHORT_BINSTRING, SHORT_BINBYTES, SHORT_BINUNICODE
            case 'X' -> stack.add(text(code.getInt())); // BINUNICODE
            case 'c' -> named(line(), line()); // GLOBAL
            case 0x93 -> stackGlobal(); // STACK_GLOBAL
            case 'q' -> memo.put(code.get() & 0xff, top()); // BINPUT
            case 'r' -> memo.put(code.getInt(), top()); // LONG_BINPUT
            case 0x94 -> memo.put(memo.size(), top()); // MEMOIZE
            case 'h' -> stack.add(memoized(code.get() & 0xff)); // BINGET
            case 'j' -> stack.add(memoized(code.getInt())); // LONG_BINGET
            case 'a' -> append(); // APPEND
            case 'e' -> appendAll(); // APPENDS
            case 't' -> stack.add(new Tuple(toMark())); // TUPLE
            case 0x85, 0x86, 0x87 -> stack.add(new Tuple(popped(instruction - 0x84))); // TUPLE1 to TUPLE3
            case 'R' -> reduce();
            case 'b' -> build();
            case '.' -> {
                return false;
            }
            default -> throw unexpected("instruction 0x" + Integer.toHexString(instruction));
        }
        return true;
    }

    private void protocol(int version) {
        if (version < 2 || version > 5) {
            throw unexpected("version " + version);
        }
    }

    private Object longInteger() {
        byte[] bytes = new byte[code.get() & 0xff];
        code.get(bytes);
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = i == bytes.length - 1 ? bytes[i] : value << 8 | bytes[i] & 0xff;
        }
        if (bytes.length > Integer.BYTES) {
            throw unexpected("an integer of more than 32 bits");
        }
        return (int) value;
    }

    private String text(int length) {
        if (length < 0 || length > code.remaining()) {
            throw unexpected("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        code.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (byte next = code.get(); next != '\n'; next = code.get()) {
            line.append((char) (next & 0xff));
        }
        return line.toString();
    }

    private void named(String module, String attribute) {
        String full = module + " " + attribute;
        if (!NAMES.contains(full)) {
            throw unexpected("the name " + full);
        }
        stack.add(new Named(attribute));
    }

    private void stackGlobal() {
        Object attribute = pop();
        Object module = pop();
        named(String.valueOf(module), String.valueOf(attribute));
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private List<Object> popped(int count) {
        List<Object> last = stack.subList(stack.size() - count, stack.size());
        List<Object> popped = new ArrayList<>(last);
        last.clear();
        return popped;
    }

    private List<Object> toMark() {
        int mark = stack.lastIndexOf(MARK);
        List<Object> popped = popped(stack.size() - mark - 1);
        pop();
        return popped;
    }

    private Object memoized(int key) {
        Object value = memo.get(key);
        if (value == null) {
            throw unexpected("a reference to nothing");
        }
        return value;
    }

    private void append() {
        Object value = pop();
        elements().add(value);
    }

    private void appendAll() {
        List<Object> values = toMark();
        Elements elements = elements();
        values.forEach(elements::add);
    }

    private Elements elements() {
        if (top() instanceof Elements elements) {
            return elements;
        }
        throw unexpected("additions to something that is no list");
    }

    /** A call: the array, its dtype, or the bytes of a text, none of which is of interest. */
    private void reduce() {
        pop();
        if (!(pop() instanceof Named called)) {
            throw unexpected("a call of something without a name");
        }
        stack.add(new Named("made by " + called.name()));
    }

    /** The state of an array: version, shape, dtype, order, elements; that of its dtype is of no interest. */
    private void build() {
        Object state = pop();
        if (!(top() instanceof Named made && state instanceof Tuple tuple)) {
            throw unexpected("the state of something else than an array");
        }
        if (made.name().equals("made by _reconstruct")) {
            if (tuple.elements().size() != 5 || !(tuple.elements().get(4) instanceof Elements elements)) {
                throw unexpected("an array without lists");
            }
            result = sequences(elements);
        }
    }

    private int[][] sequences(Elements elements) {
        if (elements.count > 0) {
            throw unexpected("an array of integers");
        }
        int[][] sequences = new int[elements.others.size()][];
        for (int i = 0; i < sequences.length; i++) {
            if (!(elements.others.get(i) instanceof Elements sequence) || !sequence.others.isEmpty()) {
                throw unexpected("an array whose elements are not lists of integers");
            }
            sequences[i] = sequence.toArray();
        }
        return sequences;
    }
}
