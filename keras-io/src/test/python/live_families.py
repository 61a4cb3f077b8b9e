"""A model for each family of layers, and for all optimizers, losses and metrics, in every format that Keras writes. Java reads them and
trains on, and writes them again; Keras reads that and trains on.

    live_families.py write FOLDER   trains each model for 3 steps and saves it as NAME.keras, NAME.h5, NAME.weights.h5 and NAME.legacy.h5
                                    (weights as Keras 2 kept them); writes what it predicts, the losses of the 3 steps after that, and the
                                    data, to NAME.json; NAME.after.keras is the model after those steps
    live_families.py check FOLDER   loads what Java wrote in the same way into FOLDER/java and compares

Keras is Keras 3, or with RUNTIME=tf_keras Keras 2 as it goes on in the package tf_keras; each in a process of its own.
"""

import json
import logging
import os
import pathlib
import sys
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
logging.getLogger("tensorflow").setLevel(logging.ERROR)

import h5py
import numpy as np

KERAS3 = os.environ.get("RUNTIME", "keras") == "keras"
if KERAS3:
    import keras
    from keras.src.legacy.saving import legacy_h5_format
else:
    import tf_keras as keras

layers, optimizers, losses, metrics = keras.layers, keras.optimizers, keras.losses, keras.metrics
SAMPLES = 24
BATCH = 8


