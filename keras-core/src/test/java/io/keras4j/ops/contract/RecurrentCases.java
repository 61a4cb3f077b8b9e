package io.keras4j.ops.contract;

import static io.keras4j.ops.contract.OpCase.FLOATS;

import io.keras4j.ops.Op;
import io.keras4j.ops.nn.Gru;
import io.keras4j.ops.nn.GruGradient;
import io.keras4j.ops.nn.Lstm;
import io.keras4j.ops.nn.LstmGradient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Recurrent ops. The reference computes with numbers that carry their derivative with respect to one element of one input, so it gives
 * gradients without going back in time as the ops do.
 */
final class RecurrentCases {
    private final List<OpCase> cases = new ArrayList<>();

    static List<OpCase> cases() {
        RecurrentCases all = new RecurrentCases();
        for (long[] sizes : new long[][] {{1, 1, 1, 1}, {2, 1, 3, 2}, {3, 4, 2, 3}, {2, 5, 1, 4}, {5, 3, 4, 1}}) {
            all.lstm(true, sizes);
            all.gru(true, sizes);
        }
        all.lstm(false, 37, 3, 16, 24);
        all.gru(false, 37, 3, 16, 24);
        all.lstm(true, 0, 3, 2, 2);
        all.gru(true, 0, 3, 2, 2);
        return all.cases;
    }

    private void lstm(boolean withGradient, long... sizes) {
        add(new Lstm(), new LstmGradient(), RecurrentCases::lstm, 4, 2, withGradient, sizes);
    }

    private void gru(boolean withGradient, long... sizes) {
        add(new Gru(), new GruGradient(), RecurrentCases::gru, 3, 1, withGradient, sizes);
    }

    /** A number and its derivative. */
    private record Dual(double value, double slope) {
        Dual plus(Dual other) {
            return new Dual(value + other.value, slope + other.slope);
        }

        Dual minus(Dual other) {
            return new Dual(value - other.value, slope - other.slope);
        }

        Dual times(Dual other) {
            return new Dual(value * other.value, slope * other.value + value * other.slope);
        }

        Dual sigmoid() {
            double s = 1 / (1 + Math.exp(-value));
            return new Dual(s, slope * s * (1 - s));
        }

        Dual tanh() {
            double t = Math.tanh(value);
            return new Dual(t, slope * (1 - t * t));
        }
    }

    /** An array of such numbers. */
    private record Duals(long[] shape, Dual[] values) {
        static Duals zeros(long... shape) {
            Duals zeros = new Duals(shape, new Dual[Grid.zeros(shape).values().length]);
            Arrays.fill(zeros.values, new Dual(0, 0));
            return zeros;
        }

        /** The numbers of {@code grid}, with respect to its element {@code element}, or none for -1. */
        static Duals of(Grid grid, int element) {
            Duals duals = zeros(grid.shape());
            for (int i = 0; i < duals.values.length; i++) {
                duals.values[i] = new Dual(grid.values()[i], i == element ? 1 : 0);
            }
            return duals;
        }

        private int position(long... index) {
            return new Grid(shape, null).position(index);
        }

        Dual at(long... index) {
            return values[position(index)];
        }

        void set(Dual value, long... index) {
            values[position(index)] = value;
        }

        Grid grid() {
            return new Grid(
                    shape, Arrays.stream(values).mapToDouble(Dual::value).toArray());
        }
    }

    private interface Recurrence {
        List<Duals> apply(List<Duals> in);
    }

    /** Σ over k of a[index..., k] · b[k, column]. */
    private static Dual product(Duals a, Duals b, long column, long... index) {
        Dual sum = new Dual(0, 0);
        long[] at = Arrays.copyOf(index, index.length + 1);
        for (int k = 0; k < b.shape[0]; k++) {
            at[index.length] = k;
            sum = sum.plus(a.at(at).times(b.at(k, column)));
        }
        return sum;
    }

    private static List<Duals> lstm(List<Duals> in) {
        Duals x = in.get(0);
        Duals h = in.get(4);
        Duals c = in.get(5);
        long units = h.shape[1];
        Duals y = Duals.zeros(x.shape[0], x.shape[1], units);
        for (int t = 0; t < x.shape[1]; t++) {
            Duals nextH = Duals.zeros(h.shape);
            Duals nextC = Duals.zeros(h.shape);
            for (int n = 0; n < x.shape[0]; n++) {
                for (int u = 0; u < units; u++) {
                    Dual[] gates = new Dual[4];
                    for (int g = 0; g < 4; g++) {
                        long column = g * units + u;
                        gates[g] = product(x, in.get(1), column, n, t)
                                .plus(product(h, in.get(2), column, n))
                                .plus(in.get(3).at(column));
                    }
                    Dual kept = gates[1].sigmoid().times(c.at(n, u));
                    Dual cell = kept.plus(gates[0].sigmoid().times(gates[2].tanh()));
                    nextC.set(cell, n, u);
                    nextH.set(gates[3].sigmoid().times(cell.tanh()), n, u);
                    y.set(nextH.at(n, u), n, t, u);
                }
            }
            h = nextH;
            c = nextC;
        }
        return List.of(y, h, c);
    }

