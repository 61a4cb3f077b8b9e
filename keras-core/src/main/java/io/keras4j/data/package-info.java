/** Data for training and prediction: arrays of samples, and the batches that are gathered from them. */
package io.keras4j.data;
