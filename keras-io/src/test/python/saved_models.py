"""Models that Python Keras saves and Java reads, and the other way round.

    saved_models.py write FOLDER    trains each model for 3 steps, saves it as NAME.keras and NAME.weights.h5, and writes what it
                                    predicts, the losses of the 3 steps after that, and the data, to NAME.json;
                                    NAME.after.keras is the model after those steps
    saved_models.py check FOLDER    loads each NAME.keras that Java wrote in the same way and compares
    saved_models.py fixtures [NAME...]  writes those in src/test/resources/fixtures/models
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
import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops, optimizers, regularizers

FIXTURES = pathlib.Path(__file__).parents[1] / "resources" / "fixtures" / "models"
SAMPLES = 24
BATCH = 8


class Data:
    """Numbers with few digits, so that they are the same in JSON."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)

    def floats(self, *shape):
        return self.random.uniform(-1, 1, (SAMPLES, *shape)).round(2).astype("float32")

    def ints(self, bound, *shape):
        return self.random.integers(0, bound, (SAMPLES, *shape)).astype("int32")

    def texts(self, words, *shape):
        """Up to six of some words in each text."""
        texts = [" ".join(self.random.choice(words, self.random.integers(0, 7))) for _ in range(SAMPLES * int(np.prod(shape)))]
        return tf.constant(np.reshape(texts, (SAMPLES, *shape)))

    def one_hot(self, classes):
        return np.eye(classes, dtype="float32")[self.ints(classes)]


def mlp(optimizer):
    model = keras.Sequential(
        [
            keras.Input((12,)),
            layers.Dense(16, activation="relu", kernel_regularizer="l2"),
            layers.BatchNormalization(),
            layers.Activation("tanh"),
            layers.Dropout(0.0),
            layers.Dense(6, activation="gelu", kernel_initializer="he_normal", activity_regularizer=regularizers.L1(0.01)),
            layers.Dense(4, activation="softmax"),
        ]
    )
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    data = Data(1)
    return model, [data.floats(12)], [data.ints(4)]


def cnn():
    model = keras.Sequential(
        [
            keras.Input((12, 12, 3)),
            layers.Conv2D(6, 3, padding="same", activation="relu", bias_initializer=keras.initializers.Constant(0.1)),
            layers.BatchNormalization(momentum=0.9, scale=False),
            layers.MaxPooling2D(2),
            layers.Conv2D(6, (3, 2), strides=(2, 1), groups=3, use_bias=False, kernel_regularizer=regularizers.L1L2(1e-3, 1e-3)),
            layers.LeakyReLU(0.1),
            layers.AveragePooling2D(2, padding="same"),
            layers.Conv2D(4, 2, dilation_rate=(1, 2), padding="same"),
            layers.GlobalAveragePooling2D(),
            layers.Dense(3),
        ],
        name="cnn",
    )
    model.compile(
        optimizers.SGD(0.05, momentum=0.9, nesterov=True, clipvalue=0.05),
        keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1),
        metrics=["accuracy", keras.metrics.CategoricalCrossentropy(from_logits=True, name="cross")],
    )
    data = Data(2)
    return model, [data.floats(12, 12, 3)], [data.one_hot(3)]


def functional():
    left = keras.Input((4,), name="left")
    right = keras.Input((4,), name="right")
    shared = layers.Dense(5, activation="elu")
    inner = keras.Sequential([keras.Input((5,)), layers.Dense(3), layers.Dense(3, activation="tanh")], name="inner")
    a, b = shared(left), shared(right)
    joined = layers.Concatenate()([a, b])
    added = layers.Add()([inner(a), inner(b)])
    price = layers.Dense(1, name="price")(joined)
    kind = layers.Dense(3, activation="softmax", name="kind")(added)
    model = keras.Model([left, right], [price, kind])
    model.compile(
        optimizers.RMSprop(0.01, momentum=0.5, centered=True),
        loss={"price": "mse", "kind": keras.losses.CategoricalCrossentropy()},
        loss_weights={"price": 1.0, "kind": 0.5},
        metrics={"price": ["mae"], "kind": ["accuracy"]},
    )
    data = Data(3)
    return model, [data.floats(4), data.floats(4)], [data.floats(1), data.one_hot(3)]


