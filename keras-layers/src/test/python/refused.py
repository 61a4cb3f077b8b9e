"""What Keras refuses: python refused.py [name...]

Takes the first case of each layer in layers.py, categories.py and IMAGES, replaces one argument of its configuration at a time by values
that may be impossible, or an input by one of another shape, and writes to refused.json what Keras raises an error for: for each layer its
configuration, the shapes and dtypes of its inputs, and "arguments", values that the layer is not made with; "late", values with which it is
made, but refuses its inputs; "other", other shapes of inputs; and "again", shapes that a layer refuses that was built for the first ones.
With names, only the records of these layers are written anew.
"""

import json
import os
import sys

import categories
import fixtures
import keras
import layers
import numpy as np

VALUES = [0, -1, 2.5, "nothing", [], [1, 1, 1, 1], [-1], None]
PLAIN = ("name", "trainable", "dtype")
IMAGES = {
    "ContrastLimitedAdaptiveHistogramEqualization": [
        ("plain", lambda: keras.layers.ContrastLimitedAdaptiveHistogramEqualization(), [(2, 6, 7, 3)]),
    ],
    "RandomCrop": [("plain", lambda: keras.layers.RandomCrop(4, 3), [(2, 6, 7, 3)])],
    # of other factors Keras does not read the configuration that it writes
    "RandomShear": [("plain", lambda: keras.layers.RandomShear((0.1, 0.2), (0.1, 0.3)), [(2, 6, 7, 3)])],
}
CASES = {**layers.CASES, **categories.CASES, **IMAGES}
CELLS = ("RNN", "Bidirectional", "TimeDistributed", "SpectralNormalization", "Lambda", "StackedRNNCells")


def call(layer, shapes, dtypes):
    inputs = [keras.Input(batch_shape=(None, *shape[1:]), dtype=dtype) for shape, dtype in zip(shapes, dtypes)]
    layer(*fixtures.operands(layer, inputs))


def fails(action):
    try:
        action()
    except Exception:
        return True
    return False


def shapes_like(shape):
    """The shape with an axis more, with one less, and with another last size."""
    yield [*shape, 2]
    if len(shape) > 1:
        yield shape[:-1]


def refused(name, make, inputs):
    arrays = [np.zeros(x, "float32") if isinstance(x, tuple) else x for x in inputs]
    shapes, dtypes = [list(x.shape) for x in arrays], ["string" if x.dtype == object else str(x.dtype) for x in arrays]
    layer = make()
    envelope = keras.saving.serialize_keras_object(layer)
    config = envelope["config"]

    def made(changed):
        return keras.saving.deserialize_keras_object({**envelope, "config": changed})

    record = {"config": config, "inputs": shapes, "dtypes": dtypes, "arguments": [], "late": [], "other": [], "again": []}
    assert not fails(lambda: call(made(config), shapes, dtypes)), name
    for key, value in config.items():
        if key in PLAIN or isinstance(value, bool):
            continue
        for other in VALUES:
            changed = {**config, key: other}
            if fails(lambda: made(changed)):
                record["arguments"].append([key, other])
            elif fails(lambda: call(made(changed), shapes, dtypes)):
                record["late"].append([key, other])
    for i, shape in enumerate(shapes):
        for other in shapes_like(shape):
            changed = [*shapes[:i], other, *shapes[i + 1 :]]
            if fails(lambda: call(made(config), changed, dtypes)):
                record["other"].append(changed)
    for axis in range(1, len(shapes[0])):
        changed = [[size + 1 if i == axis else size for i, size in enumerate(shape)] for shape in shapes]
        built = made(config)
        call(built, shapes, dtypes)
        if fails(lambda: call(built, changed, dtypes)):
            record["again"].append(changed)
    return record


if __name__ == "__main__":
    path = os.path.join(fixtures.RESOURCES, "refused.json")
    wanted = sys.argv[1:] or [name for name in CASES if name not in CELLS and not name.endswith("Cell")]
    found = {}
    if sys.argv[1:]:
        with open(path) as file:
            found = json.load(file)
    for name in wanted:
        _, make, inputs, *_ = CASES[name][0]
        found[name] = refused(name, make, inputs)
    with open(path, "w") as file:
        lines = [f"{json.dumps(name)}: {json.dumps(record)}" for name, record in found.items()]
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
