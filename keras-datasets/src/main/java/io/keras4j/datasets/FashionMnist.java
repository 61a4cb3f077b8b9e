package io.keras4j.datasets;

import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fashion-MNIST: 60,000 training and 10,000 test images of clothes, 28 x 28 grey pixels, ten classes.
 *
 * <pre>{@code
 * var fashion = FashionMnist.load();            // trainX: uint8 [60000, 28, 28], trainY: uint8 [60000]
 * var scaled = FashionMnist.load().scaled();    // trainX: float32 [60000, 28, 28, 1], 0 to 1
 * }</pre>
 *
 * <p>The four files are those of Keras, {@code $KERAS_HOME/datasets/fashion-mnist/train-images-idx3-ubyte.gz} and so on
 * ({@code ~/.keras} without {@code KERAS_HOME}), gzipped or not; what is missing is downloaded there (30 MB). Their
 * content is checked by SHA-256. Copyright Zalando SE, MIT licence.
 */
public final class FashionMnist {
    /** The names of the classes 0 to 9. */
    public static final List<String> CLASS_NAMES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    static final List<DataFile> FILES = List.of(
            file(
                    "train-images-idx3-ubyte.gz",
                    47_040_016,
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
            file(
                    "train-labels-idx1-ubyte.gz",
                    60_008,
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
            file(
                    "t10k-images-idx3-ubyte.gz",
                    7_840_016,
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
            file(
                    "t10k-labels-idx1-ubyte.gz",
                    10_008,
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));

    private FashionMnist() {}

    private static DataFile file(String name, int size, String sha256) {
        return new DataFile("fashion-mnist/" + name, size, sha256);
    }

    /**
     * The data set, from Keras's cache folder or downloaded into it.
     *
     * @throws DatasetNotFoundException where a file is neither there nor can be downloaded
     * @throws DatasetException where a file is there but is not the published one
     */
    public static ImageDataset load() {
        return load(DataFolder.keras());
    }

    /** As {@link #load()}, with a folder of one's own ({@code fashion-mnist/train-images-idx3-ubyte.gz} lies in it). */
    public static ImageDataset load(Path datasetsFolder) {
        return load(DataFolder.at(datasetsFolder));
    }

    static ImageDataset load(DataFolder folder) {
        List<INDArray> arrays = Idx.parse(FILES, folder.contents("Fashion-MNIST", FILES));
        return new ImageDataset(arrays.get(0), arrays.get(1), arrays.get(2), arrays.get(3), CLASS_NAMES);
    }
}
