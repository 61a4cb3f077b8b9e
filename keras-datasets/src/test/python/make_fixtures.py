"""Writes what the tests of keras-datasets compare with: python make_fixtures.py (needs numpy, scikit-learn and keras)."""

import pathlib

import keras
import numpy as np
from sklearn import datasets, preprocessing
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split

OUT = pathlib.Path(__file__).parent.parent / "resources" / "fixtures"


def tables():
    arrays = {}
    for name in "iris", "wine", "digits":
        table = getattr(datasets, f"load_{name}")()
        arrays[f"{name}_x"] = table.data.astype("float32")
        arrays[f"{name}_y"] = table.target.astype("int32")
    np.savez_compressed(OUT / "tables.npz", **arrays)


def npz():
    rng = np.random.default_rng(0)
    arrays = {}
    draw = rng.random((2, 3, 4)) * 180 - 60
    for dtype in "?", "i1", "u1", "i2", "i4", "i8", "f4", "f8":
        values = np.abs(draw) * 2 if dtype == "u1" else draw
        little = values.astype(np.dtype(dtype).newbyteorder("<"))
        arrays[f"little_{np.dtype(dtype).name}"] = little
        arrays[f"big_{np.dtype(dtype).name}"] = little.astype(np.dtype(dtype).newbyteorder(">"))
        arrays[f"fortran_{np.dtype(dtype).name}"] = np.asfortranarray(little)
    arrays["scalar"] = np.float32(3.5)
    arrays["empty"] = np.zeros((0, 3), "float32")
    arrays["vector"] = np.arange(5)
    np.savez_compressed(OUT / "npz.npz", **arrays)
    np.savez(OUT / "npz_unsupported.npz", names=np.array(["a", "b"]))
    np.savez(OUT / "npz_pickled.npz", objects=np.array([{}, []], dtype=object))


def splits():
    """For each case: the labels to stratify by (if any), and the indices on either side."""
    rng = np.random.default_rng(1)
    iris = datasets.load_iris().target
    ties = np.repeat(np.arange(7), [3, 3, 3, 3, 5, 5, 9])
    rng.shuffle(ties)
    uneven = rng.choice(4, size=997, p=[0.6, 0.3, 0.09, 0.01])
    multi = np.eye(3, dtype=int)[rng.integers(0, 3, 60)]
    cases = {
        "default": dict(n=10, random_state=0),
        "fraction": dict(n=150, test_size=0.2, random_state=42),
        "count": dict(n=37, test_size=5, random_state=7),
        "large": dict(n=5000, test_size=0.33, random_state=4294967295),
        "ordered": dict(n=11, test_size=0.3, shuffle=False),
        "iris": dict(stratify=iris, test_size=0.2, random_state=42),
        "ties": dict(stratify=ties, test_size=0.4, random_state=3),
        "ties2": dict(stratify=ties, test_size=10, random_state=11),
        "uneven": dict(stratify=uneven, test_size=0.17, random_state=5),
        "rows": dict(stratify=multi, test_size=0.25, random_state=9),
    }
    arrays = {}
    for name, options in cases.items():
        n = options.pop("n", None) or len(options["stratify"])
        train, test = train_test_split(np.arange(n), **options)
        arrays[f"{name}_train"] = train
        arrays[f"{name}_test"] = test
        if "stratify" in options:
            arrays[f"{name}_labels"] = options["stratify"]
    np.savez_compressed(OUT / "splits.npz", **arrays)


def scalers():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(40, 6)) * [1, 1000, 1e-3, 1, 1, 5] + [0, 1e6, 0, 0, 0, -3]
    x[:, 3] = 0.1  # constant, with rounding
    x[:, 4] = 0
    missing = x.copy()
    missing[::3, 0] = np.nan
    missing[1, 5] = np.nan
    other = rng.normal(size=(7, 6)) * [2, 1000, 1e-3, 1, 1, 9] + [0, 1e6, 0, 0, 0, -3]
    arrays = dict(x=x, missing=missing, other=other)
    scalers = {
        "standard": preprocessing.StandardScaler(),
        "standard_no_mean": preprocessing.StandardScaler(with_mean=False),
        "standard_no_std": preprocessing.StandardScaler(with_std=False),
        "minmax": preprocessing.MinMaxScaler(),
        "minmax_range": preprocessing.MinMaxScaler(feature_range=(-2, 3), clip=True),
    }
    for name, scaler in scalers.items():
        for data, fitted in ("x", x), ("missing", missing):
            scaler.fit(fitted)
            arrays[f"{name}_{data}"] = scaler.transform(fitted)
            arrays[f"{name}_{data}_other"] = scaler.transform(other)
            arrays[f"{name}_{data}_inverse"] = scaler.inverse_transform(other)
    standard = preprocessing.StandardScaler().fit(x)
    arrays.update(mean=standard.mean_, variance=standard.var_, scale=standard.scale_)
    # Columns that float64 tells apart from a constant and float32 does not.
    near = np.array([[1, 0], [1 + 1e-6, 1e-6], [1, 5e-7]])
    arrays.update(near=near, near_float32=preprocessing.MinMaxScaler().fit_transform(near.astype("float32")))
    arrays["near_float64"] = preprocessing.MinMaxScaler().fit_transform(near)
    # Columns that differ by a rounding error only, and one that really differs.
    rounded = np.array([[1e8, 1 / 3, 1], [np.nextafter(1e8, 2e8), np.nextafter(1 / 3, 1), 5], [1e8, 1 / 3, 1], [1e8, 1 / 3, 5]])
    arrays.update(rounded=rounded, rounded_standard=preprocessing.StandardScaler().fit_transform(rounded))
    np.savez_compressed(OUT / "scalers.npz", **arrays)


def functions():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(3, 4, 5))
    x[1, 2] = 0
    arrays = dict(x=x)
    for axis in 1, 2, -1:
        for order in 1, 2, 3, np.inf:
            arrays[f"normalize_{axis}_{order}"] = keras.utils.normalize(x, axis, order)
    labels = rng.integers(0, 4, (6, 2, 1))
    arrays["labels"] = labels
    arrays["categorical"] = keras.utils.to_categorical(labels)
    arrays["categorical_7"] = keras.utils.to_categorical(labels, 7)
    y_true = rng.integers(0, 4, 50)
    y_pred = np.where(rng.random(50) < 0.7, y_true, rng.integers(0, 4, 50))
    arrays.update(y_true=y_true, y_pred=y_pred, confusion=confusion_matrix(y_true, y_pred))
    np.savez_compressed(OUT / "functions.npz", **arrays)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    tables()
    npz()
    splits()
    scalers()
    functions()
