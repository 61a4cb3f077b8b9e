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

MISSING = np.where(rng.uniform(size=(2, 3, 4)) < 0.3, np.nan, CUBE).astype("float32")
for name in "cbrt copy deg2rad erfc fabs i0 isneginf isposinf isreal rad2deg signbit sinc trunc".split():
    case(getattr(ops, name), FLOATS)
case(ops.erfinv, FRACTION)
for name in "fmax fmin fmod heaviside hypot logaddexp2 nextafter".split():
    case(getattr(ops, name), FLOATS, POSITIVE)
for name in "gcd lcm bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift left_shift right_shift".split():
    case(getattr(ops, name), WHOLE, WHOLE[::-1] + 1)
case(ops.ldexp, FLOATS, WHOLE)
case(ops.bitwise_not, WHOLE)
case(ops.bitwise_invert, WHOLE)
case(lambda x: ops.view(x, "int32"), FLOATS)
case(lambda x: ops.saturate_cast(x, "uint8"), 200 * FLOATS)
for name in "nanmax nanmean nanmin nanprod nanstd nansum nanvar ptp".split():
    function = getattr(ops, name)
    case(lambda x: function(x, axis=-1), MISSING if name != "ptp" else CUBE)
    case(lambda x: function(x, axis=(1, 2), keepdims=True), MISSING if name != "ptp" else CUBE)
case(lambda x: ops.nanargmax(x, axis=-1), MISSING)
case(lambda x: ops.nanargmin(x, axis=1, keepdims=True), MISSING)
for name in "cumprod nancumprod nancumsum".split():
    function = getattr(ops, name)
    case(lambda x: function(x, axis=1), CUBE if name == "cumprod" else MISSING)
case(ops.fliplr, CUBE)
case(ops.flipud, CUBE)
case(lambda x: ops.append(x, x, axis=1), CUBE)
case(lambda x: ops.rot90(x, 3, axes=(1, 2)), CUBE)
for name in "dstack hstack vstack".split():
    function = getattr(ops, name)
    case(lambda x, y: ops.reshape(function([x, y]), (-1, 2)), FLOATS, POSITIVE)
case(lambda x: ops.array_split(x, 4, axis=1), FLOATS)
case(lambda x: ops.hsplit(x, 3), FLOATS)
case(lambda x: ops.hsplit(x, [1, 4]), FLOATS)
case(lambda x: ops.dsplit(x, 2), CUBE)
case(lambda x: ops.dsplit(x, [1, 3]), CUBE)
case(lambda x: ops.depth_to_space(x, 2), rng.normal(size=(2, 3, 2, 8)).astype("float32"))
case(lambda x: ops.space_to_depth(x, 2), rng.normal(size=(2, 4, 6, 2)).astype("float32"))
case(lambda x: ops.unfold(x, 2, stride=2), IMAGE)
case(lambda x: ops.fold(x, (4, 3), 2), rng.normal(size=(2, 8, 6)).astype("float32"))
case(lambda x: ops.adaptive_average_pool(x, (2, 3)), IMAGE)
case(lambda x: ops.adaptive_max_pool(x, (2, 3)), IMAGE)
for name in "fft fft2 ifft2".split():
    function = getattr(ops, name)
    case(lambda x, y: function((x, y)), CUBE, 2 * CUBE)
case(ops.rfft, FLOATS)
case(lambda x: ops.rfft(x, 8), FLOATS)
case(lambda x, y: ops.irfft((x, y)), CUBE, 2 * CUBE)
case(lambda x, y: ops.irfft((x, y), 5), CUBE, 2 * CUBE)
case(lambda x: ops.extract_sequences(x, 3, 2), FLOATS)
case(lambda x: ops.stft(x, 4, 2, 6), rng.normal(size=(2, 14)).astype("float32"))
case(lambda x, y: ops.istft((x, y), 4, 2, 6), CUBE, 2 * CUBE)
case(ops.binary_crossentropy, FLAGS.astype("float32"), ops.convert_to_numpy(ops.sigmoid(FLOATS)))
case(lambda x, y: ops.categorical_crossentropy(x, y, from_logits=True), ops.convert_to_numpy(ops.softmax(FLOATS)), FLOATS)
case(lambda x, y: ops.sparse_categorical_crossentropy(x[:, 0], y, from_logits=True), WHOLE, FLOATS)
write("operations", CASES)
