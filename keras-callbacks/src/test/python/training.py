"""Training: losses step by step, histories, evaluations and predictions, from weights and data that both sides compute from counters.

On JAX: with TensorFlow the losses of single outputs are means over batches rather than samples, and the CNN drifts off both JAX and us.
"""

import os

os.environ["KERAS_BACKEND"] = "jax"

from fixtures import envelope, keras, np, write  # noqa: E402

from keras import Input, Model, Sequential, layers  # noqa: E402


def uniform(seed, *shape):
    """Numbers from 0 to 1 that follow from the seed and their positions alone: SplitMix64."""
    count = int(np.prod(shape))
    with np.errstate(over="ignore"):
        z = (np.arange(1, count + 1, dtype=np.uint64) + np.uint64(seed) * np.uint64(1 << 32)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(40)).astype(np.float64) / (1 << 24)).astype(np.float32).reshape(shape)


def initialize(model):
    """Glorot's range for all weights with two axes or more; the others stay as they are."""
    for i, weight in enumerate(model.weights):
        shape = tuple(weight.shape)
        if len(shape) > 1:
            receptive = int(np.prod(shape[:-2]))
            limit = np.float32(np.sqrt(6.0 / ((shape[-2] + shape[-1]) * receptive)))
            weight.assign((uniform(100 + i, *shape) * np.float32(2) - np.float32(1)) * limit)


def labels(x, classes):
    """The position of the largest of the first numbers of a sample."""
    return np.argmax(x.reshape(len(x), -1)[:, :classes], axis=-1).astype("int32")


def mlp(units, inputs, classes, **options):
    sizes = [layers.Dense(n, activation="relu", **options) for n in units]
    return Sequential([Input((inputs,)), *sizes, layers.Dense(classes, activation="softmax")])