def embedding():
    model = keras.Sequential(
        [
            keras.Input((5,), dtype="int32"),
            layers.Embedding(20, 4),
            layers.Flatten(),
            layers.Reshape((4, 5)),
            layers.Flatten(),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    rate = optimizers.schedules.ExponentialDecay(0.02, 2, 0.9, staircase=True)
    # Not Adam: on TensorFlow it adds up the squares of the gradients of an index that a batch has twice, elsewhere it squares the sum.
    model.compile(optimizers.SGD(rate, momentum=0.8), keras.losses.BinaryCrossentropy(), metrics=["binary_accuracy"])
    data = Data(4)
    return model, [data.ints(20, 5)], [data.ints(2, 1).astype("float32")]


def nested():
    x = inside = keras.Input((6, 6, 2))
    x = layers.Conv2D(3, 3, name="conv")(x)
    x = layers.PReLU(shared_axes=[1, 2])(x)
    x = layers.GlobalMaxPooling2D()(x)
    base = keras.Model(inside, x, name="base")
    base.trainable = False
    outside = keras.Input((6, 6, 2))
    y = layers.Dense(4, kernel_constraint=keras.constraints.MaxNorm(1.0))(base(outside))
    y = layers.ReLU(max_value=6.0)(y)
    model = keras.Model(outside, layers.Dense(2)(y), name="tuned")
    model.compile(optimizers.AdamW(0.01, clipnorm=0.2, amsgrad=True), "mae")
    data = Data(5)
    return model, [data.floats(6, 6, 2)], [data.floats(2)]


def operations():
    x = keras.Input((6,), name="x")
    h = layers.Dense(4)(x)
    h = ops.relu(h) * 0.5 + 1
    pairs = ops.reshape(h, (-1, 2, 2))
    last = pairs[:, -1]
    joined = ops.concatenate([last, ops.mean(pairs, axis=1), ops.expand_dims(h[:, 0], -1)], axis=-1)
    scaled = ops.where(joined > 1.2, joined, 2 - joined) + np.array([0.1, 0.2, 0.3, 0.4, 0.5], "float32")
    model = keras.Model(x, ops.softmax(layers.Dense(3)(scaled)))
    model.compile(optimizers.SGD(0.1), "categorical_crossentropy")
    data = Data(6)
    return model, [data.floats(6)], [data.one_hot(3)]


def text():
    tokens = keras.Input((6,), dtype="int32")
    x = layers.Embedding(12, 4, mask_zero=True)(tokens)
    x = layers.LSTM(5, return_sequences=True, recurrent_regularizer="l2")(x)
    x = layers.LSTM(3, dropout=0.0)(x)
    model = keras.Model(tokens, layers.Dense(1, activation="sigmoid")(x), name="text")
    # SGD for the reason given above
    model.compile(optimizers.SGD(0.1, momentum=0.8), "binary_crossentropy", metrics=["accuracy"])
    data = Data(6)
    return model, [data.ints(12, 6)], [data.ints(2, 1).astype("float32")]


def vocabulary():
    data = Data(9)
    texts = data.texts(["The", "cat!", "dog,", "ran", "Élan", "東京", "a-b", "[UNK]"])
    vectorization = layers.TextVectorization(max_tokens=9, ngrams=2, output_sequence_length=7)
    vectorization.adapt(texts)
    model = keras.Sequential(
        [
            keras.Input((), dtype="string"),
            vectorization,
            layers.Embedding(9, 4, mask_zero=True),
            layers.LSTM(3),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizers.SGD(0.1, momentum=0.8), "binary_crossentropy")
    return model, [texts], [data.ints(2, 1).astype("float32")]


def categories():
    data = Data(10)
    values = [
        data.texts(["red", "green", "", "Élan"], 1),
        data.texts(["the", "cat", "sat", "Mat"]),
        data.ints(9, 1).astype("int64"),
        data.floats(1),
    ]
    colour, code, size = [keras.Input((1,), dtype=d) for d in ["string", "int64", "float32"]]
    text = keras.Input((), dtype="string")
    weighted = layers.TextVectorization(output_mode="tf_idf", name="weighted")
    weighted.adapt(values[1])
    learned = layers.IntegerLookup(output_mode="multi_hot", mask_token=0)
    learned.adapt(values[2])
    bins = layers.Discretization(num_bins=3)
    bins.adapt(values[3])
    encoded = [
        layers.StringLookup(vocabulary=["red", "green"], num_oov_indices=2, output_mode="one_hot", name="given")(colour),
        layers.StringLookup(vocabulary=["red", ""], output_mode="tf_idf", idf_weights=[0.5, 1.5], name="given_weights")(colour),
        layers.Hashing(3, salt=5, output_mode="one_hot")(colour),
        layers.HashedCrossing(4, output_mode="one_hot")([colour, code]),
        weighted(text),
        learned(code),
        layers.CategoryEncoding(4, output_mode="one_hot")(bins(size)),
    ]
    joined = layers.Concatenate()([layers.Rescaling(1.0)(x) for x in encoded])
    model = keras.Model([colour, text, code, size], layers.Dense(2, activation="softmax")(joined))
    model.compile(optimizers.SGD(0.5), "categorical_crossentropy")
    return model, values, [data.one_hot(2)]


def bidirectional():
    series = keras.Input((5, 3))
    x = layers.Masking(mask_value=0.5)(series)
    forward, *states = layers.Bidirectional(layers.GRU(4, return_sequences=True, return_state=True), merge_mode="sum")(x)
    y = layers.SimpleRNN(4)(forward, initial_state=states[0])
    z = layers.RNN([layers.LSTMCell(3), layers.GRUCell(2, reset_after=False)])(x)
    model = keras.Model(series, layers.Dense(2)(layers.Concatenate()([y, z])))
    model.compile(optimizers.Adam(0.01), "mse")
    data = Data(7)
    return model, [data.floats(5, 3)], [data.floats(2)]


def time_distributed():
    model = keras.Sequential(
        [
            keras.Input((3, 6, 6, 1)),
            layers.TimeDistributed(layers.Conv2D(2, 3, activation="relu")),
            layers.ConvLSTM2D(2, 2, return_sequences=True),
            layers.TimeDistributed(layers.Flatten()),
            layers.TimeDistributed(layers.Dense(2, name="inside"), name="each"),
        ]
    )
    model.compile(optimizers.SGD(0.05, momentum=0.5), "mse", metrics=["mae"])
    data = Data(8)
    return model, [data.floats(3, 6, 6, 1)], [data.floats(3, 2)]


def tuned():
    """A trained base of which all but the last layer is frozen: its normalization is in inference mode."""
    inside = keras.Input((5,), name="inside")
    h = layers.Dense(6, activation="relu", name="low")(inside)
    h = layers.BatchNormalization(momentum=0.5, name="norm")(h)
    base = keras.Model(inside, layers.Dense(4, activation="tanh", name="high")(h), name="base")
    data = Data(7)
    x = data.floats(5)
    base.compile(optimizers.SGD(0.2), "mse")
    base.fit(x, data.floats(4), batch_size=BATCH, shuffle=False, verbose=0)
    base.trainable = False
    base.get_layer("high").trainable = True
    outside = keras.Input((5,), name="outside")
    h = layers.BatchNormalization(name="own")(base(outside))
    model = keras.Model(outside, layers.Dense(2, name="head")(h), name="tuned")
    model.compile(optimizers.SGD(0.1), "mse")
    return model, [x], [data.floats(2)]


def language():
    """A model of words whose layers can be adapted and quantized."""
    tokens = keras.Input((6,), dtype="int32", name="tokens")
    vectors = layers.Embedding(20, 8, name="words")(tokens)
    heads = layers.EinsumDense("abc,cde->abde", (6, 2, 4), bias_axes="de", activation="tanh", name="heads")(vectors)
    joined = layers.EinsumDense("abcd,cde->abe", (6, 8), bias_axes="e", name="joined")(heads)
    windows = layers.Conv1D(8, 3, padding="same", activation="relu", name="windows")(joined)
    pooled = layers.GlobalAveragePooling1D()(windows)
    return keras.Model(tokens, layers.Dense(3, activation="softmax", name="kind")(pooled))


def adapted():
    """Trained before it is adapted: files hold the sum, and what is adapted starts anew when it is loaded."""
    model = language()
    data = Data(8)
    x, y = data.ints(20, 6), data.ints(3)
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=BATCH, shuffle=False, verbose=0)
    for name in ("words", "heads", "windows", "kind"):
        model.get_layer(name).enable_lora(2, lora_alpha=4 if name in ("heads", "windows") else None, b_initializer="he_normal")
    model.compile(optimizers.SGD(0.1), "sparse_categorical_crossentropy")
    return model, [x], [y]


def quantized(mode, adapt=()):
    model = language()
    data = Data(9)
    x, y = data.ints(20, 6), data.ints(3)
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=BATCH, shuffle=False, verbose=0)
    model.quantize(mode)
    for name in adapt:
        model.get_layer(name).enable_lora(2, b_initializer="he_normal")
    model.compile(optimizers.SGD(0.1), "sparse_categorical_crossentropy")
    return model, [x], [y]


MODELS = {
    "mlp": lambda: mlp("adam"),
    "cnn": cnn,
    "functional": functional,
    "embedding": embedding,
    "nested": nested,
    "operations": operations,
    "text": text,
    "vocabulary": vocabulary,
    "categories": categories,
    "bidirectional": bidirectional,
    "time_distributed": time_distributed,
    "tuned": tuned,
    "adapted": adapted,
    "int8": lambda: quantized("int8"),
    "int4": lambda: quantized("int4"),
}
LIVE_MODELS = MODELS | {
    "int8_adapted": lambda: quantized("int8", ["words", "heads", "kind"]),
    "int4_adapted": lambda: quantized("int4", ["words", "heads", "kind"]),
    "mlp_adadelta": lambda: mlp(optimizers.Adadelta(1.0)),
    "mlp_adagrad": lambda: mlp(optimizers.Adagrad(0.05)),
    "mlp_adamax": lambda: mlp(optimizers.Adamax()),
    "mlp_ema": lambda: mlp(optimizers.SGD(0.1, use_ema=True, ema_momentum=0.9, weight_decay=0.01)),
    "mlp_ftrl": lambda: mlp(optimizers.Ftrl(0.1)),
    "mlp_lion": lambda: mlp(optimizers.Lion()),
    "mlp_loss_scale": lambda: mlp(optimizers.LossScaleOptimizer(optimizers.Adam(), initial_scale=256.0, dynamic_growth_steps=2)),
    "mlp_nadam": lambda: mlp(optimizers.Nadam()),
}


def encode(array):
    array = np.asarray(array)
    if array.dtype == object:
        return {"shape": list(array.shape), "dtype": "string", "values": [x.decode() for x in array.flatten()]}
    # the shortest decimal numbers that give the same values
    values = [float(str(x)) if array.dtype.kind == "f" else int(x) for x in array.flatten()]
    return {"shape": list(array.shape), "dtype": str(array.dtype), "values": values}


def decode(value):
    if value["dtype"] == "string":
        return tf.constant(np.reshape(value["values"], value["shape"]))
    return np.array(value["values"], dtype=value["dtype"]).reshape(value["shape"])


def as_argument(arrays):
    return arrays if len(arrays) > 1 else arrays[0]


def train(model, inputs, targets):
    """The losses of 3 steps."""
    losses = []
    for step in range(3):
        batch = slice(step * BATCH, (step + 1) * BATCH)
        history = model.fit(
            as_argument([x[batch] for x in inputs]),
            as_argument([y[batch] for y in targets]),
            batch_size=BATCH,
            shuffle=False,
            verbose=0,
        )
        losses.append(history.history["loss"][0])
    return losses


def predict(model, inputs):
    outputs = model.predict(as_argument(inputs), verbose=0)
    return outputs if isinstance(outputs, list) else [outputs]


def write(folder, models):
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in models.items():
        keras.utils.clear_session()
        keras.utils.set_random_seed(7)
        model, inputs, targets = make()
        train(model, inputs, targets)
        model.save(folder / f"{name}.keras")
        model.save_weights(folder / f"{name}.weights.h5")
        model = keras.saving.load_model(folder / f"{name}.keras")
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


def config(path):
    """The configuration in a .keras file, without what depends on the library that wrote it."""
    left_out = {"shared_object_id", "jit_compile", "build_config", "kwargs"}

    def computes_masks(value):
        return isinstance(value, dict) and value.get("class_name") in ("NotEqual", "Any")

    def simplified(value):
        if isinstance(value, dict):
            return {key: simplified(each) for key, each in value.items() if key not in left_out}
        if isinstance(value, list):
            return [simplified(each) for each in value if not computes_masks(each)]
        return float(f"{value:.6g}") if isinstance(value, float) else value

    with zipfile.ZipFile(path) as archive:
        return simplified(json.loads(archive.read("config.json")))


def check(folder):
    names = sorted(path.stem for path in folder.glob("*.json"))
    assert names, f"nothing to check in {folder}"
    for name in names:
        keras.utils.clear_session()
        record = json.loads((folder / f"{name}.json").read_text())
        inputs = [decode(x) for x in record["inputs"]]
        targets = [decode(y) for y in record["targets"]]
        model = keras.saving.load_model(folder / f"{name}.keras")
        saved = variables(folder / f"{name}.keras")
        for index, variable in enumerate(model.optimizer.variables):
            np.testing.assert_array_equal(variable.numpy(), saved[f"optimizer/vars/{index}"], err_msg=name)
        weights_only = keras.saving.load_model(folder / f"{name}.keras", compile=False)
        weights_only.set_weights([np.zeros_like(values) for values in weights_only.get_weights()])
        weights_only.load_weights(folder / f"{name}.weights.h5")
        for candidate in [model, weights_only]:
            for predicted, expected in zip(predict(candidate, inputs), record["predictions"], strict=True):
                np.testing.assert_allclose(predicted, decode(expected), rtol=1e-5, atol=1e-6, err_msg=name)
        np.testing.assert_allclose(train(model, inputs, targets), record["losses"], rtol=1e-4, err_msg=name)
        model.save(folder / "python.keras")
        assert config(folder / "python.keras") == config(folder / f"{name}.keras"), name
        ours, theirs = variables(folder / "python.keras"), variables(folder / f"{name}.after.keras")
        assert ours.keys() == theirs.keys(), (name, ours.keys() ^ theirs.keys())
        for key in ours:
            np.testing.assert_allclose(ours[key], theirs[key], rtol=2e-3, atol=2e-5, err_msg=f"{name} {key}")
        print(f"{name}: Python read what Java wrote, and trained on")


def main():
    command = sys.argv[1]
    if command == "write":
        write(pathlib.Path(sys.argv[2]), LIVE_MODELS)
    elif command == "check":
        check(pathlib.Path(sys.argv[2]))
    elif command == "fixtures":
        write(FIXTURES, {name: make for name, make in MODELS.items() if name in (sys.argv[2:] or MODELS)})
        for file in [*FIXTURES.glob("*.after.keras"), *FIXTURES.glob("*.weights.h5")]:
            if file.name not in ("mlp.weights.h5", "functional.weights.h5"):
                file.unlink()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
