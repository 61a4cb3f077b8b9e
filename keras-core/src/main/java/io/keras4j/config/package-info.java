/** Declared arguments: checks, plain-data configurations and lookup by name for layers, losses, optimizers and the like. */
package io.keras4j.config;
