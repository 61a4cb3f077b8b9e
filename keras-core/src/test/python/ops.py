"""What the functions of keras.ops give, and their gradients: read by OpsTest."""
import numpy as np

from op_cases import CASES, case, flags, fraction, keras, normal, ops, positive, whole, write


def elementwise():
    anywhere = "negative abs sign square sin cos arctan sinh cosh tanh sigmoid softplus log_sigmoid erf exp expm1 exp2 relu arcsinh"
    for name in anywhere.split():
        case(name, [normal(3, 4)])
    for name in "sqrt rsqrt reciprocal log log1p log2 log10".split():
        case(name, [positive(3, 4)])
    for name in "arcsin arccos arctanh tan".split():
        case(name, [fraction(3, 4)])
    case("arccosh", [positive(3, 4) + 1])
    for name in "floor ceil round isnan isinf isfinite".split():
        case(name, [normal(3, 4) * 3], gradient=False)
    for name in "negative abs sign square sqrt exp log1p floor ceil round relu isnan isfinite".split():
        case(name, [whole(3, 4, low=0)])
    special = np.array([np.nan, np.inf, -np.inf, 0, 1.5], "float32")
    for name in "isnan isinf isfinite sign".split():
        case(name, [special], gradient=False)
    case("nan_to_num", [special], gradient=False)
    case("nan_to_num", [special], nan=1.0, posinf=2.0, neginf=3.0, gradient=False)
    case("stop_gradient", [normal(3)])
    case("clip", [normal(3, 4)], x_min=-0.5, x_max=0.7)
    case("cast", [normal(3, 4) * 3], dtype="int32")
    case("cast", [whole(3, 4)], dtype="float32")
    case("cast", [normal(3, 4) - 0.5], dtype="bool")

    for name in "add subtract multiply maximum minimum logaddexp arctan2".split():
        case(name, [normal(2, 3, 4), normal(3, 1)])
        case(name, [normal(4), normal(2, 1)])
    for name in "add subtract multiply maximum minimum floor_divide mod power divide".split():
        case(name, [whole(3, 4), whole(4, low=1)] if name != "power" else [whole(3, 4), whole(4, low=0, high=4)])
        case(name, [positive(3, 4) * 4, whole(4, low=1)], gradient=name not in ("floor_divide", "mod"))
        case(name, [whole(3, 4, low=0, dtype="uint8"), whole(4, low=1, high=4, dtype="uint8")], gradient=False)
    case("divide", [normal(3, 4), positive(4)])
    case("divide_no_nan", [normal(2, 3), np.array([1, 0, -2], "float32")], gradient=False)
    case("floor_divide", [normal(3, 4) * 5, positive(4)], gradient=False)
    case("mod", [normal(3, 4) * 5, positive(4)])
    case("mod", [normal(3, 4) * 5, -positive(4)])
    case("power", [positive(3, 4), normal(4)])
    for name in "equal not_equal less less_equal greater greater_equal".split():
        case(name, [whole(3, 4, high=0), whole(3, 4, high=0)])
        case(name, [normal(3, 4), normal(4)])
    for name in "logical_and logical_or logical_xor".split():
        case(name, [flags(3, 4), flags(4)])
        case(name, [whole(3, 4, low=0, high=2), normal(4)], gradient=False)
    case("logical_not", [flags(3, 4)])
    case("where", [flags(3, 1), normal(3, 4), normal(4)])
    case("where", [flags(3, 4), whole(3, 4), normal(3, 4)])
    case("isclose", [np.array([1, 1, np.nan], "float32"), np.array([1 + 1e-6, 1.1, np.nan], "float32")], gradient=False)


def reductions():
    for name in "sum mean max min prod var std".split():
        x = positive(2, 3, 4)
        case(name, [x])
        case(name, [x], axis=1)
        case(name, [x], axis=[0, 2], keepdims=True)
        case(name, [whole(3, 4)], axis=0)
    for name in "sum prod max min".split():
        case(name, [whole(3, 4, low=0, high=3, dtype="int8")], axis=1)
        case(name, [whole(3, 4, low=0, high=3, dtype="int16")], axis=1)
    case("sum", [flags(3, 4)], axis=1)
    case("max", [flags(3, 4)], axis=1)
    for name in "all any".split():
        case(name, [flags(3, 4)], axis=1)
        case(name, [whole(3, 4, low=0, high=2)], axis=0, keepdims=True)
        case(name, [flags(3, 4)])
    case("logsumexp", [normal(2, 3, 4)], axis=[0, 2])
    case("logsumexp", [normal(2, 3, 4)], axis=1, keepdims=True)
    for name in "argmax argmin".split():
        case(name, [normal(3, 4)], axis=1, gradient=False)
        case(name, [whole(3, 4)], axis=0, keepdims=True)
        case(name, [normal(3, 4)], gradient=False)
    case("count_nonzero", [whole(3, 4, low=-1, high=2)], axis=1)
    case("norm", [normal(3, 4)], axis=1)
    case("norm", [normal(3, 4)], axis=0, keepdims=True)
    case("average", [normal(3, 4)], axis=1)
    case("average", [normal(3, 4), positive(3, 4)], function=lambda x, w: ops.average(x, axis=0, weights=w))
    case("normalize", [normal(3, 4)], axis=1)
    for dtype in ("float32", "int32"):
        case("cumsum", [(normal(3, 4) * 5).astype(dtype)], axis=1)
    case("cumsum", [flags(3, 4)], axis=0)
    case("moments", [normal(2, 3, 4)], axes=[0, 2])
    case("segment_sum", [normal(6), whole(6, low=0, high=3)], num_segments=4)
    case("in_top_k", [whole(5, low=0, high=4), normal(5, 4)], k=2, gradient=False)


