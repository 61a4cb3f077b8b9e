"""Models that older versions of Keras save and Java reads. Runs in the Python of the version in question, 3.6 or later:

    legacy_models.py FOLDER         trains each model for 3 steps, saves it as NAME.h5 and, from Keras 2.13 on, NAME.keras, and writes what
                                    it predicts, the losses of the 3 steps after that, and the data, to NAME.json
    legacy_models.py --zip FILE     the same into a zip file: the fixtures in src/test/resources/fixtures/versions

Keras is that of TensorFlow, or with KERAS=standalone the package of this name: up to 2.3, or 3.
"""

import json
import os
import pathlib
import sys
import tempfile
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy as np

STANDALONE = os.environ.get("KERAS") == "standalone"
if STANDALONE:
    import keras

    version = keras.__version__
else:
    import tensorflow
    from tensorflow import keras

    version = tensorflow.__version__

layers, models, optimizers = keras.layers, keras.models, keras.optimizers
VERSION = tuple(int(part) for part in version.split(".")[:2])
KERAS1 = VERSION < (2, 0)
KERAS3 = VERSION >= (3, 0)
SAMPLES = 24
BATCH = 8


class Data:
    """Numbers with few digits, so that they are the same in JSON."""

    def __init__(self, seed):
        self.random = np.random.RandomState(seed)

    def floats(self, *shape):
        return self.random.uniform(-1, 1, (SAMPLES,) + shape).round(2).astype("float32")

    def ints(self, bound, *shape):
        return self.random.randint(0, bound, (SAMPLES,) + shape).astype("int32")

    def one_hot(self, classes):
        return np.eye(classes, dtype="float32")[self.ints(classes)]


def stack(*members):
    model = models.Sequential()
    for member in members:
        model.add(member)
    return model


def mlp():
    if KERAS1:
        model = stack(
            layers.Dense(5, input_dim=4, activation="relu", W_regularizer="l2", init="he_normal"),
            layers.BatchNormalization(),
            layers.Dropout(0.0),
            layers.advanced_activations.LeakyReLU(0.2),
            layers.Dense(3, activation="softmax", b_constraint="nonneg"),
        )
    else:
        model = stack(
            layers.Dense(5, input_shape=(4,), activation="relu", kernel_regularizer="l2", kernel_initializer="he_normal"),
            layers.BatchNormalization(),
            layers.Dropout(0.0),
            layers.LeakyReLU(0.2),
            layers.ReLU(threshold=0.05) if KERAS3 else layers.ThresholdedReLU(0.05),
            layers.Dense(3, activation="softmax", bias_constraint="non_neg"),
        )
    model.compile(optimizers.Adam(), "categorical_crossentropy", metrics=["accuracy"])
    data = Data(1)
    return model, [data.floats(4)], [data.one_hot(3)]


def cnn():
    if KERAS1:
        model = stack(
            layers.Convolution2D(3, 3, 2, border_mode="same", dim_ordering="tf", input_shape=(6, 6, 2)),
            layers.MaxPooling2D((2, 2), dim_ordering="tf"),
            layers.ZeroPadding2D((1, 1), dim_ordering="tf"),
            layers.Convolution2D(2, 2, 2, subsample=(2, 2), bias=False, dim_ordering="tf"),
            layers.Flatten(),
            layers.Dense(1, activation="sigmoid"),
        )
    else:
        model = stack(
            layers.Conv2D(3, (3, 2), padding="same", input_shape=(6, 6, 2)),
            layers.MaxPooling2D((2, 2)),
            layers.ZeroPadding2D((1, 1)),
            layers.Conv2D(2, (2, 2), strides=(2, 2), use_bias=False),
            layers.Flatten(),
            layers.Dense(1, activation="sigmoid"),
        )
    # the rate falls, by an argument as long as there was one; standalone Keras did not say whether before or after an update
    decays = VERSION < (2, 11) and not STANDALONE
    decay = {"lr": 0.05, "decay": 0.1} if decays else {"lr" if STANDALONE and not KERAS3 else "learning_rate": 0.05}
    model.compile(optimizers.SGD(momentum=0.9, nesterov=True, **decay), "binary_crossentropy")
    data = Data(2)
    return model, [data.floats(6, 6, 2)], [data.ints(2, 1).astype("float32")]


