package io.keras4j.ops;

import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sums of products in Einstein's notation, by transposing, reshaping and multiplying matrices: of two operands, the axes that they and the
 * result share are batches, those that only they share are summed over.
 */
final class Einsum {
    private final String equation;
    private final List<Tensor> operands;
    private final List<String> inputs;
    private final String output;

    Einsum(String equation, List<Tensor> operands) {
        this.equation = equation;
        this.operands = operands;
        String[] sides = equation.replace(" ", "").split("->", -1);
        String[] terms = sides[0].split(",", -1);
        if (sides.length > 2 || terms.length != operands.size()) {
            throw error("does not fit " + operands.size() + " operands");
        }
        int elided = 0;
        for (int i = 0; i < terms.length; i++) {
            elided = Math.max(elided, elided(terms[i], operands.get(i)));
        }
        String batch = fresh(sides[0], elided);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            labels.add(expand(terms[i], batch, elided(terms[i], operands.get(i)), operands.get(i)));
        }
        inputs = labels;
        output = sides.length == 2 ? sides[1].replace("...", batch) : batch + once(String.join("", labels), batch);
        if (!output.chars().allMatch(label -> String.join("", inputs).indexOf(label) >= 0)
                || output.chars().distinct().count() != output.length()) {
            throw error("has a result whose axes are not just some of those of the operands, each once");
        }
    }

    private static int elided(String term, Tensor operand) {
        return term.contains("...") ? operand.rank() - (term.length() - 3) : 0;
    }

    /** Letters for axes that the equation leaves out, which it does not use otherwise. */
    private static String fresh(String used, int count) {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                .chars()
                .filter(letter -> used.indexOf(letter) < 0)
                .limit(count)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String expand(String term, String batch, int elided, Tensor operand) {
        String labels = elided < 0 ? term : term.replace("...", batch.substring(batch.length() - elided));
        if (labels.length() != operand.rank()
                || !labels.chars().allMatch(Character::isLetter)
                || labels.chars().distinct().count() != labels.length()) {
            throw error("does not name the axes of an operand of shape " + operand.shape() + " by " + term
                    + ", each by a letter of its own");
        }
        return labels;
    }

    /** The labels that occur once, in alphabetical order, but those of {@code batch}: the result when the equation names none. */
    private static String once(String labels, String batch) {
        return labels.chars()
                .filter(label -> labels.indexOf(label) == labels.lastIndexOf(label) && batch.indexOf(label) < 0)
                .sorted()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private IllegalArgumentException error(String reason) {
        return new IllegalArgumentException("einsum: the equation \"" + equation + "\" " + reason);
    }

    /** The result. */
    Tensor compute() {
        Tensor x = operands.get(0);
        String labels = inputs.get(0);
        for (int i = 1; i < operands.size(); i++) {
            String later = output + String.join("", inputs.subList(i + 1, inputs.size()));
            Product product = new Product(x, labels, operands.get(i), inputs.get(i), later);
            x = product.compute();
            labels = product.labels;
        }
        return arrange(sumOut(x, labels, output), keep(labels, output), output);
    }

    /** The labels among {@code labels} that {@code wanted} has too. */
    private static String keep(String labels, String wanted) {
        return select(labels, wanted, true);
    }

    private static String without(String labels, String unwanted) {
        return select(labels, unwanted, false);
    }

    private static String select(String labels, String others, boolean present) {
        return labels.chars()
                .filter(label -> others.indexOf(label) >= 0 == present)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** x summed over the axes whose labels {@code needed} lacks. */
    private static Tensor sumOut(Tensor x, String labels, String needed) {
        List<Integer> axes =
                without(labels, needed).chars().map(labels::indexOf).boxed().toList();
        return axes.isEmpty() ? x : Ops.sum(x, axes, false);
    }

    /** x, whose axes have these labels, with its axes in the order of {@code wanted}. */
    private static Tensor arrange(Tensor x, String labels, String wanted) {
        return labels.equals(wanted)
                ? x
                : Ops.transpose(x, wanted.chars().map(labels::indexOf).toArray());
    }

    /** The product of two operands, in which the axes that {@code later} names are kept. */
    private final class Product {
        /** The labels of the result's axes. */
        final String labels;

        private final Tensor a;
        private final Tensor b;
        private final String ofA;
        private final String ofB;
        private final String batch;
        private final String summed;
        private final String onlyA;
        private final String onlyB;

        Product(Tensor a, String labelsA, Tensor b, String labelsB, String later) {
            this.a = sumOut(a, labelsA, labelsB + later);
            this.b = sumOut(b, labelsB, labelsA + later);
            ofA = keep(labelsA, labelsB + later);
            ofB = keep(labelsB, labelsA + later);
            String shared = keep(ofA, ofB);
            batch = keep(shared, later);
            summed = without(shared, later);
            onlyA = without(ofA, shared);
            onlyB = without(ofB, shared);
            labels = batch + onlyA + onlyB;
            for (char label : shared.toCharArray()) {
                long sizeA = size(this.a, ofA, label);
                long sizeB = size(this.b, ofB, label);
                boolean fits = sizeA == sizeB || sizeA == Shape.UNKNOWN || sizeB == Shape.UNKNOWN;
                if (!fits && (summed.indexOf(label) >= 0 || sizeA != 1 && sizeB != 1)) {
                    throw error("does not fit operands of shapes " + a.shape() + " and " + b.shape());
                }
            }
        }

        Tensor compute() {
            Shape batches = Shape.broadcast(sizes(a, ofA, batch), sizes(b, ofB, batch));
            Shape left = sizes(a, ofA, onlyA);
            Shape right = sizes(b, ofB, onlyB);
            long inner = sizes(a, ofA, summed).size();
            Tensor x = matrices(a, ofA, batch + onlyA + summed, batches, left.size(), inner);
            Tensor y = matrices(b, ofB, batch + summed + onlyB, batches, inner, right.size());
            return Ops.reshape(Ops.matmul(x, y), batches.concat(left).concat(right));
        }

        /** An operand with its axes in this order, as one matrix for each batch; as a matrix alone when there are no batches. */
        private Tensor matrices(Tensor x, String own, String order, Shape batches, long rows, long columns) {
            Tensor arranged = arrange(x, own, order);
            Shape whole = batches.concat(arranged.shape().slice(batches.rank(), arranged.rank()));
            Shape matrix = Shape.of(rows, columns);
            return Ops.reshape(
                    Ops.broadcastTo(arranged, whole), batches.rank() == 0 ? matrix : matrix.prepend(batches.size()));
        }
    }

    private static long size(Tensor x, String labels, char label) {
        return x.shape().dim(labels.indexOf(label));
    }

    private static Shape sizes(Tensor x, String labels, String wanted) {
        return Shape.of(
                wanted.chars().mapToLong(label -> size(x, labels, (char) label)).toArray());
    }
}
