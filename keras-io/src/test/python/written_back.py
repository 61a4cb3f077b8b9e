"""Reads with real Keras what Java read from older versions and wrote back: the folder "back" that WrittenBackTest makes.

    written_back.py FOLDER      with Keras 3, which reads .keras and .h5, and then with tf_keras, which reads .h5

Predictions must be those that the older version recorded. What cannot be read by the one or the other is in written_back.json among the
fixtures, from which docs/files.md is made too: anything else that fails is an error, and so is what is read although it should not be.
"""

import json
import os
import pathlib
import subprocess
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy as np

FIXTURES = pathlib.Path(__file__).parents[1] / "resources" / "fixtures"
READERS = {"keras": (".keras", ".h5"), "tf_keras": (".h5",)}


def decode(value):
    return np.array(value["values"], dtype=value["dtype"]).reshape(value["shape"])


def values(outputs):
    if isinstance(outputs, dict):
        return [outputs[key] for key in sorted(outputs)]
    return outputs if isinstance(outputs, (list, tuple)) else [outputs]


def reads(load, file, record):
    """Whether the file can be read; fails where it predicts something else."""
    try:
        model = load(str(file))
    except (ValueError, TypeError, KeyError) as error:
        print("   ", str(error).strip().splitlines()[0][:150] if str(error).strip() else repr(error))
        return False
    inputs = [decode(x) for x in record["inputs"]]
    predictions = values(model.predict(inputs if len(inputs) > 1 else inputs[0], verbose=0, batch_size=8))
    for found, expected in zip(predictions, map(decode, record["predictions"]), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=2e-6, err_msg=str(file))
    return True


def check(folder, reader):
    if reader == "keras":
        import keras

        # Java's name of the hard_sigmoid before Keras 3, as docs/files.md says
        @keras.saving.register_keras_serializable("keras4j", "Keras2HardSigmoid")
        def hard_sigmoid(x):
            return keras.ops.clip(0.2 * x + 0.5, 0, 1)

        load = keras.saving.load_model
    else:
        import tf_keras

        load = tf_keras.models.load_model
    refused = json.loads((FIXTURES / "written_back.json").read_text())[reader]
    wrong = 0
    for record_file in sorted(folder.glob("*/*.json")):
        for ending in READERS[reader]:
            file = record_file.with_suffix(ending)
            name = f"{record_file.parent.name}/{file.name}"
            expected = record_file.stem not in refused and name not in refused
            found = reads(load, file, json.loads(record_file.read_text()))
            if found != expected:
                wrong += 1
            print("ok" if found == expected else "WRONG", reader, "reads" if found else "refuses", file.relative_to(folder))
    return wrong


def main():
    folder = pathlib.Path(sys.argv[1])
    if len(sys.argv) > 2:
        sys.exit(1 if check(folder, sys.argv[2]) else 0)
    # each in a process of its own, since only one can have TensorFlow's keras
    sys.exit(sum(subprocess.call([sys.executable, __file__, folder, reader]) for reader in READERS))


if __name__ == "__main__":
    main()
