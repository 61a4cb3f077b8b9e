package io.keras4j.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.datasets.Npz;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What Python computed, and arrays that are laid out unusually. */
final class Fixtures {
    private Fixtures() {}

    static Map<String, INDArray> load(String name) {
        return Npz.load(Path.of("src/test/resources/fixtures", name));
    }

    static void assertClose(INDArray actual, INDArray expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double[] values = actual.castTo(DataType.DOUBLE).dup('c').data().asDouble();
        double[] wanted = expected.castTo(DataType.DOUBLE).dup('c').data().asDouble();
        for (int i = 0; i < wanted.length; i++) {
            if (Double.isNaN(wanted[i])) {
                assertThat(values[i]).as("element %d", i).isNaN();
            } else {
                double allowed = tolerance * Math.max(1, Math.abs(wanted[i]));
                assertThat(values[i]).as("element %d", i).isCloseTo(wanted[i], Offset.offset(allowed));
            }
        }
    }

    /** The same elements as a view into a larger array in Fortran order. */
    static INDArray view(INDArray array) {
        long[] larger = array.shape().clone();
        var region = new INDArrayIndex[larger.length];
        for (int i = 0; i < larger.length; i++) {
            region[i] = NDArrayIndex.interval(1, larger[i] + 1);
            larger[i] += 3;
        }
        INDArray view = Nd4j.create(array.dataType(), larger, 'f').get(region);
        return view.assign(array);
    }
}
