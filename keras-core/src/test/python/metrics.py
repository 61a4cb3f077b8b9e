"""Metrics: results after each of several updates."""
from fixture import array, envelope, json_number, keras, np, write

M = keras.metrics
rng = np.random.default_rng(2)


def probabilities(*shape):
    x = rng.uniform(0.05, 1, shape)
    return (x / x.sum(-1, keepdims=True)).astype("float32")


def normal(*shape):
    return rng.normal(size=shape).astype("float32")


def uniform(*shape):
    return rng.uniform(0.05, 0.95, shape).astype("float32")


def bits(*shape):
    return rng.integers(0, 2, shape).astype("float32")


def classes(n, *shape):
    return rng.integers(0, n, shape).astype("int32")


def one_hot(n, *shape):
    return np.eye(n, dtype="float32")[rng.integers(0, n, shape)]


cases = []


def case(metric, updates, mask=None, **unsaved):
    """`updates` are (labels, predictions, weights or None); `unsaved` are arguments that Keras leaves out of its configuration."""
    described = envelope(metric)
    described["config"].update(unsaved)
    results = []
    for y_true, y_pred, weight in updates:
        y_pred = keras.ops.convert_to_tensor(y_pred)
        if mask is not None:
            keras.src.backend.set_keras_mask(y_pred, mask)
        metric.update_state(y_true, y_pred, sample_weight=weight)
        results.append(array(np.array(metric.result(), "float32")))
    cases.append(
        {
            "object": described,
            "updates": [{"y_true": array(t), "y_pred": array(p), "weight": array(w)} for t, p, w in updates],
            "mask": array(mask),
            "results": results,
            "variables": [
                {"name": v.name, "value": array(np.array(v, "float32"))} for v in metric.variables
            ],
        }
    )


def both(make, batch):
    """Three batches without weights, and with; `batch` makes labels and predictions."""
    case(make(), [(*batch(), None) for _ in range(3)])
    case(make(), [(*batch(), uniform(len(batch()[0]))) for _ in range(3)])


for make in [
    M.MeanSquaredError,
    M.RootMeanSquaredError,
    M.MeanAbsoluteError,
    M.MeanAbsolutePercentageError,
    M.CosineSimilarity,
    M.LogCoshError,
    M.PearsonCorrelation,
    M.ConcordanceCorrelation,
]:
    both(make, lambda: (normal(6, 4), normal(6, 4)))
    case(make(name="mine"), [(normal(5, 3, 4), normal(5, 3, 4), uniform(5, 3)), (normal(5, 3, 4), normal(5, 3, 4), uniform(5))])
case(M.MeanSquaredError(), [(normal(6), normal(6, 1), None), (normal(6, 1), normal(6, 1), uniform(6, 1))])
case(M.MeanSquaredError(), [(normal(3, 4, 2), normal(3, 4, 2), None)], mask=bits(3, 4).astype("bool"))
case(M.CosineSimilarity(axis=1), [(normal(6, 4, 3), normal(6, 4, 3), None)], axis=1)
case(M.PearsonCorrelation(axis=1), [(normal(6, 4, 3), normal(6, 4, 3), None)])
case(M.ConcordanceCorrelation(axis=1), [(normal(6, 4, 3), normal(6, 4, 3), None)])
both(M.MeanSquaredLogarithmicError, lambda: (uniform(6, 4), uniform(6, 4)))
both(M.Hinge, lambda: (bits(6, 4), normal(6, 4)))
both(M.SquaredHinge, lambda: (bits(6, 4), normal(6, 4)))
both(M.CategoricalHinge, lambda: (one_hot(4, 6), normal(6, 4)))
both(M.KLDivergence, lambda: (probabilities(6, 4), probabilities(6, 4)))
both(M.Poisson, lambda: (uniform(6, 4), uniform(6, 4)))
both(M.BinaryCrossentropy, lambda: (bits(6, 4), uniform(6, 4)))
both(lambda: M.BinaryCrossentropy(from_logits=True, label_smoothing=0.1), lambda: (bits(6, 4), normal(6, 4)))
both(M.CategoricalCrossentropy, lambda: (one_hot(4, 6), probabilities(6, 4)))
both(
    lambda: M.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1, axis=1),
    lambda: (np.moveaxis(one_hot(4, 6, 3), -1, 1), normal(6, 4, 3)),
)
both(M.SparseCategoricalCrossentropy, lambda: (classes(4, 6), probabilities(6, 4)))
both(lambda: M.SparseCategoricalCrossentropy(from_logits=True, ignore_class=0), lambda: (classes(4, 6), normal(6, 4)))

