"""Losses: values, reduced losses and gradients with respect to predictions."""
from fixture import array, envelope, keras, np, write

import jax

L = keras.losses
rng = np.random.default_rng(1)


def probabilities(*shape):
    x = rng.uniform(0.05, 1, shape)
    return (x / x.sum(-1, keepdims=True)).astype("float32")


def normal(*shape):
    return rng.normal(size=shape).astype("float32")


def uniform(*shape):
    return rng.uniform(0.05, 0.95, shape).astype("float32")


def bits(*shape):
    return rng.integers(0, 2, shape).astype("float32")


def one_hot(classes, *shape):
    return np.eye(classes, dtype="float32")[rng.integers(0, classes, shape)]


def unit(*shape):
    x = normal(*shape)
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


cases = []


def case(loss, y_true, y_pred, weight=None, mask=None, tolerance=1e-5, **unsaved):
    """`unsaved` are arguments that Keras leaves out of its configuration."""

    def reduced(p):
        q = p * 1.0
        if mask is not None:
            keras.src.backend.set_keras_mask(q, mask)
        return loss(y_true, q, sample_weight=weight)

    total = lambda p: jax.numpy.sum(reduced(p))
    described = envelope(loss)
    described["config"].update(unsaved)
    cases.append(
        {
            "object": described,
            "tolerance": tolerance,
            "y_true": array(y_true),
            "y_pred": array(y_pred),
            "weight": array(weight),
            "mask": array(mask),
            "values": array(loss.call(jax.numpy.asarray(y_true).astype("float32"), jax.numpy.asarray(y_pred))),
            "result": array(reduced(jax.numpy.asarray(y_pred))),
            "gradient": array(jax.grad(total)(jax.numpy.asarray(y_pred))),
        }
    )


def all_ways(make, y_true, y_pred, **options):
    """The defaults with and without weights, and each reduction; `make` takes Keras's arguments."""
    batch = y_pred.shape[0]
    weight = rng.uniform(0.1, 2, batch).astype("float32")
    case(make(**options), y_true, y_pred)
    case(make(**options), y_true, y_pred, weight)
    for reduction in ["sum", "mean", "mean_with_sample_weight", "none"]:
        case(make(reduction=reduction, **options), y_true, y_pred, weight)


for make in [
    L.MeanSquaredError,
    L.MeanAbsoluteError,
    L.MeanAbsolutePercentageError,
    L.MeanSquaredLogarithmicError,
    L.CosineSimilarity,
    L.Huber,
    L.LogCosh,
]:
    y, p = normal(4, 5), normal(4, 5)
    if make is L.MeanSquaredLogarithmicError:
        y, p = np.abs(y) + 0.1, np.abs(p) + 0.1
    all_ways(make, y, p)
    case(make(), np.abs(normal(4)) + 0.1, np.abs(normal(4, 1)) + 0.1)
    case(make(), np.abs(normal(3, 4, 2)) + 0.1, np.abs(normal(3, 4, 2)) + 0.1, uniform(3, 4))
    case(
        make(name="mine"),
        np.abs(normal(3, 4, 2)) + 0.1,
        np.abs(normal(3, 4, 2)) + 0.1,
        None,
        np.array([[1, 1, 0, 0], [1, 1, 1, 1], [1, 0, 0, 0]], "bool"),
    )
case(L.MeanSquaredError(), normal(3, 4, 2), normal(3, 4, 2), uniform(3, 4), bits(3, 4).astype("bool"))
case(L.MeanSquaredError(reduction="sum"), normal(3, 4, 2), normal(3, 4, 2), None, bits(3, 4).astype("bool"))
case(L.Huber(delta=0.3), normal(4, 5), normal(4, 5), delta=0.3)
case(L.CosineSimilarity(axis=1), normal(4, 5, 2), normal(4, 5, 2), axis=1)
all_ways(L.Hinge, bits(4, 5), normal(4, 5))
case(L.Hinge(), bits(4, 5) * 2 - 1, normal(4, 5))
all_ways(L.SquaredHinge, bits(4, 5), normal(4, 5))
all_ways(L.CategoricalHinge, one_hot(5, 4), normal(4, 5))
all_ways(L.KLDivergence, probabilities(4, 5), probabilities(4, 5))
all_ways(L.Poisson, np.abs(normal(4, 5)), np.abs(normal(4, 5)) + 0.2)

