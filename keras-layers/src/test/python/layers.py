"""Fixtures of the layers: python layers.py [name...]"""

import sys

import fixtures
import keras
import numpy as np
from fixtures import generator
from keras import layers as L

CASES = {}


def case(label, make, *inputs, **options):
    CASES.setdefault(type(make()).__name__, []).append((label, make, inputs, options))


def mask(*shape):
    values = generator(str(shape)).random(shape) < 0.6
    values[:, 0] = True
    return values


def integers(high, *shape):
    return generator(str(shape)).integers(0, high, shape).astype("int32")


@keras.saving.register_keras_serializable("Custom")
def scale(x, factor):
    return x * factor


weights_alone = keras.quantizers.Int8QuantizationConfig(activation_quantizer=None)
quantized_inputs = keras.quantizers.Int4QuantizationConfig(activation_quantizer=keras.quantizers.AbsMaxQuantizer(), block_size=None)

# ---- core
case("plain", lambda: L.Dense(3), (2, 4))
case("relu, no bias", lambda: L.Dense(3, activation="relu", use_bias=False), (2, 4))
case("softmax of sequences", lambda: L.Dense(3, activation="softmax"), (2, 5, 4), masks=[mask(2, 5)])
case("four axes", lambda: L.Dense(2, activation="tanh"), (2, 3, 2, 4))
case(
    "regularized",
    lambda: L.Dense(
        3,
        activation="gelu",
        kernel_initializer="he_normal",
        bias_initializer=keras.initializers.Constant(0.5),
        kernel_regularizer=keras.regularizers.L1(0.02),
        bias_regularizer=keras.regularizers.L1L2(0.1, 0.2),
        activity_regularizer="l2",
        kernel_constraint=keras.constraints.MaxNorm(3, axis=[0, 1]),
        bias_constraint="non_neg",
        name="hidden",
    ),
    (2, 4),
)
case("layer as activation", lambda: L.Dense(3, activation=L.LeakyReLU(negative_slope=0.1)), (2, 4))
case("relu", lambda: L.Activation("relu"), (2, 3, 4), masks=[mask(2, 3)])
case("log_softmax", lambda: L.Activation("log_softmax"), (2, 5))
case("plain", lambda: L.Embedding(6, 3), integers(6, 2, 4))
case(
    "mask_zero",
    lambda: L.Embedding(
        6, 3, embeddings_initializer="normal", embeddings_regularizer="l2", embeddings_constraint="unit_norm", mask_zero=True
    ),
    integers(6, 2, 4),
)
case("activity", lambda: L.Embedding(6, 2, activity_regularizer="l2"), integers(6, 3))
# what is rounded jumps, and adapters are of float32 whatever the dtype, which is too coarse for differences
rounded = {"numerical": False}
case("adapted", lambda: L.Dense(3, lora_rank=2, kernel_regularizer="l2"), (2, 5, 4), **rounded)
case("adapted, alpha without effect", lambda: L.Dense(3, lora_rank=2, lora_alpha=8), (2, 4), **rounded)
case("alpha alone", lambda: L.Dense(3, lora_alpha=8), (2, 4))
case("int8", lambda: L.Dense(3, dtype="int8_from_float32", activation="tanh"), (2, 4), **rounded)
case("int8 of sequences", lambda: L.Dense(3, dtype="int8_from_float32", use_bias=False), (2, 5, 4), **rounded)
case("int4", lambda: L.Dense(3, dtype="int4/-1_from_float32", activation="tanh"), (2, 5, 4), **rounded)
case("int4, even", lambda: L.Dense(4, dtype="int4_from_float32"), (2, 4), **rounded)
case("int4, blocks", lambda: L.Dense(3, dtype="int4/2_from_float32"), (2, 5), **rounded)
case("int4, adapted", lambda: L.Dense(3, dtype="int4/3_from_float32", lora_rank=2), (2, 5, 4), **rounded)
case("int4, inputs", lambda: L.Dense(3, dtype="int4/-1_from_float32", quantization_config=quantized_inputs), (2, 4), **rounded)
case("int8, adapted", lambda: L.Dense(3, dtype="int8_from_float32", lora_rank=2), (2, 5, 4), **rounded)
case("int8 weights", lambda: L.Dense(3, dtype="int8_from_float32", quantization_config=weights_alone), (2, 4), **rounded)
case("plain", lambda: L.EinsumDense("ab,bc->ac", 3), (2, 4))
case("sequences", lambda: L.EinsumDense("abc,cd->abd", (None, 3), bias_axes="d", activation="relu"), (2, 3, 4))
case("heads", lambda: L.EinsumDense("abc,cde->abde", (None, 2, 3), bias_axes="de"), (2, 3, 4))
case("combined", lambda: L.EinsumDense("abcd,cde->abe", (None, 5), bias_axes="e"), (2, 3, 2, 4))
case("batched", lambda: L.EinsumDense("abc,bcd->abd", (3, 5), bias_axes="b"), (2, 3, 4))
case("left", lambda: L.EinsumDense("...x,xy->...y", 3, bias_axes="y"), (2, 3, 4))
case("left of vectors", lambda: L.EinsumDense("...x,xy->...y", 3), (2, 4))
case("right", lambda: L.EinsumDense("ab...,bc->ac...", 3, bias_axes="c"), (2, 4, 3, 2))
case(
    "regularized",
    lambda: L.EinsumDense(
        "abc,cd->adb",
        (3, 2),
        bias_axes="db",
        kernel_initializer="he_normal",
        bias_initializer="ones",
        kernel_regularizer="l2",
        bias_regularizer="l1",
        activity_regularizer="l2",
        kernel_constraint="max_norm",
        bias_constraint="non_neg",
    ),
    (2, 2, 4),
)
case(
    "adapted",
    lambda: L.EinsumDense("abc,cde->abde", (None, 2, 3), bias_axes="de", lora_rank=2, lora_alpha=3, kernel_regularizer="l1"),
    (2, 3, 4),
    **rounded,
)
for name, equation, shape, axes, size in [
    ("matrices", "ab,bc->ac", 3, "c", (2, 4)),
    ("sequences", "abc,cd->abd", (None, 3), "d", (2, 3, 4)),
    ("heads", "abc,cde->abde", (None, 2, 3), "de", (2, 3, 4)),
    ("combined", "abcd,cde->abe", (None, 5), "e", (2, 3, 2, 4)),
    ("batched", "abc,bcd->abd", (3, 5), "b", (2, 3, 4)),
    ("turned", "abc,dce->aebd", (5, None, 2), None, (2, 3, 4)),
]:
    case(
        f"int8, {name}",
        lambda equation=equation, shape=shape, axes=axes: L.EinsumDense(
            equation, shape, bias_axes=axes, dtype="int8_from_float32"
        ),
        size,
        **rounded,
    )
