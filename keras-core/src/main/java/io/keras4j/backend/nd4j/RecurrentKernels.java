package io.keras4j.backend.nd4j;

import io.keras4j.ops.nn.Gru;
import io.keras4j.ops.nn.GruGradient;
import io.keras4j.ops.nn.Lstm;
import io.keras4j.ops.nn.LstmGradient;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/**
 * Recurrent layers, step after step. Everything is kept with the steps as the first axis, so that what belongs to one step lies together;
 * what does not depend on the step before is one product over all steps. Gradients compute the forward pass again.
 */
final class RecurrentKernels {
    private RecurrentKernels() {}

    static void addTo(Binders binders) {
        binders.add(Lstm.class, (op, in, out) -> new LstmSteps(in).forward(out));
        binders.add(
                LstmGradient.class,
                (op, in, out) -> in.get(0).isEmpty() ? zeros(out) : new LstmSteps(in).backward(in.subList(9, 12), out));
        binders.add(Gru.class, (op, in, out) -> new GruSteps(in).forward(out));
        binders.add(
                GruGradient.class,
                (op, in, out) -> in.get(0).isEmpty() ? zeros(out) : new GruSteps(in).backward(in.subList(7, 9), out));
    }

    /** The gradients of a batch without samples. */
    private static Runnable zeros(List<INDArray> out) {
        return Steps.sequence(out.stream()
                .filter(gradient -> !gradient.isEmpty())
                .map(gradient -> Steps.fill(gradient, 0))
                .toList());
    }

    /** The steps of one kernel, in the order in which they are added. */
    private abstract static class Recurrence {
        final INDArray kernel;
        final INDArray recurrentKernel;
        final INDArray bias;
        final long time;
        final long batch;
        final long units;
        final INDArray x;

        /** h before the first step and after each. */
        final INDArray h;

        private final INDArray xIn;
        private final INDArray initial;
        private final List<Runnable> steps = new ArrayList<>();

        Recurrence(List<INDArray> in) {
            xIn = in.get(0);
            kernel = in.get(1);
            recurrentKernel = in.get(2);
            bias = in.get(3);
            initial = in.get(4);
            time = xIn.size(1);
            batch = xIn.size(0);
            units = recurrentKernel.size(0);
            x = space(time, batch, xIn.size(2));
            h = space(time + 1, batch, units);
        }

        INDArray space(long... dims) {
            return Steps.space(xIn.dataType(), dims);
        }

        /** What {@code all} holds for one step. */
        static INDArray at(INDArray all, long step) {
            INDArray slice = Views.slice(all, 0, step, step + 1);
            return Views.reshape(slice, all.size(1), all.size(2));
        }

        /** Gate {@code number} of an array of the gates of one step. */
        INDArray gate(INDArray gates, long number) {
            return Views.slice(gates, 1, number * units, (number + 1) * units);
        }

        /** All steps under one another. */
        static INDArray rows(INDArray all) {
            return Views.reshape(all, all.size(0) * all.size(1), all.size(2));
        }

        void add(Runnable step) {
            steps.add(step);
        }

        void add(INDArray a, INDArray b, INDArray sum) {
            add(Steps.binary("add", a, b, sum));
        }

        void subtract(INDArray a, INDArray b, INDArray difference) {
            add(Steps.binary("subtract", a, b, difference));
        }

        void multiply(INDArray a, INDArray b, INDArray product) {
            add(Steps.binary("multiply", a, b, product));
        }

        void sigmoid(INDArray a) {
            add(Steps.run(new Sigmoid(a, a)));
        }

        void tanh(INDArray a, INDArray y) {
            add(Steps.run(new Tanh(a, y)));
        }

        /** product = gradient · factor · s · (1 - s), the gradient before the sigmoid s. */
        void throughSigmoid(INDArray gradient, INDArray factor, INDArray s, INDArray product) {
            multiply(gradient, factor, product);
            multiply(product, s, product);
            INDArray rest = space(batch, units);
            subtract(one(), s, rest);
            multiply(product, rest, product);
        }

        /** product = gradient · factor · (1 - t²), the gradient before the tanh t. */
        void throughTanh(INDArray gradient, INDArray factor, INDArray t, INDArray product) {
            INDArray rest = space(batch, units);
            multiply(t, t, rest);
            subtract(one(), rest, rest);
            multiply(gradient, factor, product);
            multiply(product, rest, product);
        }

