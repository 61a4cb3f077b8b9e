package io.keras4j.preprocessing;

import io.keras4j.data.Dataset;

/** Both sides of a dataset that {@link Preprocessing#splitDataset} divided. */
public record DatasetSplit<T>(Dataset<T> left, Dataset<T> right) {}