for block in (-1, 3):
    case(
        f"int4, blocks of {block}",
        lambda block=block: L.EinsumDense("abc,cde->abde", (None, 2, 3), bias_axes="de", dtype=f"int4/{block}_from_float32"),
        (2, 3, 4),
        **rounded,
    )
    case(
        f"int4, combined, blocks of {block}",
        lambda block=block: L.EinsumDense("abcd,cde->abe", (None, 5), dtype=f"int4/{block}_from_float32", lora_rank=2),
        (2, 3, 2, 4),
        **rounded,
    )
case(
    "int8, adapted",
    lambda: L.EinsumDense("abc,cde->abde", (None, 2, 3), dtype="int8_from_float32", lora_rank=2, lora_alpha=3),
    (2, 3, 4),
    **rounded,
)
case(
    "int8 weights",
    lambda: L.EinsumDense("abc,cd->abd", (None, 3), dtype="int8_from_float32", quantization_config=weights_alone),
    (2, 3, 4),
    **rounded,
)
case("adapted", lambda: L.Embedding(6, 3, lora_rank=2, embeddings_regularizer="l2"), integers(6, 2, 4), **rounded)
case("int8", lambda: L.Embedding(6, 3, dtype="int8_from_float32", mask_zero=True), integers(6, 2, 4), **rounded)
case("int4", lambda: L.Embedding(6, 3, dtype="int4/-1_from_float32"), integers(6, 2, 4), **rounded)
case("int4, blocks", lambda: L.Embedding(6, 5, dtype="int4/2_from_float32", lora_rank=1), integers(6, 2, 4), **rounded)
case("int8, adapted", lambda: L.Embedding(6, 3, dtype="int8_from_float32", lora_rank=2), integers(6, 2, 4), **rounded)
reverse = {"reverse": True}
case("plain", lambda: L.ReversibleEmbedding(6, 3, mask_zero=True), integers(6, 2, 4))
case("untied", lambda: L.ReversibleEmbedding(6, 3, tie_weights=False, embeddings_regularizer="l2"), integers(6, 2, 4))
case("reverse", lambda: L.ReversibleEmbedding(6, 3, mask_zero=True), (2, 4, 3), arguments=reverse)
case(
    "reverse untied",
    lambda: L.ReversibleEmbedding(6, 3, tie_weights=False, logit_soft_cap=0.5, reverse_dtype="float32"),
    (2, 4, 3),
    arguments=reverse,
    numerical=False,
)
case("adapted", lambda: L.ReversibleEmbedding(6, 3, lora_rank=2), integers(6, 2, 4), **rounded)
case("reverse adapted", lambda: L.ReversibleEmbedding(6, 3, lora_rank=2), (2, 4, 3), arguments=reverse, **rounded)
untied = {"tie_weights": False, "logit_soft_cap": 0.5}
weights_only = keras.quantizers.Int4QuantizationConfig
for name, options in [
    ("int8", {}),
    ("int8, untied", untied),
    ("int4", {"dtype": "int4/-1_from_float32"}),
    ("int4, untied", {"dtype": "int4/-1_from_float32", "quantization_config": weights_only(block_size=-1), **untied}),
    ("int4, blocks", {"dtype": "int4/2_from_float32"}),
    ("int4, blocks, untied", {"dtype": "int4/2_from_float32", "quantization_config": weights_only(block_size=2), **untied}),
]:
    case(
        name,
        lambda options=options: L.ReversibleEmbedding(6, 3, **{"dtype": "int8_from_float32", **options}),
        integers(6, 2, 4),
        **rounded,
    )
    case(
        f"reverse {name}",
        lambda options=options: L.ReversibleEmbedding(6, 3, **{"dtype": "int8_from_float32", **options}),
        (2, 4, 3),
        arguments=reverse,
        **rounded,
    )
zeros = generator("masking").normal(size=(2, 4, 3)).astype("float32")
zeros[0, 1] = 0
zeros[1, 2:] = 0
case("zeros", lambda: L.Masking(), zeros)
case("ones", lambda: L.Masking(mask_value=1.0), zeros + 1)
case("registered", lambda: L.Lambda(scale, arguments={"factor": 3}), (2, 3))
case("shape", lambda: L.Lambda(scale, output_shape=(3,), arguments={"factor": 0.5}), (2, 3))
case("masked", lambda: L.Identity(), (2, 3, 4), masks=[mask(2, 3)])
case("penalty", lambda: L.Identity(activity_regularizer="l2"), (2, 3))

# ---- activation layers
case("plain", lambda: L.ReLU(), (2, 7))
case("all", lambda: L.ReLU(max_value=1.0, negative_slope=0.1, threshold=0.3), (2, 7))
case("slope", lambda: L.ReLU(negative_slope=0.1), (2, 7))
case("six", lambda: L.ReLU(max_value=6.0, threshold=0.2), (2, 7))
case("plain", lambda: L.LeakyReLU(), (2, 7))
case("slope", lambda: L.LeakyReLU(negative_slope=0.05), (2, 7))
case("plain", lambda: L.ELU(), (2, 7))
case("alpha", lambda: L.ELU(alpha=0.5), (2, 7))
case("plain", lambda: L.PReLU(), (2, 3, 4))
case(
    "shared",
    lambda: L.PReLU(alpha_initializer="ones", alpha_regularizer="l1", alpha_constraint="non_neg", shared_axes=[1, 2]),
    (2, 3, 4, 2),
)
case("plain", lambda: L.Softmax(), (2, 5))
case("axis", lambda: L.Softmax(axis=1), (2, 3, 4))
case("two axes", lambda: L.Softmax(axis=[1, 2]), (2, 3, 4))
case("masked", lambda: L.Softmax(), (2, 5), masks=[mask(2, 5)])

# ---- sound
small = {"fft_length": 16, "sequence_stride": 6, "sampling_rate": 400, "num_mel_bins": 5}
case("plain", lambda: L.MelSpectrogram(**small), (2, 40), numerical=False)
case("powers", lambda: L.MelSpectrogram(**small, power_to_db=False, sequence_length=12, window="hamming", mag_exp=1.5), (2, 40), numerical=False)
case("quiet", lambda: L.MelSpectrogram(**small, min_freq=10.0, max_freq=150, top_db=20.0, ref_power=0.5), (2, 40), numerical=False)
for mode in ("log", "magnitude", "psd", "real", "imag", "angle", "stft"):
    case(mode, lambda mode=mode: L.STFTSpectrogram(mode=mode, frame_length=8), (2, 30, 2), numerical=mode != "angle")
