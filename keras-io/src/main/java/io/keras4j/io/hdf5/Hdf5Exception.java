package io.keras4j.io.hdf5;

import java.io.IOException;

/** Bytes that are not HDF5, or HDF5 that model files do not hold. */
public final class Hdf5Exception extends IOException {
    /** With a reason. */
    public Hdf5Exception(String reason) {
        super(reason);
    }
}