both(M.Accuracy, lambda: (classes(3, 6, 2).astype("float32"), classes(3, 6, 2).astype("float32")))
both(M.BinaryAccuracy, lambda: (bits(6, 1), uniform(6, 1)))
both(lambda: M.BinaryAccuracy(threshold=0.3), lambda: (bits(6).astype("int32"), uniform(6, 1)))
both(M.CategoricalAccuracy, lambda: (one_hot(3, 6), uniform(6, 3)))
both(M.CategoricalAccuracy, lambda: (one_hot(3, 6, 4), uniform(6, 4, 3)))
both(M.SparseCategoricalAccuracy, lambda: (classes(3, 6), uniform(6, 3)))
both(M.SparseCategoricalAccuracy, lambda: (classes(3, 6, 1), uniform(6, 3)))
both(M.SparseCategoricalAccuracy, lambda: (classes(3, 6, 4).astype("float32"), uniform(6, 4, 3)))
case(M.SparseCategoricalAccuracy(), [(classes(3, 4, 5), uniform(4, 5, 3), None)], mask=bits(4, 5).astype("bool"))
case(M.SparseCategoricalAccuracy(), [(classes(3, 4, 5), uniform(4, 5, 3), uniform(4, 5))], mask=bits(4, 5).astype("bool"))
both(lambda: M.TopKCategoricalAccuracy(k=2), lambda: (one_hot(6, 8), uniform(8, 6)))
both(lambda: M.TopKCategoricalAccuracy(k=2), lambda: (one_hot(6, 8, 3), uniform(8, 3, 6)))
both(M.SparseTopKCategoricalAccuracy, lambda: (classes(9, 8), uniform(8, 9)))
both(lambda: M.SparseTopKCategoricalAccuracy(k=2), lambda: (classes(6, 8, 3), uniform(8, 3, 6)))
ranked = lambda: np.stack([rng.permutation(6) for _ in range(8)]).astype("float32")
both(lambda: M.SparseTopKCategoricalAccuracy(k=2, from_sorted_ids=True), lambda: (classes(6, 8), ranked()))

for options in [{}, {"class_aggregation": "variance_weighted_average"}, {"class_aggregation": None, "num_regressors": 2}]:
    both(lambda: M.R2Score(**options), lambda: (normal(6, 3), normal(6, 3)))
for make in [M.F1Score, lambda **k: M.FBetaScore(beta=2.0, **k)]:
    for average in [None, "micro", "macro", "weighted"]:
        both(lambda: make(average=average), lambda: (one_hot(3, 6), uniform(6, 3)))
    both(lambda: make(average="macro", threshold=0.4), lambda: (bits(6, 3), uniform(6, 3)))

for make in [M.TruePositives, M.FalsePositives, M.TrueNegatives, M.FalseNegatives, M.Precision, M.Recall]:
    for thresholds in [None, 0.3, [0.2, 0.9], [0.0, 0.5, 1.0], [0.0, 0.25, 0.5, 0.75, 1.0]]:
        both(lambda: make(thresholds=thresholds), lambda: (bits(8), uniform(8)))
    both(make, lambda: (bits(8, 1), uniform(8, 1)))
    both(make, lambda: (bits(8, 3), uniform(8, 3)))
    case(make(name="mine"), [(bits(8, 3), uniform(8, 3), uniform(8, 3))])
for make in [M.Precision, M.Recall]:
    both(lambda: make(class_id=1), lambda: (bits(8, 3), uniform(8, 3)))
    both(lambda: make(top_k=2), lambda: (bits(8, 4), uniform(8, 4)))
    both(lambda: make(top_k=2, class_id=2), lambda: (bits(8, 4), uniform(8, 4)))
    both(lambda: make(top_k=3, thresholds=[0.3, 0.6]), lambda: (bits(8, 4), uniform(8, 4)))
