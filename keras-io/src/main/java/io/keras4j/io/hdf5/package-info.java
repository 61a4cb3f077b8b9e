/** Reads and writes the part of HDF5 that model files use, in streams and without trust in what a file declares. */
package io.keras4j.io.hdf5;