case(
    "same",
    lambda: L.STFTSpectrogram(
        mode="magnitude", frame_length=6, frame_step=2, fft_length=16, window="hamming", periodic=True, scaling="spectrum", padding="same"
    ),
    (2, 15, 1),
)
for data_format in ("channels_last", "channels_first"):
    shape = (2, 30, 3) if data_format == "channels_last" else (2, 3, 30)
    for expand in (True, False):
        case(
            f"{data_format} {expand}",
            lambda f=data_format, e=expand: L.STFTSpectrogram("psd", 8, scaling=None, expand_dims=e, data_format=f),
            shape,
        )

# ---- reshaping
case("plain", lambda: L.Flatten(), (2, 3, 4, 2))
case("channels_first", lambda: L.Flatten(data_format="channels_first"), (2, 3, 4, 2))
case("vector", lambda: L.Flatten(), (3, 4))
case("numbers", lambda: L.Flatten(), (3,))
case("plain", lambda: L.Reshape((3, 4)), (2, 12))
case("open", lambda: L.Reshape((-1, 2, 3)), (2, 4, 6))
case("plain", lambda: L.Permute((2, 1)), (2, 3, 4))
case("three", lambda: L.Permute((3, 1, 2)), (2, 3, 4, 2))
case("plain", lambda: L.RepeatVector(3), (2, 4))
case("once", lambda: L.RepeatVector(1), (3, 2))
case("plain", lambda: L.ZeroPadding1D(), (2, 3, 2))
case("pair", lambda: L.ZeroPadding1D((2, 0)), (2, 3, 2))
case("channels_first", lambda: L.ZeroPadding1D((1, 2), data_format="channels_first"), (2, 3, 2))
case("plain", lambda: L.ZeroPadding2D(), (2, 3, 2, 2))
case("symmetric", lambda: L.ZeroPadding2D((1, 2)), (2, 3, 2, 2))
case("pairs", lambda: L.ZeroPadding2D(((0, 1), (2, 0)), data_format="channels_first"), (2, 3, 2, 2))
case("plain", lambda: L.ZeroPadding3D(), (1, 2, 3, 2, 2))
case("pairs", lambda: L.ZeroPadding3D(((0, 1), (2, 0), (1, 1)), data_format="channels_first"), (1, 2, 3, 2, 2))
case("plain", lambda: L.Cropping1D(), (2, 5, 2))
case("pair", lambda: L.Cropping1D((2, 0)), (2, 5, 2))
case("plain", lambda: L.Cropping2D(), (2, 3, 4, 2))
case("symmetric", lambda: L.Cropping2D((1, 2)), (2, 4, 5, 2))
case("pairs", lambda: L.Cropping2D(((0, 1), (2, 0)), data_format="channels_first"), (2, 2, 3, 4))
case("plain", lambda: L.Cropping3D(), (1, 3, 4, 3, 2))
case("pairs", lambda: L.Cropping3D(((0, 1), (2, 0), (1, 1)), data_format="channels_first"), (1, 2, 3, 4, 3))
case("plain", lambda: L.UpSampling1D(), (2, 3, 2))
case("three", lambda: L.UpSampling1D(3), (2, 3, 2))
case("plain", lambda: L.UpSampling2D(), (2, 2, 3, 2))
case("factors", lambda: L.UpSampling2D((1, 3), data_format="channels_first"), (2, 2, 3, 2))
# (by 3, TensorFlow would round the positions for bicubic to 1/1024)
for interpolation in ("bilinear", "bicubic", "lanczos3", "lanczos5"):
    case(interpolation, lambda i=interpolation: L.UpSampling2D((2, 4), interpolation=i), (2, 4, 3, 2))
case(
    "bilinear, channels_first",
    lambda: L.UpSampling2D(2, data_format="channels_first", interpolation="BILINEAR"),
    (1, 2, 3, 2),
)
case("plain", lambda: L.UpSampling3D(), (1, 2, 2, 1, 2))
case("factors", lambda: L.UpSampling3D((2, 1, 3), data_format="channels_first"), (1, 2, 2, 1, 2))

# ---- convolutions
case("plain", lambda: L.Conv1D(3, 3), (2, 6, 2))
case("causal", lambda: L.Conv1D(3, 3, padding="causal", dilation_rate=2, activation="tanh"), (2, 6, 2))
case("causal strides", lambda: L.Conv1D(2, 2, padding="causal", strides=2), (2, 7, 2))
case("same", lambda: L.Conv1D(4, 4, padding="same", strides=2, groups=2, use_bias=False), (2, 7, 4))
case("channels_first", lambda: L.Conv1D(3, 2, data_format="channels_first", activation="softmax"), (2, 2, 6))
case("adapted, causal", lambda: L.Conv1D(4, 3, padding="causal", groups=2, lora_rank=2, lora_alpha=5), (2, 6, 4), **rounded)
case("plain", lambda: L.Conv2D(3, 3), (2, 5, 6, 2))
case("same relu", lambda: L.Conv2D(3, (3, 2), padding="same", activation="relu"), (2, 5, 4, 2))
case("strides", lambda: L.Conv2D(2, (2, 3), strides=(2, 1), padding="same", use_bias=False), (2, 5, 4, 3))
case("strides valid", lambda: L.Conv2D(2, 3, strides=2), (2, 8, 7, 3))
case("dilation", lambda: L.Conv2D(2, 3, dilation_rate=(2, 1), padding="same"), (2, 6, 5, 2))
case("groups", lambda: L.Conv2D(4, 2, groups=2), (2, 4, 4, 6))
case("adapted", lambda: L.Conv2D(3, 2, lora_rank=2, kernel_regularizer="l2"), (2, 4, 5, 2), **rounded)
case("channels_first", lambda: L.Conv2D(3, 2, data_format="channels_first", activation="sigmoid"), (2, 2, 4, 5))
case(
    "regularized",
    lambda: L.Conv2D(
        2,
        1,
        kernel_initializer="he_uniform",
        kernel_regularizer="l2",
        bias_regularizer="l1",
        activity_regularizer="l1",
        kernel_constraint=keras.constraints.UnitNorm(axis=[0, 1, 2]),
        bias_constraint=keras.constraints.MinMaxNorm(0.1, 0.9),
    ),
    (2, 3, 3, 2),
)
case("plain", lambda: L.Conv3D(2, 2), (1, 3, 4, 3, 2))
case("adapted", lambda: L.Conv3D(2, 2, lora_rank=1), (1, 3, 4, 3, 2), **rounded)
case("same", lambda: L.Conv3D(2, (2, 3, 1), padding="same", strides=(1, 2, 1), activation="relu"), (1, 3, 4, 3, 2))
case("channels_first", lambda: L.Conv3D(2, 2, data_format="channels_first", dilation_rate=2), (1, 2, 3, 4, 3))

