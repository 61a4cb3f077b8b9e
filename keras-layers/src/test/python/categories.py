"""Fixtures of the layers for text and categories: python categories.py [name...]"""

import json
import os
import sys

import fixtures
import keras
import numpy as np
import tensorflow as tf
from fixtures import generator
from keras import layers as L

CASES = {}


def case(label, make, *inputs, adapt=None, batches=False, call=None):
    """Applies the layer, after it was adapted to an array, or to each of a list of batches."""
    CASES.setdefault(type(make()).__name__, []).append((label, make, inputs, adapt, batches, call or {}))


def integers(low, high, *shape):
    return generator(f"{low} {high} {shape}").integers(low, high, shape).astype("int64")


def floats(*shape):
    return generator(str(shape)).normal(size=shape).astype("float32")


def strings(values):
    return np.array(values, dtype=object)


TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "the Dog, the fox & the cat!",
    "",
    "Élan \t vital:  the\nÉLAN - 東京 taxi 😀",
    "   cat's-cradle; cat (cat) [cat] {cat} cat/dog ~ `` ^ _",
]
WORDS = ["cat", "dog", "", "[UNK]", "Élan", "東京", "the cat", "😀", "a", "b", "longer than sixteen bytes", "x" * 40, "y" * 100]
SHORT = strings(WORDS[:12]).reshape(4, 3)


@keras.saving.register_keras_serializable("Custom")
def shout(texts):
    return tf.strings.regex_replace(tf.strings.upper(texts), "[!?]", "")


@keras.saving.register_keras_serializable("Custom")
def at_commas(texts):
    return tf.strings.split(texts, ",")


# ---- CategoryEncoding
for mode in ["multi_hot", "one_hot", "count"]:
    case(mode, lambda mode=mode: L.CategoryEncoding(4, output_mode=mode), integers(0, 4, 3, 5))
    case(f"{mode} of one", lambda mode=mode: L.CategoryEncoding(4, output_mode=mode), integers(0, 4, 3, 1))
    case(f"{mode} of vectors", lambda mode=mode: L.CategoryEncoding(4, output_mode=mode), integers(0, 4, 5))
    case(f"{mode}, int32", lambda mode=mode: L.CategoryEncoding(4, output_mode=mode), integers(0, 4, 2, 2).astype("int32"))
    case(f"{mode}, three axes", lambda mode=mode: L.CategoryEncoding(4, output_mode=mode), integers(0, 4, 2, 3, 2))
    case(f"{mode}, too large", lambda mode=mode: L.CategoryEncoding(4, output_mode=mode), integers(0, 9, 3, 2))
case("binary", lambda: L.CategoryEncoding(num_tokens=3, output_mode="binary", dtype="float64"), integers(0, 3, 2, 2))
case("weights", lambda: L.CategoryEncoding(4, output_mode="count"), integers(0, 4, 3, 5), call={"count_weights": floats(3, 5)})

# ---- Discretization
numbers = floats(3, 4) * 2
case("boundaries", lambda: L.Discretization(bin_boundaries=[-1.0, 0.0, 1.0]), numbers)
case("on boundaries", lambda: L.Discretization(bin_boundaries=[-1.0, 0.1, 1.0]), np.array([-1, 0.1, 1, np.nan, np.inf, -np.inf], "float32"))
case("integers", lambda: L.Discretization(bin_boundaries=[0.0, 2.0]), integers(-3, 5, 6).astype("int32"))
for mode in ["one_hot", "multi_hot", "count"]:
    case(mode, lambda mode=mode: L.Discretization(bin_boundaries=[-1.0, 0.0, 1.0], output_mode=mode), numbers)
    case(f"{mode} of one", lambda mode=mode: L.Discretization(bin_boundaries=[-1.0, 0.0, 1.0], output_mode=mode), floats(5, 1))
