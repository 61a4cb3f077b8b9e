/** Settings of the whole library. */
package io.keras4j;