case("plain", lambda: L.Conv1DTranspose(3, 3), (2, 4, 2))
case("strides above the kernel", lambda: L.Conv1DTranspose(3, 2, strides=3, activation="tanh"), (2, 4, 2))
case("same", lambda: L.Conv1DTranspose(3, 4, strides=3, padding="same", use_bias=False), (2, 4, 2))
case("output padding", lambda: L.Conv1DTranspose(2, 3, strides=3, padding="same", output_padding=2), (2, 4, 2))
case("channels_first", lambda: L.Conv1DTranspose(3, 2, strides=2, data_format="channels_first"), (2, 2, 5))
case("plain", lambda: L.Conv2DTranspose(3, (2, 3)), (2, 3, 4, 2))
case("same", lambda: L.Conv2DTranspose(3, 3, strides=2, padding="same", activation="relu"), (2, 3, 4, 2))
case("same, short window", lambda: L.Conv2DTranspose(2, (1, 2), strides=(2, 3), padding="same"), (2, 3, 2, 2))
case("valid strides", lambda: L.Conv2DTranspose(2, (3, 2), strides=(2, 3)), (2, 3, 2, 3))
case(
    "output padding",
    lambda: L.Conv2DTranspose(2, (3, 4), strides=(2, 3), padding="same", output_padding=(1, 2)),
    (2, 3, 4, 2),
)
case("valid output padding", lambda: L.Conv2DTranspose(2, 3, strides=2, output_padding=(0, 1)), (2, 3, 2, 2))
case(
    "channels_first",
    lambda: L.Conv2DTranspose(2, 3, strides=2, padding="same", data_format="channels_first", activation="softmax"),
    (2, 3, 3, 2),
)
case(
    "regularized",
    lambda: L.Conv2DTranspose(
        2, 2, kernel_regularizer="l2", bias_regularizer="l1", activity_regularizer="l2", kernel_constraint="non_neg"
    ),
    (2, 2, 3, 2),
)
case("plain", lambda: L.Conv3DTranspose(2, 2), (1, 2, 3, 2, 2))
case(
    "same",
    lambda: L.Conv3DTranspose(2, (2, 3, 1), strides=(2, 1, 2), padding="same", activation="relu"),
    (1, 2, 3, 2, 2),
)
case("channels_first", lambda: L.Conv3DTranspose(2, 2, strides=2, data_format="channels_first"), (1, 2, 2, 1, 3))
case("plain", lambda: L.DepthwiseConv1D(3), (2, 6, 3))
case("same strides", lambda: L.DepthwiseConv1D(3, strides=2, padding="same", depth_multiplier=2), (2, 7, 3))
case("dilation", lambda: L.DepthwiseConv1D(2, dilation_rate=2, use_bias=False, activation="tanh"), (2, 6, 2))
case("plain", lambda: L.DepthwiseConv2D(3), (2, 5, 6, 3))
case("same", lambda: L.DepthwiseConv2D((3, 2), padding="same", activation="relu", depth_multiplier=2), (2, 4, 5, 2))
case("strides", lambda: L.DepthwiseConv2D(2, strides=2, use_bias=False), (2, 5, 6, 3))
case("dilation", lambda: L.DepthwiseConv2D((2, 3), dilation_rate=2, padding="same"), (2, 5, 6, 2))
case("channels_first", lambda: L.DepthwiseConv2D(2, data_format="channels_first", depth_multiplier=2), (2, 3, 4, 5))
case(
    "regularized",
    lambda: L.DepthwiseConv2D(
        2,
        depthwise_initializer="he_normal",
        depthwise_regularizer="l2",
        bias_regularizer="l1",
        activity_regularizer="l1",
        depthwise_constraint="max_norm",
        bias_constraint="non_neg",
    ),
    (2, 3, 3, 2),
)
case("plain", lambda: L.SeparableConv1D(4, 3), (2, 6, 3))
case("same", lambda: L.SeparableConv1D(2, 2, strides=2, padding="same", depth_multiplier=2, activation="relu"), (2, 5, 2))
case("channels_first", lambda: L.SeparableConv1D(2, 2, data_format="channels_first", use_bias=False), (2, 3, 6))
case("plain", lambda: L.SeparableConv2D(4, 3), (2, 5, 4, 2))
case("same", lambda: L.SeparableConv2D(3, (2, 3), padding="same", depth_multiplier=2, activation="tanh"), (2, 3, 4, 2))
case("dilation", lambda: L.SeparableConv2D(3, 2, dilation_rate=2), (2, 5, 4, 2))
case(
    "regularized",
    lambda: L.SeparableConv2D(
        2,
        2,
        strides=2,
        data_format="channels_first",
        depthwise_initializer="he_normal",
        pointwise_initializer="orthogonal",
        depthwise_regularizer="l2",
        pointwise_regularizer="l1",
        bias_regularizer="l2",
        activity_regularizer="l2",
        depthwise_constraint="max_norm",
        pointwise_constraint="unit_norm",
        bias_constraint="non_neg",
    ),
    # (where the axes have one size, Keras on TensorFlow adds the bias along the last)
    (2, 3, 4, 6),
)

# ---- pooling
for kind in ("Max", "Average"):
    pool1, pool2, pool3 = (getattr(L, f"{kind}Pooling{rank}D") for rank in (1, 2, 3))
    case("plain", lambda p=pool1: p(2), (2, 6, 2))
    case("same", lambda p=pool1: p(3, strides=2, padding="same"), (2, 6, 2))
    case("channels_first", lambda p=pool1: p(2, strides=1, data_format="channels_first"), (2, 2, 5))
    case("plain", lambda p=pool2: p(2), (2, 4, 6, 2))
    case("odd", lambda p=pool2: p(2), (2, 5, 5, 2))
    case("same", lambda p=pool2: p((3, 2), strides=(2, 1), padding="same"), (2, 5, 4, 2))
    case("channels_first", lambda p=pool2: p((2, 3), strides=1, data_format="channels_first"), (2, 2, 4, 5))
    case("plain", lambda p=pool3: p(2), (1, 4, 2, 5, 2))
    case("same", lambda p=pool3: p((3, 2, 2), strides=(2, 1, 2), padding="same"), (1, 4, 2, 5, 2))
    case("channels_first", lambda p=pool3: p(2, data_format="channels_first"), (1, 2, 4, 2, 3))
    for rank in (1, 2, 3):
        pool = getattr(L, f"Global{kind}Pooling{rank}D")
        spatial = (3, 4, 2)[:rank]
        case("plain", lambda p=pool: p(), (2, *spatial, 3))
        case("kept, channels_first", lambda p=pool: p(data_format="channels_first", keepdims=True), (2, 3, *spatial))
    if kind == "Average":
        case("masked", lambda: L.GlobalAveragePooling1D(), (2, 4, 3), masks=[mask(2, 4)])

