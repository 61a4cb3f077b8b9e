"""Fixtures of the activations, regularizers, constraints and initializers: python functions.py"""

import fixtures
import keras
import numpy as np
import tensorflow as tf
from fixtures import generator

# "threshold" needs arguments; what "sparsemax" gives in Keras 3.15 does not sum to 1, so there is nothing to be equal to
UNSUITABLE = ("threshold", "sparsemax")
ACTIVATIONS = [(name, {}) for name in sorted(keras.src.activations.ALL_OBJECTS_DICT) if name not in UNSUITABLE] + [
    ("relu", {"negative_slope": 0.1}),
    ("relu", {"negative_slope": 0.1, "max_value": 2.0, "threshold": 0.7}),
    ("relu", {"max_value": 6.0}),
    ("relu", {"threshold": 0.7}),
    ("leaky_relu", {"negative_slope": 0.3}),
    ("elu", {"alpha": 0.4}),
    ("celu", {"alpha": 0.4}),
    ("gelu", {"approximate": True}),
    ("glu", {"axis": 0}),
    ("softmax", {"axis": 0}),
    ("log_softmax", {"axis": 1}),
    ("soft_shrink", {"threshold": 0.3}),
    ("hard_shrink", {"threshold": 0.3}),
    ("squareplus", {"b": 2.0}),
    ("threshold", {"threshold": 0.2, "default_value": -0.5}),
]


def activations():
    records, arrays = [], {}
    for i, (name, arguments) in enumerate(ACTIVATIONS):
        rng = generator(f"{name} {arguments}")
        x = (rng.normal(size=(2, 3, 8)) * 2).astype("float32")
        if "max" not in name:
            # far out, where careless formulas overflow
            x[0, 0, :4] = [-90, -20, 20, 80]
        tensor = tf.constant(x)
        function = keras.activations.get(name)
        with tf.GradientTape() as tape:
            tape.watch(tensor)
            y = function(tensor, **arguments)
            upstream = rng.normal(size=y.shape).astype("float32")
            target = tf.reduce_sum(y * upstream)
        arrays.update(
            {
                f"{i}/x": x,
                f"{i}/y": y.numpy(),
                f"{i}/upstream": upstream,
                f"{i}/gradient": tape.gradient(target, tensor).numpy(),
            }
        )
        records.append({"name": name, "arguments": arguments, "serialized": keras.activations.serialize(function)})
    fixtures.write("functions/activations", records, arrays)


def scalars(subject, objects, shapes):
    """Functions of a weight: regularizers and constraints."""
    records, arrays = [], {}
    for function in objects:
        for shape in shapes:
            if "Orthogonal" in type(function).__name__ and len(shape) != 2:
                continue
            i = len(records)
            x = generator(f"{subject} {i}").normal(size=shape).astype("float32")
            tensor = tf.constant(x)
            with tf.GradientTape() as tape:
                tape.watch(tensor)
                y = function(tensor)
            arrays[f"{i}/x"] = x
            arrays[f"{i}/y"] = np.array(y)
            gradient = tape.gradient(y, tensor)
            arrays[f"{i}/gradient"] = np.zeros_like(x) if gradient is None else gradient.numpy()
            records.append({"envelope": keras.saving.serialize_keras_object(function)})
    fixtures.write(subject, records, arrays)


def regularizers():
    r = keras.regularizers
    scalars(
        "functions/regularizers",
        [
            r.L1(),
            r.L1(0.3),
            r.L2(),
            r.L2(0.3),
            r.L1L2(),
            r.L1L2(l1=0.1),
            r.L1L2(l1=0.1, l2=0.3),
            r.OrthogonalRegularizer(),
            r.OrthogonalRegularizer(factor=0.5, mode="columns"),
        ],
        [(3, 4), (2, 2, 3)],
    )


def constraints():
    c = keras.constraints
    scalars(
        "functions/constraints",
        [
            c.MaxNorm(),
            c.MaxNorm(0.7, axis=1),
            c.MaxNorm(0.7, axis=[0, 1]),
            c.NonNeg(),
            c.UnitNorm(),
            c.UnitNorm(axis=[0, 1]),
            c.MinMaxNorm(),
            c.MinMaxNorm(min_value=1.8, max_value=2.2, rate=0.4, axis=1),
        ],
        [(3, 4), (2, 2, 3)],
    )


def initializers():
    i = keras.initializers
    objects = [
        (i.Zeros(), (2, 3)),
        (i.Ones(), (2, 3)),
        (i.Constant(0.3), (2, 3)),
        (i.Constant(np.array([1.0, 2.5, 3.0])), (2, 3)),
        (i.Identity(), (3, 4)),
        (i.RandomNormal(), (200, 300)),
        (i.RandomNormal(mean=1.0, stddev=2.0, seed=3), (200, 300)),
        (i.TruncatedNormal(), (200, 300)),
        (i.TruncatedNormal(mean=1.0, stddev=2.0, seed=3), (200, 300)),
        (i.RandomUniform(), (200, 300)),
        (i.RandomUniform(minval=1.0, maxval=3.0, seed=3), (200, 300)),
        (i.VarianceScaling(), (200, 300)),
        (i.VarianceScaling(scale=2.0, mode="fan_out", distribution="uniform"), (200, 300)),
        (i.VarianceScaling(scale=0.5, mode="fan_avg", distribution="untruncated_normal"), (200, 300)),
        (i.VarianceScaling(distribution="normal", input_axes=[0, 1], output_axes=[2]), (20, 30, 100)),
        (i.STFT(), (8, 1, 5)),
        (i.STFT("imag", window="hamming", scaling="spectrum", periodic=True), (8, 1, 6)),
        (i.STFT("real", window="flattop", scaling=None), (7, 1, 4)),
        (i.STFT("imag", window=None), (6, 1, 4)),
        (i.Orthogonal(), (20, 30)),
        (i.Orthogonal(gain=2.0), (3, 3, 4, 20)),
    ]
    for name in ("Glorot", "He", "Lecun"):
        for kind in ("Uniform", "Normal"):
            make = getattr(i, name + kind)
            objects.append((make(), (200, 300)))
            objects.append((make(seed=5), (3, 3, 60, 100)))
            objects.append((make(), (60000,)))
            objects.append((make(input_axes=[1], output_axes=[0, 2]), (60, 50, 20)))
    records, arrays = [], {}
    keras.utils.set_random_seed(1)
    for n, (initializer, shape) in enumerate(objects):
        # many draws, for their statistics
        draws = []
        config = initializer.get_config()
        for seed in range(10 if "seed" in config else 1):
            if "seed" in config:
                draws.append(type(initializer).from_config({**config, "seed": seed})(shape).numpy())
            else:
                draws.append(initializer(shape).numpy())
        values = np.stack(draws)
        records.append(
            {
                "envelope": keras.saving.serialize_keras_object(initializer),
                "shape": shape,
                "mean": float(values.mean()),
                "std": float(values.std(dtype="float64")),
                "min": float(values.min()),
                "max": float(values.max()),
            }
        )
        if "seed" not in config:
            arrays[f"{n}/values"] = values[0]
    fixtures.write("functions/initializers", records, arrays)


if __name__ == "__main__":
    activations()
    regularizers()
    constraints()
    initializers()
