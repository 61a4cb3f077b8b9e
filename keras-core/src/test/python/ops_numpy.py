"""What the functions of keras.ops that come from NumPy give, those that set elements or regroup them, activations and losses: read by OpsTest."""
import numpy as np

from op_cases import CASES, case, flags, fraction, keras, normal, ops, positive, rng, whole, write

SPECIAL = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.5, -2.5], "float32")


def gaps(*shape):
    """Numbers, some of which are missing."""
    x = normal(*shape)
    x[rng.uniform(size=shape) < 0.3] = np.nan
    return x


def elementwise():
    for name in "absolute fabs deg2rad rad2deg sinc erfc i0".split():
        case(name, [normal(3, 4)])
    case("i0", [np.array([0, 5, -20, 80], "float32")])
    case("erfc", [np.array([-3, 0, 3, 6, 9], "float32")], gradient=False)
    case("cbrt", [normal(3, 4)])
    case("cbrt", [np.array([-8, 0, 27], "float32")], gradient=False)
    case("erfinv", [fraction(3, 4)])
    case("erfinv", [np.array([1e-6, -1e-4, 0.999, -0.99999, 1, -1, 0], "float32")], gradient=False)
    case("sinc", [np.array([0, 1, 1e-4], "float32")], gradient=False)
    for name in "trunc signbit isneginf isposinf isreal".split():
        case(name, [SPECIAL], gradient=False)
        case(name, [whole(3, 4)])
    for name in "fabs cbrt deg2rad sinc erfc".split():
        case(name, [whole(3, 4, low=0)]) if name not in ("erfc", "cbrt") else None
    case("trunc", [normal(3, 4) * 3], gradient=False)
    case("true_divide", [normal(3, 4), positive(4)])
    for name in "fmax fmin".split():
        case(name, [gaps(3, 4), normal(4)], gradient=False)
        case(name, [normal(3, 4), normal(4)])
        case(name, [whole(3, 4), whole(4)])
    case("fmod", [normal(3, 4) * 5, positive(4)])
    case("fmod", [normal(3, 4) * 5, -positive(4)])
    case("fmod", [whole(3, 4), whole(4, low=1)])
    case("heaviside", [SPECIAL, np.float32([0.5])], gradient=False)
    case("heaviside", [whole(3, 4), whole(4)])
    case("hypot", [normal(3, 4), normal(4)])
    case("hypot", [np.array([1e30, 0, 3e-30, np.inf], "float32"), np.array([1e30, 0, 4e-30, 1], "float32")], gradient=False)
    case("ldexp", [normal(3, 4), whole(4)])
    case("ldexp", [whole(3, 4), whole(4)])
    case("logaddexp2", [normal(3, 4), normal(4)])
    case("nextafter", [SPECIAL[3:], np.float32([1])], gradient=False)
    for name in "gcd lcm".split():
        case(name, [whole(3, 4, low=-30, high=30), whole(4, low=-12, high=12)])
        case(name, [np.array([0, 0, 4, 6], "int32"), np.array([0, 3, 0, 4], "int32")])
    for dtype in ("int32", "int8", "uint8", "float16"):
        case("saturate_cast", [np.array([-1e10, -200.7, -1, 0, 1.5, 127.9, 300, 1e10, np.inf], "float32")], dtype=dtype, gradient=False)
    case("saturate_cast", [np.array([-1000, -3, 0, 7, 1000], "int32")], dtype="int8")
    case("saturate_cast", [np.array([-1000, -3, 0, 7, 1000], "int32")], dtype="uint8")
    case("saturate_cast", [np.array([0, 7, 200], "uint8")], dtype="int8")
    case("allclose", [normal(3, 4), normal(3, 4)], gradient=False)
    x = normal(3, 4)
    case("allclose", [x, x + 1e-7], gradient=False)
    case("view", [normal(3, 4)], dtype="int32", gradient=False)
    case("view", [whole(3, 4)], dtype="float32")
    case("view", [whole(3, 4, low=0, dtype="uint8")], dtype="int32")
    case("view", [whole(3, 4)], dtype="int16")
    case("copy", [normal(3)])


