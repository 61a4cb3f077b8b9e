/** Saving and loading in the formats of Keras. */
package io.keras4j.io;
