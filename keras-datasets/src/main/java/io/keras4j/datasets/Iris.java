package io.keras4j.datasets;

import java.util.List;

/**
 * Fisher's irises: 150 flowers of three species, 50 each, described by four lengths in cm.
 *
 * <pre>{@code
 * Table iris = Iris.load();   // iris.x(): [150, 4], iris.y(): [150]
 * }</pre>
 *
 * <p>The rows are sorted by species: shuffle or split them (stratified) before training. Source: R. A. Fisher, "The use
 * of multiple measurements in taxonomic problems" (1936), as shipped by scikit-learn.
 */
public final class Iris {
    private Iris() {}

    /** The table, read from the library itself. */
    public static Table load() {
        return Table.bundled(
                "iris.csv",
                1,
                List.of("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"),
                List.of("setosa", "versicolor", "virginica"));
    }
}
