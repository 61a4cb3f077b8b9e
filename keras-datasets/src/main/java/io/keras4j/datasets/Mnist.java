package io.keras4j.datasets;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * MNIST: 60,000 training and 10,000 test images of handwritten digits, 28 x 28 grey pixels.
 *
 * <pre>{@code
 * var mnist = Mnist.load();            // trainX: uint8 [60000, 28, 28], trainY: uint8 [60000]
 * var scaled = Mnist.load().scaled();  // trainX: float32 [60000, 28, 28, 1], 0 to 1
 * }</pre>
 *
 * <p>Read from Keras's {@code $KERAS_HOME/datasets/mnist.npz} ({@code ~/.keras} without {@code KERAS_HOME}) or, where
 * that is missing, from the four idx files in {@code $KERAS_HOME/datasets/mnist}, gzipped or not; where those are
 * missing too, {@code mnist.npz} is downloaded (11 MB). The content is checked by SHA-256. Y. LeCun, C. Cortes, C. J. C.
 * Burges; CC BY-SA 3.0.
 */
public final class Mnist {
    /** The names of the classes: the digits. */
    public static final List<String> CLASS_NAMES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    static final DataFile NPZ =
            new DataFile("mnist.npz", 11_490_434, "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1");

    static final List<DataFile> IDX = List.of(
            idx(
                    "train-images-idx3-ubyte.gz",
                    47_040_016,
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            idx(
                    "train-labels-idx1-ubyte.gz",
                    60_008,
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            idx(
                    "t10k-images-idx3-ubyte.gz",
                    7_840_016,
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            idx(
                    "t10k-labels-idx1-ubyte.gz",
                    10_008,
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    private Mnist() {}

    private static DataFile idx(String name, int size, String sha256) {
        return new DataFile("mnist/" + name, size, sha256);
    }

    /**
     * The data set, from Keras's cache folder or downloaded into it.
     *
     * @throws DatasetNotFoundException where it is neither there nor can be downloaded
     * @throws DatasetException where a file is there but is not the published one
     */
    public static ImageDataset load() {
        return load(DataFolder.keras());
    }

    /** As {@link #load()}, with a folder of one's own ({@code mnist.npz} or the folder {@code mnist} lies in it). */
    public static ImageDataset load(Path datasetsFolder) {
        return load(DataFolder.at(datasetsFolder));
    }

    static ImageDataset load(DataFolder folder) {
        if (!folder.holds(NPZ) && IDX.stream().allMatch(folder::holds)) {
            List<INDArray> arrays = Idx.parse(IDX, folder.contents("MNIST", IDX));
            return new ImageDataset(arrays.get(0), arrays.get(1), arrays.get(2), arrays.get(3), CLASS_NAMES);
        }
        return fromNpz(folder.contents("MNIST", List.of(NPZ)).get(0));
    }

    static ImageDataset fromNpz(byte[] content) {
        Map<String, INDArray> arrays = Npz.read("mnist.npz", new ByteArrayInputStream(content));
        return new ImageDataset(
                arrays.get("x_train"), arrays.get("y_train"), arrays.get("x_test"), arrays.get("y_test"), CLASS_NAMES);
    }
}
