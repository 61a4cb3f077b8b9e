/** Programs that train real models on real data. */
package io.keras4j.examples;
