package io.keras4j.ops;

import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern of einops, such as {@code b (h h2) w c -> b h w (h2 c)}, applied to a tensor. */
final class Rearrangement {
    private static final Pattern AXIS = Pattern.compile("\\(([^()]*)\\)|(\\w+)");

    private final String pattern;
    private final List<List<String>> from;
    private final List<List<String>> to;
    private final Map<String, Long> sizes;

    Rearrangement(String pattern, Map<String, Long> sizes) {
        String[] sides = pattern.split("->");
        if (sides.length != 2) {
            throw new IllegalArgumentException("rearrange: expected a pattern with one ->, got \"" + pattern + "\"");
        }
        this.pattern = pattern;
        this.from = groups(sides[0]);
        this.to = groups(sides[1]);
        this.sizes = new HashMap<>(sizes);
        List<String> before = flat(from);
        List<String> after = flat(to);
        boolean same = before.size() == after.size()
                && before.stream().distinct().count() == before.size()
                && before.containsAll(after)
                && after.containsAll(before);
        if (!same || !before.containsAll(sizes.keySet())) {
            throw new IllegalArgumentException("rearrange: expected a pattern that names every axis once on each side,"
                    + " and sizes of these, got \"" + pattern + "\" and " + sizes.keySet());
        }
    }

    private static List<List<String>> groups(String side) {
        List<List<String>> groups = new ArrayList<>();
        Matcher axes = AXIS.matcher(side);
        while (axes.find()) {
            groups.add(
                    axes.group(2) != null
                            ? List.of(axes.group(2))
                            : List.of(axes.group(1).trim().split("\\s+")));
        }
        return groups;
    }

    private static List<String> flat(List<List<String>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }

    Tensor apply(Tensor x) {
        if (x.rank() != from.size()) {
            throw doesNotFit(x);
        }
        for (int i = 0; i < from.size(); i++) {
            complete(x, from.get(i), x.shape().dim(i));
        }
        List<String> order = flat(from);
        Tensor apart = Ops.reshape(x, shape(order.stream().map(List::of).toList()));
        int[] axes = flat(to).stream().mapToInt(order::indexOf).toArray();
        return Ops.reshape(Ops.transpose(apart, axes), shape(to));
    }

    /** Learns the one size of {@code group} that is not given. */
    private void complete(Tensor x, List<String> group, long size) {
        long known = 1;
        String open = null;
        for (String axis : group) {
            if (sizes.containsKey(axis)) {
                known *= sizes.get(axis);
            } else if (open == null) {
                open = axis;
            } else {
                throw new IllegalArgumentException("rearrange: the sizes of " + open + " and " + axis + " in \""
                        + pattern + "\" do not follow from shape " + x.shape() + "; give one of them");
            }
        }
        boolean isKnown = size != Shape.UNKNOWN;
        if (isKnown && (known == 0 || size % known != 0 || open == null && known != size)) {
            throw doesNotFit(x);
        }
        if (open != null) {
            sizes.put(open, isKnown ? size / known : Shape.UNKNOWN);
        }
    }

    private Shape shape(List<List<String>> groups) {
        Shape shape = Shape.scalar();
        for (List<String> group : groups) {
            long size = 1;
            for (String axis : group) {
                long own = sizes.get(axis);
                size = own == Shape.UNKNOWN || size == Shape.UNKNOWN ? Shape.UNKNOWN : size * own;
            }
            shape = shape.append(size);
        }
        return shape;
    }

    private IllegalArgumentException doesNotFit(Tensor x) {
        return new IllegalArgumentException(
                "rearrange: \"" + pattern + "\" with " + sizes + " does not fit a tensor of shape " + x.shape());
    }
}
