package io.keras4j.ops;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.control.CustomGradient;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions of {@link Ops} that take functions: branches, loops, and gradients of one's own. A type parameter stands for a tensor, or a
 * list of tensors, or a list of such lists.
 *
 * <p>Run eagerly they are Java's own control flow. In a step that is compiled, or a model that is described, what depends on no tensor's
 * elements still is; loops over tensors are unrolled, and of branches that depend on elements all are computed and one is chosen.
 */
public abstract class ControlOps extends SpectralOps {
    ControlOps() {}

    /** Whether x has its elements already: ops run eagerly, or it does not depend on the inputs of what is being compiled. */
    private static boolean isKnown(Tensor x) {
        return x.executor() == null;
    }

    private static boolean isTrue(Tensor x) {
        if (x.shape().size() != 1) {
            throw new IllegalArgumentException("expected a single condition, got one of shape " + x.shape());
        }
        return cast(x, DType.BOOL).value().getInt(0) != 0;
    }

    /**
     * What {@code trueFn} gives when {@code predicate}, a single bool, is true, else what {@code falseFn} gives. Where the predicate is known
     * only when a compiled step runs, both are computed, so both must give tensors of the same shapes and dtypes, and finite gradients.
     */
    public static <T> T cond(Tensor predicate, Supplier<T> trueFn, Supplier<T> falseFn) {
        if (isKnown(predicate)) {
            return isTrue(predicate) ? trueFn.get() : falseFn.get();
        }
        Tensor condition = cast(predicate, DType.BOOL);
        return Branch.choose(condition, new Branch<>(trueFn), new Branch<>(falseFn));
    }

