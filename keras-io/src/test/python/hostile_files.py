"""Makes the files of src/test/resources/fixtures/hostile with h5py: what HDF5 can hold and a model file must not."""

import pathlib

import h5py
import numpy as np

FOLDER = pathlib.Path(__file__).parents[1] / "resources" / "fixtures" / "hostile"
CONFIG = (
    '{"module": "keras", "class_name": "Sequential", "config": {"name": "model", "layers": ['
    '{"class_name": "InputLayer", "config": {"batch_shape": [null, 3], "name": "input"}},'
    '{"class_name": "Dense", "config": {"name": "dense", "units": UNITS}}]}}'
)


def model(path, units=2, names=("kernel", "bias"), libver="earliest"):
    """A whole model in the layout of .h5 files, without its weights; the file and the group for these."""
    file = h5py.File(FOLDER / path, "w", libver=libver)
    file.attrs["keras_version"] = "3.15.0"
    file.attrs["backend"] = "tensorflow"
    file.attrs["model_config"] = CONFIG.replace("UNITS", str(units))
    weights = file.create_group("model_weights")
    weights.attrs["layer_names"] = np.array([b"dense"])
    weights.attrs["keras_version"] = "3.15.0"
    group = weights.create_group("dense")
    group.attrs["weight_names"] = np.array([name.encode() for name in names])
    return file, group


def fill(group):
    group["kernel"], group["bias"] = np.ones((3, 2), "float32"), np.zeros(2, "float32")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)

    file, group = model("plain.h5")
    fill(group)
    file.close()

    file, group = model("soft_link.h5")
    group["kernel"], group["bias"] = h5py.SoftLink("/elsewhere"), np.zeros(2, "float32")
    file.close()

    file, group = model("link_to_another_file.h5")
    group["kernel"], group["bias"] = h5py.ExternalLink("/etc/passwd", "/kernel"), np.zeros(2, "float32")
    file.close()

    file, group = model("elements_in_another_file.h5")
    group.create_dataset("kernel", (3, 2), "float32", external=[("/etc/passwd", 0, 24)])
    group["bias"] = np.zeros(2, "float32")
    file.close()

    file, group = model("virtual.h5", libver="latest")
    layout = h5py.VirtualLayout((3, 2), "float32")
    layout[:] = h5py.VirtualSource("/etc/passwd", "kernel", (3, 2))
    group.create_virtual_dataset("kernel", layout)
    group["bias"] = np.zeros(2, "float32")
    file.close()

    # 2**40 rows of which none is written
    file, group = model("huge_rows.h5", 1 << 20)
    group.create_dataset("kernel", (3, 1 << 20), "float32", chunks=(3, 1 << 18), maxshape=(None, None))
    group.create_dataset("bias", (1 << 40,), "float32", chunks=(1 << 18,), maxshape=(None,))
    file.close()

    # each weight once, but named thousands of times, so that there seem to be enough bytes for the layer
    file, group = model("named_again_and_again.h5", 200_000_000, ["kernel", "bias"] * 2000)
    group.create_dataset("kernel", (3, 40_000), "float32", chunks=(3, 40_000), compression="gzip", data=np.zeros((3, 40_000), "float32"))
    group["bias"] = np.zeros(2, "float32")
    file.close()

    # 72 MB of zeros in some 70 KB, for a layer as large as that
    file, group = model("compressed_zeros.h5", 6_000_000, libver="earliest")
    zeros = np.zeros((3, 1_000_000), "float32")
    kernel = group.create_dataset("kernel", (3, 6_000_000), "float32", chunks=(3, 1_000_000), compression="gzip", compression_opts=9)
    for start in range(0, 6_000_000, 1_000_000):
        kernel[:, start : start + 1_000_000] = zeros
    group.create_dataset("bias", (6_000_000,), "float32", chunks=(1_000_000,), compression="gzip")
    file.close()

    for name, libver in [("circle.h5", "earliest"), ("circle_latest.h5", "latest")]:
        file = h5py.File(FOLDER / name, "w", libver=libver)
        group = file.create_group("layers/dense")
        group["vars"] = file["layers"]
        group["up"] = file
        file.close()

    # groups below groups, where each has two names for the next
    file = h5py.File(FOLDER / "doubling.h5", "w")
    group = file.create_group("layers")
    for _ in range(60):
        below = group.create_group("a")
        group["b"] = below
        group = below
    file.close()

    file = h5py.File(FOLDER / "deep.h5", "w", libver="latest")
    file.create_group("/".join(["layers"] + ["dense"] * 300))
    file.close()

    file = h5py.File(FOLDER / "many_axes.h5", "w")
    file.create_dataset("layers/dense/vars/0", (1,) * 32, "float32")
    file["layers/dense/vars/1"] = np.zeros(2, "float32")
    file.close()

    file = h5py.File(FOLDER / "compound.h5", "w")
    file.create_dataset("layers/dense/vars/0", (3, 2), np.dtype([("a", "f4"), ("b", "f4")]))
    file["layers/dense/vars/1"] = np.zeros(2, "float32")
    file.close()

    file = h5py.File(FOLDER / "texts.h5", "w")
    file["layers/dense/vars/0"] = np.array([["a", "b"]] * 3, dtype=h5py.string_dtype())
    file["layers/dense/vars/1"] = np.zeros(2, "float32")
    file.close()

    file = h5py.File(FOLDER / "references.h5", "w")
    group = file.create_group("layers/dense/vars")
    group.attrs["name"] = file.ref
    group.create_dataset("0", (3, 2), h5py.ref_dtype)
    group["1"] = np.zeros(2, "float32")
    file.close()

    file, group = model("no_list_of_layers.h5")
    del file["model_weights"].attrs["layer_names"]
    file.close()

    file, group = model("layers_outside.h5")
    fill(group)
    file["model_weights"].attrs["layer_names"] = np.array([b"../../../etc/passwd"])
    file.close()

    file, group = model("names_are_numbers.h5")
    file["model_weights"].attrs["layer_names"] = np.arange(3)
    file.close()

    file, group = model("configuration_is_a_number.h5")
    fill(group)
    file.attrs["model_config"] = 5
    file.close()

    file, group = model("configuration_is_a_list.h5")
    fill(group)
    file.attrs["model_config"] = "[1, 2]"
    file.close()

    file, group = model("configuration_is_empty.h5")
    fill(group)
    file.attrs["model_config"] = h5py.Empty("S10")
    file.close()

    file, group = model("training_makes_no_sense.h5")
    fill(group)
    file.attrs["training_config"] = '{"optimizer_config": {"class_name": "SGD", "config": {"learning_rate": []}}, "loss": {"a": [1]}, "metrics": 3}'
    file.close()


if __name__ == "__main__":
    main()
