"""Makes the files of src/test/resources/fixtures/hdf5 with h5py: what its versions and options write differently."""

import pathlib

import h5py
import ml_dtypes
import numpy as np

FOLDER = pathlib.Path(__file__).parents[1] / "resources" / "fixtures" / "hdf5"


def fill(file):
    group = file.create_group("layers/dense/vars")
    group.attrs["name"] = "dense é"
    group["0"] = np.arange(12, dtype="float32").reshape(3, 4)
    group["1"] = np.array(7, dtype="int64")
    types = file.create_group("types")
    for name in ["float16", "float64", "int8", "int16", "int32", "uint8", "uint16", ">f4", ">i8"]:
        types[name.replace(">", "big_")] = np.array([1, 2, 100], dtype=name)
    types["negative"] = np.array([-1, -2], dtype="int16")
    types["bool"] = np.array([True, False, True])
    bfloat = types.create_dataset("bfloat16", data=np.array([1.5, -2], dtype=ml_dtypes.bfloat16))
    bfloat.attrs["dtype"] = "bfloat16"
    types["none"] = np.zeros((0, 3), dtype="float32")
    attributes = file.create_group("attributes").attrs
    attributes["text"] = "long text " * 1000
    attributes["bytes"] = b"abc"
    attributes["fixed"] = np.bytes_(b"fixed")
    attributes["fixed_list"] = np.array([b"dense", b"dense_1"])
    attributes["text_list"] = ["a", "bcd", ""]
    attributes["integer"] = 3
    attributes["number"] = 1.5
    attributes["truth"] = True
    attributes["numbers"] = np.array([1.0, 2.0], dtype="float32")
    attributes["no_numbers"] = []
    attributes["empty"] = h5py.Empty("f")
    many = file.create_group("many")
    for i in range(100):
        many.create_group(f"group_{i}").attrs["index"] = i


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with h5py.File(FOLDER / "earliest.h5", "w") as file:
        fill(file)
    with h5py.File(FOLDER / "latest.h5", "w", libver="latest", track_order=True) as file:
        fill(file)
    values = np.arange(7 * 9, dtype="float32").reshape(7, 9)
    with h5py.File(FOLDER / "chunked.h5", "w") as file:
        file.create_dataset("plain", data=values, chunks=(3, 4))
        file.create_dataset("filtered", data=values, chunks=(3, 4), compression="gzip", shuffle=True, fletcher32=True)
        file.create_dataset("bomb", shape=(1 << 20, 1 << 20), dtype="float32", chunks=(1024, 1024), compression="gzip")
        file.create_dataset("unwritten", shape=(1 << 20, 1 << 20), dtype="float32")
        file["soft"] = h5py.SoftLink("/plain")
        file["external"] = h5py.ExternalLink("other.h5", "/plain")


if __name__ == "__main__":
    main()
