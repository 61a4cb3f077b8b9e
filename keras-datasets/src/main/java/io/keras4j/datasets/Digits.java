package io.keras4j.datasets;

import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * 1,797 handwritten digits, images of 8 x 8 pixels with values from 0 to 16.
 *
 * <pre>{@code
 * Table digits = Digits.load();        // digits.x(): [1797, 64], digits.y(): [1797]
 * INDArray images = Digits.images();   // [1797, 8, 8]
 * }</pre>
 *
 * <p>Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits" (its test set), UCI Machine Learning
 * Repository (1998), as shipped by scikit-learn.
 */
public final class Digits {
    private static final int SIDE = 8;

    private Digits() {}

    /** The pixels as a table with a column for each pixel, row by row, read from the library itself. */
    public static Table load() {
        List<String> pixels = IntStream.range(0, SIDE * SIDE)
                .mapToObj(i -> "pixel_" + i / SIDE + "_" + i % SIDE)
                .toList();
        List<String> digits = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        return Table.bundled("digits.csv", 0, pixels, digits);
    }

    /** The same pixels as images, float32 {@code [1797, 8, 8]}. */
    public static INDArray images() {
        INDArray x = load().x();
        return x.reshape(x.size(0), SIDE, SIDE);
    }
}