        INDArray one() {
            return Steps.scalar(xIn.dataType(), 1);
        }

        /** gates = x · kernel + bias, for all steps. */
        void project(INDArray biasOfGates, INDArray gates) {
            add(Steps.copy(xIn.permute(1, 0, 2), x));
            add(Steps.copy(initial, at(h, 0)));
            add(MatMulKernel.bind(rows(x), false, kernel, false, rows(gates)));
            add(rows(gates), biasOfGates, rows(gates));
        }

        /** Computes all states. */
        abstract void computeStates();

        /** Copies h after every step and at the end into the first two outputs. */
        final void giveStates(List<INDArray> out) {
            computeStates();
            INDArray after = Views.slice(h, 0, 1, time + 1);
            add(Steps.copy(after.permute(1, 0, 2), out.get(0)));
            add(Steps.copy(at(h, time), out.get(1)));
        }

        /** The gradients of everything but the bias, from those of the gates as products with x and with h. */
        final void giveGradients(INDArray ofX, INDArray ofH, INDArray dh, List<INDArray> out) {
            INDArray dx = space(x.shape());
            add(MatMulKernel.bind(rows(ofX), false, kernel, true, rows(dx)));
            add(Steps.copy(dx.permute(1, 0, 2), out.get(0)));
            add(MatMulKernel.bind(rows(x), true, rows(ofX), false, out.get(1)));
            INDArray before = rows(Views.slice(h, 0, 0, time));
            add(MatMulKernel.bind(before, true, rows(ofH), false, out.get(2)));
            add(Steps.copy(dh, out.get(4)));
        }

        void sum(INDArray gates, INDArray total) {
            add(Steps.custom("reduce_sum", List.of(rows(gates)), total, false, 0));
        }

        /** Adds the gradient of the output of {@code step} to dh. */
        void addGradientOfOutput(INDArray dy, long step, INDArray dh) {
            INDArray of = Views.slice(dy, 1, step, step + 1);
            INDArray copy = space(batch, 1, units);
            add(Steps.copy(of, copy));
            add(dh, Views.reshape(copy, batch, units), dh);
        }

        Runnable done() {
            return Steps.sequence(steps);
        }
    }

    private static final class LstmSteps extends Recurrence {
        private final INDArray gates;
        private final INDArray c;
        private final INDArray initialC;

        LstmSteps(List<INDArray> in) {
            super(in);
            gates = space(time, batch, 4 * units);
            c = space(time + 1, batch, units);
            initialC = in.get(5);
        }

        @Override
        void computeStates() {
            project(bias, gates);
            add(Steps.copy(initialC, at(c, 0)));
            INDArray ofH = space(batch, 4 * units);
            INDArray product = space(batch, units);
            for (long step = 0; step < time; step++) {
                INDArray now = at(gates, step);
                INDArray next = at(c, step + 1);
                add(MatMulKernel.bind(at(h, step), false, recurrentKernel, false, ofH));
                add(now, ofH, now);
                sigmoid(gate(now, 0));
                sigmoid(gate(now, 1));
                tanh(gate(now, 2), gate(now, 2));
                sigmoid(gate(now, 3));
                multiply(gate(now, 1), at(c, step), next);
                multiply(gate(now, 0), gate(now, 2), product);
                add(next, product, next);
                tanh(next, product);
                multiply(gate(now, 3), product, at(h, step + 1));
            }
        }

        Runnable forward(List<INDArray> out) {
            giveStates(out);
            add(Steps.copy(at(c, time), out.get(2)));
            return done();
        }