case("adapted", lambda: L.Discretization(num_bins=4), numbers, adapt=floats(1000))
case("adapted to few", lambda: L.Discretization(num_bins=4), numbers, adapt=floats(7))
case("adapted to equal numbers", lambda: L.Discretization(num_bins=3), numbers, adapt=np.round(floats(300)))
case("adapted coarsely", lambda: L.Discretization(num_bins=3, epsilon=0.1, output_mode="one_hot"), numbers, adapt=floats(777, 2))
case("adapted to batches", lambda: L.Discretization(num_bins=5), numbers, adapt=[floats(200), floats(300), floats(100, 3)], batches=True)

# ---- Hashing
case("strings", lambda: L.Hashing(1000), strings(WORDS))
case("rows", lambda: L.Hashing(7), SHORT)
case("integers", lambda: L.Hashing(1000), np.array([0, 1, -1, 12345678901, -(2**63), 2**63 - 1], "int64"))
case("int32", lambda: L.Hashing(10, dtype="int32"), integers(-9, 99, 2, 3).astype("int32"))
case("floats", lambda: L.Hashing(10), floats(2, 3) * 9)
case("salt", lambda: L.Hashing(1000, salt=133), strings(WORDS))
case("two salts", lambda: L.Hashing(1000, salt=[133, 137]), strings(WORDS))
case("salted integers", lambda: L.Hashing(1000, salt=[2**40, 5]), integers(-99, 99, 6))
case("mask", lambda: L.Hashing(3, mask_value="cat"), SHORT)
case("mask of integers", lambda: L.Hashing(3, mask_value=2, salt=1), integers(0, 5, 4, 3))
case("one bin", lambda: L.Hashing(1, mask_value=""), SHORT)
for mode in ["one_hot", "multi_hot", "count"]:
    case(mode, lambda mode=mode: L.Hashing(5, output_mode=mode), SHORT)
    case(f"{mode} of one", lambda mode=mode: L.Hashing(5, output_mode=mode), SHORT[:, :1])
    case(f"{mode} of integers", lambda mode=mode: L.Hashing(5, output_mode=mode, mask_value=1), integers(0, 5, 4, 3))

# ---- HashedCrossing
case("strings and integers", lambda: L.HashedCrossing(1000), strings(WORDS), integers(-99, 999, 13))
case("columns", lambda: L.HashedCrossing(50), strings(WORDS).reshape(13, 1), integers(-99, 999, 13, 1))
case("three", lambda: L.HashedCrossing(1000), strings(WORDS), strings(WORDS[::-1]), integers(0, 4, 13))
case("integers", lambda: L.HashedCrossing(1000), integers(-99, 999, 6), integers(0, 9, 6).astype("int32"))
case("one_hot", lambda: L.HashedCrossing(5, output_mode="one_hot"), strings(WORDS[:3]), integers(0, 9, 3))
case("one_hot of columns", lambda: L.HashedCrossing(5, output_mode="one_hot"), integers(0, 9, 4, 1), integers(4, 9, 4, 1))

# ---- StringLookup
VOCABULARY = ["cat", "dog", "Élan", "東京"]
WEIGHTS = [0.5, 1.5, 0.25, 2.0]
case("plain", lambda: L.StringLookup(vocabulary=VOCABULARY), SHORT)
case("mask", lambda: L.StringLookup(vocabulary=VOCABULARY, mask_token=""), SHORT)
case("special tokens", lambda: L.StringLookup(vocabulary=["", "[UNK]"] + VOCABULARY, mask_token=""), SHORT)
case("no oov", lambda: L.StringLookup(vocabulary=WORDS, num_oov_indices=0), SHORT)
case("hashed oov", lambda: L.StringLookup(vocabulary=VOCABULARY, num_oov_indices=3, mask_token="a"), SHORT)
case("salted oov", lambda: L.StringLookup(vocabulary=VOCABULARY, num_oov_indices=5, salt=[3, 4]), SHORT)
case("vectors", lambda: L.StringLookup(vocabulary=VOCABULARY), strings(WORDS))
for mode in ["one_hot", "multi_hot", "count", "tf_idf"]:
    idf = {"idf_weights": WEIGHTS} if mode == "tf_idf" else {}
    case(mode, lambda mode=mode, idf=idf: L.StringLookup(vocabulary=VOCABULARY, output_mode=mode, **idf), SHORT)
    case(
        f"{mode}, masked and padded",
        lambda mode=mode, idf=idf: L.StringLookup(
            vocabulary=VOCABULARY, output_mode=mode, mask_token="", max_tokens=9, num_oov_indices=2, pad_to_max_tokens=True, **idf
        ),
        SHORT,
    )
    case(f"{mode}, adapted", lambda mode=mode: L.StringLookup(output_mode=mode, mask_token="a"), SHORT, adapt=SHORT)
