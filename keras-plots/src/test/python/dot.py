"""What keras.utils.model_to_dot makes of models: labels of nodes, edges and clusters. Needs pydot."""

import json
import os
import re

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
from keras import layers

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "fixtures", "dot.json")


def sequential():
    return keras.Sequential(
        [keras.Input((4,)), layers.Dense(8, activation="relu", name="hidden"), layers.Dropout(0.1, name="drop"), layers.Dense(1, name="out")],
        name="plain",
    )


def branches():
    """Several inputs and outputs, a skip over layers, an operation, a frozen layer."""
    image = keras.Input((8, 8, 3), name="image")
    numbers = keras.Input((5,), name="numbers")
    stem = layers.Conv2D(4, 3, padding="same", activation="relu", name="stem")(image)
    deep = layers.Conv2D(4, 3, padding="same", name="deep", trainable=False)(stem)
    total = layers.Add(name="total")([stem, deep])
    flat = layers.Flatten(name="flat")(total)
    joined = layers.Concatenate(name="joined")([flat, numbers])
    hidden = layers.Dense(6, activation="tanh", name="hidden")(joined)
    outputs = [layers.Dense(1, name="price")(hidden), layers.Dense(3, activation="softmax", name="kind")(hidden)]
    return keras.Model([image, numbers], outputs, name="branches")


def shared():
    """A layer that is applied to two inputs, one to its own output, and one before and after another."""
    left = keras.Input((4,), name="left")
    right = keras.Input((4,), name="right")
    twin = layers.Dense(4, activation="relu", name="twin")
    again = layers.Dense(4, name="again")
    x = layers.Subtract(name="difference")([twin(left), twin(right)])
    x = again(again(x))
    first = layers.Dense(4, name="first")
    second = layers.Dense(4, name="second")
    x = first(second(first(x)))
    return keras.Model([left, right], x, name="shared")


def nested():
    """A functional model and a stack of layers, in which is another, within a model; two outputs of the inner one, one called twice."""
    a = keras.Input((4,), name="a")
    b = keras.Input((4,), name="b")
    both = layers.Add(name="both")([a, b])
    inner = keras.Model([a, b], [layers.Dense(2, name="one")(both), layers.Dense(3, name="two")(both)], name="inner")
    core = keras.Sequential([keras.Input((5,)), layers.Dense(3, name="c1"), layers.Dense(2, activation="relu", name="c2")], name="core")
    stack = keras.Sequential([keras.Input((5,)), layers.Dense(5, name="s1"), core, layers.Dense(1, name="s2")], name="stack")
    x = keras.Input((4,), name="x")
    y = keras.Input((4,), name="y")
    one, two = inner([x, y])
    joined = layers.Concatenate(name="joined")([one, two])
    return keras.Model([x, y], [stack(joined), layers.Dense(1, name="side")(two)], name="outer")


def stacked():
    core = keras.Sequential([keras.Input((5,)), layers.Dense(3, name="c1"), layers.Dense(2, name="c2")], name="core")
    return keras.Sequential([keras.Input((5,)), core, layers.Dense(1, name="end")], name="stacked")


def graph(dot):
    nodes = [n for n in dot.get_nodes() if n.get_name() != "node"]
    ids = [n.get_name() for n in nodes]
    return {
        "label": dot.get("label"),
        "ids": ids,
        "nodes": [n.get("label") for n in nodes],
        "edges": [[e.get_source(), e.get_destination()] for e in dot.get_edges()],
        "clusters": [graph(s) for s in dot.get_subgraphs()],
    }


def names(part):
    """The names of the layers by the numbers of their nodes, which differ from run to run."""
    found = {i: re.search("<b>(.*?)</b>", label).group(1) for i, label in zip(part["ids"], part["nodes"])}
    for inner in part["clusters"]:
        found.update(names(inner))
    return found


def named(part, known):
    return {
        "label": part["label"],
        "nodes": part["nodes"],
        "edges": [[known[a], known[b]] for a, b in part["edges"]],
        "clusters": [named(inner, known) for inner in part["clusters"]],
    }


everything = {"show_shapes": True, "show_dtype": True, "show_layer_activations": True, "show_trainable": True}
cases = []
for make in (sequential, branches, shared, nested, stacked):
    keras.utils.clear_session()
    model = make()
    case = {"name": make.__name__, "model": json.loads(model.to_json()), "pictures": []}
    for options in ({}, everything, {"expand_nested": True}, {"expand_nested": True, "show_shapes": True, "show_trainable": True}):
        whole = graph(keras.utils.model_to_dot(model, **options))
        case["pictures"].append({"options": options, "dot": named(whole, names(whole))})
    cases.append(case)
with open(FILE, "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