        /** {@code of} holds the gradients of y, the last h and the last c. */
        Runnable backward(List<INDArray> of, List<INDArray> out) {
            computeStates();
            INDArray dGates = space(gates.shape());
            INDArray dh = space(batch, units);
            INDArray dc = space(batch, units);
            INDArray tanhC = space(batch, units);
            INDArray product = space(batch, units);
            add(Steps.copy(of.get(1), dh));
            add(Steps.copy(of.get(2), dc));
            for (long step = time - 1; step >= 0; step--) {
                INDArray now = at(gates, step);
                INDArray d = at(dGates, step);
                addGradientOfOutput(of.get(0), step, dh);
                tanh(at(c, step + 1), tanhC);
                throughTanh(dh, gate(now, 3), tanhC, product);
                add(dc, product, dc);
                throughSigmoid(dc, gate(now, 2), gate(now, 0), gate(d, 0));
                throughSigmoid(dc, at(c, step), gate(now, 1), gate(d, 1));
                throughTanh(dc, gate(now, 0), gate(now, 2), gate(d, 2));
                throughSigmoid(dh, tanhC, gate(now, 3), gate(d, 3));
                multiply(dc, gate(now, 1), dc);
                add(MatMulKernel.bind(d, false, recurrentKernel, true, dh));
            }
            giveGradients(dGates, dGates, dh, out);
            sum(dGates, out.get(3));
            add(Steps.copy(dc, out.get(5)));
            return done();
        }
    }

    private static final class GruSteps extends Recurrence {
        /** Of x at first; of both, activated, when the step is done. */
        private final INDArray gates;

        private final INDArray ofH;

        GruSteps(List<INDArray> in) {
            super(in);
            gates = space(time, batch, 3 * units);
            ofH = space(time, batch, 3 * units);
        }

        @Override
        void computeStates() {
            project(Views.slice(bias, 0, 0, 3 * units), gates);
            INDArray candidateBias = Views.slice(bias, 0, 3 * units, 4 * units);
            INDArray product = space(batch, units);
            for (long step = 0; step < time; step++) {
                INDArray now = at(gates, step);
                INDArray recurrent = at(ofH, step);
                INDArray next = at(h, step + 1);
                add(MatMulKernel.bind(at(h, step), false, recurrentKernel, false, recurrent));
                add(gate(recurrent, 2), candidateBias, gate(recurrent, 2));
                for (int number = 0; number < 2; number++) {
                    add(gate(now, number), gate(recurrent, number), gate(now, number));
                    sigmoid(gate(now, number));
                }
                multiply(gate(now, 1), gate(recurrent, 2), product);
                add(gate(now, 2), product, gate(now, 2));
                tanh(gate(now, 2), gate(now, 2));
                subtract(at(h, step), gate(now, 2), product);
                multiply(gate(now, 0), product, product);
                add(gate(now, 2), product, next);
            }
        }

        Runnable forward(List<INDArray> out) {
            giveStates(out);
            return done();
        }

        /** {@code of} holds the gradients of y and the last h. */
        Runnable backward(List<INDArray> of, List<INDArray> out) {
            computeStates();
            INDArray dOfX = space(gates.shape());
            INDArray dOfH = space(gates.shape());
            INDArray dh = space(batch, units);
            INDArray direct = space(batch, units);
            INDArray product = space(batch, units);
            add(Steps.copy(of.get(1), dh));
            for (long step = time - 1; step >= 0; step--) {
                INDArray now = at(gates, step);
                INDArray dx = at(dOfX, step);
                INDArray dRecurrent = at(dOfH, step);
                addGradientOfOutput(of.get(0), step, dh);
                subtract(at(h, step), gate(now, 2), product);
                throughSigmoid(dh, product, gate(now, 0), gate(dx, 0));
                subtract(one(), gate(now, 0), product);
                throughTanh(dh, product, gate(now, 2), gate(dx, 2));
                throughSigmoid(gate(dx, 2), gate(at(ofH, step), 2), gate(now, 1), gate(dx, 1));
                add(Steps.copy(dx, dRecurrent));
                multiply(gate(dx, 2), gate(now, 1), gate(dRecurrent, 2));
                multiply(dh, gate(now, 0), direct);
                add(MatMulKernel.bind(dRecurrent, false, recurrentKernel, true, dh));
                add(dh, direct, dh);
            }
            giveGradients(dOfX, dOfH, dh, out);
            sum(dOfX, Views.slice(out.get(3), 0, 0, 3 * units));
            INDArray recurrentBias = space(3 * units);
            sum(dOfH, recurrentBias);
            add(Steps.copy(
                    Views.slice(recurrentBias, 0, 2 * units, 3 * units),
                    Views.slice(out.get(3), 0, 3 * units, 4 * units)));
            return done();
        }
    }
}
