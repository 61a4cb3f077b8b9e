/** The command line, {@code keras4j}: one class a command; start reading at {@link io.keras4j.cli.Keras4j}. */
package io.keras4j.cli;