for kind in ("Average", "Max"):
    for rank in (1, 2, 3):
        pool = getattr(L, f"Adaptive{kind}Pooling{rank}D")
        spatial = (6, 4, 3)[:rank]
        case("one for all", lambda p=pool: p(2), (1, *spatial, 2))
        case("uneven, overlapping", lambda p=pool, r=rank: p((4, 3, 2)[:r] if r > 1 else 4), (2, *(6, 5, 3)[:rank], 2))
        case("channels_first", lambda p=pool: p(3, data_format="channels_first"), (2, 2, *(7, 4, 3)[:rank]))

# ---- preprocessing
case("bytes", lambda: L.Rescaling(1 / 255), integers(256, 2, 3, 2))
case("offset", lambda: L.Rescaling(0.5, offset=-1.0), (2, 3), masks=[None])
case("channels", lambda: L.Rescaling([0.5, 2.0], offset=[1.0, -1.0]), (2, 3, 2))
case("adapted", lambda: L.Normalization(), (4, 3))
case("two axes", lambda: L.Normalization(axis=(1, 3), invert=True), (2, 3, 2, 2))
case("no axis", lambda: L.Normalization(axis=None), (4, 3))
case("given", lambda: L.Normalization(mean=3.0, variance=2.0), (4, 3))
case("given for each", lambda: L.Normalization(axis=-1, mean=[1.0, 2.0, 3.0], variance=[0.5, 1.0, 0.0]), (2, 2, 3))

# ---- images: what is random in them, and what they do in training, is compared by images.py
for make in (
    lambda: L.RandomBrightness(0.3, value_range=(0, 1), seed=3),
    lambda: L.RandomColorDegeneration((0.2, 0.5)),
    lambda: L.RandomColorJitter(brightness_factor=0.2, contrast_factor=(0.1, 0.3), saturation_factor=0.5, hue_factor=0.1),
    lambda: L.RandomContrast((0.2, 0.3), value_range=(-1, 1)),
    lambda: L.RandomElasticTransform(0.5, scale=(0.2, 0.7), interpolation="nearest", fill_mode="constant", fill_value=0.5),
    lambda: L.RandomErasing(fill_value=[0.1, 0.2, 0.3], scale=0.3),
    lambda: L.RandomFlip("horizontal", seed=7),
    lambda: L.RandomFlip(data_format="channels_first"),
    lambda: L.RandomGaussianBlur(0.4, kernel_size=(3, 5), sigma=(0.1, 0.9)),
    lambda: L.RandomGrayscale(0.2),
    lambda: L.RandomHue((0.1, 0.2)),
    lambda: L.RandomInvert((0.3, 0.4), value_range=(0, 1)),
    lambda: L.RandomPerspective(0.5, scale=0.4, fill_value=1.0),
    lambda: L.RandomPosterization((2, 5)),
    lambda: L.RandomRotation((-0.1, 0.2), fill_mode="constant", fill_value=2.0),
    lambda: L.RandomSaturation((0.2, 0.6)),
    lambda: L.RandomSharpness(0.3),
    lambda: L.RandomShear(0.2, (0.1, 0.3), interpolation="nearest"),
    lambda: L.RandomTranslation(0.2, (-0.1, 0.3), fill_mode="wrap"),
    lambda: L.RandomZoom(0.3),
    lambda: L.RandomZoom((-0.3, -0.1), 0.2, fill_mode="nearest"),
    lambda: L.Solarization(0.3, (0.1, 0.4)),
    lambda: L.MixUp(0.3, seed=1),
    lambda: L.CutMix((0.2, 0.8)),
    lambda: L.RandAugment(num_ops=3, factor=0.4, value_range=(0, 1)),
    lambda: L.AugMix(num_chains=2, chain_depth=1, alpha=0.5, all_ops=False),
    lambda: L.Equalization(bins=64),
    lambda: L.MaxNumBoundingBoxes(5),
    lambda: L.Pipeline([L.RandomFlip(seed=3), L.Rescaling(0.5)], name="augment"),
):
    case("inference", make, (2, 4, 5, 3), training=False)
case("one image", lambda: L.RandomZoom(0.3), (4, 5, 3), training=False)
case("plain", lambda: L.Resizing(3, 7), (2, 5, 4, 2))
case("nearest", lambda: L.Resizing(7, 3, interpolation="nearest"), (2, 5, 4, 2))
case("crop", lambda: L.Resizing(3, 7, crop_to_aspect_ratio=True, antialias=True), (2, 9, 8, 2))
case("pad", lambda: L.Resizing(6, 4, pad_to_aspect_ratio=True, fill_value=0.5, data_format="channels_first"), (2, 2, 5, 7))
case("plain", lambda: L.CenterCrop(3, 2), (2, 6, 5, 2))
case("too small", lambda: L.CenterCrop(7, 3), (2, 6, 5, 2))
case("channels_first", lambda: L.CenterCrop(3, 2, data_format="channels_first"), (2, 2, 6, 5))
case("plain", lambda: L.AutoContrast(), integers(256, 2, 4, 5, 3).astype("float32"))
case("range", lambda: L.AutoContrast(value_range=(-1, 1)), (2, 4, 5, 3))

# ---- attention
causal = {"use_causal_mask": True}
scores = {"return_attention_scores": True}
two, three = ((2, 3, 4), (2, 5, 4)), ((2, 3, 4), (2, 5, 3), (2, 5, 4))
masks = [mask(2, 3), mask(2, 5)]
for name in ("Attention", "AdditiveAttention"):
    attention = getattr(L, name)
    case("two", lambda a=attention: a(), *two)
    case("three", lambda a=attention: a(use_scale=True), *three)
    case("causal", lambda a=attention: a(), *two, arguments=causal)
    case("scores", lambda a=attention: a(use_scale=False, dropout=0.3, seed=3), *two, arguments=scores)
    case("masked", lambda a=attention: a(), *two, masks=masks)
    case("masked, causal", lambda a=attention: a(), *three, masks=[*masks, None], arguments={**causal, **scores})
