/**
 * Data to learn with: {@link io.keras4j.datasets.Iris}, {@link io.keras4j.datasets.Wine} and {@link
 * io.keras4j.datasets.Digits} are bundled, {@link io.keras4j.datasets.FashionMnist} and {@link
 * io.keras4j.datasets.Mnist} are read from Keras's own cache folder or downloaded there.
 */
package io.keras4j.datasets;
