package io.keras4j.datasets;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Texts as sequences of numbers of words, with their labels, divided into those to train on and those to test on.
 *
 * @param trainX the sequences to train on, of any lengths: {@link io.keras4j.preprocessing.Preprocessing#padSequences} makes them equally long
 * @param trainY their labels, int64 {@code [samples]}
 * @param testX the sequences to test on
 * @param testY their labels
 */
public record TokenDataset(int[][] trainX, INDArray trainY, int[][] testX, INDArray testY) {}