case("adapted", lambda: L.StringLookup(), SHORT, adapt=strings(["b", "a", "a", "Élan", "東京", "cat", "cat", "cat", "[UNK]", ""]))
case("adapted, limited", lambda: L.StringLookup(max_tokens=4, mask_token=""), SHORT, adapt=strings(WORDS + WORDS[:3]))
case("adapted to batches", lambda: L.StringLookup(output_mode="tf_idf"), SHORT, adapt=[strings(WORDS[:4]), strings(WORDS[2:])], batches=True)

# ---- IntegerLookup
case("plain", lambda: L.IntegerLookup(vocabulary=[12, 36, 1138, 42]), np.array([[12, 1138, 42], [42, 1000, 36]]))
case("mask", lambda: L.IntegerLookup(vocabulary=[12, 36, 1138, 42], mask_token=0), np.array([[12, 0, 42], [42, 1000, 36]]))
case("int32", lambda: L.IntegerLookup(vocabulary=[1, -5, 2]), integers(-6, 4, 3, 4).astype("int32"))
case("floats", lambda: L.IntegerLookup(vocabulary=[1, -5, 2]), np.array([1.0, 2.9, -5.0, 7.0], "float32"))
case("remainders", lambda: L.IntegerLookup(vocabulary=[1, 2], num_oov_indices=3), integers(-6, 9, 3, 4))
case("hashed", lambda: L.IntegerLookup(vocabulary=[1, 2], num_oov_indices=3, oov_method="farmhash"), integers(-6, 9, 3, 4))
case("salted", lambda: L.IntegerLookup(vocabulary=[1, 2], num_oov_indices=3, oov_method="farmhash", salt=7), integers(-6, 9, 3, 4))
case("inverted", lambda: L.IntegerLookup(vocabulary=[12, 36, 1138, 42], invert=True), np.array([[1, 3, 4], [4, 0, 9]]))
case("inverted, masked", lambda: L.IntegerLookup(vocabulary=[12, 36], mask_token=-7, oov_token=-2, invert=True), np.array([1, 3, 0, -4, 2, 9]))
for mode in ["one_hot", "multi_hot", "count", "tf_idf"]:
    idf = {"idf_weights": WEIGHTS} if mode == "tf_idf" else {}
    case(mode, lambda mode=mode, idf=idf: L.IntegerLookup(vocabulary=[12, 36, 1138, 42], output_mode=mode, **idf), integers(11, 44, 4, 9))
    case(f"{mode}, adapted", lambda mode=mode: L.IntegerLookup(output_mode=mode, mask_token=0), integers(-2, 6, 4, 3), adapt=integers(-3, 5, 6, 4))
case("adapted", lambda: L.IntegerLookup(), integers(-2, 6, 4, 3), adapt=integers(-3, 5, 40))
case("adapted, limited", lambda: L.IntegerLookup(max_tokens=3), integers(-2, 6, 4, 3), adapt=integers(-3, 5, 40))