def bits():
    for name in "bitwise_and bitwise_or bitwise_xor".split():
        case(name, [whole(3, 4, low=-90, high=90), whole(4, low=-90, high=90)])
        case(name, [whole(3, 4, low=0, high=200, dtype="uint8"), whole(4, low=0, high=200, dtype="uint8")])
        case(name, [whole(3, 4, low=-90, high=90, dtype="int8"), whole(4, low=-900, high=900)])
        case(name, [flags(3, 4), flags(4)])
    for name in "bitwise_not bitwise_invert".split():
        case(name, [whole(3, 4, low=-90, high=90)])
        case(name, [whole(3, 4, low=0, high=200, dtype="uint8")])
        case(name, [flags(3, 4)])
    for name in "bitwise_left_shift left_shift bitwise_right_shift right_shift".split():
        case(name, [whole(3, 4, low=-90, high=90), np.array([0, 3, 31, 33], "int32")])
        case(name, [whole(3, 4, low=0, high=200, dtype="uint8"), np.array([0, 3, 7, 9], "uint8")])


def reductions():
    for name in "amax amin ptp".split():
        case(name, [normal(2, 3, 4)])
        case(name, [normal(2, 3, 4)], axis=1)
        case(name, [normal(2, 3, 4)], axis=[0, 2], keepdims=True)
        case(name, [whole(3, 4)], axis=0)
    for name in "nansum nanprod nanmax nanmin nanmean nanvar nanstd".split():
        x = gaps(2, 3, 4)
        case(name, [x], gradient=False)
        case(name, [normal(3, 4)], axis=1)
        case(name, [x], axis=1, gradient=False)
        case(name, [x], axis=[0, 2], keepdims=True, gradient=False)
        case(name, [np.array([[np.nan, np.nan], [1, np.nan]], "float32")], axis=1, gradient=False)
        case(name, [whole(3, 4)], axis=0)
    for name in "nanargmax nanargmin".split():
        x = gaps(3, 4)
        case(name, [x], axis=1, gradient=False)
        case(name, [x], gradient=False)
        case(name, [x], axis=0, keepdims=True, gradient=False)
        case(name, [whole(3, 4)], axis=0)
        case(name, [np.array([[np.nan, np.nan], [1, np.nan]], "float32")], axis=1, gradient=False)
    for name in "cumprod nancumprod nancumsum".split():
        case(name, [positive(3, 5)], axis=1)
        case(name, [positive(3, 5)], axis=0)
        case(name, [normal(2, 3)])
        case(name, [whole(3, 4)], axis=1)
    case("cumprod", [np.array([2, 0, 3, 4], "float32")], axis=0)
    case("nancumsum", [gaps(3, 4)], axis=1, gradient=False)
    case("nancumprod", [gaps(3, 4)], axis=1, gradient=False)
    case("cumsum", [normal(2, 3)])
    case("trapezoid", [normal(3, 4)])
    case("trapezoid", [normal(3, 4)], dx=0.5, axis=0)
    case("trapezoid", [normal(3, 4), np.sort(normal(4))], function=lambda y, x: ops.trapezoid(y, x, axis=1), axis=1)
    case("trapezoid", [normal(3, 4), normal(3, 4)], function=lambda y, x: ops.trapezoid(y, x, axis=0), axis=0)
    case("psnr", [positive(3, 4), positive(3, 4)], max_val=2.0)


def creation():
    case("empty_like", [np.zeros((2, 3), "float32")], function=ops.zeros_like, gradient=False)
    case("identity", [], n=3)
    case("tri", [], N=3)
    case("tri", [], N=3, M=4, k=1)
    case("tri", [], N=4, M=3, k=-1)
    case("logspace", [], start=0, stop=2, num=5)
    case("logspace", [], start=0, stop=2, num=5, endpoint=False)
    case("geomspace", [], start=1, stop=16, num=5)
    case("geomspace", [], start=-1, stop=-16, num=4, endpoint=False)
    for name in "bartlett blackman hamming hanning".split():
        for size in (1, 2, 7, 8):
            case(name, [], function=lambda: getattr(ops, name)(size), size=size)
    for size in (1, 2, 7, 8):
        case("kaiser", [], function=lambda: ops.kaiser(size, 8.5), size=size, beta=8.5)


