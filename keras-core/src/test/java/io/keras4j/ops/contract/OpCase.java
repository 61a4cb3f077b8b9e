package io.keras4j.ops.contract;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An op with inputs and what must come out of them.
 *
 * @param types the dtypes of the inputs, one list for each way to run the case
 * @param reference computes the outputs by plain loops
 * @param differentiable the inputs whose gradients are checked against differences
 * @param facts what is compared of the outputs, where these are not all that is right, as the signs of eigenvectors are not; null for
 *     themselves
 */
record OpCase(
        Op op,
        List<Grid> inputs,
        List<List<DType>> types,
        Function<List<Grid>, List<Grid>> reference,
        List<Integer> differentiable,
        UnaryOperator<List<Grid>> facts) {

    OpCase(
            Op op,
            List<Grid> inputs,
            List<List<DType>> types,
            Function<List<Grid>, List<Grid>> reference,
            List<Integer> differentiable) {
        this(op, inputs, types, reference, differentiable, null);
    }

    static final List<DType> FLOATS = List.of(DType.FLOAT32, DType.FLOAT64);
    static final List<DType> NUMBERS = List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.UINT8);
    static final List<DType> ALL =
            List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.UINT8, DType.BOOL);

    /** A case whose inputs all have one dtype, each of {@code types} in turn (only the first when they are large), with one output. */
    static OpCase of(Op op, List<DType> types, Function<List<Grid>, Grid> reference, Grid... inputs) {
        List<List<DType>> same = new ArrayList<>();
        boolean large = Arrays.stream(inputs).anyMatch(input -> input.values().length > 2000);
        (large ? types.subList(0, 1) : types).forEach(type -> same.add(Collections.nCopies(inputs.length, type)));
        return new OpCase(
                op, Arrays.asList(inputs), same, in -> List.of(reference.apply(in)), indices(op, inputs.length));
    }

    private static List<Integer> indices(Op op, int count) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count && !(op instanceof Op.NotDifferentiable); i++) {
            all.add(i);
        }
        return all;
    }

    /** This case with input {@code i} always of this dtype, and not differentiable. */
    OpCase fixed(int i, DType type) {
        List<List<DType>> changed = new ArrayList<>();
        for (List<DType> each : types) {
            List<DType> copy = new ArrayList<>(each);
            copy.set(i, type);
            changed.add(copy);
        }
        return new OpCase(
                op,
                inputs,
                changed,
                reference,
                differentiable.stream().filter(d -> d != i).toList(),
                facts);
    }

    /** This case without a check of gradients: where the function has a kink or the numbers are not finite. */
    OpCase withoutGradient() {
        return new OpCase(op, inputs, types, reference, List.of(), facts);
    }

    /** This case with several outputs, of which these facts are compared. */
    OpCase comparing(UnaryOperator<List<Grid>> newFacts, Function<List<Grid>, List<Grid>> newReference) {
        return new OpCase(op, inputs, types, newReference, differentiable, newFacts);
    }

    /** What is compared of these outputs. */
    List<Grid> compared(List<INDArray> outputs) {
        List<Grid> grids = outputs.stream().map(Grid::from).toList();
        return facts == null ? grids : facts.apply(grids);
    }

    List<TensorSpec> specs(List<DType> inputTypes) {
        List<TensorSpec> specs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            specs.add(new TensorSpec(Shape.of(inputs.get(i).shape()), inputTypes.get(i)));
        }
        return specs;
    }

    /** Input {@code i} as an array of the type that it has among {@code inputTypes}. */
    INDArray array(int i, List<DType> inputTypes) {
        return inputs.get(i).as(inputTypes.get(i)).toArray(inputTypes.get(i));
    }

    /** The inputs as arrays of these types hold them. */
    List<Grid> inputs(List<DType> inputTypes) {
        List<Grid> represented = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            represented.add(inputs.get(i).as(inputTypes.get(i)));
        }
        return represented;
    }

    @Override
    public String toString() {
        return op + " of " + inputs;
    }
}
