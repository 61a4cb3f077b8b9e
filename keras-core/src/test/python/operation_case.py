"""What the scripts that write down models made of operations of keras.ops share: inputs, and cases."""
import json

import numpy as np

from fixture import array, keras

ops = keras.ops
rng = np.random.default_rng(11)
CASES = []
POSITIVE = rng.uniform(0.2, 2, (2, 6)).astype("float32")
FRACTION = rng.uniform(-0.9, 0.9, (2, 6)).astype("float32")
FLOATS = rng.normal(size=(2, 6)).astype("float32")
WHOLE = rng.integers(0, 4, (2, 6)).astype("int32")
FLAGS = rng.integers(0, 2, (2, 6)).astype("bool")
CUBE = rng.normal(size=(2, 3, 4)).astype("float32")
IMAGE = rng.normal(size=(2, 5, 4, 2)).astype("float32")


def case(function, *inputs):
    """The model that computes a function of inputs of these values."""
    keras.utils.clear_session()
    symbolic = [keras.Input(x.shape[1:], dtype=str(x.dtype)) for x in inputs]
    result = function(*symbolic)
    model = keras.Model(symbolic, result)
    outputs = model(list(inputs))
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    envelope = json.loads(model.to_json())
    for key in ("build_config", "compile_config", "keras_version", "backend"):
        envelope.pop(key, None)
    CASES.append({
        "name": " ".join(layer["class_name"] for layer in envelope["config"]["layers"] if layer["class_name"] != "InputLayer"),
        "envelope": envelope,
        "inputs": [array(x) for x in inputs],
        "outputs": [array(y) for y in outputs],
    })