def arrangement():
    case("append", [normal(2, 3), normal(2)])
    case("append", [normal(2, 3), normal(2, 2)], axis=1)
    case("array_split", [normal(7, 3)], indices_or_sections=3, axis=0)
    case("array_split", [normal(2, 7)], indices_or_sections=4, axis=1)
    case("hsplit", [normal(4, 6)], indices_or_sections=3)
    case("hsplit", [normal(6)], indices_or_sections=[1, 4])
    case("vsplit", [normal(4, 6)], indices_or_sections=2)
    case("vsplit", [normal(4, 6)], indices_or_sections=[1, 3])
    case("dsplit", [normal(2, 3, 4)], indices_or_sections=2)
    case("dsplit", [normal(2, 3, 4)], indices_or_sections=[1, 3])
    for name in "hstack vstack dstack".split():
        function = getattr(ops, name)
        for shape in ((3,), (2, 3), (2, 3, 2)):
            case(name, [normal(*shape), normal(*shape)], function=lambda a, b: function([a, b]))
    case("fliplr", [normal(2, 3)])
    case("flipud", [normal(2, 3)])
    case("rot90", [normal(2, 3)])
    for k in (-1, 0, 2, 3, 5):
        case("rot90", [normal(2, 3, 4)], k=k, axes=[1, 2])
        case("rot90", [normal(2, 3, 4)], k=k, axes=[2, 0])
    for indexing in ("xy", "ij"):
        case("meshgrid", [normal(3), normal(4)], indexing=indexing)
        case("meshgrid", [normal(3), normal(4), normal(2)], indexing=indexing)
    x = normal(3, 4)
    case("select", [x < -0.5, x < 0.5, x, normal(3, 4)], function=lambda a, b, c, d: ops.select([a, b], [c, d], 42), default=42)
    for pattern, sizes in (
        ("b h w c -> b c h w", {}),
        ("b h w c -> (b h) w c", {}),
        ("b h w c -> b (c h w)", {}),
        ("b (h1 h) (w1 w) c -> (b h1 w1) h w c", {"h1": 2, "w1": 3}),
        ("b (h h1) (w w1) c -> b h w (c h1 w1)", {"h1": 2, "w1": 3}),
    ):
        case("rearrange", [normal(2, 4, 6, 3)], function=lambda x: ops.rearrange(x, pattern, **sizes), pattern=pattern, sizes=sizes)
    for data_format, depth, space in (
        ("channels_last", (2, 3, 2, 8), (2, 4, 6, 3)),
        ("channels_first", (2, 8, 3, 2), (2, 3, 4, 6)),
    ):
        case("depth_to_space", [normal(*depth)], block_size=2, data_format=data_format)
        case("space_to_depth", [normal(*space)], block_size=2, data_format=data_format)
    case("unfold", [normal(2, 3, 5, 6)], kernel_size=2)
    more = {"kernel_size": [3, 2], "dilation": [1, 2], "padding": [1, 2], "stride": [2, 1]}
    case("unfold", [normal(2, 3, 5, 6)], **more)
    case("fold", [normal(2, 12, 20)], output_size=[5, 6], kernel_size=2)
    shape = ops.unfold(np.zeros((2, 3, 5, 6), "float32"), **{key: tuple(value) for key, value in more.items()}).shape
    case("fold", [normal(*shape)], output_size=[5, 6], **more)
    for mode in ("valid", "same", "full"):
        for a, b in ((7, 3), (7, 4), (3, 6), (4, 4)):
            case("correlate", [normal(a), normal(b)], mode=mode)
    case("unravel_index", [whole(2, 3, low=0, high=24)], shape=[2, 3, 4])
    case("nonzero", [whole(3, 4, low=-1, high=2)])
    case("nonzero", [np.zeros((2, 3), "float32")], gradient=False)


