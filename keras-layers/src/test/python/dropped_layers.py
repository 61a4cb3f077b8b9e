"""Fixtures of layers that Keras no longer has: python dropped_layers.py [name...]

Locally connected layers are run by tf_keras (2.16 with Keras 3 beside it). The layers of Keras 1 are written anew here, after its formulas; the
files of keras 1.2.2 in keras-io show that they are the same.
"""

import sys

import fixtures
import keras
import numpy as np
import tensorflow as tf
import tf_keras
from fixtures import generator
from keras import ops

CASES = {}


def case(label, make, shape):
    CASES.setdefault(type(make()).__name__, []).append((label, make, shape))


# ---- of Keras 2
WEIGHTS = {
    "kernel_regularizer": "l2",
    "bias_regularizer": "l1",
    "activity_regularizer": "l2",
    "kernel_constraint": "max_norm",
    "bias_constraint": "non_neg",
    "kernel_initializer": "he_normal",
    "bias_initializer": "ones",
}
for layer, shape in ((tf_keras.layers.LocallyConnected1D, (7,)), (tf_keras.layers.LocallyConnected2D, (5, 6))):
    case("plain", lambda c=layer: c(3, 2), (2, *shape, 2))
    case("strides", lambda c=layer: c(2, 3, strides=2, activation="relu", use_bias=False, name="local"), (3, *shape, 2))
    case("channels_first", lambda c=layer: c(3, 2, data_format="channels_first", strides=2), (2, 2, *shape))
    case("regularized", lambda c=layer: c(2, 2, activation="tanh", **WEIGHTS), (2, *shape, 1))
case("oblong", lambda: tf_keras.layers.LocallyConnected2D(2, (2, 3), strides=(1, 2)), (2, 5, 6, 2))


# ---- of Keras 1
class Weighted(keras.layers.Layer):
    """What MaxoutDense and Highway had in common."""

    def __init__(self, activation=None, use_bias=True, name=None, **weights):
        super().__init__(name=name, activity_regularizer=weights.pop("activity_regularizer", None))
        self.activation = keras.activations.get(activation)
        self.use_bias = use_bias
        self.of_kernel = {kind: weights.get(f"kernel_{kind}") for kind in ("initializer", "regularizer", "constraint")}
        self.of_bias = {kind: weights.get(f"bias_{kind}") for kind in ("initializer", "regularizer", "constraint")}
        self.of_kernel["initializer"] = keras.initializers.get(self.of_kernel["initializer"] or "glorot_uniform")
        self.of_bias["initializer"] = keras.initializers.get(self.of_bias["initializer"] or "zeros")

    def get_config(self):
        get = {"regularizer": keras.regularizers.get, "constraint": keras.constraints.get, "initializer": lambda x: x}
        config = super().get_config()
        config.update(self.sizes())
        config.update(activation=keras.activations.serialize(self.activation), use_bias=self.use_bias)
        for kind in ("initializer", "regularizer", "constraint"):
            for weight, values in (("kernel", self.of_kernel), ("bias", self.of_bias)):
                config[f"{weight}_{kind}"] = keras.saving.serialize_keras_object(get[kind](values[kind]))
            if kind == "regularizer":
                config.setdefault("activity_regularizer", None)
        return config

    def sizes(self):
        return {}

    def add(self, name, shape, options):
        return self.add_weight(name=name, shape=shape, **options)


class MaxoutDense(Weighted):
    def __init__(self, units, nb_feature=4, **options):
        super().__init__(**options)
        self.units = units
        self.nb_feature = nb_feature

    def sizes(self):
        return {"units": self.units, "nb_feature": self.nb_feature}

    def build(self, shape):
        self.kernel = self.add("kernel", (self.nb_feature, shape[1], self.units), self.of_kernel)
        self.bias = self.add("bias", (self.nb_feature, self.units), self.of_bias) if self.use_bias else None

    def call(self, x):
        each = ops.einsum("bi,fio->bfo", x, self.kernel)
        return self.activation(ops.max(each + self.bias if self.use_bias else each, axis=1))


class Highway(Weighted):
    def build(self, shape):
        square = (shape[1], shape[1])
        self.kernel = self.add("kernel", square, self.of_kernel)
        self.carry_kernel = self.add_weight(name="carry_kernel", shape=square, initializer=self.of_kernel["initializer"])
        if self.use_bias:
            self.bias = self.add("bias", (shape[1],), self.of_bias)
            self.carry_bias = self.add_weight(name="carry_bias", shape=(shape[1],), initializer="ones")

    def call(self, x):
        gate, y = ops.matmul(x, self.carry_kernel), ops.matmul(x, self.kernel)
        if self.use_bias:
            gate, y = gate + self.carry_bias, y + self.bias
        transform = ops.sigmoid(gate)
        return self.activation(y) * transform + (1 - transform) * x