def functional():
    left = keras.layers.Input((4,), name="left")
    right = keras.layers.Input((4,), name="right")
    if KERAS1:
        shared = layers.Dense(3, activation="tanh")
        inner = stack(layers.Dense(3, input_dim=3))
        merge = lambda mode, tensors: layers.merge(tensors, mode=mode)
    else:
        shared = layers.Dense(3, activation="tanh")
        inner = stack(layers.Dense(3, input_shape=(3,)))
        merge = lambda mode, tensors: {"concat": layers.concatenate, "sum": layers.add}[mode](tensors)
    x = keras.layers.Input((3,))
    scaled = keras.models.Model(x, layers.BatchNormalization()(x))
    a, b = shared(left), shared(right)
    joined = merge("concat", [inner(a), scaled(b)])
    price = layers.Dense(1, name="price")(joined)
    kind = layers.Dense(3, activation="softmax", name="kind")(merge("sum", [inner(b), a]))
    ends = {"input": [left, right], "output": [price, kind]} if KERAS1 else {"inputs": [left, right], "outputs": [price, kind]}
    model = keras.models.Model(**ends)
    model.compile(
        optimizers.RMSprop(0.01),
        loss={"price": "mse", "kind": "categorical_crossentropy"},
        loss_weights={"price": 1.0, "kind": 0.5},
        metrics={"price": "mae"},
    )
    data = Data(3)
    return model, [data.floats(4), data.floats(4)], [data.floats(1), data.one_hot(3)]


def rnn():
    if KERAS1:
        model = stack(
            layers.Embedding(9, 3, input_length=5),
            layers.LSTM(3, return_sequences=True, inner_init="glorot_uniform"),
            layers.GRU(2, return_sequences=True),
            layers.SimpleRNN(2, U_regularizer="l2"),
            layers.Dense(1),
        )
    else:
        model = stack(
            layers.Embedding(9, 3, **({} if KERAS3 else {"input_length": 5})),
            layers.LSTM(3, return_sequences=True, recurrent_initializer="glorot_uniform"),
            layers.GRU(2, return_sequences=True),
            layers.SimpleRNN(2, recurrent_regularizer="l2"),
            layers.Dense(1),
        )
    # Adam would not do: TensorFlow adds up the squares of the gradients of an index that a batch has twice
    model.compile(optimizers.SGD(0.05), "mae")
    data = Data(4)
    return model, [data.ints(9, 5)], [data.floats(1)]


def separable():
    model = stack(
        layers.SeparableConv2D(3, (2, 2), depth_multiplier=2, input_shape=(5, 5, 2)),
        layers.Conv2DTranspose(2, (3, 3), strides=(2, 2), padding="same"),
        layers.UpSampling2D((1, 2)),
        layers.GlobalAveragePooling2D(),
        layers.Dense(2, activation="softmax"),
    )
    if hasattr(layers, "DepthwiseConv2D"):
        model = stack(layers.DepthwiseConv2D((2, 2), padding="same", input_shape=(5, 5, 2)), model)
    model.compile(optimizers.Adagrad(), "sparse_categorical_crossentropy")
    data = Data(5)
    return model, [data.floats(5, 5, 2)], [data.ints(2, 1)]


def operations():
    """Functions between layers, of TensorFlow and later of keras.ops, which are layers in files."""
    x = layers.Input((4,))
    y = layers.Dense(6, name="before")(x)
    if KERAS3:
        ops = keras.ops
        z = ops.relu(1.0 - y * 2.0)
        z = ops.concatenate([z[:, 1:4], ops.exp(y)], axis=-1)
        z = z - ops.mean(z, axis=1, keepdims=True)
        z = ops.square(ops.transpose(ops.reshape(z, (-1, 3, 3)), (0, 2, 1)))
    else:
        z = tensorflow.nn.relu(1.0 - y * 2.0)
        z = tensorflow.concat([z[:, 1:4], tensorflow.exp(y)], axis=-1)
        z = z - tensorflow.reduce_mean(z, axis=1, keepdims=True)
        z = tensorflow.square(tensorflow.transpose(tensorflow.reshape(z, (-1, 3, 3)), (0, 2, 1)))
    model = models.Model(x, layers.Dense(1)(layers.Flatten()(z / 2.0)))
    model.compile(optimizers.SGD(0.05), "mse")
    data = Data(6)
    return model, [data.floats(4)], [data.floats(1)]