for options in [{}, {"from_logits": True}, {"label_smoothing": 0.2}, {"from_logits": True, "label_smoothing": 0.1}]:
    logits = options.get("from_logits", False)
    all_ways(L.BinaryCrossentropy, bits(4, 3), normal(4, 3) * 3 if logits else uniform(4, 3), **options)
    all_ways(L.CategoricalCrossentropy, one_hot(5, 4), normal(4, 5) * 3 if logits else probabilities(4, 5), **options)
    for more in [{}, {"alpha": 0.4, "gamma": 1.5}]:
        case(
            L.CategoricalFocalCrossentropy(**options, **more),
            one_hot(5, 4),
            normal(4, 5) if logits else probabilities(4, 5),
            uniform(4),
        )
    for more in [{}, {"apply_class_balancing": True, "alpha": 0.4, "gamma": 1.5}]:
        case(
            L.BinaryFocalCrossentropy(**options, **more),
            bits(4, 3),
            normal(4, 3) if logits else uniform(4, 3),
            uniform(4),
        )
# saturated, not normalized, integer labels, other axes
case(L.BinaryCrossentropy(), np.array([[0], [1], [1]], "int32"), np.array([[0.0], [1.0], [0.0]], "float32"))
case(L.BinaryCrossentropy(), bits(4), uniform(4, 1))
case(L.BinaryCrossentropy(from_logits=True), bits(3, 1), np.array([[90.0], [-90.0], [0.5]], "float32"))
case(L.BinaryCrossentropy(axis=1), bits(3, 4, 2), uniform(3, 4, 2))
case(L.CategoricalCrossentropy(), one_hot(4, 3), np.array([[0, 0, 0, 1], [1, 0, 0, 0], [0.5, 0, 0.5, 0]], "float32"))
case(L.CategoricalCrossentropy(), one_hot(4, 3), uniform(3, 4) * 3)
case(L.CategoricalCrossentropy(axis=1), np.moveaxis(one_hot(4, 3, 2), -1, 1), np.moveaxis(probabilities(3, 2, 4), -1, 1))
case(L.CategoricalCrossentropy(), one_hot(4, 3, 2), probabilities(3, 2, 4), uniform(3, 2))

for options in [{}, {"from_logits": True}]:
    logits = options.get("from_logits", False)
    predictions = lambda *shape: normal(*shape) * 3 if logits else probabilities(*shape)
    all_ways(L.SparseCategoricalCrossentropy, rng.integers(0, 5, 4).astype("int32"), predictions(4, 5), **options)
    case(L.SparseCategoricalCrossentropy(**options), rng.integers(0, 5, (4, 1)).astype("int64"), predictions(4, 5))
    case(L.SparseCategoricalCrossentropy(**options), rng.integers(0, 5, (4, 3)).astype("int32"), predictions(4, 3, 5))
    ignored = np.array([[1, -1, 2], [0, 0, -1], [-1, -1, -1]], "int32")
    case(L.SparseCategoricalCrossentropy(ignore_class=-1, **options), ignored, predictions(3, 3, 4))
    case(L.SparseCategoricalCrossentropy(ignore_class=-1, **options), ignored, predictions(3, 3, 4), uniform(3, 3))
case(L.SparseCategoricalCrossentropy(), np.array([0, 1, 2], "int32"), np.eye(3, dtype="float32")[[0, 2, 1]])
all_ways(L.CategoricalGeneralizedCrossEntropy, rng.integers(0, 5, 4).astype("int32"), probabilities(4, 5))
case(L.CategoricalGeneralizedCrossEntropy(q=0.2), rng.integers(0, 5, 4).astype("int32"), probabilities(4, 5))
for options in [{}, {"axis": [1, 2]}, {"axis": -1}]:
    shape = (3, 4, 2)
    axis = {key: tuple(value) if isinstance(value, list) else value for key, value in options.items()}
    case(L.Dice(**axis), bits(*shape), uniform(*shape))
    case(L.Tversky(**axis), bits(*shape), uniform(*shape))
case(L.Tversky(alpha=0.3, beta=0.8), bits(3, 4), uniform(3, 4))
labels = np.array([0, 1, 0, 2, 1, 0], "int32")
# exponents as large as gamma, and sums of as many terms as steps, round by more
case(L.Circle(), labels[:, None], unit(6, 4), tolerance=1e-4)
for options in [{"gamma": 2.0, "margin": 0.25}, {"gamma": 2.0, "remove_diagonal": False, "reduction": "sum"}]:
    case(L.Circle(**options), labels[:, None], unit(6, 4))
case(L.Circle(gamma=2.0), labels, unit(6, 4), uniform(6))
y = np.array([[1, 2, 2, 0], [3, 0, 0, 0], [1, 1, 2, 3]], "int32")
case(L.CTC(), y, normal(3, 9, 5), tolerance=1e-4)
case(L.CTC(reduction="sum"), y, normal(3, 12, 4), uniform(3), tolerance=1e-4)
write("losses", cases)