case("concat", lambda: L.Attention(score_mode="concat"), *two)
case("concat, scale", lambda: L.Attention(score_mode="concat", use_scale=True), *three, masks=[None, mask(2, 5), None])
MHA, GQA = L.MultiHeadAttention, L.GroupQueryAttention
allowed = generator("allowed").random((2, 3, 5)) < 0.6
allowed[:, 0, :] = False
case("two", lambda: MHA(2, 3), *two)
case("three", lambda: MHA(2, 3, value_dim=2, output_shape=5), *three)
case("no bias", lambda: MHA(2, 3, use_bias=False, dropout=0.2), *two)
case("causal", lambda: MHA(2, 3), (2, 4, 3), (2, 4, 3), arguments=causal)
case("causal scores", lambda: MHA(2, 3), *two, arguments={**causal, **scores})
case("scores, gate", lambda: MHA(2, 3, use_gate=True, value_dim=2), *three, arguments=scores)
case("gate, window", lambda: MHA(2, 3, use_gate=True, sliding_window=2), *two)
case("masked", lambda: MHA(2, 3), *two, masks=masks)
case("masked, scores", lambda: MHA(2, 3, sliding_window=3), *three, masks=[*masks, mask(2, 5)], arguments=scores)
case("attention mask", lambda: MHA(2, 3), *two, arguments={"attention_mask": allowed})
case("attention mask, scores", lambda: MHA(2, 3), *two, masks=masks, arguments={"attention_mask": allowed, **causal, **scores})
case("two axes", lambda: MHA(2, 3), (1, 2, 3, 4), (1, 4, 2, 4))
case("one of two axes", lambda: MHA(2, 3, attention_axes=2), (1, 2, 3, 4), (1, 2, 2, 4), arguments=scores)
case("output shape", lambda: MHA(2, 3, output_shape=(2, 3)), *two)
regularized = {
    "kernel_initializer": "he_normal",
    "bias_initializer": "ones",
    "kernel_regularizer": "l2",
    "bias_regularizer": "l1",
    "activity_regularizer": "l2",
    "kernel_constraint": "max_norm",
    "bias_constraint": "non_neg",
}
case("regularized", lambda: MHA(1, 2, seed=3, **regularized), *two)
same = ((2, 3, 4), (2, 5, 4), (2, 5, 3))
case("two", lambda: GQA(3, 4, 2), *two)
case("three, gate", lambda: GQA(3, 4, 2, use_gate=True), *same)
case("scores", lambda: GQA(3, 2, 1, use_bias=False), *two, arguments={**causal, **scores})
case("causal, window", lambda: GQA(3, 2, 1, sliding_window=2, dropout=0.1), *two, arguments=causal)
case("masked", lambda: GQA(3, 2, 2), *same, masks=[*masks, mask(2, 5)])
case("attention mask", lambda: GQA(3, 2, 1), *two, masks=[None, mask(2, 5)], arguments={"attention_mask": allowed})
case("regularized", lambda: GQA(2, 2, 1, seed=3, **regularized), *two)

# ---- normalisation
for training in (False, True):
    when = "training" if training else "inference"
    case(f"plain, {when}", lambda: L.BatchNormalization(), (4, 3), training=training)
    case(f"images, {when}", lambda: L.BatchNormalization(momentum=0.9, epsilon=1e-2), (2, 3, 4, 2), training=training)
    case(
        f"axis 1, {when}",
        lambda: L.BatchNormalization(axis=1, gamma_regularizer="l2", beta_regularizer="l1", beta_initializer="ones"),
        (2, 3, 4, 2),
        training=training,
    )
    case(f"no scale, {when}", lambda: L.BatchNormalization(scale=False), (4, 3), training=training)
    case(f"no center, {when}", lambda: L.BatchNormalization(center=False), (4, 3), training=training)
    case(f"masked, {when}", lambda: L.BatchNormalization(), (3, 4, 2), training=training, masks=[mask(3, 4)])
    case(f"renorm, {when}", lambda: L.BatchNormalization(renorm=True), (4, 3), training=training, numerical=not training)
    case(
        f"renorm with limits, {when}",
        lambda: L.BatchNormalization(
            renorm=True, renorm_clipping={"rmax": 1.2, "rmin": 0.9, "dmax": 0.3}, renorm_momentum=0.9, scale=False, axis=1
        ),
        (3, 2, 4),
        training=training,
        numerical=not training,
    )
    case(
        f"renorm masked, {when}",
        lambda: L.BatchNormalization(renorm=True),
        (3, 4, 2),
        training=training,
        masks=[mask(3, 4)],
        numerical=not training,
    )
    case(f"frozen, {when}", lambda: L.BatchNormalization(trainable=False), (4, 3), training=training)
case("plain", lambda: L.LayerNormalization(), (2, 3, 4))
case("two axes", lambda: L.LayerNormalization(axis=[1, 2], epsilon=1e-2), (2, 3, 4))
case("inner axis", lambda: L.LayerNormalization(axis=1), (2, 3, 4))
case("no scale", lambda: L.LayerNormalization(scale=False, beta_regularizer="l2"), (2, 4))
case("no center", lambda: L.LayerNormalization(center=False), (2, 4))
case("masked", lambda: L.LayerNormalization(), (2, 3, 4), masks=[mask(2, 3)])
case("rms scaling", lambda: L.LayerNormalization(rms_scaling=True, epsilon=0.1), (2, 3, 4))
case("plain", lambda: L.GroupNormalization(groups=2), (2, 3, 4))
case("images", lambda: L.GroupNormalization(groups=3, epsilon=0.1, gamma_regularizer="l2", beta_initializer="ones"), (2, 3, 2, 6))
case("axis 1", lambda: L.GroupNormalization(groups=2, axis=1, center=False), (2, 4, 3, 2))
case("axis -2", lambda: L.GroupNormalization(groups=2, axis=-2, scale=False), (2, 3, 4, 2))
case("instances", lambda: L.GroupNormalization(groups=-1), (2, 3, 4))
case("vectors", lambda: L.GroupNormalization(groups=2), (3, 4))
case("masked", lambda: L.GroupNormalization(groups=1, beta_constraint="non_neg"), (2, 3, 4), masks=[mask(2, 3)])
case("plain", lambda: L.UnitNormalization(), (2, 3, 4))
case("axes", lambda: L.UnitNormalization(axis=[1, 2]), (2, 3, 4))
case("masked", lambda: L.UnitNormalization(axis=1), (2, 3, 4), masks=[mask(2, 3)])
case("plain", lambda: L.RMSNormalization(), (2, 3, 4))
case("axes", lambda: L.RMSNormalization(axis=[-2, -1], epsilon=0.1), (2, 3, 4))
for training in (False, True):
    when = "training" if training else "inference"
    # (the vectors of an Embedding, which Keras casts to whole numbers here, stay what they are)
    for make, shape in (
        (lambda: L.SpectralNormalization(L.Dense(3, activation="relu")), (2, 4)),
        (lambda: L.SpectralNormalization(L.Conv2D(2, 2, use_bias=False), power_iterations=3), (2, 3, 4, 2)),
    ):
        case(f"{type(make().layer).__name__}, {when}", make, shape, training=training, numerical=not training)