def cnn():
    return Sequential(
        [
            Input((28, 28, 1)),
            layers.Conv2D(16, 3, activation="relu", padding="same"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(24, 3, strides=2, activation="relu"),
            layers.GlobalAveragePooling2D(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def steps(name, model, optimizer, inputs, classes, count, batch, seed=1):
    """Losses of single steps."""
    keras.utils.clear_session()
    x = uniform(seed, count * batch, *inputs)
    y = labels(x, classes)
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    described = envelope(model)
    initialize(model)
    losses, accuracies = [], []
    for i in range(count):
        part = slice(i * batch, (i + 1) * batch)
        logs = model.train_on_batch(x[part], y[part], return_dict=True)
        losses.append(float(logs["loss"]))
        accuracies.append(float(logs["accuracy"]))
    scores = model.evaluate(x, y, batch_size=batch, verbose=0, return_dict=True)
    print(name, losses[0], losses[-1], scores)
    return {
        "name": name,
        "envelope": described,
        "inputs": list(inputs),
        "classes": classes,
        "seed": seed,
        "steps": count,
        "batch": batch,
        "losses": losses,
        "accuracies": accuracies,
        "evaluate": scores,
        "predict": model.predict(x[:5], verbose=0).reshape(-1).tolist(),
    }


def fit(name, model, inputs, classes, count=100, one_hot=False, weighted=False, seed=1, **options):
    """The history of epochs."""
    x = uniform(seed, count, *inputs)
    y = labels(x, classes)
    if one_hot:
        y = np.eye(classes, dtype="float32")[y]
    described = envelope(model)
    initialize(model)
    weights = uniform(seed + 1, count) if weighted else None
    history = model.fit(x, y, sample_weight=weights, shuffle=False, verbose=0, **options)
    scores = model.evaluate(x, y, sample_weight=weights, verbose=0, return_dict=True)
    print(name, history.history, scores)
    return {
        "name": name,
        "envelope": described,
        "inputs": list(inputs),
        "classes": classes,
        "seed": seed,
        "count": count,
        "one_hot": one_hot,
        "weighted": weighted,
        "options": {k: v for k, v in options.items()},
        "history": history.history,
        "epoch": history.epoch,
        "evaluate": scores,
        "predict": model.predict(x[:5], verbose=0).reshape(-1).tolist(),
    }


def two_outputs():
    a = Input((6,), name="a")
    b = Input((4,), name="b")
    shared = layers.Dense(5, activation="tanh", name="shared")
    left = shared(layers.Dense(4, name="narrow")(a))
    right = shared(b)
    joined = layers.Concatenate(name="join")([left, right, layers.Add(name="add")([left, right])])
    price = layers.Dense(1, name="price")(joined)
    kind = layers.Dense(3, activation="softmax", name="kind")(joined)
    return Model([a, b], [price, kind], name="two")


def several(name, count=60, epochs=3, batch_size=16, weights=False, **compile_options):
    model = two_outputs()
    model.compile(optimizer=keras.optimizers.SGD(0.1, momentum=0.9), **compile_options)
    described = envelope(model)
    initialize(model)
    x = [uniform(1, count, 6), uniform(2, count, 4)]
    y = [uniform(3, count, 1), labels(x[0], 3)]
    w = [uniform(4, count), uniform(5, count)] if weights else None
    history = model.fit(x, y, sample_weight=w, shuffle=False, verbose=0, epochs=epochs, batch_size=batch_size, validation_split=0.25)
    scores = model.evaluate(x, y, sample_weight=w, verbose=0, return_dict=True)
    print(name, history.history, scores)
    return {
        "name": name,
        "envelope": described,
        "count": count,
        "weights": weights,
        "epochs": epochs,
        "batch_size": batch_size,
        "history": history.history,
        "evaluate": scores,
        "predict": [p.reshape(-1).tolist() for p in model.predict([v[:5] for v in x], verbose=0)],
    }


def compiled(model, optimizer=None, loss="sparse_categorical_crossentropy", **options):
    model.compile(optimizer or keras.optimizers.Adam(0.02), loss, **options)
    return model


adam = lambda: keras.optimizers.Adam(1e-3)  # noqa: E731
write(
    "steps",
    [
        steps("small MLP", mlp([16, 8], 20, 3), adam(), (20,), 3, 50, 16),
        steps("MLP of Fashion-MNIST", mlp([512, 128, 32], 784, 10), adam(), (784,), 10, 50, 32),
        steps("CNN", cnn(), adam(), (28, 28, 1), 10, 50, 16),
    ],
)

keras.utils.clear_session()
L2 = keras.regularizers.L2(0.01)
cases = [
    fit("plain", compiled(mlp([8], 6, 3), metrics=["accuracy"]), (6,), 3, epochs=3, batch_size=32),
    fit("validation split", compiled(mlp([8], 6, 3), metrics=["accuracy"]), (6,), 3, epochs=3, batch_size=32, validation_split=0.3),
    fit(
        "sample weights",
        compiled(mlp([8], 6, 3), metrics=["accuracy"], weighted_metrics=["accuracy", "sparse_categorical_crossentropy"]),
        (6,), 3, weighted=True, epochs=2, batch_size=32, validation_split=0.3,
    ),
    fit(
        "class weights",
        compiled(mlp([8], 6, 3), metrics=["accuracy"], weighted_metrics=["accuracy"]),
        (6,), 3, epochs=2, batch_size=32, class_weight={0: 2.0, 2: 0.5}, validation_split=0.3,
    ),
    fit(
        "one-hot class weights",
        compiled(mlp([8], 6, 3), loss="categorical_crossentropy", metrics=["accuracy"]),
        (6,), 3, one_hot=True, epochs=2, batch_size=32, class_weight={0: 2.0, 2: 0.5},
    ),
    fit(
        "regularizers",
        compiled(mlp([8], 6, 3, kernel_regularizer=L2, activity_regularizer=keras.regularizers.L1(0.01))),
        (6,), 3, epochs=2, batch_size=32, validation_split=0.3,
    ),
    fit("steps of epochs", compiled(mlp([8], 6, 3), metrics=["acc"]), (6,), 3, epochs=4, batch_size=20, steps_per_epoch=2),
    fit(
        "validation now and then", compiled(mlp([8], 6, 3)), (6,), 3,
        epochs=5, initial_epoch=1, batch_size=20, validation_split=0.5, validation_freq=2, validation_batch_size=7, validation_steps=3,
    ),
    fit("labels of their own loss", compiled(mlp([8], 6, 3), loss="crossentropy", metrics=["acc"]), (6,), 3, epochs=2),
    fit("several metrics", compiled(mlp([8], 6, 3), "rmsprop", "categorical_crossentropy", metrics=["accuracy", "mse", keras.metrics.MeanAbsoluteError(name="distance"), "mse"]), (6,), 3, one_hot=True, epochs=2),
]
write("fit", cases)

keras.utils.clear_session()
write(
    "outputs",
    [
        several("losses by position", loss=["mse", "sparse_categorical_crossentropy"]),
        several("losses by name", loss={"price": "mae", "kind": "sparse_categorical_crossentropy"}, loss_weights={"price": 0.3, "kind": 2.0}),
        several("metrics by name", loss=["mse", "sparse_categorical_crossentropy"], loss_weights=[0.5, 1.0], metrics={"kind": ["accuracy"], "price": "mae"}),
        several("metrics by position", loss=["mse", "sparse_categorical_crossentropy"], metrics=[["mae", "mse"], ["accuracy"]], weighted_metrics=[["mae"], ["accuracy"]], weights=True),
        several("one output counts", loss={"price": None, "kind": "sparse_categorical_crossentropy"}, metrics={"kind": "accuracy"}),
    ],
)