class Parametric(keras.layers.Layer):
    """What ParametricSoftplus and SReLU had in common."""

    def __init__(self, shared_axes=None, **initializers):
        super().__init__(name=initializers.pop("name", None))
        self.supports_masking = True
        self.shared_axes = shared_axes
        self.initializers = {name: keras.initializers.get(value) for name, value in (self.DEFAULTS | initializers).items()}

    def build(self, shape):
        shape = [1 if self.shared_axes and i in self.shared_axes else shape[i] for i in range(1, len(shape))]
        for name, initializer in self.initializers.items():
            setattr(self, name, self.add_weight(name=name, shape=shape, initializer=initializer))

    def get_config(self):
        config = super().get_config()
        for name, initializer in self.initializers.items():
            config[f"{name}_initializer"] = keras.saving.serialize_keras_object(initializer)
        return config | {"shared_axes": self.shared_axes}


class ParametricSoftplus(Parametric):
    DEFAULTS = {"alpha": keras.initializers.Constant(0.2), "beta": keras.initializers.Constant(5.0)}

    def call(self, x):
        return self.alpha * ops.softplus(self.beta * x)


class SReLU(Parametric):
    DEFAULTS = {"t_left": "zeros", "a_left": "glorot_uniform", "t_right": "glorot_uniform", "a_right": "ones"}

    def call(self, x):
        right = self.t_left + ops.abs(self.t_right)
        below = self.t_left + self.a_left * (x - self.t_left)
        above = right + self.a_right * (x - right)
        return ops.where(x < self.t_left, below, ops.where(x > right, above, x))


case("plain", lambda: MaxoutDense(3), (4, 5))
case("two, no bias", lambda: MaxoutDense(2, nb_feature=2, use_bias=False, name="maxout"), (4, 5))
case("regularized", lambda: MaxoutDense(2, **WEIGHTS), (3, 4))
case("plain", lambda: Highway(), (4, 5))
case("relu, no bias", lambda: Highway(activation="relu", use_bias=False), (4, 5))
case("regularized", lambda: Highway(activation="tanh", **WEIGHTS), (3, 4))
case("plain", lambda: ParametricSoftplus(), (4, 5))
case("shared", lambda: ParametricSoftplus(shared_axes=[1, 2], alpha="ones"), (2, 3, 4, 2))
case("plain", lambda: SReLU(), (4, 5))
case("shared", lambda: SReLU(shared_axes=[1], t_left="ones"), (2, 6, 3))


def keras3_envelope(layer):
    """The configuration of a layer of tf_keras as Keras 3 would write it."""
    config = layer.get_config()
    if config["activity_regularizer"] is not None:  # then the base class lists it
        first = {key: config.pop(key) for key in ("name", "trainable", "dtype", "activity_regularizer")}
        config = first | config
    config["dtype"] = keras.saving.serialize_keras_object(keras.DTypePolicy(config["dtype"]))
    for key, value in config.items():
        for kind in (keras.initializers, keras.regularizers, keras.constraints):
            if key.endswith("_" + kind.__name__.split(".")[-1][:-1]) and value is not None:
                config[key] = keras.saving.serialize_keras_object(kind.get(value))
    return {"module": "keras.layers", "class_name": type(layer).__name__, "config": config, "registered_name": None}


def tf_keras_case(label, make, shape, arrays, prefix):
    """The same record as fixtures.layer_case makes."""
    tf_keras.backend.clear_session()
    tf_keras.utils.set_random_seed(1)
    rng = generator(label)
    layer = make()
    envelope = keras3_envelope(layer)
    output_shape = layer(tf_keras.Input(shape[1:])).shape
    inputs = rng.normal(size=shape).astype("float32")
    for i, weight in enumerate(layer.weights):
        weight.assign(rng.normal(size=weight.shape) * 0.5)
        arrays[f"{prefix}/weight{i}"] = weight.numpy()
    tensor = tf.constant(inputs)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(tensor)
        output = layer(tensor)
        upstream = rng.normal(size=output.shape).astype("float32")
        target = tf.reduce_sum(output * upstream)
    arrays[f"{prefix}/input0"] = inputs
    arrays[f"{prefix}/input_gradient0"] = tape.gradient(target, tensor).numpy()
    arrays[f"{prefix}/output"] = output.numpy()
    arrays[f"{prefix}/upstream"] = upstream
    for i, weight in enumerate(layer.weights):
        arrays[f"{prefix}/weight_gradient{i}"] = tape.gradient(target, weight).numpy()
    names = [weight.name.split("/")[-1].split(":")[0] for weight in layer.weights]
    return {
        "label": label,
        "envelope": envelope,
        "inputs": 1,
        "training": None,
        "numerical": True,
        "output_shape": list(output_shape),
        "output_dtype": "float32",
        "weights": [
            {"name": name, "shape": list(w.shape), "trainable": True, "dtype": "float32"} for name, w in zip(names, layer.weights)
        ],
        "losses": [float(loss) for loss in layer.losses],
    }


def keras1_case(label, make, shape, arrays, prefix):
    record = fixtures.layer_case(label, make, [shape], arrays, prefix)
    record["envelope"].update(module="keras.layers", registered_name=None)
    return record


if __name__ == "__main__":
    for subject, cases in CASES.items():
        if len(sys.argv) == 1 or subject in sys.argv[1:]:
            arrays = {}
            record = tf_keras_case if hasattr(tf_keras.layers, subject) else keras1_case
            records = [
                record(f"{subject} {label}", make, shape, arrays, str(i)) for i, (label, make, shape) in enumerate(cases)
            ]
            fixtures.write("layers/" + subject, records, arrays)
            print(subject, len(records))
