"""What the scripts share: Keras on TensorFlow, seeded; cases as JSON, arrays as .npz."""

import json
import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ["COLUMNS"] = "200"

import keras  # noqa: E402
import numpy as np  # noqa: E402

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "fixtures")


def envelope(thing):
    """What a Keras file holds of an object."""
    return json.loads(json.dumps(keras.saving.serialize_keras_object(thing)))


def write(name, cases, arrays=None):
    """Writes name.json and, for the arrays, name.npz."""
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, name + ".json"), "w") as file:
        json.dump(cases, file, indent=1)
        file.write("\n")
    if arrays is not None:
        np.savez_compressed(os.path.join(FOLDER, name + ".npz"), **arrays)
