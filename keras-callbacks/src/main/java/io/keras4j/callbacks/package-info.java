/** The callbacks of Keras, one class each. */
package io.keras4j.callbacks;
