package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.autodiff.GradientTape;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.LeakyReLU;
import io.keras4j.layers.Reshape;
import io.keras4j.losses.BinaryCrossentropy;
import io.keras4j.losses.Loss;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.ops.Ops;
import io.keras4j.optimizers.Adam;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.training.Batch;
import io.keras4j.training.History;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A small generative adversarial network on the bundled digits, with a training step of its own: the discriminator learns to tell real
 * images from drawn ones, the generator to draw what is taken for real. After Goodfellow et al.,
 * <a href="https://arxiv.org/abs/1406.2661">Generative Adversarial Networks</a>.
 */
public final class DigitsGan extends Model {
    private static final int LATENT = 16;

    private final Sequential generator = addSublayer(
            "generator",
            new Sequential(
                    Input.of(LATENT),
                    new Dense(64),
                    new LeakyReLU(0.2),
                    new Dense(64),
                    new LeakyReLU(0.2),
                    new Dense(64).activation("sigmoid"),
                    new Reshape(8, 8, 1)));
    private final Sequential discriminator = addSublayer(
            "discriminator",
            new Sequential(
                    Input.of(8, 8, 1),
                    new Flatten(),
                    new Dense(64),
                    new LeakyReLU(0.2),
                    new Dropout(0.3),
                    new Dense(1)));
    private final Optimizer generatorOptimizer = new Adam(1e-3).beta1(0.5);
    private final Loss loss = new BinaryCrossentropy().fromLogits(true);
    private final SeedGenerator seed = new SeedGenerator();

    /** The images that the generator draws from these points. */
    @Override
    protected Tensor call(Tensor latent) {
        return generator.apply(latent);
    }

    @Override
    protected Map<String, Tensor> trainStep(Batch batch) {
        Tensor images = batch.x().get(0);
        Shape latent = Shape.of(batch.size(), LATENT);
        Tensor real = Ops.ones(Shape.of(batch.size(), 1), DType.FLOAT32);
        Tensor drawn = Ops.zeros(Shape.of(batch.size(), 1), DType.FLOAT32);

        Tensor discriminatorLoss;
        try (var tape = new GradientTape()) {
            Tensor fakes = generator.apply(point(latent), true);
            discriminatorLoss = Ops.add(
                    loss.apply(real, discriminator.apply(images, true)),
                    loss.apply(drawn, discriminator.apply(fakes, true)));
            var weights = discriminator.trainableWeights();
            optimizer().apply(tape.gradient(discriminatorLoss, weights), weights);
        }
        Tensor generatorLoss;
        try (var tape = new GradientTape()) {
            Tensor fakes = generator.apply(point(latent), true);
            generatorLoss = loss.apply(real, discriminator.apply(fakes, true));
            var weights = generator.trainableWeights();
            generatorOptimizer.apply(tape.gradient(generatorLoss, weights), weights);
        }
        return Map.of("discriminator_loss", discriminatorLoss, "generator_loss", generatorLoss);
    }

    private Tensor point(Shape shape) {
        return Random.normal(shape, 0, 1, DType.FLOAT32, seed);
    }

    /** The pixels that the generator draws from a row of random numbers each. */
    INDArray draw(int images) {
        return predict(Nd4j.randn(images, LATENT), predict -> predict.verbose(0));
    }

    /** Trains on the bundled digits. */
    static DigitsGan train(int epochs) {
        Keras.setRandomSeed(42);
        var gan = new DigitsGan();
        gan.compile(c -> c.optimizer(new Adam(1e-3).beta1(0.5)));
        History history = gan.fit(
                QuickStart.digits().trainX(),
                null,
                fit -> fit.epochs(epochs).batchSize(32).verbose(0));
        System.out.printf(
                "Losses after %d epochs: discriminator %.3f, generator %.3f%n",
                epochs, history.last("discriminator_loss"), history.last("generator_loss"));
        return gan;
    }

    /** Trains for a hundred epochs, or as many as the first argument says, and prints a few of the digits that it draws. */
    public static void main(String[] args) {
        INDArray drawn =
                train(args.length > 0 ? Integer.parseInt(args[0]) : 100).draw(6);
        String shades = " .:-=+*#%@";
        for (int row = 0; row < 8; row++) {
            var line = new StringBuilder();
            for (int image = 0; image < 6; image++) {
                for (int column = 0; column < 8; column++) {
                    int shade = (int) Math.min(9, drawn.getDouble(image, row, column, 0) * 10);
                    line.append(shades.charAt(shade)).append(shades.charAt(shade));
                }
                line.append("   ");
            }
            System.out.println(line);
        }
    }
}
