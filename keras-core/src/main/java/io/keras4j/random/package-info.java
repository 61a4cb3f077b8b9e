/** Seeds and seed generators. */
package io.keras4j.random;
