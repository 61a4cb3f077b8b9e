/** Pictures of training, models, predictions and data. */
package io.keras4j.plots;