    private static List<Duals> gru(List<Duals> in) {
        Duals x = in.get(0);
        Duals h = in.get(4);
        Duals bias = in.get(3);
        long units = h.shape[1];
        Duals y = Duals.zeros(x.shape[0], x.shape[1], units);
        for (int t = 0; t < x.shape[1]; t++) {
            Duals next = Duals.zeros(h.shape);
            for (int n = 0; n < x.shape[0]; n++) {
                for (int u = 0; u < units; u++) {
                    Dual[] ofX = new Dual[3];
                    Dual[] ofH = new Dual[3];
                    for (int g = 0; g < 3; g++) {
                        ofX[g] = product(x, in.get(1), g * units + u, n, t).plus(bias.at(g * units + u));
                        ofH[g] = product(h, in.get(2), g * units + u, n);
                    }
                    Dual z = ofX[0].plus(ofH[0]).sigmoid();
                    Dual r = ofX[1].plus(ofH[1]).sigmoid();
                    Dual candidate = ofX[2].plus(r.times(ofH[2].plus(bias.at(3 * units + u))))
                            .tanh();
                    next.set(z.times(h.at(n, u)).plus(new Dual(1, 0).minus(z).times(candidate)), n, u);
                    y.set(next.at(n, u), n, t, u);
                }
            }
            h = next;
        }
        return List.of(y, h);
    }

    /** Cases for (batch, steps, channels, units). */
    private void add(
            Op op, Op gradient, Recurrence reference, int gates, int states, boolean withGradient, long[] sizes) {
        long units = sizes[3];
        List<Grid> inputs = new ArrayList<>(List.of(
                Grid.uniform(-2, 2, sizes[0], sizes[1], sizes[2]),
                Grid.uniform(-1, 1, sizes[2], gates * units),
                Grid.uniform(-1, 1.1, units, gates * units),
                Grid.uniform(-1, 1, 4 * units)));
        for (int i = 0; i < states; i++) {
            inputs.add(Grid.uniform(-1 - i, 1, sizes[0], units));
        }
        OpCase forward = OpCase.of(op, FLOATS, in -> in.get(0), inputs.toArray(Grid[]::new));
        cases.add(new OpCase(
                op,
                inputs,
                forward.types(),
                in -> values(reference.apply(tangent(in, -1, -1))),
                withGradient ? forward.differentiable() : List.of()));
        if (withGradient) {
            List<Grid> outputs = values(reference.apply(tangent(inputs, -1, -1)));
            List<Grid> all = new ArrayList<>(inputs);
            all.addAll(outputs);
            outputs.forEach(output -> all.add(Grid.uniform(-2, 1 + output.shape().length, output.shape())));
            cases.add(new OpCase(
                    gradient,
                    all,
                    FLOATS.stream()
                            .map(type -> Collections.nCopies(all.size(), type))
                            .toList(),
                    in -> gradients(
                            reference,
                            in.subList(0, inputs.size()),
                            in.subList(all.size() - outputs.size(), all.size())),
                    List.of()));
        }
    }

    private static List<Grid> values(List<Duals> duals) {
        return duals.stream().map(Duals::grid).toList();
    }

    private static List<Duals> tangent(List<Grid> in, int input, int element) {
        List<Duals> duals = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            duals.add(Duals.of(in.get(i), i == input ? element : -1));
        }
        return duals;
    }

    private static List<Grid> gradients(Recurrence reference, List<Grid> in, List<Grid> of) {
        List<Grid> gradients = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            Grid gradient = Grid.zeros(in.get(i).shape());
            for (int element = 0; element < gradient.values().length; element++) {
                List<Duals> outputs = reference.apply(tangent(in, i, element));
                for (int output = 0; output < of.size(); output++) {
                    for (int j = 0; j < of.get(output).values().length; j++) {
                        gradient.values()[element] += outputs.get(output).values[j].slope
                                * of.get(output).values()[j];
                    }
                }
            }
            gradients.add(gradient);
        }
        return gradients;
    }
}
