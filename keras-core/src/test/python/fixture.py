"""What the scripts that make fixtures share: Keras on JAX, seeded, and arrays as JSON.

Run one as `python src/test/python/losses.py`; it writes src/test/resources/fixtures/losses.json.
"""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"

import keras  # noqa: E402
import numpy as np  # noqa: E402

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "fixtures"


def array(values):
    """An array as shape, dtype and flat data; None stays None."""
    if values is None:
        return None
    values = np.asarray(values)
    data = [json_number(x) for x in values.reshape(-1).tolist()]
    return {"shape": list(values.shape), "dtype": str(values.dtype), "data": data}


def json_number(x):
    """A number with no more digits than its float32 needs; JSON has no infinity."""
    if isinstance(x, float):
        return float(np.format_float_positional(np.float32(x), unique=True)) if np.isfinite(x) else str(x)
    return x


def envelope(thing):
    """The JSON that Keras saves for an object."""
    return json.loads(json.dumps(keras.saving.serialize_keras_object(thing)))


def write(name, cases):
    FOLDER.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (FOLDER / f"{name}.json").write_text(f"[\n{lines}\n]\n")
    print(name, len(cases), "cases,", (FOLDER / f"{name}.json").stat().st_size, "bytes")