def arrangement():
    case("reshape", [normal(2, 6)], newshape=[3, -1])
    case("ravel", [normal(2, 3)])
    case("transpose", [normal(2, 3, 4)], axes=[2, 0, 1])
    case("transpose", [normal(2, 3, 4)])
    case("swapaxes", [normal(2, 3, 4)], axis1=0, axis2=-1)
    case("moveaxis", [normal(2, 3, 4)], source=0, destination=-1)
    case("moveaxis", [normal(2, 3, 4)], source=-1, destination=0)
    case("expand_dims", [normal(2, 3)], axis=1)
    case("expand_dims", [normal(2, 3)], axis=-1)
    case("squeeze", [normal(1, 3, 1)])
    case("squeeze", [normal(1, 3, 1)], axis=-1)
    case("broadcast_to", [normal(3, 1)], shape=[2, 3, 4])
    for axis in (0, 1, -1):
        case("concatenate", [normal(2, 3), normal(2, 3)], function=lambda a, b: ops.concatenate([a, b], axis), axis_=axis)
        case("stack", [normal(2, 3), normal(2, 3)], function=lambda a, b: ops.stack([a, b], axis), axis_=axis)
    case("concatenate", [whole(2, 3), normal(2, 3)], function=lambda a, b: ops.concatenate([a, b], 0), axis_=0)
    case("split", [normal(4, 6)], indices_or_sections=3, axis=1)
    case("split", [normal(4, 6)], indices_or_sections=[1, 4], axis=-1)
    case("unstack", [normal(3, 4)], axis=1)
    case("slice", [normal(4, 6)], start_indices=[1, 2], shape=[2, 3])
    case("pad", [normal(2, 3)], pad_width=[[1, 0], [0, 2]])
    case("pad", [normal(2, 3)], pad_width=[[1, 1], [2, 2]], constant_values=3)
    case("flip", [normal(2, 3)])
    case("flip", [normal(2, 3)], axis=1)
    case("roll", [normal(3, 5)], shift=2, axis=1)
    case("roll", [normal(3, 5)], shift=-1, axis=0)
    case("roll", [normal(3, 5)], shift=7)
    case("tile", [normal(2, 3)], repeats=[2, 1])
    case("tile", [normal(3)], repeats=[2, 2])
    case("repeat", [normal(2, 3)], repeats=2, axis=1)
    case("repeat", [normal(2, 3)], repeats=3, axis=0)
    case("repeat", [normal(2, 3)], repeats=2)
    case("tril", [normal(2, 3, 4)])
    case("tril", [normal(4, 4)], k=1)
    case("triu", [normal(4, 3)])
    case("triu", [normal(4, 4)], k=-1)
    case("diff", [normal(3, 5)])
    case("diff", [normal(3, 5)], axis=0)
    case("take", [normal(5, 3), whole(2, 2, low=0, high=5)], axis=0)
    case("take", [normal(5, 3), whole(4, low=0, high=3)], axis=-1)
    case("take_along_axis", [normal(3, 4), whole(3, 2, low=0, high=4)], axis=1)
    case("take_along_axis", [normal(2, 3, 4), whole(2, 1, 4, low=0, high=3)], axis=1)
    case("one_hot", [whole(5, low=-1, high=6)], num_classes=5)
    case("one_hot", [whole(2, 3, low=0, high=4)], num_classes=4, dtype="int32")
    case("multi_hot", [whole(3, 4, low=0, high=6)], num_classes=6)
    for name in "zeros_like ones_like".split():
        case(name, [normal(2, 3)], gradient=False)
    case("full_like", [whole(2, 3)], fill_value=7)
    case("eye", [], N=3)
    case("eye", [], N=3, M=4, k=1)
    case("linspace", [], start=2, stop=5, num=7)
    case("linspace", [], start=0, stop=1, num=4, endpoint=False)
    case("arange", [], start=1, stop=4, step=0.5)
    case("arange", [], start=0, stop=7, step=2)


