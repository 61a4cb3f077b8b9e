/** What lets Jupyter kernels for Java show tables. */
package io.keras4j.notebooks;