for make in [M.SensitivityAtSpecificity, M.SpecificityAtSensitivity, M.PrecisionAtRecall, M.RecallAtPrecision]:
    both(lambda: make(0.6), lambda: (bits(20), uniform(20)))
    both(lambda: make(0.4, num_thresholds=5), lambda: (bits(20), uniform(20)))
    both(lambda: make(0.4, num_thresholds=1), lambda: (bits(20), uniform(20)))
    both(lambda: make(0.4, class_id=1, num_thresholds=7), lambda: (bits(20, 3), uniform(20, 3)))

for curve in ["ROC", "PR", "PRGAIN"]:
    for method in ["interpolation", "minoring", "majoring"]:
        both(lambda: M.AUC(curve=curve, summation_method=method, num_thresholds=20), lambda: (bits(10), uniform(10)))
both(M.AUC, lambda: (bits(10), np.array([0, 1, 0.5, 0.25, 0.75, 0.1, 0.2, 0.9, 1, 0], "float32")))
both(lambda: M.AUC(from_logits=True), lambda: (bits(10, 1), normal(10, 1)))
both(lambda: M.AUC(thresholds=[0.7, 0.2, 0.4]), lambda: (bits(10), uniform(10)))
both(lambda: M.AUC(thresholds=[0.25, 0.5, 0.75]), lambda: (bits(10), uniform(10)))
both(lambda: M.AUC(multi_label=True, num_thresholds=11), lambda: (bits(10, 3), uniform(10, 3)))
both(lambda: M.AUC(multi_label=True, num_labels=3, curve="PR", num_thresholds=11), lambda: (bits(10, 3), uniform(10, 3)))
both(lambda: M.AUC(multi_label=True, thresholds=[0.3, 0.4]), lambda: (bits(10, 3), uniform(10, 3)))

for options in [{}, {"ignore_class": 0}, {"sparse_y_true": False}, {"sparse_y_pred": False}, {"sparse_y_true": False, "sparse_y_pred": False}]:
    labels = lambda: one_hot(4, 6, 3) if options.get("sparse_y_true") is False else classes(4, 6, 3)
    predictions = lambda: uniform(6, 3, 4) if options.get("sparse_y_pred") is False else classes(4, 6, 3)
    case(M.IoU(4, [0, 2], **options), [(labels(), predictions(), None) for _ in range(3)])
    case(M.MeanIoU(4, **options), [(labels(), predictions(), None) for _ in range(3)])
case(M.IoU(4, [1], dtype="float32"), [(classes(4, 6, 3), classes(4, 6, 3), uniform(6, 3)) for _ in range(3)])
case(M.MeanIoU(5), [(classes(3, 6), classes(3, 6), classes(3, 6) + 1) for _ in range(3)])
case(M.MeanIoU(3), [(classes(5, 6) - 1, classes(5, 6) - 1, None)])
case(M.BinaryIoU(), [(bits(6, 3), uniform(6, 3), None) for _ in range(3)])
case(M.BinaryIoU(target_class_ids=[1], threshold=0.3), [(bits(6, 3), uniform(6, 3), None) for _ in range(3)])
case(M.OneHotIoU(4, [0, 3]), [(one_hot(4, 6), uniform(6, 4), None) for _ in range(3)])
case(M.OneHotIoU(4, [0, 3], sparse_y_pred=True, ignore_class=2), [(one_hot(4, 6), classes(4, 6), None) for _ in range(3)])
case(M.OneHotMeanIoU(4), [(one_hot(4, 6, 3), uniform(6, 3, 4), None) for _ in range(3)])
write("metrics", cases)

values = []
for make in [M.Mean, M.Sum]:
    for updates in [
        [(normal(5), None), (normal(3), None), (normal(), None)],
        [(normal(5), uniform(5)), (normal(5, 4), uniform(5)), (normal(5, 4), uniform(5, 4))],
        [(normal(5, 4), None), (normal(5, 4, 2), uniform(5, 4))],
    ]:
        metric = make()
        results = []
        for value, weight in updates:
            metric.update_state(value, sample_weight=weight)
            results.append(json_number(float(metric.result())))
        values.append(
            {
                "object": envelope(metric),
                "updates": [{"values": array(v), "weight": array(w)} for v, w in updates],
                "results": results,
            }
        )
write("value_metrics", values)