def scattering():
    ids = whole(6, low=0, high=3)
    for name in "segment_sum segment_max segment_min segment_prod".split():
        differentiable = name != "segment_prod"  # JAX has no gradient of that
        case(name, [normal(6), ids], num_segments=4, gradient=differentiable)
        case(name, [normal(6, 2, 2), ids], num_segments=4, gradient=differentiable)
        case(name, [whole(6, 2), ids], num_segments=4)
    places = np.array([[0, 1], [2, 0], [0, 1]], "int32")
    case("scatter", [places, normal(3)], shape=[3, 2])
    case("scatter", [places, normal(3, 4)], shape=[3, 2, 4])
    case("scatter", [whole(2, 3, 1, low=0, high=5), normal(2, 3, 2)], shape=[5, 2])
    apart = np.array([[0, 1], [2, 0], [1, 1]], "int32")
    case("scatter_update", [normal(3, 2), apart, normal(3)])
    case("scatter_update", [normal(3, 2, 4), apart, normal(3, 4)])
    case("scatter_update", [whole(3, 2), apart, whole(3)])
    for reduction in ("add", "max", "min", "mul"):
        case("scatter_update", [normal(3, 2), places, normal(3)], reduction=reduction, gradient=reduction != "mul")
    case("slice_update", [normal(4, 5), normal(2, 3)], function=lambda x, u: ops.slice_update(x, (1, 2), u), start_indices=[1, 2])


def activations():
    names = "celu elu gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu relu6 selu silu soft_shrink softsign \
sparse_plus sparse_sigmoid squareplus swish tanh_shrink"
    for name in names.split():
        case(name, [normal(3, 4) * 2])
    case("sparsemax", [10 * normal(3, 4)])  # one element is far above the others: where several count, Keras's result does not sum to 1
    for name in "celu elu".split():
        case(name, [normal(3, 4)], alpha=0.5)
    case("gelu", [normal(3, 4)], approximate=False)
    case("glu", [normal(4, 3)], axis=0)
    for name in "hard_shrink soft_shrink".split():
        case(name, [normal(3, 4)], threshold=0.3)
    case("leaky_relu", [normal(3, 4)], negative_slope=0.1)
    case("squareplus", [normal(3, 4)], b=2)
    case("threshold", [normal(3, 4)], threshold=0.1, default_value=-1.0)
    for name in "adaptive_average_pool adaptive_max_pool".split():
        case(name, [normal(2, 6, 3)], output_size=[4], data_format="channels_last")
        case(name, [normal(2, 6, 7, 3)], output_size=[3, 4], data_format="channels_last")
        case(name, [normal(2, 3, 6, 7)], output_size=[3, 4], data_format="channels_first")


def losses():
    for logits in (False, True):
        x = normal(3, 4) if logits else rng.uniform(0.05, 0.95, (3, 4)).astype("float32")
        case("binary_crossentropy", [rng.integers(0, 2, (3, 4)).astype("float32"), x], from_logits=logits)
        case("categorical_crossentropy", [np.eye(4, dtype="float32")[[0, 2, 3]], x], from_logits=logits)
        case("categorical_crossentropy", [np.eye(3, dtype="float32")[:, [0, 2, 1, 1]], x], from_logits=logits, axis=0)
        case("sparse_categorical_crossentropy", [whole(3, low=0, high=4), x], from_logits=logits)
        case("sparse_categorical_crossentropy", [whole(3, 1, low=0, high=4), x], from_logits=logits)
    target = np.array([[1, 2, 2, 0], [3, 1, 0, 0], [2, 0, 0, 0]], "int32")
    lengths = [np.array([3, 2, 1], "int32"), np.array([7, 5, 6], "int32")]
    case("ctc_loss", [target, normal(3, 7, 4), *lengths])
    case("ctc_loss", [target - 1 + (target == 0) * 1, normal(3, 7, 4), *lengths], mask_index=3)
    for merge in (True, False):
        for blank in (0, 3):
            case("ctc_decode", [normal(3, 7, 4), lengths[1]], function=lambda x, n: flat(ops.ctc_decode(x, n, merge_repeated=merge, mask_index=blank)),
                 merge_repeated=merge, mask_index=blank, gradient=False)


def flat(result):
    """The decoded classes come as a list of arrays or as one."""
    decoded, scores = result
    return [ops.convert_to_tensor(decoded), scores]


elementwise()
bits()
reductions()
creation()
arrangement()
scattering()
activations()
losses()
write("ops_numpy", CASES)
