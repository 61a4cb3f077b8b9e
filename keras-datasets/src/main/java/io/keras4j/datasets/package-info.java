/** Data sets, bundled or loaded from the cache folder of Keras. */
package io.keras4j.datasets;
