package io.keras4j.io.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One line of the tables of migrations: what older versions of Keras wrote for objects of some classes, and what Keras 3 calls it. A rule
 * leaves alone what is written in the new way, and what it does not know: that ends in the error of the class that reads it.
 *
 * <pre>{@code
 * Rule.on("LeakyReLU").rename("alpha", "negative_slope")
 * }</pre>
 */
final class Rule {
    private final Predicate<Draft> applies;
    private final List<Consumer<Draft>> changes = new ArrayList<>();

    private Rule(Predicate<Draft> applies) {
        this.applies = applies;
    }

    /** For objects of these classes. */
    static Rule on(String... classNames) {
        List<String> names = Arrays.asList(classNames);
        return new Rule(draft -> names.contains(draft.className()));
    }

    /** For all objects. */
    static Rule onAny() {
        return new Rule(draft -> true);
    }

    /** Applies this rule, where it is one for the object. */
    void apply(Draft draft) {
        if (applies.test(draft)) {
            changes.forEach(change -> change.accept(draft));
        }
    }

    /** Any change. */
    Rule then(Consumer<Draft> change) {
        changes.add(change);
        return this;
    }

    /** The class has another name now. */
    Rule becomes(String className) {
        return then(draft -> draft.className(className));
    }

    /** An argument has another name now. */
    Rule rename(String from, String to) {
        return then(draft -> {
            if (draft.has(from)) {
                draft.put(to, draft.remove(from));
            }
        });
    }

    /** Arguments without a meaning for what is computed. */
    Rule drop(String... keys) {
        return then(draft -> Arrays.asList(keys).forEach(draft::remove));
    }

    /** An argument that means nothing when it has one of these values. */
    Rule dropWhere(String key, Object... values) {
        return then(draft -> {
            if (Arrays.stream(values).anyMatch(value -> Objects.equals(value, draft.get(key)))) {
                draft.remove(key);
            }
        });
    }

    /** An argument that was not written because it was always so. */
    Rule whereMissing(String key, Object value) {
        return then(draft -> {
            if (!draft.has(key)) {
                draft.put(key, value);
            }
        });
    }

    /** Values of an argument that are written in another way now. */
    Rule convert(String key, UnaryOperator<Object> conversion) {
        return then(draft -> {
            if (draft.has(key)) {
                draft.put(key, conversion.apply(draft.get(key)));
            }
        });
    }

    /** A value of an argument that has another name now. */
    Rule replace(String key, Object from, Object to) {
        return convert(key, value -> Objects.equals(value, from) ? to : value);
    }

    /** Arguments that are one list now. */
    Rule gather(String to, String... keys) {
        return then(draft -> {
            List<Object> values = draft.removeAll(keys);
            if (values != null) {
                draft.put(to, values);
            }
        });
    }
}
