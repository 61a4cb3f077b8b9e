"""Writes what the tests of the Tokenizer and of the text data sets compare with: python text_fixtures.py (needs keras)."""

import io
import json
import pathlib
import pickle
import zipfile

import numpy as np
from keras.datasets import imdb, reuters
from keras.src.datasets import imdb as imdb_module
from keras.src.datasets import reuters as reuters_module
from keras.src.legacy.preprocessing import text

OUT = pathlib.Path(__file__).parent.parent / "resources" / "fixtures"
TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "the Dog, the fox & the cat! 100% sure?",
    "",
    "Élan VITAL\tÉlan - 東京 taxi 😀 ΟΔΟΣ",
    "don't stop; don't (ever) stop",
]
OTHERS = ["The cat and the fox", "unknown words only", "dog dog dog 東京", ""]


def tokenizer(label, fit=TEXTS, others=OTHERS, **arguments):
    made = text.Tokenizer(**arguments)
    made.fit_on_texts(fit)
    sequences = made.texts_to_sequences(others)
    return {
        "label": label,
        "arguments": arguments,
        "fit": fit,
        "texts": others,
        "word_index": list(made.word_index.items()),
        "word_counts": list(made.word_counts.items()),
        "word_docs": sorted(made.word_docs.items()),
        "document_count": made.document_count,
        "sequences": sequences,
        "back": made.sequences_to_texts(sequences + [[1, 2, 999]]),
        "matrices": {mode: made.texts_to_matrix(others, mode).tolist() for mode in ["binary", "count", "freq", "tfidf"]},
        "json": made.to_json(),
    }


def tokenizers():
    cases = [
        tokenizer("plain"),
        tokenizer("limited", num_words=5),
        tokenizer("oov", oov_token="<OOV>"),
        tokenizer("limited with oov", num_words=4, oov_token="<OOV>"),
        tokenizer("oov among the words", oov_token="the"),
        tokenizer("cased", lower=False, filters="!?"),
        tokenizer("split", split=",", filters="."),
        tokenizer("characters", char_level=True, num_words=20),
        tokenizer("lists", fit=[["The", "a b"], ["the", "c"]], others=[["THE", "c", "d"], ["a b"]]),
    ]
    words = [
        {"text": each, "arguments": arguments, "words": text.text_to_word_sequence(each, **arguments)}
        for each in TEXTS
        for arguments in [{}, {"lower": False, "filters": "o", "split": "t"}]
    ]
    hashed = [{"text": each, "n": n, "hashes": text.hashing_trick(each, n, "md5")} for each in TEXTS for n in [7, 1000]]
    path = OUT / "tokenizer.json"
    path.write_text(json.dumps({"tokenizers": cases, "words": words, "hashed": hashed}, ensure_ascii=False) + "\n")


def sequences(rng, count):
    return np.array([rng.integers(1, 400, rng.integers(1, 12)).tolist() for _ in range(count)], dtype=object)


def npy(array, protocol):
    """What np.save writes, with a protocol of pickle as older versions of NumPy had."""
    out = io.BytesIO()
    np.lib.format.write_array_header_1_0(out, np.lib.format.header_data_from_array_1_0(array))
    out.write(pickle.dumps(array, protocol=protocol) if array.dtype == object else array.tobytes())
    return out.getvalue()


def save(path, arrays, protocol):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            archive.writestr(name + ".npy", npy(array, protocol))


def plain(part):
    return {"x": [[int(word) for word in each] for each in part[0]], "y": [int(each) for each in part[1]]}


def load(module, data, path, **arguments):
    module.get_file = lambda *args, **kwargs: path
    train, test = data.load_data(**arguments)
    return {"arguments": arguments, "train": plain(train), "test": plain(test)}


def data_sets():
    rng = np.random.default_rng(3)
    arrays = {
        "x_train": sequences(rng, 30),
        "y_train": rng.integers(0, 2, 30),
        "x_test": sequences(rng, 20),
        "y_test": rng.integers(0, 2, 20),
    }
    arrays["x_train"][3] = [70000, 2**31 - 100, 0, 255, 256, 65535, 65536]
    arrays["x_test"][4] = []
    for protocol in [2, 3, 4, 5]:
        save(OUT / f"imdb_{protocol}.npz", arrays, protocol)
    path = OUT / "imdb_4.npz"
    cases = [
        load(imdb_module, imdb, path),
        load(imdb_module, imdb, path, num_words=100, skip_top=5),
        load(imdb_module, imdb, path, maxlen=6, seed=7),
        load(imdb_module, imdb, path, start_char=None, index_from=0, num_words=300, oov_char=None),
        load(imdb_module, imdb, path, start_char=9, index_from=10, oov_char=8, num_words=50),
    ]
    (OUT / "imdb.json").write_text(json.dumps(cases) + "\n")
    arrays = {"x": sequences(rng, 40), "y": rng.integers(0, 46, 40)}
    np.savez(OUT / "reuters.npz", **arrays)
    path = OUT / "reuters.npz"
    cases = [
        load(reuters_module, reuters, path),
        load(reuters_module, reuters, path, num_words=100, test_split=0.35),
        load(reuters_module, reuters, path, start_char=None, index_from=0, maxlen=7, seed=1, oov_char=None, skip_top=20),
    ]
    (OUT / "reuters.json").write_text(json.dumps(cases) + "\n")
    hostile = {
        "call": b"cos\nsystem\n(S'true'\ntR.",
        "global": b"\x80\x02cbuiltins\neval\n.",
        "dict": pickle.dumps(np.array([{}, {}], dtype=object), protocol=2),
        "floats": pickle.dumps(np.array([[1.5], [2.5]], dtype=object), protocol=2),
        "strings": pickle.dumps(np.array([["a"], ["b"], ["c", "d"]], dtype=object), protocol=2),
        "large": pickle.dumps(np.array([[2**40], [1, 2]], dtype=object), protocol=2),
        "integers": pickle.dumps(np.array([1, 2], dtype=object), protocol=2),
        "list": pickle.dumps([[1, 2], [3]], protocol=4),
        "object": pickle.dumps(np.array([pathlib.PurePosixPath("a"), [1]], dtype=object), protocol=4),
    }
    for name, code in hostile.items():
        (OUT / f"hostile_{name}.pickle").write_bytes(code)


if __name__ == "__main__":
    tokenizers()
    data_sets()
