/** The layers of Keras, one class each. */
package io.keras4j.layers;
