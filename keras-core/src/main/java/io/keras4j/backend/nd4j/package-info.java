/** The backend that runs every op with ND4J, on CPU and CUDA. */
package io.keras4j.backend.nd4j;