# ---- TextVectorization
texts = strings(TEXTS)
case("plain", lambda: L.TextVectorization(), texts, adapt=texts)
case("columns", lambda: L.TextVectorization(output_sequence_length=6), texts[:, None], adapt=texts)
case("cut", lambda: L.TextVectorization(max_tokens=7, output_sequence_length=3), texts, adapt=texts)
case("lower", lambda: L.TextVectorization(standardize="lower"), texts, adapt=texts)
case("strip_punctuation", lambda: L.TextVectorization(standardize="strip_punctuation"), texts, adapt=texts)
case("as it is", lambda: L.TextVectorization(standardize=None), texts, adapt=texts)
case("characters", lambda: L.TextVectorization(split="character", output_sequence_length=12), texts, adapt=texts)
case("not split", lambda: L.TextVectorization(split=None), texts, adapt=texts)
case("not split, rows", lambda: L.TextVectorization(split=None, output_sequence_length=4), SHORT, adapt=SHORT)
case("bigrams", lambda: L.TextVectorization(ngrams=2), texts, adapt=texts)
case("ngrams of characters", lambda: L.TextVectorization(ngrams=(3, 2), split="character", max_tokens=30), texts, adapt=texts)
case("not split, ngrams", lambda: L.TextVectorization(split=None, ngrams=2), SHORT, adapt=SHORT)
case("given", lambda: L.TextVectorization(vocabulary=["the", "dog", "cat"]), texts)
case("given with special tokens", lambda: L.TextVectorization(vocabulary=["", "[UNK]", "the", "dog"]), texts)
case("functions", lambda: L.TextVectorization(standardize=shout, split=at_commas), texts, adapt=texts)
case("batches", lambda: L.TextVectorization(), texts, adapt=[texts[:2], texts[2:]], batches=True)
for mode in ["multi_hot", "count", "tf_idf"]:
    case(mode, lambda mode=mode: L.TextVectorization(output_mode=mode), texts, adapt=texts)
    case(
        f"{mode}, padded", lambda mode=mode: L.TextVectorization(output_mode=mode, max_tokens=60, pad_to_max_tokens=True, ngrams=2), texts, adapt=texts
    )
case("given weights", lambda: L.TextVectorization(output_mode="tf_idf", vocabulary=["the", "dog", "cat"], idf_weights=[0.5, 1.0, 2.0]), texts)


def plain(value):
    """Arrays as lists, with their dtypes."""
    array = np.array(value)
    if array.dtype.kind in "SO":
        flat = [x.decode() if isinstance(x, bytes) else x for x in array.ravel()]
        return {"dtype": "string", "shape": list(array.shape), "values": flat}
    values = [x if np.isfinite(x) else str(x) for x in array.ravel().tolist()]
    return {"dtype": str(array.dtype), "shape": list(array.shape), "values": values}


def tensor(array):
    return tf.constant(array.tolist() if array.dtype == object else array)


def record(label, make, inputs, adapt, batches, call):
    keras.utils.clear_session()
    envelope = keras.saving.serialize_keras_object(make())
    layer = make()
    if adapt is not None:
        layer.adapt([tensor(batch) for batch in adapt].__iter__() if batches else (adapt if adapt.dtype != object else adapt.tolist()))
    tensors = [tensor(x) for x in inputs]
    output = layer(*fixtures.operands(layer, tensors), **{name: tf.constant(value) for name, value in call.items()})
    result = {
        "label": label,
        "envelope": envelope,
        "inputs": [plain(x) for x in inputs],
        "adapt": [plain(batch) for batch in adapt] if batches else plain(adapt) if adapt is not None else None,
        "call": {name: plain(value) for name, value in call.items()},
        "output": plain(output.numpy()),
        "adapted": keras.saving.serialize_keras_object(layer)["config"],
    }
    if hasattr(layer, "get_vocabulary"):
        result["vocabulary"] = [x if isinstance(x, str) or x is None else int(x) for x in layer.get_vocabulary()]
    symbolic = [keras.Input(x.shape[1:], dtype="string" if x.dtype == object else str(x.dtype)) for x in inputs]
    if not call and len(inputs) < 3:  # Keras describes a HashedCrossing of two alone
        spec = layer(*fixtures.operands(layer, symbolic))
        result["spec"] = {"shape": list(spec.shape), "dtype": spec.dtype}
    return result


if __name__ == "__main__":
    for subject, cases in CASES.items():
        if len(sys.argv) == 1 or subject in sys.argv[1:]:
            path = os.path.join(fixtures.RESOURCES, "categories", subject + ".json")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                json.dump([record(*each) for each in cases], file, ensure_ascii=False)
                file.write("\n")
            print(subject, len(cases))
