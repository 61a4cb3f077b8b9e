"""Well-known architectures with random weights, which Java reads, predicts with and writes again.

    applications.py write FOLDER [SIZE]   saves each as NAME.keras and NAME.h5, for pictures of SIZE x SIZE pixels (48 without it), and writes
                                          pictures and what it predicts for them to NAME.json
    applications.py check FOLDER          loads what Java wrote into FOLDER/java and compares
    applications.py time FILE ROUNDS      loads a file ROUNDS times and prints the seconds of each
"""

import json
import logging
import os
import pathlib
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
logging.getLogger("tensorflow").setLevel(logging.ERROR)

import keras
import numpy as np

NAMES = ["ResNet50", "MobileNetV2", "VGG16", "EfficientNetB0"]


def make(name, size):
    model = getattr(keras.applications, name)(weights=None, input_shape=(size, size, 3), classes=100, classifier_activation=None)
    random = np.random.default_rng(3)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            # as if it had been trained
            layer.set_weights([random.uniform(0.5, 1.5, weight.shape) for weight in layer.get_weights()])
    return model


def encode(array):
    return {"shape": list(array.shape), "dtype": str(array.dtype), "values": [float(str(x)) for x in array.flatten()]}


def decode(value):
    return np.array(value["values"], dtype=value["dtype"]).reshape(value["shape"])


def write(folder, size):
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        keras.utils.clear_session()
        keras.utils.set_random_seed(7)
        model = make(name, size)
        x = np.random.default_rng(5).uniform(-1, 1, (2, size, size, 3)).round(2).astype("float32")
        for suffix in ("keras", "h5"):
            model.save(folder / f"{name}.{suffix}")
        record = {"inputs": [encode(x)], "targets": [], "predictions": [encode(model.predict(x, verbose=0))], "losses": []}
        (folder / f"{name}.json").write_text(json.dumps(record))


def check(folder):
    for name in NAMES:
        record = json.loads((folder / f"{name}.json").read_text())
        expected = decode(record["predictions"][0])
        for suffix in ("keras", "h5"):
            keras.utils.clear_session()
            model = keras.saving.load_model(folder / "java" / f"{name}.{suffix}")
            predicted = model.predict(decode(record["inputs"][0]), verbose=0)
            np.testing.assert_allclose(predicted, expected, rtol=1e-4, atol=1e-4 * np.abs(expected).max(), err_msg=f"{name}.{suffix}")
        print(f"{name}: Python predicts the same with what Java wrote", flush=True)


def measure(file, rounds):
    seconds = []
    for _ in range(rounds):
        keras.utils.clear_session()
        start = time.perf_counter()
        keras.saving.load_model(file)
        seconds.append(time.perf_counter() - start)
    print(" ".join(f"{each:.4f}" for each in seconds))


def main():
    command, arguments = sys.argv[1], sys.argv[2:]
    if command == "write":
        write(pathlib.Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 48)
    elif command == "check":
        check(pathlib.Path(arguments[0]))
    elif command == "time":
        measure(arguments[0], int(arguments[1]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