class Data:
    """Numbers with few digits, so that they are the same in JSON."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)

    def floats(self, *shape):
        return self.random.uniform(-1, 1, (SAMPLES, *shape)).round(2).astype("float32")

    def positive(self, *shape):
        return np.abs(self.floats(*shape)) * 0.9 + 0.05

    def ints(self, bound, *shape):
        return self.random.integers(0, bound, (SAMPLES, *shape)).astype("int32")

    def one_hot(self, classes):
        return np.eye(classes, dtype="float32")[self.ints(classes)]


def classes(*names):
    """Those of these layers that this Keras has."""
    return [getattr(layers, name) for name in names if hasattr(layers, name)]


def regression(inputs, parts, optimizer=None):
    """A model that puts parts of any shape together, and its data."""
    flat = [layers.Flatten()(part) if len(part.shape) > 2 else part for part in parts]
    joined = layers.Concatenate()(flat) if len(flat) > 1 else flat[0]
    model = keras.Model(inputs, layers.Dense(2)(joined))
    model.compile(optimizer or optimizers.SGD(0.02, momentum=0.9), "mse")
    data = Data(len(parts))
    return model, [data.floats(*x.shape[1:]) for x in (inputs if isinstance(inputs, list) else [inputs])], [data.floats(2)]


def convolutions_1d():
    x = keras.Input((8, 4))
    parts = [
        layers.Conv1D(3, 3, padding="causal", dilation_rate=2, activation="relu")(x),
        layers.Conv1D(4, 2, strides=2, groups=2, use_bias=False)(x),
        layers.Conv1DTranspose(3, 3, strides=2, padding="same")(x),
        layers.DepthwiseConv1D(3, depth_multiplier=2)(x),
        layers.SeparableConv1D(3, 3, padding="same", activation="tanh")(x),
    ]
    return regression(x, parts)


def convolutions_2d():
    x = keras.Input((6, 7, 4))
    parts = [
        layers.Conv2D(3, (3, 2), padding="same", dilation_rate=(1, 2), activation="relu")(x),
        layers.Conv2D(4, 2, strides=2, groups=2, kernel_regularizer="l2")(x),
        layers.Conv2DTranspose(3, (3, 2), strides=(2, 1), padding="same")(x),
        layers.Conv2DTranspose(2, 3, strides=2, output_padding=1)(x),
        layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same")(x),
        layers.SeparableConv2D(3, 3, activation="elu")(x),
    ]
    return regression(x, parts)


def convolutions_3d():
    x = keras.Input((4, 5, 4, 2))
    parts = [
        layers.Conv3D(3, (3, 2, 1), padding="same", activation="relu")(x),
        layers.Conv3D(2, 2, strides=2, use_bias=False)(x),
        layers.Conv3DTranspose(2, 2, strides=2)(x),
    ]
    return regression(x, parts)


def pooling():
    inputs, parts = [], []
    for rank in (1, 2, 3):
        x = keras.Input((6, 5, 4)[:rank] + (2,))
        inputs.append(x)
        for kind in ("Max", "Average"):
            parts.append(getattr(layers, f"{kind}Pooling{rank}D")(2, padding="same")(x))
            parts.append(getattr(layers, f"{kind}Pooling{rank}D")(3, strides=1)(x))
            parts.append(getattr(layers, f"Global{kind}Pooling{rank}D")()(x))
            for adaptive in classes(f"Adaptive{kind}Pooling{rank}D"):
                parts.append(adaptive(2)(x))
    return regression(inputs, parts)


def recurrent():
    x = keras.Input((5, 3))
    parts = [
        layers.SimpleRNN(4, activation="relu")(x),
        layers.LSTM(3, return_sequences=True, recurrent_dropout=0.0, unit_forget_bias=False)(x),
        layers.GRU(3, go_backwards=True)(x),
        layers.GRU(3, reset_after=False, return_sequences=True)(x),
        layers.RNN([layers.LSTMCell(3), layers.GRUCell(2), layers.SimpleRNNCell(2)], return_sequences=True)(x),
        layers.RNN(layers.StackedRNNCells([layers.GRUCell(2), layers.LSTMCell(2)]))(x),
        layers.Bidirectional(layers.LSTM(2, return_sequences=True))(x),
        layers.Bidirectional(layers.GRU(2), merge_mode="ave", backward_layer=layers.SimpleRNN(2, go_backwards=True))(x),
        layers.TimeDistributed(layers.Dense(2, activation="tanh"))(x),
        *layers.LSTM(2, return_state=True)(x),
    ]
    return regression(x, parts)


def convolutional_recurrent():
    inputs, parts = [], []
    for rank in (1, 2, 3):
        x = keras.Input((3,) + (5, 4, 4)[:rank] + (2,))
        inputs.append(x)
        parts.append(getattr(layers, f"ConvLSTM{rank}D")(2, 2, padding="same", return_sequences=True)(x))
        parts.append(getattr(layers, f"ConvLSTM{rank}D")(2, 2, activation="sigmoid")(x))
    return regression(inputs, parts)


def attention():
    query, value = keras.Input((4, 6)), keras.Input((5, 6))
    parts = [
        layers.Attention(use_scale=True)([query, value]),
        layers.Attention(score_mode="concat")([query, value]),
        layers.AdditiveAttention()([query, value]),
        layers.MultiHeadAttention(2, 3, value_dim=2)(query, value),
        layers.MultiHeadAttention(2, 4, output_shape=3, use_bias=False)(query, value, use_causal_mask=True),
    ]
    for grouped in classes("GroupQueryAttention"):
        parts.append(grouped(3, 4, 2)(query, value))
    return regression([query, value], parts)


def normalization():
    x = keras.Input((4, 4, 6))
    normalization = layers.Normalization(mean=[0.1, 0.2, 0.3, 0.4, 0.5, 0.6], variance=[1, 2, 3, 4, 5, 6])
    # Keras 2 keeps another variance of pictures, that of all samples rather than of these
    rows = layers.Reshape((16, 6))(x)
    parts = [
        layers.BatchNormalization(momentum=0.8)(rows),
        layers.BatchNormalization(center=False, epsilon=0.01, beta_regularizer="l2")(rows),
        layers.LayerNormalization()(x),
        layers.LayerNormalization(axis=2, scale=False)(x),
        layers.GroupNormalization(3)(x),
        layers.GroupNormalization(-1)(x),
        layers.UnitNormalization()(x),
        normalization(x),
    ]
    if KERAS3:  # fails in tf_keras
        parts.append(layers.SpectralNormalization(layers.Conv2D(2, 2), power_iterations=2)(x))
    for mean_square in classes("RMSNormalization"):
        parts.append(mean_square()(x))
    return regression(x, parts)


def regularization():
    x = keras.Input((4, 6))
    parts = [
        layers.Dropout(0.0)(x),
        layers.SpatialDropout1D(0.0)(x),
        layers.GaussianNoise(0.0)(x),
        layers.GaussianDropout(0.0)(x),
        layers.AlphaDropout(0.0)(x),
        layers.ActivityRegularization(0.01, 0.02)(x),
        layers.Dense(3, kernel_regularizer="l1", bias_regularizer=keras.regularizers.L1L2(0.1, 0.2), activity_regularizer="l2")(x),
        layers.Dense(3, kernel_regularizer=keras.regularizers.OrthogonalRegularizer(0.01), kernel_constraint="max_norm")(x),
        layers.Dense(3, kernel_constraint=keras.constraints.MinMaxNorm(0.1, 0.9), bias_constraint="non_neg")(x),
        layers.Dense(3, kernel_constraint=keras.constraints.UnitNorm(1))(x),
    ]
    pictures, volumes = keras.Input((4, 4, 2)), keras.Input((2, 2, 2, 2))
    parts += [layers.SpatialDropout2D(0.0)(pictures), layers.SpatialDropout3D(0.0)(volumes)]
    return regression([x, pictures, volumes], parts)


def reshaping():
    x, pictures, volumes = keras.Input((6, 4)), keras.Input((4, 6, 2)), keras.Input((2, 3, 2, 2))
    parts = [
        layers.Reshape((3, -1))(x),
        layers.Permute((2, 1))(x),
        layers.Flatten()(x),
        layers.RepeatVector(3)(layers.Flatten()(x)),
        layers.Cropping1D((1, 2))(x),
        layers.ZeroPadding1D(2)(x),
        layers.UpSampling1D(3)(x),
        layers.Cropping2D(((1, 0), (2, 1)))(pictures),
        layers.ZeroPadding2D((1, 2))(pictures),
        layers.UpSampling2D((2, 3))(pictures),
        layers.UpSampling2D(2, interpolation="bilinear")(pictures),
        layers.Cropping3D((0, 1, 0))(volumes),
        layers.ZeroPadding3D(1)(volumes),
        layers.UpSampling3D((1, 2, 2))(volumes),
    ]
    return regression([x, pictures, volumes], parts)


def merging():
    a, b = keras.Input((4, 3)), keras.Input((4, 3))
    parts = [merge()([a, b]) for merge in classes("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")]
    parts += [
        layers.Concatenate(axis=1)([a, b]),
        layers.Dot(axes=(1, 1))([a, b]),
        layers.Dot(axes=2, normalize=True)([a, b]),
        layers.Add()([a, b, a]),
    ]
    return regression([a, b], parts)


def embedding():
    tokens = keras.Input((6,), dtype="int32")
    series = keras.Input((6, 2))
    x = layers.Embedding(12, 4, mask_zero=True)(tokens)
    masked = layers.Masking(0.25)(series)
    parts = [
        layers.LSTM(3)(x),
        layers.GRU(2, return_sequences=True)(x),
        layers.Bidirectional(layers.GRU(2))(x),
        layers.SimpleRNN(2)(masked),
        layers.GlobalAveragePooling1D()(x),
        layers.SimpleRNN(2)(layers.TimeDistributed(layers.Dense(2))(masked)),
    ]
    model, _, targets = regression([tokens, series], parts, optimizers.SGD(0.05))
    data = Data(6)
    values = data.floats(6, 2)
    values[::3, -2:] = 0.25
    return model, [data.ints(12, 6), values], targets


def dense():
    x = keras.Input((3, 4))
    parts = [
        layers.Dense(3, use_bias=False)(x),
        layers.EinsumDense("abc,cd->abd", output_shape=(3, 5), bias_axes="d", activation="relu")(x),
        layers.EinsumDense("abc,cde->abde", output_shape=(3, 2, 3))(x),
        layers.Rescaling(0.5, offset=0.1)(x),
    ]
    parts += [identity()(x) for identity in classes("Identity")]
    return regression(x, parts)


def activations():
    x = keras.Input((5,))
    names = ["relu", "elu", "selu", "gelu", "sigmoid", "tanh", "softplus", "softsign", "exponential", "softmax", "linear", "mish", "swish"]
    if KERAS3:
        names += ["relu6", "leaky_relu", "hard_sigmoid", "hard_silu", "hard_tanh", "log_softmax", "celu", "squareplus"]
        # not sparsemax, whose results in Keras do not add up to 1
        names += ["soft_shrink", "hard_shrink", "tanh_shrink", "sparse_plus", "log_sigmoid"]
    parts = [layers.Dense(2, activation=name, name=f"with_{name}")(x) for name in names if hasattr(keras.activations, name)]
    parts += [
        layers.Activation("tanh")(x),
        layers.ReLU(2.0, 0.1, 0.2)(x),
        layers.LeakyReLU(0.2)(x),
        layers.PReLU()(x),
        layers.ELU(0.5)(x),
        layers.Softmax()(x),
    ]
    return regression(x, parts)


def nested():
    """Models within models, a layer that is shared, several inputs and outputs."""
    inside = keras.Input((4,))
    inner = keras.Model(inside, [layers.Dense(3, name="inner_a")(inside), layers.Dense(2, name="inner_b")(inside)], name="inner")
    stack = keras.Sequential([keras.Input((4,)), layers.Dense(4, activation="relu"), layers.BatchNormalization()], name="stack")
    left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    shared = layers.Dense(4, name="shared")
    a, b = shared(stack(left)), shared(right)
    first, second = inner(a), inner(b)
    out = layers.Dense(2, name="out")(layers.Concatenate()([*first, *second]))
    kind = layers.Dense(3, activation="softmax", name="kind")(layers.Add()([a, b]))
    model = keras.Model([left, right], [out, kind], name="outer")
    model.compile(
        optimizers.RMSprop(0.01),
        {"out": "mse", "kind": "categorical_crossentropy"},
        loss_weights={"out": 0.5, "kind": 2.0},
        metrics={"kind": ["accuracy"], "out": ["mae"]},
    )
    data = Data(9)
    return model, [data.floats(4), data.floats(4)], [data.floats(2), data.one_hot(3)]


def large():
    """A configuration, and a list of the names of layers, that take more than the 64 KB that an attribute of an older HDF5 file can have."""
    x = keras.Input((4,))
    parts = [layers.Dense(1, name=f"one_of_many_layers_{i}_" + "x" * 600)(x) for i in range(110)]
    return regression(x, parts)


def outputs(members, activation, targets):
    """A model with an output for each of these losses or metrics."""
    x = keras.Input((5,))
    hidden = layers.Dense(6, activation="tanh")(x)
    ends = [layers.Dense(3, activation=activation, name=f"out_{i}")(hidden) for i in range(len(members))]
    data = Data(10)
    return keras.Model(x, ends), [data.floats(5)], [targets(data) for _ in members]


def all_losses():
    names = ["MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "LogCosh", "Huber"]
    names += ["CosineSimilarity", "KLDivergence", "Poisson", "BinaryCrossentropy", "BinaryFocalCrossentropy"]
    names += ["CategoricalFocalCrossentropy"] if KERAS3 else []
    names += ["Hinge", "SquaredHinge", "CategoricalHinge", "Dice", "Tversky"]
    members = [getattr(losses, name)() for name in names if hasattr(losses, name)]
    # not Huber(delta=0.5), whose delta Keras does not save
    members += [losses.BinaryCrossentropy(label_smoothing=0.1), losses.MeanSquaredError(reduction="sum")]
    # sigmoid, as TensorFlow computes another binary crossentropy of softmax in a graph than one by one; so it does with the categorical ones of
    # sigmoid in tf_keras and, but for the focal one, in Keras 3; the nested models have that after softmax
    model, inputs, targets = outputs(members, "sigmoid", lambda data: data.one_hot(3) * 0.8 + 0.1)
    model.compile(optimizers.SGD(0.01), members)
    return model, inputs, targets


def all_metrics():
    names = ["MeanSquaredError", "RootMeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError"]
    names += ["CosineSimilarity", "LogCoshError", "KLDivergence", "Poisson", "BinaryCrossentropy", "CategoricalCrossentropy"]
    names += ["BinaryAccuracy", "CategoricalAccuracy", "TopKCategoricalAccuracy", "Precision", "Recall", "AUC", "TruePositives"]
    names += ["FalsePositives", "TrueNegatives", "FalseNegatives", "F1Score", "FBetaScore", "Hinge", "SquaredHinge", "CategoricalHinge", "R2Score"]
    members = [getattr(metrics, name)() for name in names if hasattr(metrics, name)]
    members += [metrics.PrecisionAtRecall(0.5), metrics.RecallAtPrecision(0.5), metrics.SensitivityAtSpecificity(0.5)]
    members += [metrics.SpecificityAtSensitivity(0.5), metrics.OneHotMeanIoU(3), metrics.AUC(curve="PR", num_thresholds=30, name="area")]
    model, inputs, targets = outputs(members[:3], "softmax", lambda data: data.one_hot(3))
    parts = [members[0::3], members[1::3], members[2::3]]
    model.compile(optimizers.SGD(0.01), "mse", metrics=parts)
    return model, inputs, targets


def optimized(optimizer):
    x = keras.Input((4,))
    h = layers.Dense(3, activation="tanh")(x)
    model = keras.Model(x, layers.Dense(2)(h))
    model.compile(optimizer, "mse")
    data = Data(11)
    return model, [data.floats(4)], [data.floats(2)]


def all_optimizers():
    schedules = optimizers.schedules
    made = {
        "sgd": lambda: optimizers.SGD(0.1),
        "sgd_nesterov": lambda: optimizers.SGD(schedules.CosineDecay(0.1, 10), momentum=0.9, nesterov=True, clipnorm=0.5),
        "rmsprop": lambda: optimizers.RMSprop(0.01, momentum=0.5, centered=True),
        "adam": lambda: optimizers.Adam(schedules.PiecewiseConstantDecay([2, 4], [0.1, 0.05, 0.01])),
        "amsgrad": lambda: optimizers.Adam(0.01, amsgrad=True, global_clipnorm=0.3),
        "adamw": lambda: optimizers.AdamW(schedules.PolynomialDecay(0.1, 5), weight_decay=0.02),
        "adadelta": lambda: optimizers.Adadelta(1.0),
        "adagrad": lambda: optimizers.Adagrad(0.05),
        "adamax": lambda: optimizers.Adamax(0.01),
        "nadam": lambda: optimizers.Nadam(0.01),
        "ftrl": lambda: optimizers.Ftrl(0.05, l1_regularization_strength=0.01),
        "averages": lambda: optimizers.SGD(schedules.InverseTimeDecay(0.1, 2, 0.5), momentum=0.5, use_ema=True, ema_momentum=0.9),
        "lion": lambda: optimizers.Lion(0.01),
        "adafactor": lambda: optimizers.Adafactor(0.01),
        "lamb": lambda: optimizers.Lamb(0.01),
        "loss_scale": lambda: optimizers.LossScaleOptimizer(optimizers.Adam(0.01), initial_scale=256.0),
    }
    if not KERAS3:
        # The first two are not in Keras 2. It does not keep the product of the momenta of Nadam, and its Adafactor computes something else.
        for name in ("lamb", "loss_scale", "nadam", "adafactor"):
            del made[name]
    return {f"optimizer_{name}": lambda make=make: optimized(make()) for name, make in made.items()}


MODELS = {
    "convolutions_1d": convolutions_1d,
    "convolutions_2d": convolutions_2d,
    "convolutions_3d": convolutions_3d,
    "pooling": pooling,
    "recurrent": recurrent,
    "convolutional_recurrent": convolutional_recurrent,
    "attention": attention,
    "normalization": normalization,
    "regularization": regularization,
    "reshaping": reshaping,
    "merging": merging,
    "embedding": embedding,
    "dense": dense,
    "activations": activations,
    "nested": nested,
    "large": large,
    "losses": all_losses,
    "metrics": all_metrics,
    **all_optimizers(),
}


def encode(array):
    array = np.asarray(array)
    # the shortest decimal numbers that give the same values
    values = [float(str(x)) if array.dtype.kind == "f" else int(x) for x in array.flatten()]
    return {"shape": list(array.shape), "dtype": str(array.dtype), "values": values}


def decode(value):
    return np.array(value["values"], dtype=value["dtype"]).reshape(value["shape"])


def as_argument(arrays):
    return arrays if len(arrays) > 1 else arrays[0]


def train(model, inputs, targets):
    """The losses of 3 steps."""
    found = []
    for step in range(3):
        batch = slice(step * BATCH, (step + 1) * BATCH)
        history = model.fit(
            as_argument([x[batch] for x in inputs]),
            as_argument([y[batch] for y in targets]),
            batch_size=BATCH,
            shuffle=False,
            verbose=0,
        )
        found.append(history.history["loss"][0])
    return found


def predict(model, inputs):
    found = model.predict(as_argument(inputs), verbose=0)
    return found if isinstance(found, list) else [found]


def save_h5(model, path):
    if KERAS3 and path.stem in ("embedding", "optimizer_adafactor"):
        return  # Keras 3.15 does not find the ops in the first again, and fails to write the second: two of its variables have one name
    # Keras 3.15 takes the optimizer out of what the model was compiled with
    compiled = dict(model._compile_config.config) if KERAS3 else {}
    model.save(path)
    if KERAS3:
        model._compile_config.config.update(compiled)


def save_legacy_weights(model, path):
    if not KERAS3:
        model.save_weights(path)
        return
    with h5py.File(path, "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, model)


def write(folder, names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or MODELS:
        keras.backend.clear_session()
        keras.utils.set_random_seed(7)
        model, inputs, targets = MODELS[name]()
        train(model, inputs, targets)
        model.save(folder / f"{name}.keras")
        save_h5(model, folder / f"{name}.h5")
        model.save_weights(folder / f"{name}.weights.h5")
        save_legacy_weights(model, folder / f"{name}.legacy.h5")
        record = {
            "inputs": [encode(x) for x in inputs],
            "targets": [encode(y) for y in targets],
            "predictions": [encode(p) for p in predict(model, inputs)],
            "losses": train(model, inputs, targets),
        }
        model.save(folder / f"{name}.after.keras")
        (folder / f"{name}.json").write_text(json.dumps(record))


def variables(path):
    """The datasets in a .keras file."""
    found = {}
    with zipfile.ZipFile(path) as archive, archive.open("model.weights.h5") as entry, h5py.File(entry) as file:
        file.visititems(lambda name, item: found.update({name: item[()]}) if isinstance(item, h5py.Dataset) else None)
    return found


def assert_predicts(model, record, inputs, what):
    for predicted, expected in zip(predict(model, inputs), record["predictions"], strict=True):
        np.testing.assert_allclose(predicted, decode(expected), rtol=1e-5, atol=2e-6, err_msg=what)


# What tf_keras does not read of whole .h5 files, but for the weights.
KERAS2_REFUSES = {
    "attention": "the configuration has no shapes, which Keras 3 does not take",
    "convolutional_recurrent": "Keras2HardSigmoid is not known there",
    "optimizer_adamw": "it looks for optimizers of .h5 files among the old ones",
    "optimizer_averages": "it looks for optimizers of .h5 files among the old ones",
    "optimizer_lion": "it looks for optimizers of .h5 files among the old ones",
}


def check(folder, names):
    java = folder / "java"
    found = sorted(path.stem for path in java.glob("*.json"))
    assert names or set(found) == set(MODELS), f"Java wrote {found}"
    with h5py.File(java / "large.h5") as file:
        assert len(file.attrs["model_config"]) > 1 << 16
        assert "layer_names1" in file["model_weights"].attrs
    with h5py.File(java / "reshaping.h5") as file:
        assert file["model_weights/reshape"].attrs["weight_names"].shape == (0,)
    for name in names or found:
        keras.backend.clear_session()
        record = json.loads((java / f"{name}.json").read_text())
        inputs = [decode(x) for x in record["inputs"]]
        targets = [decode(y) for y in record["targets"]]

        # Keras 2 does not read the .keras files of Keras 3
        if KERAS3:
            model = keras.saving.load_model(java / f"{name}.keras")
            saved = variables(java / f"{name}.keras")
            for index, variable in enumerate(model.optimizer.variables):
                np.testing.assert_array_equal(variable.numpy(), saved[f"optimizer/vars/{index}"], err_msg=name)
            assert_predicts(model, record, inputs, f"{name}.keras")
            np.testing.assert_allclose(train(model, inputs, targets), record["losses"], rtol=1e-4, atol=1e-6, err_msg=name)

        # The optimizer in an .h5 file: Keras 3 makes it without variables, see docs/files.md
        refused = not KERAS3 and name in KERAS2_REFUSES
        try:
            whole = keras.models.load_model(java / f"{name}.h5", compile=not KERAS3)
            assert not refused, f"{name}.h5 is read by now: take it out of KERAS2_REFUSES"
            assert_predicts(whole, record, inputs, f"{name}.h5")
        except (KeyError, TypeError, ValueError):
            if not refused:
                raise
        if not KERAS3 and not refused:
            # it starts its optimizers afresh, so only the first loss is the same
            np.testing.assert_allclose(train(whole, inputs, targets)[0], record["losses"][0], rtol=1e-4, atol=1e-6, err_msg=name)

        # tf_keras has other names for the parts of attention
        for weights in ("legacy.h5",) if not KERAS3 and name == "attention" else ("weights.h5", "legacy.h5"):
            model = MODELS[name]()[0]
            model.load_weights(java / f"{name}.{weights}")
            assert_predicts(model, record, inputs, f"{name}.{weights}")
        print(f"{name}: {keras.__name__} {keras.__version__} read what Java wrote, and trained on", flush=True)


def main():
    command, folder, names = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    if command == "write":
        write(folder, names)
    elif command == "check":
        check(folder, names)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