    /**
     * What the function with number {@code index} among {@code branches} makes of {@code operands}: {@code keras.ops.switch}, whose name is a word
     * of Java. An index below 0 means the first, one above the last the last. See {@link #cond}.
     */
    public static <A, T> T switchCase(Tensor index, List<Function<A, T>> branches, A operands) {
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("switch: expected at least one branch, got none");
        }
        int last = branches.size() - 1;
        if (isKnown(index)) {
            int chosen = index.value().getInt(0);
            return branches.get(Math.max(0, Math.min(last, chosen))).apply(operands);
        }
        return switchCase(index, branches, operands, 0);
    }

    private static <A, T> T switchCase(Tensor index, List<Function<A, T>> branches, A operands, int from) {
        Function<A, T> first = branches.get(from);
        return from == branches.size() - 1
                ? first.apply(operands)
                : cond(
                        lessEqual(index, from),
                        () -> first.apply(operands),
                        () -> switchCase(index, branches, operands, from + 1));
    }

    /** {@link #whileLoop(Function, UnaryOperator, Object, Integer)} as often as the condition is true. */
    public static <T> T whileLoop(Function<T, Tensor> condition, UnaryOperator<T> body, T loopVars) {
        return whileLoop(condition, body, loopVars, null);
    }

    /**
     * What {@code body} makes of {@code loopVars}, again and again, as long as {@code condition} is true of it.
     *
     * @param maximumIterations the most iterations; null for any number, which is possible only where the condition is known at once: in a step
     *     that is compiled, the loop is unrolled this often
     * @throws IllegalStateException when the condition is known only when a compiled step runs, and no number of iterations is given
     */
    public static <T> T whileLoop(
            Function<T, Tensor> condition, UnaryOperator<T> body, T loopVars, Integer maximumIterations) {
        T state = loopVars;
        Tensor running = null;
        for (int i = 0; maximumIterations == null || i < maximumIterations; i++) {
            Tensor test = cast(condition.apply(state), DType.BOOL);
            T current = state;
            if (running == null && isKnown(test)) {
                if (!isTrue(test)) {
                    return state;
                }
                state = body.apply(current);
            } else if (maximumIterations == null) {
                throw new IllegalStateException(
                        "while_loop: in a model that is described or a step that is compiled, the"
                                + " number of iterations must be limited; give maximum_iterations, or run eagerly");
            } else {
                running = running == null ? test : logicalAnd(running, test);
                state = cond(running, () -> body.apply(current), () -> current);
            }
        }
        return state;
    }

    /** What {@code body} makes of the numbers from {@code lower} up to but without {@code upper}, as int32, and of what it gave before, at first {@code init}. */
    public static <T> T foriLoop(int lower, int upper, BiFunction<Tensor, T, T> body, T init) {
        T state = init;
        for (int i = lower; i < upper; i++) {
            state = body.apply(scalar(i, DType.INT32), state);
        }
        return state;
    }

    /** What a step of {@link ControlOps#scan} carries on, and its output. */
    public record Scanned<C, Y>(C carry, Y output) {}

    /** {@link #scan(BiFunction, Object, Object, Integer, boolean)} over all of {@code xs}, from the first. */
    public static <C, X, Y> Scanned<C, Y> scan(BiFunction<C, X, Scanned<C, Y>> f, C init, X xs) {
        return scan(f, init, xs, null, false);
    }

    /**
     * Goes over the slices of {@code xs} along the first axis, carrying something on.
     *
     * @param f what is made of what is carried, at first {@code init}, and of a slice
     * @param xs null for none: f gets null
     * @param length the number of steps; null for the size of the first axis of {@code xs}
     * @param reverse whether the last slice comes first; outputs are in the order of slices
     * @return what is carried in the end, and the outputs stacked along a new first axis
     */
    public static <C, X, Y> Scanned<C, Y> scan(
            BiFunction<C, X, Scanned<C, Y>> f, C init, X xs, Integer length, boolean reverse) {
        if (xs == null && length == null) {
            throw new IllegalArgumentException("scan: expected xs or a length, got neither");
        }
        int count = xs == null ? length : count("scan", xs);
        if (length != null && length != count) {
            throw new IllegalArgumentException("scan: expected slices of length " + length + ", got " + count);
        }
        List<X> slices = xs == null ? Collections.nCopies(count, null) : slices(xs);
        List<Y> outputs = new ArrayList<>();
        C carry = init;
        for (int i = 0; i < count; i++) {
            Scanned<C, Y> step = f.apply(carry, slices.get(reverse ? count - 1 - i : i));
            carry = step.carry();
            outputs.add(step.output());
        }
        if (reverse) {
            Collections.reverse(outputs);
        }
        boolean none = outputs.isEmpty() || outputs.get(0) == null;
        return new Scanned<>(carry, none ? null : stacked(outputs));
    }

    private static int count(String name, Object structure) {
        List<Tensor> tensors = Structure.tensors(structure);
        if (tensors.isEmpty() || tensors.get(0).rank() == 0) {
            throw new IllegalArgumentException(name + ": expected tensors with a first axis, got " + tensors);
        }
        long count = tensors.get(0).shape().dim(0);
        if (count == Shape.UNKNOWN || tensors.stream().anyMatch(x -> x.shape().dim(0) != count)) {
            throw new IllegalArgumentException(
                    name + ": expected tensors whose first axes have the same known size, got " + tensors);
        }
        return Math.toIntExact(count);
    }

    /** The slices along the first axis. */
    private static <T> List<T> slices(T structure) {
        List<List<Tensor>> all = Structure.tensors(structure).stream()
                .map(x -> x.shape().dim(0) == 0 ? List.<Tensor>of() : unstack(x, 0))
                .toList();
        List<T> slices = new ArrayList<>();
        for (int i = 0; i < all.get(0).size(); i++) {
            int at = i;
            slices.add(Structure.like(
                    structure, all.stream().map(each -> each.get(at)).toList()));
        }
        return slices;
    }

    private static <T> T stacked(List<T> structures) {
        List<Tensor> stacks = new ArrayList<>();
        int count = Structure.tensors(structures.get(0)).size();
        for (int i = 0; i < count; i++) {
            int at = i;
            stacks.add(stack(
                    structures.stream()
                            .map(each -> Structure.tensors(each).get(at))
                            .toList(),
                    0));
        }
        return Structure.like(structures.get(0), stacks);
    }

    /** What {@code f} makes of each slice of {@code xs} along the first axis, stacked. */
    public static <X, Y> Y map(Function<X, Y> f, X xs) {
        if (count("map", xs) == 0) {
            throw new IllegalArgumentException("map: expected at least one slice, got none");
        }
        return stacked(slices(xs).stream().map(f).toList());
    }

    /** {@link #map}, whatever the order in which slices are computed. */
    public static <X, Y> Y vectorizedMap(Function<X, Y> function, X elements) {
        return map(function, elements);
    }

    /** {@link #associativeScan(BinaryOperator, Object, boolean, int)} from the first element along the first axis. */
    public static <T> T associativeScan(BinaryOperator<T> f, T elems) {
        return associativeScan(f, elems, false, 0);
    }

    /**
     * At each position along {@code axis} the elements up to and with it, combined by {@code f}, which must be associative. It is called about 2
     * log₂ n times, with tensors that hold many elements each.
     *
     * @param reverse whether elements are combined from the last on
     */
    public static <T> T associativeScan(BinaryOperator<T> f, T elems, boolean reverse, int axis) {
        UnaryOperator<T> order = x -> reverse ? each(x, tensor -> flip(tensor, axis)) : x;
        return order.apply(associativeScan(f, order.apply(elems), axis));
    }

    private static <T> T associativeScan(BinaryOperator<T> f, T elems, int axis) {
        long count = Structure.tensors(elems).get(0).shape().dim(axis);
        if (count < 2) {
            return elems;
        }
        T odd = associativeScan(f, f.apply(every(elems, axis, 0, count - 1), every(elems, axis, 1, count)), axis);
        T even = every(elems, axis, 0, 1);
        if (count > 2) {
            T before = each(odd, x -> slice(x, axis, 0, (count - 1) / 2));
            T later = f.apply(before, every(elems, axis, 2, count));
            even = pairs(even, later, (x, y) -> concatenate(List.of(x, y), axis));
        }
        return pairs(even, odd, (x, y) -> interleaved(x, y, axis));
    }

    private static <T> T each(T structure, UnaryOperator<Tensor> function) {
        return Structure.like(
                structure, Structure.tensors(structure).stream().map(function).toList());
    }

    private static <T> T pairs(T a, T b, BinaryOperator<Tensor> function) {
        List<Tensor> ofA = Structure.tensors(a);
        List<Tensor> ofB = Structure.tensors(b);
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < ofA.size(); i++) {
            all.add(function.apply(ofA.get(i), ofB.get(i)));
        }
        return Structure.like(a, all);
    }

    /** Every other element along {@code axis}. */
    private static <T> T every(T structure, int axis, long start, long stop) {
        return each(structure, x -> {
            List<Long> starts = new ArrayList<>(Collections.nCopies(x.rank(), 0L));
            List<Long> stops = new ArrayList<>(Collections.nCopies(x.rank(), Slice.END));
            List<Long> steps = new ArrayList<>(Collections.nCopies(x.rank(), 1L));
            int along = x.shape().axis(axis);
            starts.set(along, start);
            stops.set(along, stop);
            steps.set(along, 2L);
            return slice(x, starts, stops, steps);
        });
    }

    /** The first elements of both along {@code axis}, then the second ones and so on; x may have one more. */
    private static Tensor interleaved(Tensor x, Tensor y, int axis) {
        int along = x.shape().axis(axis);
        long count = y.shape().dim(along);
        Tensor both = stack(List.of(slice(x, along, 0, count), y), along + 1);
        Tensor joined = reshape(both, x.shape().with(along, 2 * count));
        return x.shape().dim(along) == count
                ? joined
                : concatenate(List.of(joined, slice(x, along, count, count + 1)), along);
    }

    /** {@link #vectorize(Function, Set, String)} of a function of single numbers. */
    public static <T> Function<List<Tensor>, T> vectorize(Function<List<Tensor>, T> function) {
        return vectorize(function, Set.of(), null);
    }

    /**
     * A function that applies {@code function} to all elements of its arguments, which are broadcast to one shape.
     *
     * @param excluded the positions of arguments that are passed on as they are
     * @param signature how many axes each argument of the function has, by their names, such as {@code (m,n),(n)->(m)}; leading ones are what it
     *     is applied along. Null for none
     */
    public static <T> Function<List<Tensor>, T> vectorize(
            Function<List<Tensor>, T> function, Set<Integer> excluded, String signature) {
        List<List<String>> cores = signature == null ? null : cores(signature);
        return arguments -> {
            List<Integer> mapped = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                if (!excluded.contains(i)) {
                    mapped.add(i);
                }
            }
            if (cores != null && cores.size() != mapped.size()) {
                throw new IllegalArgumentException(
                        "vectorize: the signature " + signature + " does not fit " + mapped.size() + " arguments");
            }
            Map<String, Long> sizes = new HashMap<>();
            Shape loop = Shape.scalar();
            List<Shape> own = new ArrayList<>();
            for (int i = 0; i < mapped.size(); i++) {
                Shape shape = arguments.get(mapped.get(i)).shape();
                List<String> core = cores == null ? List.of() : cores.get(i);
                int leading = shape.rank() - core.size();
                for (int axis = 0; axis < core.size(); axis++) {
                    Long known = leading < 0 ? null : sizes.putIfAbsent(core.get(axis), shape.dim(leading + axis));
                    if (leading < 0 || known != null && known != shape.dim(leading + axis)) {
                        throw new IllegalArgumentException("vectorize: an argument of shape " + shape
                                + " does not fit the signature " + signature + " with " + sizes);
                    }
                }
                loop = Shape.broadcast(loop, shape.slice(0, leading));
                own.add(shape.slice(leading, shape.rank()));
            }
            List<List<Tensor>> slices = new ArrayList<>();
            for (int i = 0; i < mapped.size(); i++) {
                Tensor all = broadcastTo(arguments.get(mapped.get(i)), loop.concat(own.get(i)));
                slices.add(unstack(reshape(all, Shape.of(Shape.UNKNOWN).concat(own.get(i))), 0));
            }
            List<T> results = new ArrayList<>();
            for (int at = 0; at < loop.size(); at++) {
                List<Tensor> call = new ArrayList<>(arguments);
                for (int i = 0; i < mapped.size(); i++) {
                    call.set(mapped.get(i), slices.get(i).get(at));
                }
                results.add(function.apply(call));
            }
            Shape outer = loop;
            return each(stacked(results), x -> reshape(x, outer.concat(x.shape().slice(1, x.rank()))));
        };
    }

    /** For each argument of a signature the names of its axes. */
    private static List<List<String>> cores(String signature) {
        String spaceless = signature.replaceAll("\\s", "");
        String group = "\\((\\w+(,\\w+)*)?\\)";
        if (!spaceless.matches(group + "(," + group + ")*->" + group + "(," + group + ")*")) {
            throw new IllegalArgumentException(
                    "vectorize: expected a signature such as (m,n),(n)->(m), got " + signature);
        }
        List<List<String>> cores = new ArrayList<>();
        Matcher groups = Pattern.compile("\\(([^)]*)\\)").matcher(spaceless.split("->")[0]);
        while (groups.find()) {
            cores.add(
                    groups.group(1).isEmpty()
                            ? List.of()
                            : List.of(groups.group(1).split(",")));
        }
        return cores;
    }

    /** What a function for {@link ControlOps#customGradient} gives: its value, and what makes of the gradient of that those of its arguments. */
    public record WithGradient(Tensor value, Function<Tensor, List<Tensor>> gradient) {}

    /**
     * A function of the values of {@code f}, with the gradients that it says.
     *
     * <pre>{@code
     * var log1pexp = Ops.customGradient(in -> {
     *     Tensor e = Ops.exp(in.get(0));
     *     return new WithGradient(Ops.log(Ops.add(e, 1)),
     *         upstream -> List.of(Ops.multiply(upstream, Ops.subtract(1, Ops.divide(1, Ops.add(e, 1))))));
     * });
     * Tensor y = log1pexp.apply(List.of(x));
     * }</pre>
     */
    public static Function<List<Tensor>, Tensor> customGradient(Function<List<Tensor>, WithGradient> f) {
        return arguments -> {
            WithGradient computed = f.apply(arguments);
            List<Tensor> inputs = new ArrayList<>();
            inputs.add(computed.value());
            inputs.addAll(arguments);
            return new CustomGradient(computed.gradient()).applyAll(inputs).get(0);
        };
    }

    /**
     * What {@code fun} makes of {@code primals}, and how it changes as these change by {@code tangents}: the product of its Jacobian with them. It
     * is the derivative of the gradient, so ops without a second derivative will not do.
     */
    public static List<Tensor> jvp(Function<List<Tensor>, Tensor> fun, List<Tensor> primals, List<Tensor> tangents) {
        if (primals.size() != tangents.size()) {
            throw new IllegalArgumentException(
                    "jvp: expected a tangent for each of " + primals.size() + " primals, got " + tangents.size());
        }
        try (GradientTape outer = new GradientTape()) {
            Tensor value;
            Tensor weights;
            List<Tensor> gradients;
            try (GradientTape inner = new GradientTape()) {
                // copies belong to what is being compiled, whatever the primals are
                List<Tensor> inputs = primals.stream().map(Ops::copy).toList();
                value = fun.apply(inputs);
                weights = copy(onesLike(value));
                gradients = inner.gradientOf(sum(multiply(value, weights)), inputs);
            }
            Tensor along = null;
            for (int i = 0; i < primals.size(); i++) {
                if (gradients.get(i) != null) {
                    Tensor part = sum(multiply(gradients.get(i), tangents.get(i)));
                    along = along == null ? part : add(along, part);
                }
            }
            Tensor tangent = along == null
                    ? null
                    : outer.gradientOf(along, List.of(weights)).get(0);
            return List.of(value, tangent == null ? zerosLike(value) : tangent);
        }
    }
}
