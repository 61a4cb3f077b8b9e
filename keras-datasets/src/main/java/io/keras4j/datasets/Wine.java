package io.keras4j.datasets;

import java.util.List;

/**
 * Chemical analyses of 178 wines from three cultivators (59, 71 and 48 of them), 13 measurements each.
 *
 * <pre>{@code
 * Table wine = Wine.load();   // wine.x(): [178, 13], wine.y(): [178]
 * }</pre>
 *
 * <p>The columns differ in scale by a factor of 1,000: scale them before training. Source: S. Aeberhard and M. Forina,
 * UCI Machine Learning Repository (1992), as shipped by scikit-learn.
 */
public final class Wine {
    private Wine() {}

    /** The table, read from the library itself. */
    public static Table load() {
        return Table.bundled(
                "wine.csv",
                1,
                List.of(
                        "alcohol",
                        "malic_acid",
                        "ash",
                        "alcalinity_of_ash",
                        "magnesium",
                        "total_phenols",
                        "flavanoids",
                        "nonflavanoid_phenols",
                        "proanthocyanins",
                        "color_intensity",
                        "hue",
                        "od280/od315_of_diluted_wines",
                        "proline"),
                List.of("class_0", "class_1", "class_2"));
    }
}