def linear_algebra():
    case("matmul", [normal(2, 3), normal(3, 4)])
    case("matmul", [normal(5, 2, 3), normal(3, 4)])
    case("matmul", [normal(3), normal(3)])
    case("matmul", [normal(2, 3), normal(3)])
    case("matmul", [normal(3), normal(3, 2)])
    case("matmul", [normal(3), normal(4, 3, 2)])
    case("matmul", [normal(4, 2, 3), normal(3)])
    case("matmul", [whole(2, 3), whole(3, 4)])
    case("dot", [normal(2, 3), normal(3, 4)])
    case("dot", [normal(3), normal(3)])
    case("dot", [normal(2, 3), normal(3)])
    case("dot", [normal(2, 3, 4), normal(5, 4, 6)])
    case("outer", [normal(2, 2), normal(3)])
    case("tensordot", [normal(2, 3, 4), normal(3, 4, 5)], axes=2)
    case("tensordot", [normal(2, 3, 4), normal(5, 3)], axes=[[1], [1]])


def neural_networks():
    for axis in (-1, 0):
        case("softmax", [normal(3, 4)], axis=axis)
        case("log_softmax", [normal(3, 4)], axis=axis)
    for data_format in ("channels_last", "channels_first"):
        first = data_format == "channels_first"
        x = normal(2, 4, 7, 6) if first else normal(2, 7, 6, 4)
        both = {"data_format": data_format}
        if not first:  # what JAX on a CPU can compute
            for padding in ("valid", "same"):
                case("conv", [x, normal(3, 2, 4, 3)], strides=[1, 1], padding=padding, dilation_rate=[1, 1], **both)
                case("conv", [x, normal(3, 3, 4, 3)], strides=[2, 2], padding=padding, dilation_rate=[1, 1], **both)
                case("conv", [x, normal(2, 2, 4, 3)], strides=[1, 1], padding=padding, dilation_rate=[2, 2], **both)
                case("conv", [x, normal(3, 3, 2, 6)], strides=[1, 1], padding=padding, dilation_rate=[1, 1], **both)
            case("conv", [normal(2, 9, 3), normal(3, 3, 4)], strides=[2], padding="same", dilation_rate=[1], **both)
            case("conv", [normal(1, 4, 5, 3, 2), normal(2, 2, 2, 2, 3)], strides=[1, 1, 1], padding="valid",
                 dilation_rate=[1, 1, 1], **both)
        else:
            case("conv", [x, normal(3, 3, 4, 3)], strides=[2, 2], padding="same", dilation_rate=[1, 1], **both)
        for name in "max_pool average_pool".split():
            for padding in ("valid", "same"):
                case(name, [x], pool_size=[2, 2], strides=[2, 2], padding=padding, **both)
                case(name, [x], pool_size=[3, 2], strides=[1, 2], padding=padding, **both)
    channels = [normal(4), positive(4), normal(4), positive(4)]
    case("batch_normalization", [normal(3, 4), channels[0], channels[1]], axis=-1)
    case("batch_normalization", [normal(3, 4, 2), *channels], axis=1,
         function=lambda x, m, v, b, g: ops.batch_normalization(x, m, v, axis=1, offset=b, scale=g, epsilon=0.01), epsilon=0.01)


def other_convolutions():
    both = {"data_format": "channels_last"}
    ones = [1, 1]
    x = normal(2, 4, 3, 2)
    kernel = normal(3, 2, 4, 2)
    for padding in ("valid", "same"):
        case("conv_transpose", [x, kernel], strides=ones, padding=padding, dilation_rate=ones, **both)
        case("conv_transpose", [x, kernel], strides=[2, 3], padding=padding, dilation_rate=ones, **both)
        case("conv_transpose", [x, kernel], strides=[2, 3], padding=padding, output_padding=[1, 0], dilation_rate=ones, **both)
        case("conv_transpose", [x, kernel], strides=ones, padding=padding, dilation_rate=[2, 3], **both)
    case("conv_transpose", [normal(2, 5, 3), normal(4, 2, 3)], strides=[2], padding="same", output_padding=[0],
         dilation_rate=[1], **both)
    case("conv_transpose", [normal(2, 2, 4, 3), kernel], strides=[2, 2], padding="same", dilation_rate=ones,
         data_format="channels_first")
    x = normal(2, 6, 5, 3)
    for padding in ("valid", "same"):
        case("depthwise_conv", [x, normal(3, 2, 3, 1)], strides=ones, padding=padding, dilation_rate=ones, **both)
        case("depthwise_conv", [x, normal(2, 3, 3, 2)], strides=[2, 1], padding=padding, dilation_rate=ones, **both)
        case("depthwise_conv", [x, normal(2, 2, 3, 2)], strides=ones, padding=padding, dilation_rate=[2, 1], **both)
    case("depthwise_conv", [normal(2, 7, 3), normal(3, 3, 2)], strides=[2], padding="same", dilation_rate=[1], **both)
    case("separable_conv", [x, normal(3, 2, 3, 2), normal(1, 1, 6, 4)], strides=ones, padding="same", dilation_rate=ones, **both)
    case("separable_conv", [x, normal(2, 2, 3, 1), normal(1, 1, 3, 2)], strides=[2, 2], padding="valid",
         dilation_rate=ones, **both)


