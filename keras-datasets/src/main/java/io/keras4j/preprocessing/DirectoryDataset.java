package io.keras4j.preprocessing;

import io.keras4j.data.Dataset;
import io.keras4j.data.Samples;
import java.nio.file.Path;
import java.util.List;

/**
 * The images, texts or recordings under a folder as data for {@code fit}: what {@link Preprocessing#imageDatasetFromDirectory}, {@link
 * Preprocessing#textDatasetFromDirectory} and {@link Preprocessing#audioDatasetFromDirectory} give.
 *
 * @param dataset batches and their labels
 * @param classNames the name for each label; empty where there are no labels
 * @param filePaths the files, in the order before the dataset shuffles them
 * @param validation with {@code subset("both")} the part for validation, in the order of its files; otherwise null
 */
public record DirectoryDataset(
        Dataset<Samples> dataset, List<String> classNames, List<Path> filePaths, DirectoryDataset validation) {}
