/** The backend that runs matrix products, convolutions and the like with oneDNN, on CPU. */
package io.keras4j.backend.onednn;
