/**
 * What happens to tables and labels before training and after predicting: splits, scalers, encodings and the confusion
 * matrix, with the names, defaults and results of scikit-learn and {@code keras.utils}.
 */
package io.keras4j.preprocessing;
