package io.keras4j.ops;

import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One way that a computation may take: what it assigns to variables is kept here until it is known which way counts. */
final class Branch<T> implements Executor {
    private final Executor outer = Executor.current();
    private final Map<Variable, Tensor> assigned = new LinkedHashMap<>();
    private final T result;

    Branch(Supplier<T> body) {
        this.result = Executor.within(this, body);
    }

    /** What the body of {@code a} gave where {@code condition} is true, else that of {@code b}; likewise for the variables that they assign. */
    static <T> T choose(Tensor condition, Branch<T> a, Branch<T> b) {
        List<Tensor> ofA = Structure.tensors(a.result);
        List<Tensor> ofB = Structure.tensors(b.result);
        boolean same = ofA.size() == ofB.size();
        for (int i = 0; same && i < ofA.size(); i++) {
            same = ofA.get(i).shape().matches(ofB.get(i).shape())
                    && ofA.get(i).dtype() == ofB.get(i).dtype();
        }
        if (!same) {
            throw new IllegalArgumentException(
                    "cond: both branches must give tensors of the same shapes and dtypes, got " + ofA + " and " + ofB);
        }
        Map<Variable, Tensor> all = new LinkedHashMap<>(a.assigned);
        all.putAll(b.assigned);
        all.keySet()
                .forEach(variable ->
                        a.outer.assign(variable, Ops.where(condition, a.valueOf(variable), b.valueOf(variable))));
        List<Tensor> chosen = new ArrayList<>();
        for (int i = 0; i < ofA.size(); i++) {
            chosen.add(ofA.get(i) == ofB.get(i) ? ofA.get(i) : Ops.where(condition, ofA.get(i), ofB.get(i)));
        }
        return Structure.like(a.result, chosen);
    }

    private Tensor valueOf(Variable variable) {
        Tensor own = assigned.get(variable);
        return own == null ? outer.read(variable) : own;
    }

    @Override
    public List<Tensor> execute(Op op, List<Tensor> inputs) {
        return outer.execute(op, inputs);
    }

    @Override
    public Tensor constant(INDArray array) {
        return outer.constant(array);
    }

    @Override
    public Tensor read(Variable variable) {
        return valueOf(variable);
    }

    @Override
    public void assign(Variable variable, Tensor value) {
        assigned.put(variable, value);
    }

    @Override
    public List<Tensor> gradientsOf(Tensor target, List<Tensor> sources) {
        return outer.gradientsOf(target, sources);
    }
}
