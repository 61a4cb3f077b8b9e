"""Writes the public names of Keras, which CoverageTest compares with what is here: python src/test/python/names.py"""

import inspect
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"

import keras  # noqa: E402

MODULES = (
    "layers activations initializers regularizers constraints losses metrics optimizers optimizers.schedules callbacks ops ops.image models "
    "utils random quantizers dtype_policies"
).split()


def names(path):
    module = keras
    for part in path.split("."):
        module = getattr(module, part)
    return sorted(n for n in dir(module) if not n.startswith("_") and not inspect.ismodule(getattr(module, n)))


found = {"version": keras.__version__, "names": {f"keras.{path}": names(path) for path in MODULES}}
file = pathlib.Path(__file__).parent.parent / "resources" / "keras-names.json"
file.write_text(json.dumps(found, indent=1) + "\n")
print({path: len(n) for path, n in found["names"].items()})