def convolutions():
    """Over one and three axes, and a transposed one."""
    if KERAS1:
        last = {"dim_ordering": "tf"}
        model = stack(
            layers.Convolution1D(4, 3, border_mode="same", activation="relu", input_shape=(8, 2)),
            layers.MaxPooling1D(2),
            layers.Reshape((4, 2, 2, 1)),
            layers.Convolution3D(2, 2, 1, 2, subsample=(2, 1, 1), **last),
            layers.Flatten(),
            layers.Dense(2),
        )
    else:
        model = stack(
            layers.Conv1D(4, 3, padding="same", activation="relu", input_shape=(8, 2)),
            layers.MaxPooling1D(2),
            layers.Reshape((4, 2, 2, 1)),
            layers.Conv3D(2, (2, 1, 2), strides=(2, 1, 1)),
            layers.Reshape((2, 2, 2)),
            layers.Conv2DTranspose(3, 2, strides=2),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(2),
        )
    model.compile(optimizers.SGD(0.05), "mse")
    data = Data(7)
    return model, [data.floats(8, 2)], [data.floats(2)]


def masked():
    """Stacked recurrent layers in both directions over sequences with padding."""
    init = {"inner_init": "glorot_uniform"} if KERAS1 else {"recurrent_initializer": "glorot_uniform"}
    model = stack(
        layers.Embedding(9, 3, mask_zero=True, **({} if KERAS3 else {"input_length": 5})),
        layers.Bidirectional(layers.LSTM(2, return_sequences=True, **init)),
        layers.TimeDistributed(layers.Dense(3, activation="tanh")),
        layers.Bidirectional(layers.SimpleRNN(2, **init), merge_mode="sum"),
        layers.Dense(1),
    )
    model.compile(optimizers.SGD(0.05), "mse")
    data = Data(8)
    tokens = data.ints(8, 5) + 1
    tokens[::3, 3:] = 0
    return model, [tokens], [data.floats(1)]


def fixed_batch():
    """A batch size that is part of the model, and a layer that keeps its state from batch to batch."""
    if KERAS3:
        shape = {}
        model = stack(keras.Input(batch_shape=(BATCH, 3, 2)))
    else:
        shape = {"batch_input_shape": (BATCH, 3, 2)}
        model = stack()
    init = {"inner_init": "glorot_uniform"} if KERAS1 else {"recurrent_initializer": "glorot_uniform"}
    model.add(layers.LSTM(3, **init, **shape))
    model.add(layers.Dense(2, activation="softmax"))
    model.compile(optimizers.SGD(0.1), "categorical_crossentropy")
    data = Data(9)
    return model, [data.floats(3, 2)], [data.one_hot(2)]


def local():
    """A kernel for each place, and other layers that Keras 3 no longer has."""
    if KERAS1:
        model = stack(
            layers.LocallyConnected2D(3, 2, 2, dim_ordering="tf", input_shape=(4, 4, 2)),
            layers.Reshape((9, 3)),
            layers.LocallyConnected1D(2, 3, subsample_length=2, activation="relu"),
            layers.Flatten(),
            layers.MaxoutDense(3, nb_feature=2),
            layers.Highway(activation="tanh"),
            layers.advanced_activations.ThresholdedReLU(0.1),
            layers.Dense(1),
        )
    else:
        model = stack(
            layers.LocallyConnected2D(3, 2, input_shape=(4, 4, 2)),
            layers.Reshape((9, 3)),
            layers.LocallyConnected1D(2, 3, strides=2, activation="relu"),
            layers.Flatten(),
            layers.ThresholdedReLU(0.1),
            layers.Dense(1),
        )
    model.compile(optimizers.RMSprop(), "mse")
    data = Data(10)
    return model, [data.floats(4, 4, 2)], [data.floats(1)]


