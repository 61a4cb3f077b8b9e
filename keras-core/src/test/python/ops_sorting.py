"""What the functions of keras.ops that order, search and count elements give, and their gradients: read by OpsTest."""
import numpy as np

from op_cases import CASES, case, flags, normal, ops, whole, write


def partition(kth, axis):
    """The elements before and after, each in order: nothing is said of their order."""
    def call(x):
        y = ops.take_along_axis(x, ops.argpartition(x, kth, axis), axis)
        at = kth % x.shape[axis]
        return [ops.sort(part, axis) for part in ops.split(y, [at, at + 1], axis)]
    return call


def sorting():
    special = np.array([2, np.nan, -np.inf, 1, 0, np.inf, 1], "float32")
    for name in ("sort", "argsort"):
        case(name, [normal(3, 5)])
        case(name, [normal(3, 5)], axis=0)
        case(name, [whole(2, 3, 6)], axis=1)
        case(name, [flags(7)])
        case(name, [special], gradient=False)
    case("top_k", [normal(7)], k=3)
    case("top_k", [normal(3, 5)], k=2)
    case("top_k", [whole(3, 9, low=-2, high=2)], k=4)
    case("top_k", [special], k=4, gradient=False)
    for kth, axis in ((2, -1), (0, 0), (-2, 1)):
        case("argpartition", [normal(4, 5)], function=partition(kth, axis), kth=kth, axis=axis, gradient=False)
    sequence = np.array([-2, -1, -1, 0.5, 2, 2], "float32")
    for side in ("left", "right"):
        case("searchsorted", [sequence, whole(3, 4).astype("float32")], side=side)
        case("searchsorted", [sequence, special], side=side)
    case("searchsorted", [np.array([1, 3, 3, 5], "int32"), whole(6)])
    case("digitize", [normal(3, 4) * 2, np.array([-1, 0, 0.5, 2], "float32")])
    case("digitize", [whole(5), np.array([-1, 0, 3], "int32")])
    for invert in (False, True):
        case("isin", [whole(3, 4), whole(5)], invert=invert)
        case("isin", [special, np.array([1, np.nan, np.inf], "float32")], invert=invert)
    case("isin", [normal(3), np.zeros(0, "float32")])


def counts():
    x = whole(9, low=0, high=5)
    case("bincount", [x])
    case("bincount", [x], minlength=8)
    case("bincount", [x, normal(9)], function=lambda x, w: ops.bincount(x, weights=w), gradient=False)
    case("bincount", [whole(3, 5, low=0, high=4)], minlength=6)
    case("bincount", [whole(3, 5, low=0, high=4), normal(3, 5)], minlength=6, gradient=False,
         function=lambda x, w: ops.bincount(x, weights=w, minlength=6))
    case("histogram", [normal(20)], gradient=False)
    case("histogram", [normal(20)], bins=4, gradient=False)
    case("histogram", [whole(20)], bins=3)
    case("histogram", [normal(20)], bins=3, range=[-1, 1], gradient=False)
    case("histogram", [np.full(4, 2, "float32")], bins=3, gradient=False)
    special = np.array([2, np.nan, 1, np.nan, 2], "float32")
    all_of_it = {"return_index": True, "return_inverse": True, "return_counts": True}
    for x in (whole(9, low=0, high=4), whole(3, 4, low=0, high=4), special, normal(5)):
        case("unique", [x], gradient=False)
        case("unique", [x], gradient=False, **all_of_it)
        for size in (2, 12):
            case("unique", [x], gradient=False, size=size, fill_value=7, return_inverse=True, return_counts=True)
    case("unique", [np.array([[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 2]], "float32")], axis=0, gradient=False, **all_of_it)
    case("unique", [whole(2, 7, low=0, high=2)], axis=1, gradient=False, **all_of_it)
    case("unique", [whole(2, 3, 4, low=0, high=2)], axis=-1, gradient=False, return_counts=True)


def quantiles():
    special = np.array([[2, np.nan, 3, 1, 0], [1, 5, 4, 2, 3], [np.nan] * 5], "float32")
    for name in ("median", "nanmedian"):
        case(name, [normal(3, 4)])
        case(name, [normal(3, 5)], axis=1)
        case(name, [normal(2, 3, 4)], axis=[0, 2], keepdims=True)
        case(name, [whole(3, 4)], axis=0)
        case(name, [special], axis=1, gradient=False)
    for name in ("quantile", "nanquantile", "percentile", "nanpercentile"):
        scale = 100 if "percentile" in name else 1
        function = getattr(ops, name)
        for method in ("linear", "lower", "higher", "midpoint", "nearest"):
            case(name, [normal(3, 6)], function=lambda x: function(x, 0.3 * scale, axis=1, method=method),
                 q=0.3 * scale, axis=1, method=method)
        case(name, [normal(3, 6)], function=lambda x: function(x, 0.75 * scale), q=0.75 * scale)
        some = (np.array([0, 0.2, 0.5, 1]) * scale).astype("float32")
        case(name, [normal(2, 3, 4)], function=lambda x: function(x, some, axis=(0, 2), keepdims=True),
             q=some.tolist(), axis=[0, 2], keepdims=True)
        case(name, [special], function=lambda x: function(x, some, axis=1), q=some.tolist(), axis=1, gradient=False)
        case(name, [whole(7)], function=lambda x: function(x, 0.4 * scale), q=0.4 * scale)


sorting()
counts()
quantiles()
write("ops_sorting", CASES)
