package io.keras4j.backend.loops;

import io.keras4j.ops.elementwise.Add;
import io.keras4j.ops.elementwise.Multiply;
import java.util.ArrayList;
import java.util.List;

/** Makes a multiplication and an addition that alone uses it one step of a loop. */
final class MultiplyAddFusion {
    private MultiplyAddFusion() {}

    static FusedLoop apply(FusedLoop loop, int inputs) {
        List<FusedLoop.Step> steps = loop.steps();
        int[] uses = new int[inputs + steps.size()];
        steps.forEach(step -> step.operands().forEach(operand -> uses[operand]++));
        loop.results().forEach(result -> uses[result.register()]++);
        boolean[] absorbed = new boolean[steps.size()];
        List<FusedLoop.Step> merged = new ArrayList<>(steps);
        for (int s = 0; s < steps.size(); s++) {
            FusedLoop.Step step = steps.get(s);
            if (step.op() instanceof Add) {
                for (int side = 0; side < 2; side++) {
                    int factor = step.operands().get(side) - inputs;
                    if (factor >= 0 && steps.get(factor).op() instanceof Multiply && uses[factor + inputs] == 1) {
                        List<Integer> product = merged.get(factor).operands();
                        merged.set(
                                s,
                                new FusedLoop.Step(
                                        new MultiplyAdd(),
                                        List.of(
                                                product.get(0),
                                                product.get(1),
                                                step.operands().get(1 - side))));
                        absorbed[factor] = true;
                        break;
                    }
                }
            }
        }
        return renumbered(loop, inputs, merged, absorbed);
    }

    private static FusedLoop renumbered(FusedLoop loop, int inputs, List<FusedLoop.Step> steps, boolean[] absorbed) {
        int[] registers = new int[inputs + steps.size()];
        for (int i = 0; i < inputs; i++) {
            registers[i] = i;
        }
        List<FusedLoop.Step> kept = new ArrayList<>();
        for (int s = 0; s < steps.size(); s++) {
            if (!absorbed[s]) {
                registers[inputs + s] = inputs + kept.size();
                FusedLoop.Step step = steps.get(s);
                kept.add(new FusedLoop.Step(
                        step.op(),
                        step.operands().stream().map(r -> registers[r]).toList()));
            }
        }
        List<FusedLoop.Result> results = loop.results().stream()
                .map(r -> new FusedLoop.Result(registers[r.register()], r.fold(), r.factor(), r.spec()))
                .toList();
        return new FusedLoop(loop.shape(), kept, results);
    }
}
