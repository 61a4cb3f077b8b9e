package io.keras4j.models;

import static io.keras4j.models.Model.inputs;
import static io.keras4j.models.Model.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.config.Json;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.layers.Add;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link Model#cloneModel}: the same layers with weights of their own. */
class CloneModelTest {
    private static final INDArray X = Nd4j.linspace(-1, 1, 20).reshape(5, 4);

    private static Sequential sequential() {
        Sequential model = new Sequential(Input.of(4), new Dense(6).activation("relu"), new Dropout(0.5), new Dense(2));
        model.name("stack");
        model.getLayer(0).setTrainable(false);
        model.compile("adam", "mse", "mae");
        return model;
    }

    /** Shared and nested layers, ops, arguments of calls, two inputs and outputs. */
    private static Model functional() {
        Tensor left = Input.of(4).name("left");
        Tensor right = Input.of(4).name("right");
        Dense shared = new Dense(3).name("shared");
        Model nested = new Sequential(Input.of(3), new Dense(3), new BatchNormalization()).name("nested");
        Tensor sum = new Add().apply(shared.apply(left), Ops.multiply(shared.apply(right), 2));
        Tensor quiet = nested.apply(sum, new CallArguments().training(false));
        return new Model(
                        inputs(left, right),
                        outputs(quiet, new Dense(1).name("end").apply(sum)))
                .name("graph");
    }

    private static void checkSameStructure(Model clone, Model model) {
        assertThat(Json.write(clone.config())).isEqualTo(Json.write(model.config()));
        assertThat(clone.weights()).hasSameSizeAs(model.weights()).doesNotContainAnyElementsOf(model.weights());
        assertThat(clone.trainableWeights()).hasSameSizeAs(model.trainableWeights());
    }

    @Test
    void sequentialModelsKeepTheirLayersNamesAndWhetherTheyTrain() {
        Sequential model = sequential();
        Model clone = Model.cloneModel(model);

        assertThat(clone).isInstanceOf(Sequential.class);
        checkSameStructure(clone, model);
        assertThat(clone.isCompiled()).isTrue();
        assertThat(clone.optimizer()).isNotSameAs(model.optimizer());
        assertThat(clone.predict(X)).isNotEqualTo(model.predict(X));
        clone.setWeights(model.getWeights());
        assertThat(clone.predict(X)).isEqualTo(model.predict(X));
    }

    @Test
    void functionalModelsKeepTheirCalls() {
        Model model = functional();
        Model clone = Model.cloneModel(model);

        checkSameStructure(clone, model);
        assertThat(clone.isCompiled()).isFalse();
        clone.setWeights(model.getWeights());
        List<INDArray> both = List.of(X, X.neg());
        assertThat(clone.predictAll(both)).isEqualTo(model.predictAll(both));
    }

    @Test
    void trainingACloneLeavesTheModelAlone() {
        Sequential model = sequential();
        List<INDArray> before = model.getWeights();
        Model clone = Model.cloneModel(model);
        clone.fit(X, Nd4j.ones(5, 2), fit -> fit.verbose(0));
        assertThat(model.getWeights()).isEqualTo(before);
    }

    @Test
    void layersCanBeReplacedOrShared() {
        Sequential model = sequential();
        Model clone =
                Model.cloneModel(model, layer -> layer instanceof Dropout ? new Dropout(0.1).name("calmer") : layer);

        assertThat(clone.layers().get(0)).isSameAs(model.layers().get(0));
        assertThat(clone.layers().get(1).name()).isEqualTo("calmer");
        assertThat(clone.predict(X)).isEqualTo(model.predict(X));
    }

    @Test
    void modelsNotBuiltYetStaySo() {
        Sequential model = new Sequential(new Dense(2).name("only"));
        Model clone = Model.cloneModel(model);
        assertThat(clone.isBuilt()).isFalse();
        assertThat(clone.layers().stream().map(Layer::name)).containsExactly("only");
    }

    private static final class Own extends Model {
        @Override
        protected Tensor call(Tensor x) {
            return x;
        }
    }

    @Test
    void refusesModelsWithTheirOwnCall() {
        assertThatThrownBy(() -> Model.cloneModel(new Own().name("mine")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cloneModel: expected a Sequential model or one of the Functional API, got Own \"mine\", which"
                                + " has its own call");
    }

    @Test
    void arrivesWithTheTrainableFlagOfTheModel() {
        Model model = functional();
        model.setTrainable(false);
        assertThat(Model.cloneModel(model).trainableWeights()).isEmpty();
        assertThat(Model.cloneModel(model).config()).containsAllEntriesOf(Map.of("trainable", false));
    }
}
