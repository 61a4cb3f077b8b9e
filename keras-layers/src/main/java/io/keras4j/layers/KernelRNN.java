package io.keras4j.layers;

import io.keras4j.engine.InputSpec;
import io.keras4j.tensor.Shape;
import java.util.Map;

/** A recurrent layer with a cell of its own, whose arguments are the layer's. */
abstract class KernelRNN<S extends KernelRNN<S, C>, C extends KernelCell<C>> extends BaseRNN<S>
        implements CellSetters<S> {
    private final C cell;

    /**
     * A layer that runs this cell, to be configured.
     *
     * @param rank how many axes its input has
     */
    KernelRNN(C cell, String cellName, int rank) {
        this.cell = addSublayer("cell", cell.name(cellName));
        adoptArguments(cell);
        inputSpec(new InputSpec().rank(rank));
    }

    @Override
    public C cell() {
        return cell;
    }

    @Override
    protected void build(Shape input) {
        if (!cell.isBuilt()) {
            cell.dtype(dtypePolicy().name());
        }
        super.build(input);
    }

    /** Keras lists the activity regularizer where there is none, too. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.putIfAbsent("activity_regularizer", null);
        return KernelCell.ordered(config);
    }
}
