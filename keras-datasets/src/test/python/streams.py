"""What keras.utils.timeseries_dataset_from_array and split_dataset give: python streams.py (needs keras and tensorflow)."""

import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np

OUT = pathlib.Path(__file__).parent.parent / "resources" / "fixtures" / "streams.json"


def series(name, steps, features, length, targets=True, **options):
    data = np.arange(steps * features, dtype="float32").reshape([steps, features] if features > 1 else [steps])
    labels = 100 * np.arange(steps, dtype="float32") if targets is True else np.arange(targets, dtype="float32") if targets else None
    batches = []
    for batch in keras.utils.timeseries_dataset_from_array(data, labels, length, **options):
        x, y = batch if labels is not None else (batch, None)
        batches.append({"x": x.numpy().ravel().tolist(), "shape": list(x.shape), "y": None if y is None else y.numpy().tolist()})
    return {"name": name, "steps": steps, "features": features, "length": length, "targets": 0 if labels is None else len(labels), "options": options, "batches": batches}


def split(name, samples, batch=None, **options):
    import tensorflow as tf

    data = tf.data.Dataset.from_tensor_slices(np.arange(samples, dtype="float32"))
    sides = keras.utils.split_dataset(data if batch is None else data.batch(batch), **options)
    return {"name": name, "samples": samples, "batch": batch, "options": options, "sides": [[np.asarray(e).tolist() for e in side] for side in sides]}


cases = {
    "series": [
        series("plain", 10, 1, 4),
        series("features", 10, 2, 3, batch_size=4),
        series("strides", 99, 1, 10, sequence_stride=3, sampling_rate=2, batch_size=16),
        series("part", 20, 1, 3, start_index=4, end_index=15),
        series("from the start", 20, 1, 3, end_index=9, sequence_stride=2),
        series("fewer targets", 20, 1, 3, targets=7),
        series("no targets", 12, 3, 5, targets=False, batch_size=3),
        series("one window", 6, 1, 6),
        series("too short", 6, 1, 7),
    ],
    "splits": [
        split("fraction", 10, left_size=0.75),
        split("half of an odd number", 5, left_size=0.5),
        split("right fraction", 10, right_size=0.25),
        split("count", 10, left_size=3),
        split("both", 10, left_size=3, right_size=0.2),
        split("batches", 10, batch=4, left_size=7),
    ],
}
OUT.write_text(json.dumps(cases) + "\n")
for case in cases["series"]:
    print(case["name"], [(b["shape"], b["y"]) for b in case["batches"]][:2])
for case in cases["splits"]:
    print(case["name"], case["sides"])
