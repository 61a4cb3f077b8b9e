package io.keras4j.examples;

import static io.keras4j.models.Model.inputs;
import static io.keras4j.models.Model.outputs;

import io.keras4j.callbacks.EarlyStopping;
import io.keras4j.callbacks.ModelCheckpoint;
import io.keras4j.datasets.FashionMnist;
import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.regularizers.L2;
import io.keras4j.tensor.Tensor;
import io.keras4j.training.History;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The program of the README. It takes minutes, so the tests only compile it. */
final class ReadmeProgram {
    private ReadmeProgram() {}

    public static void main(String[] args) {
        var mnist = FashionMnist.load().scaled(); // trainX, trainY, testX, testY as INDArray

        var model = new Sequential(
                Input.of(28, 28, 1),
                new Conv2D(32, 3).activation("relu").padding("same"),
                new BatchNormalization(),
                new MaxPooling2D(2),
                new Flatten(),
                new Dense(128).activation("relu").kernelRegularizer(new L2(1e-4)),
                new Dropout(0.3),
                new Dense(10).activation("softmax"));
        model.summary();
        model.compile(new Adam(1e-3), "sparse_categorical_crossentropy", "accuracy");

        History history = model.fit(
                mnist.trainX(),
                mnist.trainY(),
                fit -> fit.epochs(10)
                        .batchSize(32)
                        .validationSplit(0.2)
                        .callbacks(
                                new EarlyStopping("val_loss").patience(3).restoreBestWeights(true),
                                new ModelCheckpoint("best.keras").saveBestOnly(true)));
        Map<String, Double> scores = model.evaluate(mnist.testX(), mnist.testY());
        INDArray probabilities = model.predict(mnist.testX());

        model.save("fashion.keras"); // Python Keras opens this file
        Model again = Model.load("fashion.keras"); // and this opens Python Keras's files

        Tensor x = Input.of(32); // Functional API
        Tensor h = new Dense(64).activation("relu").name("hidden").apply(x);
        Model two = new Model(
                inputs(x),
                outputs(
                        new Dense(1).apply(h),
                        new Dense(3).activation("softmax").apply(h)));

        System.out.println(history.last("val_accuracy") + " " + scores + " " + probabilities.shapeInfoToString());
        System.out.println(again.evaluate(mnist.testX(), mnist.testY()) + " " + two.countParams());
    }
}