# ---- regularisation, which only in inference is the same here and there
for make in (
    lambda: L.Dropout(0.3),
    lambda: L.Dropout(0.5, noise_shape=(None, 1, 4), seed=7),
    lambda: L.Dropout(0),
    lambda: L.AlphaDropout(0.3),
    lambda: L.AlphaDropout(0.2, noise_shape=(None, 1, 4), seed=7),
    lambda: L.SpatialDropout1D(0.4, seed=3),
    lambda: L.GaussianNoise(0.2, seed=5),
    lambda: L.GaussianDropout(0.2),
):
    case("inference", make, (2, 3, 4), training=False)
case("masked", lambda: L.Dropout(0.3), (2, 3, 4), masks=[mask(2, 3)])
case("none in training", lambda: L.Dropout(0), (2, 3, 4), training=True)
case("all in training", lambda: L.Dropout(1), (2, 3, 4), training=True)
case("inference", lambda: L.SpatialDropout2D(0.4, data_format="channels_first"), (2, 3, 4, 2))
case("inference", lambda: L.SpatialDropout3D(0.4), (1, 2, 3, 4, 2))
case("penalty", lambda: L.ActivityRegularization(l1=0.1, l2=0.2), (2, 3))
case("plain", lambda: L.ActivityRegularization(), (2, 3, 2), masks=[mask(2, 3)])
case("none", lambda: L.SpatialDropout1D(0.0), (2, 3, 4), training=True, masks=[mask(2, 3)])
case("none", lambda: L.SpatialDropout2D(0.0), (2, 3, 4, 2), training=True)
case("none", lambda: L.SpatialDropout3D(0.0, data_format="channels_first"), (1, 2, 3, 4, 2), training=True)
case("none", lambda: L.GaussianNoise(0.0), (2, 3, 4), training=True, masks=[mask(2, 3)])
case("none", lambda: L.GaussianDropout(0.0), (2, 3, 4), training=True, masks=[mask(2, 3)])

# ---- merging
for name in ("Add", "Multiply", "Average", "Maximum", "Minimum"):
    merge = getattr(L, name)
    case("two", lambda m=merge: m(), (2, 3, 4), (2, 3, 4))
    case("three, broadcast", lambda m=merge: m(), (2, 3, 4), (2, 1, 4), (2, 4))
    case("masked", lambda m=merge: m(), (2, 3, 4), (2, 3, 4), masks=[mask(2, 3), ~mask(2, 3)])
    case("one masked", lambda m=merge: m(), (2, 3, 4), (2, 3, 4), masks=[mask(2, 3), None])
case("two", lambda: L.Subtract(), (2, 3, 4), (2, 3, 4))
case("broadcast", lambda: L.Subtract(), (2, 3, 4), (2, 4))
case("last", lambda: L.Concatenate(), (2, 3, 4), (2, 3, 2), (2, 3, 1))
case("axis", lambda: L.Concatenate(axis=1), (2, 3, 4), (2, 2, 4))
case("masked", lambda: L.Concatenate(axis=1), (2, 3, 4), (2, 2, 4), masks=[mask(2, 3), None])
case("vectors", lambda: L.Dot(1), (2, 3), (2, 3))
case("cosines", lambda: L.Dot(-1, normalize=True), (2, 3, 4), (2, 2, 4))
case("different axes", lambda: L.Dot((1, 2)), (2, 3, 4), (2, 5, 3))
case("matrix and vector", lambda: L.Dot((2, 1)), (2, 3, 4), (2, 4))
case("vector and matrix", lambda: L.Dot((1, 2)), (2, 4), (2, 3, 4))
case("four axes", lambda: L.Dot((3, 1)), (2, 2, 3, 4), (2, 4, 3, 2))


# ---- recurrent layers; the second case of each regularizes and constrains all that can be
KERNELS = {
    "kernel_initializer": "he_normal",
    "bias_initializer": "ones",
    "kernel_regularizer": "l2",
    "recurrent_regularizer": keras.regularizers.L1(0.02),
    "bias_regularizer": "l1",
    "kernel_constraint": "max_norm",
    "recurrent_constraint": keras.constraints.UnitNorm(axis=0),
    "bias_constraint": "non_neg",
}
# a sequence that begins with padding, one that ends with it, one with holes, one that is nothing else
holes = np.array([[0, 0, 1, 1, 1], [1, 1, 1, 0, 0], [1, 0, 1, 0, 1], [0, 0, 0, 0, 0]], dtype=bool)
for kind, states in ((L.SimpleRNN, 1), (L.GRU, 1), (L.LSTM, 2)):
    shape = (4, 5, 3)
    gates = {} if kind is L.SimpleRNN else {"recurrent_activation": "hard_sigmoid"}
    case("plain", lambda k=kind: k(2), shape)
    case(
        "regularized",
        lambda k=kind, g=gates: k(2, activation="relu", activity_regularizer="l2", seed=3, name="encoder", **KERNELS, **g),
        shape,
    )
    case("sequences and states", lambda k=kind: k(2, return_sequences=True, return_state=True), shape)
    case("backwards", lambda k=kind: k(2, go_backwards=True, return_sequences=True), shape)
    case("backwards, last", lambda k=kind: k(2, go_backwards=True, return_state=True, use_bias=False), shape)
    case(
        "initial states",
        lambda k=kind: k(2, return_sequences=True, return_state=True, unroll=True),
        shape,
        states=[(4, 2)] * states,
    )
    for back in (False, True):
        way = "masked backwards" if back else "masked"
        case(way, lambda k=kind, b=back: k(2, go_backwards=b), shape, masks=[holes])
        case(
            f"{way}, sequences", lambda k=kind, b=back: k(2, go_backwards=b, return_sequences=True), shape, masks=[holes]
        )
        case(
            f"{way}, zeros",
            lambda k=kind, b=back: k(2, go_backwards=b, return_sequences=True, zero_output_for_mask=True),
            shape,
            masks=[holes],
        )
    case("masked, last zero", lambda k=kind: k(2, zero_output_for_mask=True), shape, masks=[holes])
    case("masked, unrolled", lambda k=kind: k(2, unroll=True, return_sequences=True), shape, masks=[holes])
    for given in (False, True):
        case(
            "mask given with states" if given else "mask attached, states given",
            lambda k=kind: k(2, return_sequences=True, return_state=True),
            shape,
            masks=[holes],
            states=[(4, 2)] * states,
            mask_argument=given,
        )
    case("dropout in inference", lambda k=kind: k(2, dropout=0.3, recurrent_dropout=2, seed=7), shape)
    case(
        "stateful",
        lambda k=kind: k(2, stateful=True, return_sequences=True, return_state=True),
        shape,
        calls=3,
        fixed_batch=True,
        numerical=False,
    )
    case("stateful, masked", lambda k=kind: k(2, stateful=True), shape, calls=3, fixed_batch=True, numerical=False, masks=[holes])
    case("layer as activation", lambda k=kind: k(2, activation=L.LeakyReLU(negative_slope=0.1)), shape)
    cell = getattr(L, kind.__name__ + "Cell")
    case("plain", lambda c=cell: c(2), (4, 3), states=[(4, 2)] * states)
    case("arguments", lambda c=cell, g=gates: c(2, seed=3, dropout=0.1, **KERNELS, **g), (4, 3), states=[(4, 2)] * states)
    case("no bias", lambda c=cell: c(2, use_bias=False, activation=None), (4, 3), states=[(4, 2)] * states)
    case("of one cell", lambda c=cell: L.RNN(c(2)), shape)
    case(
        "masked",
        lambda c=cell: L.RNN(c(2, kernel_regularizer="l2"), return_sequences=True, return_state=True),
        shape,
        masks=[holes],
    )
