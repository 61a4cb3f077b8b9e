"""Functional models made of operations of keras.ops alone, as Keras's files hold them, and what they compute: read by OperationsTest."""
import numpy as np

from fixture import write
from operation_case import CASES, CUBE, FLAGS, FLOATS, FRACTION, IMAGE, POSITIVE, WHOLE, case, ops

for name in "absolute arcsinh arctan ceil cos cosh exp exp2 expm1 floor isfinite isinf isnan negative ones_like ravel reciprocal sign sin \
sinh square tan tanh zeros_like erf relu relu6 sigmoid silu softplus softsign log_sigmoid selu hard_sigmoid hard_silu hard_tanh \
tanh_shrink sparse_plus sparse_sigmoid stop_gradient".split():
    if name == "ravel":  # has no batch axis
        case(lambda x: ops.reshape(ops.ravel(x), (-1, 6)), FLOATS)
    else:
        case(getattr(ops, name), FLOATS)
for name in "arccos arcsin arctanh".split():
    case(getattr(ops, name), FRACTION)
for name in "log log10 log1p log2 rsqrt sqrt".split():
    case(getattr(ops, name), POSITIVE)
case(ops.arccosh, POSITIVE + 1)
case(ops.logical_not, FLAGS)
case(ops.sparsemax, 10 * FLOATS)  # one element is far above the others: where several count, Keras's result does not sum to 1
case(ops.elu, FLOATS)
case(lambda x: ops.elu(x, 0.5), FLOATS)
case(lambda x: ops.celu(x, 0.5), FLOATS)
case(lambda x: ops.gelu(x), FLOATS)
case(lambda x: ops.gelu(x, approximate=False), FLOATS)
case(lambda x: ops.glu(x), FLOATS)
case(lambda x: ops.leaky_relu(x, 0.1), FLOATS)
case(lambda x: ops.hard_shrink(x, 0.3), FLOATS)
case(lambda x: ops.soft_shrink(x, 0.3), FLOATS)
case(lambda x: ops.threshold(x, 0.1, -1.0), FLOATS)
case(lambda x: ops.squareplus(x, 3), FLOATS)
case(lambda x: ops.softmax(x), FLOATS)
case(lambda x: ops.softmax(x, axis=1), CUBE)
case(lambda x: ops.log_softmax(x, axis=1), CUBE)
case(lambda x: ops.cast(x, "int32"), FLOATS)
case(lambda x: ops.clip(x, -0.5, 0.25), FLOATS)
case(lambda x: ops.round(x), FLOATS)

for name in "add arctan2 divide divide_no_nan equal greater greater_equal less less_equal logaddexp maximum minimum multiply not_equal \
subtract true_divide".split():
    case(getattr(ops, name), FLOATS, POSITIVE)
case(ops.power, POSITIVE, FLOATS)
case(ops.floor_divide, FLOATS, POSITIVE)
case(ops.mod, FLOATS, POSITIVE)
for name in "logical_and logical_or logical_xor".split():
    case(getattr(ops, name), FLAGS, FLAGS[::-1])
case(lambda x: 1 - x * 2 + x / 4.0, FLOATS)
case(lambda x: x * 2, WHOLE)
case(lambda x: x * 2.5, WHOLE)
case(lambda x: x + np.arange(6, dtype="float32"), FLOATS)
case(lambda x: abs(-x) ** 2, FLOATS)
case(lambda x, y: ops.where(x > 0, y, 0.0), FLOATS, POSITIVE)
case(lambda x, y: ops.matmul(x, ops.transpose(y, (0, 2, 1))), CUBE, CUBE)
case(lambda x: ops.matmul(x, np.ones((4, 2), "float32")), CUBE)
case(lambda x: ops.dot(x, np.ones((4, 2), "float32")), CUBE)
case(lambda x: ops.tensordot(x, np.ones((3, 2), "float32"), axes=[[1], [0]]), CUBE)
case(lambda x: ops.tensordot(x, np.ones((3, 4, 2), "float32"), axes=2), CUBE)
case(lambda x: ops.reshape(ops.outer(x, np.arange(3, dtype="float32")), (-1, 3)), FLOATS)

for name in "max mean min prod std sum var logsumexp amax amin".split():
    function = getattr(ops, name)
    case(lambda x: function(x, axis=-1), CUBE)
    case(lambda x: function(x, axis=(1, 2), keepdims=True), CUBE)
case(lambda x: ops.reshape(ops.sum(x), (1, 1)), CUBE)
case(lambda x: ops.all(x, axis=1), FLAGS)
case(lambda x: ops.any(x, axis=1), FLAGS)
case(lambda x: ops.count_nonzero(x, axis=1), WHOLE)
case(lambda x: ops.argmax(x, axis=-1), CUBE)
case(lambda x: ops.argmin(x, axis=1, keepdims=True), CUBE)

case(lambda x: ops.broadcast_to(ops.sum(x, axis=0), (2, 3, 4)), CUBE)
case(lambda x, y: ops.concatenate([x, y], axis=-1), FLOATS, POSITIVE)
case(lambda x, y: ops.stack([x, y], axis=1), FLOATS, POSITIVE)
case(lambda x: ops.cumsum(x, axis=1), FLOATS)
case(lambda x: ops.expand_dims(x, 1), FLOATS)
case(lambda x: ops.flip(x, axis=1), FLOATS)
case(lambda x: x[:, 1:4], FLOATS)
case(lambda x: x[:, 0], CUBE)
case(lambda x: x[..., -1], CUBE)
case(lambda x: x[:, None, ::2, -3:-1], CUBE)
case(lambda x: ops.moveaxis(x, 1, 2), CUBE)
case(lambda x: ops.pad(x, ((0, 0), (1, 2))), FLOATS)
case(lambda x: ops.pad(x, ((0, 0), (1, 2)), constant_values=0.5), FLOATS)
case(lambda x: ops.repeat(x, 2, axis=1), FLOATS)
case(lambda x: ops.reshape(x, (-1, 2, 3)), FLOATS)
case(lambda x: ops.roll(x, 2, axis=1), FLOATS)
case(lambda x: ops.split(x, 3, axis=1), FLOATS)
case(lambda x: ops.split(x, [2, 5], axis=1), FLOATS)
case(lambda x: ops.squeeze(ops.expand_dims(x, 1), 1), FLOATS)
case(lambda x: ops.swapaxes(x, 1, 2), CUBE)
case(lambda x, i: ops.take(x, np.array([2, 0]), axis=1) + ops.cast(i[:, :2], "float32"), FLOATS, WHOLE)
case(lambda x: ops.tile(x, (1, 2)), FLOATS)
case(lambda x: ops.tril(x), CUBE)
case(lambda x: ops.triu(x, k=1), CUBE)
case(lambda x: ops.unstack(x, axis=1), CUBE)

for padding in ("valid", "same"):
    case(lambda x: ops.max_pool(x, (2, 2), strides=(2, 2), padding=padding), IMAGE)
    case(lambda x: ops.average_pool(x, (2, 3), strides=(1, 2), padding=padding), IMAGE)
    case(lambda x: ops.conv(x, np.ones((2, 2, 2, 1), "float32"), padding=padding), IMAGE)
case(lambda x: ops.one_hot(x, 4), WHOLE)
write("operations", CASES)
