/** Brings configurations that older versions of Keras wrote up to Keras 3: {@link io.keras4j.io.migration.Migration}. */
package io.keras4j.io.migration;