def recurrent():
    """The layers stand for what keras.ops does not have."""

    def run(layer):
        def call(x, kernel, recurrent_kernel, bias, *states):
            if not layer.built:
                layer.build(x.shape)
            weights = [kernel, recurrent_kernel, bias]
            others = [variable.value for variable in layer.non_trainable_variables]
            return layer.stateless_call(weights, others, x, initial_state=list(states))[0]

        return call

    both = {"return_sequences": True, "return_state": True}
    for batch, steps, channels, units in ((2, 3, 2, 3), (1, 1, 3, 2), (3, 5, 1, 4)):
        states = [normal(batch, units), normal(batch, units)]
        weights = [normal(channels, 4 * units), normal(units, 4 * units), normal(4 * units)]
        case("lstm", [normal(batch, steps, channels), *weights, *states], function=run(keras.layers.LSTM(units, **both)))
        weights = [normal(channels, 3 * units), normal(units, 3 * units), normal(2, 3 * units)]
        case("gru", [normal(batch, steps, channels), *weights, states[0]], function=run(keras.layers.GRU(units, **both)))


def normalizations():
    x = normal(2, 3, 4)
    case("layer_normalization", [x], axis=[-1], epsilon=1e-3)
    case("layer_normalization", [x, positive(3), normal(3)], axis=[1], epsilon=0.1,
         function=lambda x, g, b: ops.layer_normalization(x, g, b, axis=1, epsilon=0.1))
    case("layer_normalization", [x, positive(3, 4), normal(3, 4)], axis=[1, 2], epsilon=0.1,
         function=lambda x, g, b: ops.layer_normalization(x, g, b, axis=[1, 2], epsilon=0.1))
    case("rms_normalization", [x], axis=[1], epsilon=1e-3)
    case("rms_normalization", [x, positive(3, 4)], axis=[1, 2], epsilon=0.1,
         function=lambda x, s: ops.rms_normalization(x, s, axis=[1, 2], epsilon=0.1))
    for order in (1, 2, 3):
        case("normalize", [x], axis=[-1], order=order, epsilon=1e-3)


def einsum_and_attention():
    for equation, *shapes in (
        ("ij,jk->ik", (2, 3), (3, 4)),
        ("bij,bjk->bki", (2, 3, 4), (2, 4, 3)),
        ("btnh,bsnh->bnts", (2, 3, 2, 4), (2, 5, 2, 4)),
        ("i,j->ji", (2,), (3,)),
        ("ij,ij", (2, 3), (2, 3)),
        ("ba,cb", (2, 3), (4, 2)),
        ("ijk->kj", (2, 3, 4)),
        ("...ij,...jk->...ik", (2, 1, 3, 4), (5, 4, 2)),
        ("i...,...->i", (2, 3), (3,)),
        ("ij,jk,kl->il", (2, 3), (3, 4), (4, 2)),
        ("ij,kl->k", (2, 3), (4, 2)),
    ):
        case("einsum", [normal(*shape) for shape in shapes], equation=equation,
             function=lambda *x, e=equation: ops.einsum(e, *x))
    q, k, v = normal(2, 3, 4, 5), normal(2, 6, 4, 5), normal(2, 6, 4, 5)
    attention = "dot_product_attention"
    case(attention, [q, k, v])
    case(attention, [q, k, v], scale=0.3, is_causal=True)
    case(attention, [q, k, v, normal(2, 1, 3, 6), flags(2, 1, 3, 6)], scale=None,
         function=lambda q, k, v, b, m: ops.dot_product_attention(q, k, v, bias=b, mask=m))
    case(attention, [q, normal(2, 6, 2, 5), normal(2, 6, 2, 5)])


elementwise()
reductions()
arrangement()
linear_algebra()
neural_networks()
other_convolutions()
recurrent()
normalizations()
einsum_and_attention()
write("ops", CASES)
