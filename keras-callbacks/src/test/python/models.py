"""Models of many shapes: their configurations, summaries, and the order of their weights."""

from fixtures import envelope, keras, np, write

from keras import Input, Model, Sequential, layers


def mlp():
    return Sequential([Input((784,)), layers.Dense(512, activation="relu"), layers.Dense(10, activation="softmax")])


def cnn():
    return Sequential(
        [
            Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu", padding="same"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(10, activation="softmax", name="a_rather_long_name_for_a_layer_that_only_classifies"),
        ],
        name="cnn",
    )


def unbuilt():
    return Sequential([layers.Dense(4), layers.Dropout(0.5), layers.Dense(2)])


def several():
    a = Input((16,), name="a")
    b = Input((8,), name="b")
    shared = layers.Dense(12, name="shared")
    left = shared(layers.Dense(8, name="narrow")(a))
    right = shared(b)
    joined = layers.Concatenate(name="join")([left, right, layers.Add(name="add")([left, right])])
    out = layers.Dense(1, name="price")(layers.Dropout(0.1, name="drop")(joined, training=False))
    return Model([a, b], [out, layers.Dense(3, activation="softmax", name="kind")(joined)], name="several")


def nested():
    inner = Sequential([Input((6,)), layers.Dense(5, name="in1"), layers.Dense(6, name="in2")], name="inner")
    x = Input((6,), name="x")
    branch = Model(x, layers.Add(name="sum")([x, inner(x)]), name="branch")
    y = Input((6,), name="y")
    h = branch(branch(y), training=False)
    return Model(y, layers.Dense(2, name="out")(h), name="nested")


def unused_input():
    a = Input((3,), name="a")
    b = Input((3,), name="b")
    return Model([a, b], layers.Dense(2, name="d")(a), name="unused")


def linear_functional():
    x = Input((20,), dtype="int32", name="tokens")
    h = layers.Embedding(50, 8, name="embed")(x)
    h = layers.Flatten(name="flat")(h)
    return Model(x, layers.Dense(1, name="y")(h), name="linear")


def residual():
    """Depths that differ along the ways from input to output."""
    x = Input((8, 8, 4), name="image")
    h = x
    for i in range(2):
        skip = h
        h = layers.Conv2D(4, 3, padding="same", name=f"conv{i}a")(h)
        h = layers.BatchNormalization(name=f"bn{i}")(h)
        h = layers.Activation("relu", name=f"act{i}")(h)
        h = layers.Conv2D(4, 3, padding="same", name=f"conv{i}b")(h)
        h = layers.Add(name=f"join{i}")([h, layers.Conv2D(4, 1, name=f"skip{i}")(skip)])
    return Model(x, layers.Dense(3, name="head")(layers.GlobalAveragePooling2D(name="pool")(h)), name="residual")


def frozen():
    model = mlp()
    model.layers[0].trainable = False
    return model


cases = []
for make in [mlp, cnn, unbuilt, several, nested, unused_input, linear_functional, residual, frozen]:
    keras.utils.clear_session()
    model = make()
    texts = []

    def text(**options):
        lines = []
        model.summary(print_fn=lines.append, **options)
        texts.append({"options": options, "text": "".join(lines)})

    text()
    text(line_length=76)
    text(line_length=60, show_trainable=True)
    text(expand_nested=True)
    case = {
        "name": make.__name__,
        "envelope": envelope(model),
        "summaries": list(texts),
        "layers": [layer.name for layer in model.layers],
        "weights": [[w.path.split("/")[-2] + "/" + w.name, list(w.shape)] for w in model.weights],
        "trainable": len(model.trainable_weights),
    }
    if model.built:
        texts.clear()
        model.compile("adam", "mse", metrics=["mae"])
        model.optimizer.build(model.trainable_variables)
        text()
        case["compiled"] = texts[0]["text"]
        case["compile_config"] = envelope(model)["compile_config"]
    cases.append(case)
write("models", cases)