case("reset before", lambda: L.GRU(2, reset_after=False), (4, 5, 3))
case("reset before, masked", lambda: L.GRU(2, reset_after=False, return_sequences=True), (4, 5, 3), masks=[holes])
case("reset before, no bias", lambda: L.GRU(2, reset_after=False, use_bias=False), (4, 5, 3))
case("reset before", lambda: L.GRUCell(2, reset_after=False), (4, 3), states=[(4, 2)])
case("no forget bias", lambda: L.LSTM(2, unit_forget_bias=False), (4, 5, 3))
case("stacked", lambda: L.RNN([L.LSTMCell(3), L.GRUCell(2)], return_sequences=True), (4, 5, 3))
case(
    "stacked, states",
    lambda: L.RNN([L.SimpleRNNCell(3), L.LSTMCell(2)], return_state=True, go_backwards=True, name="stack"),
    (4, 5, 3),
    masks=[holes],
)
case(
    "stacked, stateful",
    lambda: L.RNN([L.LSTMCell(3), L.LSTMCell(2)], stateful=True, return_sequences=True),
    (4, 5, 3),
    calls=2,
    fixed_batch=True,
    numerical=False,
)
for mode in ("concat", "sum", "mul", "ave", None):
    case(str(mode), lambda m=mode: L.Bidirectional(L.GRU(2), merge_mode=m), (4, 5, 3))
    case(
        f"{mode}, masked sequences",
        lambda m=mode: L.Bidirectional(L.SimpleRNN(2, return_sequences=True), merge_mode=m, name="both"),
        (4, 5, 3),
        masks=[holes],
    )
case("states", lambda: L.Bidirectional(L.LSTM(2, return_state=True, return_sequences=True)), (4, 5, 3))
case("initial states", lambda: L.Bidirectional(L.LSTM(2, return_state=True)), (4, 5, 3), states=[(4, 2)] * 4)
case(
    "backward layer",
    lambda: L.Bidirectional(L.LSTM(2, **KERNELS), backward_layer=L.GRU(2, go_backwards=True, activation="relu", name="back")),
    (4, 5, 3),
    masks=[holes],
)
case("cells", lambda: L.Bidirectional(L.RNN([L.GRUCell(3), L.LSTMCell(2)]), merge_mode="ave"), (4, 5, 3))
case(
    "stateful",
    lambda: L.Bidirectional(L.GRU(2, stateful=True, return_sequences=True)),
    (4, 5, 3),
    calls=2,
    fixed_batch=True,
    numerical=False,
)
case("convolutional", lambda: L.Bidirectional(L.ConvLSTM1D(2, 2, return_sequences=True)), (2, 3, 4, 2))
case("dense", lambda: L.TimeDistributed(L.Dense(2, activation="relu", kernel_regularizer="l2")), (4, 5, 3), masks=[holes])
case("images", lambda: L.TimeDistributed(L.Conv2D(2, 2), name="frames"), (2, 3, 4, 4, 1))
case("flat", lambda: L.TimeDistributed(L.Flatten()), (2, 3, 4, 2))
case("steps apart", lambda: L.TimeDistributed(L.BatchNormalization()), (4, 3, 2), training=True)
case("masked steps", lambda: L.TimeDistributed(L.LSTM(2)), (2, 3, 4, 2), masks=[mask(2, 3, 4)])
case("sequences of sequences", lambda: L.TimeDistributed(L.GRU(2, return_sequences=True)), (2, 3, 4, 2))
for rank, shape in ((1, (5,)), (2, (4, 5)), (3, (3, 4, 2))):
    conv = getattr(L, f"ConvLSTM{rank}D")
    case("plain", lambda c=conv: c(2, 2), (2, 3, *shape, 2))
    case(
        "regularized",
        lambda c=conv: c(
            2,
            3,
            strides=2,
            padding="same",
            activation="relu",
            recurrent_activation="hard_sigmoid",
            activity_regularizer="l2",
            dropout=0.1,
            seed=3,
            **(KERNELS | {"recurrent_constraint": "max_norm", "kernel_regularizer": None}),
        ),
        (2, 3, *shape, 2),
    )
    case(
        "channels_first, states",
        lambda c=conv: c(2, 2, data_format="channels_first", return_sequences=True, return_state=True, go_backwards=True),
        (2, 3, 2, *shape),
    )
case(
    "masked",
    lambda: L.ConvLSTM1D(2, 2, return_sequences=True, dilation_rate=2, use_bias=False, unit_forget_bias=False),
    (4, 5, 4, 2),
    masks=[holes],
)
case("masked, zeros", lambda: L.ConvLSTM1D(2, 2, return_sequences=True, zero_output_for_mask=True), (4, 5, 4, 2), masks=[holes])
case(
    "initial states", lambda: L.ConvLSTM2D(2, 2, return_state=True), (2, 3, 4, 5, 1), states=[(2, 3, 4, 2)] * 2
)
case(
    "stateful",
    lambda: L.ConvLSTM2D(2, 2, stateful=True),
    (2, 3, 4, 5, 1),
    calls=2,
    fixed_batch=True,
    numerical=False,
)


if __name__ == "__main__":
    for subject, cases in CASES.items():
        if len(sys.argv) == 1 or subject in sys.argv[1:]:
            arrays = {}
            records = []
            for i, (label, make, inputs, options) in enumerate(cases):
                records.append(fixtures.layer_case(f"{subject} {label}", make, inputs, arrays, str(i), **options))
            fixtures.write("layers/" + subject, records, arrays)
            print(subject, len(records))