def attention():
    x = layers.Input((5, 4))
    y = layers.LayerNormalization()(x)
    y = layers.MultiHeadAttention(2, 3)(y, y)
    y = layers.add([x, y])
    z = layers.LayerNormalization()(y)
    z = layers.Dense(4)(layers.Dense(6, activation="gelu")(z))
    model = models.Model(x, layers.Dense(1)(layers.GlobalAveragePooling1D()(layers.add([y, z]))))
    model.compile(optimizers.Adam(0.01), "mse")
    data = Data(11)
    return model, [data.floats(5, 4)], [data.floats(1)]


def named_outputs():
    """Outputs in a dictionary."""
    x = layers.Input((4,), name="x")
    y = layers.Dense(5, activation="tanh")(x)
    model = models.Model(x, {"value": layers.Dense(1, name="value")(y), "kind": layers.Dense(3, activation="softmax", name="kind")(y)})
    model.compile(optimizers.SGD(0.1), loss={"value": "mse", "kind": "categorical_crossentropy"})
    data = Data(12)
    return model, [data.floats(4)], {"kind": data.one_hot(3), "value": data.floats(1)}


MODELS = [mlp, cnn, functional, rnn, convolutions, masked, fixed_batch]
if not KERAS1:
    MODELS.append(separable)
if not KERAS3:
    MODELS.append(local)
if KERAS3 or not STANDALONE and VERSION >= (2, 4):
    MODELS += [attention, named_outputs, operations]


def encode(array):
    array = np.asarray(array)
    # the shortest decimal numbers that give the same values
    values = [float(str(x)) if array.dtype.kind == "f" else int(x) for x in array.flatten()]
    return {"shape": list(array.shape), "dtype": str(array.dtype), "values": values}


def as_argument(arrays):
    return arrays if isinstance(arrays, dict) or len(arrays) > 1 else arrays[0]


def part(arrays, batch):
    return {key: x[batch] for key, x in arrays.items()} if isinstance(arrays, dict) else [x[batch] for x in arrays]


def train(model, inputs, targets):
    """The losses of 3 steps."""
    losses = []
    for step in range(3):
        batch = slice(step * BATCH, (step + 1) * BATCH)
        loss = model.train_on_batch(as_argument(part(inputs, batch)), as_argument(part(targets, batch)))
        losses.append(float(loss[0] if isinstance(loss, (list, tuple)) else loss))
        if hasattr(model, "reset_metrics"):
            model.reset_metrics()
    return losses


def values(arrays):
    """A list, in the order of the names where there are some."""
    return [arrays[key] for key in sorted(arrays)] if isinstance(arrays, dict) else arrays


def predict(model, inputs):
    outputs = model.predict(as_argument(inputs), verbose=0, batch_size=min(BATCH, len(inputs[0])))
    return values(outputs) if isinstance(outputs, (list, dict)) else [outputs]


def write(folder):
    for make in MODELS:
        np.random.seed(7)
        if KERAS3:
            keras.utils.set_random_seed(7)
        if hasattr(keras.backend, "clear_session"):
            keras.backend.clear_session()
        model, inputs, targets = make()
        train(model, inputs, targets)
        if VERSION >= (2, 13):
            model.save(str(folder / (make.__name__ + ".keras")))
        legacy = folder / (make.__name__ + ".h5")
        try:
            model.save(str(legacy))
        except ValueError:  # early versions of Keras 3 do not write two weights of the same name
            if not KERAS3:
                raise
            legacy.unlink()
        record = {
            "inputs": [encode(x) for x in inputs],
            "targets": [encode(y) for y in values(targets)],
            "predictions": [encode(p) for p in predict(model, inputs)],
            "losses": train(model, inputs, targets),
        }
        (folder / (make.__name__ + ".json")).write_text(json.dumps(record))


def main():
    if sys.argv[1] != "--zip":
        folder = pathlib.Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        write(folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        write(pathlib.Path(folder))
        with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(pathlib.Path(folder).iterdir()):
                archive.write(str(file), file.name)


if __name__ == "__main__":
    main()
