"""A model around each layer that older versions of Keras had, which Java reads. Runs in the Python of the version in question, 3.6 or later:

    every_layer.py FILE [PART...]     writes a zip file, of those models that have one of the parts in their names: the fixtures in
                                      src/test/resources/fixtures/layers

For each model there is NAME.h5, from Keras 2.13 on NAME.keras, and NAME.json with inputs and what the version predicts for them. In classes.json
are the names of all layers that the version has. Keras is that of TensorFlow, or with KERAS=standalone the package of this name.
"""

import inspect
import json
import pathlib
import sys
import tempfile
import zipfile

import numpy as np
from legacy_models import KERAS1, VERSION, STANDALONE, encode, keras, layers, models, predict

SAMPLES = 3
CASES = []
VECTOR, STEPS, IMAGE, VOLUME, FRAMES = (6,), (5, 3), (6, 5, 2), (4, 5, 4, 2), (3, 5, 4, 2)


def case(name, make, *shapes, **options):
    CASES.append((name, make, shapes, options))


def first(shape):
    """The channels of a shape first."""
    return (shape[-1],) + shape[:-1]


def keras1():
    L, advanced = layers, keras.layers.advanced_activations
    tf, th = {"dim_ordering": "tf"}, {"dim_ordering": "th"}
    for name in "softmax elu softplus softsign relu tanh sigmoid hard_sigmoid linear".split():
        case("Activation " + name, lambda n=name: L.Activation(n), VECTOR)
    case("ActivityRegularization", lambda: L.ActivityRegularization(l1=0.01, l2=0.02), VECTOR)
    case("Dense", lambda: L.Dense(4, activation="tanh", W_regularizer="l1", b_regularizer="l2", W_constraint="maxnorm"), VECTOR)
    case("Dense no bias", lambda: L.Dense(4, bias=False, activity_regularizer="activity_l2", W_constraint="unitnorm"), VECTOR)
    case("Dropout", lambda: L.Dropout(0.3), VECTOR)
    case("Flatten", lambda: L.Flatten(), IMAGE)
    case("Highway", lambda: L.Highway(activation="relu", W_regularizer="l2"), VECTOR)
    case("Highway no bias", lambda: L.Highway(bias=False), VECTOR)
    case("Masking", lambda: [L.Masking(), L.LSTM(2)], STEPS, zeros=True)
    case("MaxoutDense", lambda: L.MaxoutDense(4, nb_feature=3, b_constraint="nonneg"), VECTOR)
    case("MaxoutDense no bias", lambda: L.MaxoutDense(4, bias=False), VECTOR)
    case("Permute", lambda: L.Permute((2, 1)), STEPS)
    case("RepeatVector", lambda: L.RepeatVector(3), VECTOR)
    case("Reshape", lambda: L.Reshape((3, -1)), VECTOR)
    case("SpatialDropout1D", lambda: L.SpatialDropout1D(0.3), STEPS)
    case("SpatialDropout2D", lambda: L.SpatialDropout2D(0.3, **tf), IMAGE)
    case("SpatialDropout3D", lambda: L.SpatialDropout3D(0.3, **tf), VOLUME)
    case("TimeDistributedDense", lambda: L.TimeDistributedDense(4, activation="relu"), STEPS)
    case("TimeDistributed", lambda: L.TimeDistributed(L.Dense(4, b_regularizer="l2")), STEPS)
    case("Bidirectional LSTM", lambda: L.Bidirectional(L.LSTM(2, return_sequences=True), merge_mode="concat"), STEPS)
    case("Bidirectional GRU", lambda: L.Bidirectional(L.GRU(2), merge_mode="sum"), STEPS)
    for consume_less in ("cpu", "mem", "gpu"):
        for layer in (L.SimpleRNN, L.GRU, L.LSTM):
            label = "{} {}".format(layer.__name__, consume_less)
            case(label, lambda c=layer, m=consume_less: c(2, consume_less=m, U_regularizer="l2"), STEPS)
    case("LSTM arguments", lambda: L.LSTM(2, inner_activation="sigmoid", forget_bias_init="zero", go_backwards=True), STEPS)
    case("LSTM dropout", lambda: L.LSTM(2, dropout_W=0.1, dropout_U=0.2, return_sequences=True), STEPS)
    case("LSTM stateful", lambda: L.LSTM(2, stateful=True, unroll=True), STEPS, batch=SAMPLES)
    case("GRU backwards", lambda: L.GRU(2, go_backwards=True, activation="relu", return_sequences=True), STEPS)
    case("Embedding", lambda: L.Embedding(7, 3, W_regularizer="l2", input_length=4), (4,), tokens=7)
    case("Embedding masked", lambda: [L.Embedding(7, 3, mask_zero=True), L.GRU(2)], (4,), tokens=7)
    case("BatchNormalization", lambda: L.BatchNormalization(epsilon=0.01, gamma_regularizer="l2"), VECTOR)
    case("BatchNormalization axis", lambda: L.BatchNormalization(axis=1), IMAGE)
    case("GaussianNoise", lambda: L.GaussianNoise(0.1), VECTOR)
    case("GaussianDropout", lambda: L.GaussianDropout(0.1), VECTOR)
    case("LeakyReLU", lambda: advanced.LeakyReLU(0.2), VECTOR)
    case("ELU", lambda: advanced.ELU(0.5), VECTOR)
    case("PReLU", lambda: advanced.PReLU(init="one"), IMAGE)
    case("ParametricSoftplus", lambda: advanced.ParametricSoftplus(0.3, 2.0), IMAGE)
    case("SReLU", lambda: advanced.SReLU(), IMAGE)
    case("ThresholdedReLU", lambda: advanced.ThresholdedReLU(0.2), VECTOR)
    case("Convolution1D", lambda: L.Convolution1D(2, 3, border_mode="same", activation="relu"), STEPS)
    case("Convolution1D strides", lambda: L.Convolution1D(2, 3, subsample_length=2, bias=False), STEPS)
    case("AtrousConvolution1D", lambda: L.AtrousConvolution1D(2, 2, atrous_rate=2), STEPS)
    case("LocallyConnected1D", lambda: L.LocallyConnected1D(2, 3, subsample_length=2), STEPS)
    case("Cropping1D", lambda: L.Cropping1D((1, 2)), STEPS)
    case("UpSampling1D", lambda: L.UpSampling1D(3), STEPS)
    case("ZeroPadding1D", lambda: L.ZeroPadding1D(2), STEPS)
    case("ZeroPadding1D pair", lambda: L.ZeroPadding1D((1, 2)), STEPS)
    case("ZeroPadding1D dict", lambda: L.ZeroPadding1D({"left_pad": 1, "right_pad": 0}), STEPS)
    case("MaxPooling1D", lambda: L.MaxPooling1D(2, stride=1), STEPS)
    case("AveragePooling1D", lambda: L.AveragePooling1D(2, border_mode="same"), STEPS)
    case("GlobalMaxPooling1D", lambda: L.GlobalMaxPooling1D(), STEPS)
    case("GlobalAveragePooling1D", lambda: L.GlobalAveragePooling1D(), STEPS)
    for order, at in ((tf, lambda shape: shape), (th, first)):
        label = " " + order["dim_ordering"]
        image, volume, frames = at(IMAGE), at(VOLUME), FRAMES[:1] + at(FRAMES[1:])
        add = lambda name, make, shape, order=order, label=label: case(name + label, lambda: make(order), shape)
        add("Convolution2D", lambda o: L.Convolution2D(3, 2, 3, **o), image)
        if keras.backend.backend() == "theano":  # which pads otherwise where a kernel is even or there are strides
            add("Convolution2D same", lambda o: L.Convolution2D(3, 3, 3, border_mode="same", **o), image)
        else:
            add("Convolution2D same", lambda o: L.Convolution2D(3, 3, 2, border_mode="same", subsample=(2, 1), **o), image)
        add("AtrousConvolution2D", lambda o: L.AtrousConvolution2D(3, 2, 2, atrous_rate=(2, 2), **o), image)
        if keras.backend.backend() == "tensorflow":
            add("SeparableConvolution2D", lambda o: L.SeparableConvolution2D(3, 2, 2, depth_multiplier=2, **o), image)
        for mode, size in (("same", (12, 10)), ("same", (11, 10)), ("valid", (13, 11)), ("valid", (14, 12))):
            if mode == "valid" or keras.backend.backend() == "tensorflow":
                shape = (None,) + size + (3,) if order is tf else (None, 3) + size
                options = {"output_shape": shape, "border_mode": mode, "subsample": (2, 2)}
                name = "Deconvolution2D {} {}".format(mode, size[0])
                add(name, lambda o, options=options: L.Deconvolution2D(3, 3, 3, **options, **o), image)
        add("LocallyConnected2D", lambda o: L.LocallyConnected2D(3, 2, 3, subsample=(2, 1), **o), image)
        add("ConvLSTM2D", lambda o: L.ConvLSTM2D(2, 3, 3, border_mode="same", **o), frames)
        add("Convolution3D", lambda o: L.Convolution3D(2, 2, 3, 1, subsample=(1, 2, 1), **o), volume)
        # these do not write their dim_ordering, which only another layer tells
        beside2 = lambda layer, o: [layer, L.MaxPooling2D((1, 1), **o)]
        beside3 = lambda layer, o: [layer, L.MaxPooling3D((1, 1, 1), **o)]
        add("Cropping2D", lambda o, b=beside2: b(L.Cropping2D(((1, 2), (0, 1)), **o), o), image)
        add("Cropping3D", lambda o, b=beside3: b(L.Cropping3D(((1, 0), (0, 1), (1, 1)), **o), o), volume)
        add("UpSampling2D", lambda o, b=beside2: b(L.UpSampling2D((2, 3), **o), o), image)
        add("UpSampling3D", lambda o, b=beside3: b(L.UpSampling3D((1, 2, 2), **o), o), volume)
        add("ZeroPadding2D", lambda o, b=beside2: b(L.ZeroPadding2D((1, 2), **o), o), image)
        add("ZeroPadding2D four", lambda o, b=beside2: b(L.ZeroPadding2D((1, 2, 0, 1), **o), o), image)
        pads = {"top_pad": 1, "bottom_pad": 0, "left_pad": 2, "right_pad": 1}
        add("ZeroPadding2D dict", lambda o, p=pads, b=beside2: b(L.ZeroPadding2D(p, **o), o), image)
        add("ZeroPadding3D", lambda o, b=beside3: b(L.ZeroPadding3D((1, 0, 2), **o), o), volume)
        for kind in ("Max", "Average"):
            add(kind + "Pooling2D", lambda o, k=kind: getattr(L, k + "Pooling2D")((2, 3), strides=(1, 2), **o), image)
            add(kind + "Pooling3D", lambda o, k=kind: getattr(L, k + "Pooling3D")((2, 2, 1), **o), volume)
            add("Global" + kind + "Pooling2D", lambda o, k=kind: getattr(L, "Global" + k + "Pooling2D")(**o), image)
            add("Global" + kind + "Pooling3D", lambda o, k=kind: getattr(L, "Global" + k + "Pooling3D")(**o), volume)
    for mode in ("sum", "mul", "concat", "ave", "max"):
        case("Merge " + mode, lambda m=mode: L.Merge(mode=m), STEPS, STEPS)
    case("Merge concat axis", lambda: L.Merge(mode="concat", concat_axis=1), STEPS, STEPS)
    case("Merge three", lambda: L.Merge(mode="sum"), VECTOR, VECTOR, VECTOR)
    case("Merge dot", lambda: L.Merge(mode="dot"), VECTOR, VECTOR)
    case("Merge dot axes", lambda: L.Merge(mode="dot", dot_axes=(2, 2)), STEPS, STEPS)
    case("Merge cos", lambda: [L.Merge(mode="cos"), L.Flatten()], VECTOR, VECTOR)
    for mode in ("sum", "mul", "concat", "ave", "max", "dot", "cos"):
        case("stack " + mode, lambda m=mode: merged_stacks(m))
    case("stack of stacks", stack_of_stacks)
    case("stack of models", stack_of_models)


def merged_stacks(mode):
    left = models.Sequential([layers.Dense(4, input_dim=3), layers.BatchNormalization()])
    right = models.Sequential([layers.Dense(4, input_dim=2, activation="relu")])
    model = models.Sequential([layers.Merge([left, right], mode=mode)])
    if mode == "cos":
        model.add(layers.Reshape((1,)))
    model.add(layers.Dense(2))
    return model


def stack_of_stacks():
    inner = merged_stacks("concat")
    other = models.Sequential([layers.Embedding(5, 3, input_length=2), layers.LSTM(2)])
    return models.Sequential([layers.Merge([inner, other], mode="mul"), layers.Dense(2, activation="softmax")])


def stack_of_models():
    x, y = layers.Input((3,)), layers.Input((2,))
    left = models.Model([x, y], layers.merge([layers.Dense(2)(x), y], mode="mul"))
    right = models.Sequential([layers.Dense(2, input_dim=4)])
    return models.Sequential([layers.Merge([left, right], mode="concat"), layers.Dense(2)])


def keras2():
    L = layers
    names = "softmax elu selu softplus softsign relu tanh sigmoid hard_sigmoid linear exponential gelu swish mish"
    for name in names.split():
        if hasattr(keras.activations, name):
            case("Activation " + name, lambda n=name: L.Activation(n), VECTOR)
    case("ActivityRegularization", lambda: L.ActivityRegularization(l1=0.01, l2=0.02), VECTOR)
    weights = {"kernel_regularizer": "l1", "bias_regularizer": "l2", "activity_regularizer": "l2", "kernel_constraint": "max_norm"}
    case("Dense", lambda: L.Dense(4, activation="tanh", kernel_initializer="lecun_uniform", **weights), VECTOR)
    case("Dropout", lambda: L.Dropout(0.3, noise_shape=(SAMPLES, 1), seed=1), VECTOR)
    case("AlphaDropout", lambda: L.AlphaDropout(0.3), VECTOR)
    case("Flatten", lambda: L.Flatten(), IMAGE)
    case("Masking", lambda: [L.Masking(), L.LSTM(2)], STEPS, zeros=True)
    case("Permute", lambda: L.Permute((2, 1)), STEPS)
    case("RepeatVector", lambda: L.RepeatVector(3), VECTOR)
    case("Reshape", lambda: L.Reshape((3, -1)), VECTOR)
    case("SpatialDropout1D", lambda: L.SpatialDropout1D(0.3), STEPS)
    case("SpatialDropout2D", lambda: L.SpatialDropout2D(0.3), IMAGE)
    case("SpatialDropout3D", lambda: L.SpatialDropout3D(0.3), VOLUME)
    case("TimeDistributed", lambda: L.TimeDistributed(L.Dense(4)), STEPS)
    case("TimeDistributed images", lambda: L.TimeDistributed(L.Conv2D(2, 2)), FRAMES)
    for mode in ("sum", "mul", "concat", "ave"):
        case("Bidirectional " + mode, lambda m=mode: L.Bidirectional(L.GRU(2, return_sequences=True), merge_mode=m), STEPS)
    case("Bidirectional LSTM", lambda: L.Bidirectional(L.LSTM(2)), STEPS)
    for implementation in (1, 2):
        for name in ("SimpleRNN", "GRU", "LSTM"):
            label = "{} implementation {}".format(name, implementation)
            arguments = {"implementation": implementation, "recurrent_regularizer": "l2", "dropout": 0.1, "recurrent_dropout": 0.2}
            case(label, lambda n=name, a=arguments: getattr(L, n)(2, **a), STEPS)
    case("LSTM arguments", lambda: L.LSTM(2, recurrent_activation="sigmoid", unit_forget_bias=False, go_backwards=True), STEPS)
    case("LSTM stateful", lambda: L.LSTM(2, stateful=True, unroll=True, return_sequences=True), STEPS, batch=SAMPLES)
    case("GRU no bias", lambda: L.GRU(2, use_bias=False, activation="relu"), STEPS)
    if "reset_after" in inspect.signature(L.GRU.__init__).parameters:
        case("GRU reset after", lambda: L.GRU(2, reset_after=True), STEPS)
        case("GRU reset before", lambda: L.GRU(2, reset_after=False), STEPS)
    if VERSION >= (2, 1):  # cells did not write their arguments before
        case("RNN", lambda: L.RNN(L.SimpleRNNCell(2)), STEPS)
        case("StackedRNNCells", lambda: L.RNN([L.LSTMCell(2), L.GRUCell(3)]), STEPS)
    case("Embedding", lambda: L.Embedding(7, 3, input_length=4, embeddings_regularizer="l2"), (4,), tokens=7)
    case("Embedding masked", lambda: [L.Embedding(7, 3, mask_zero=True), L.GRU(2)], (4,), tokens=7)
    case("BatchNormalization", lambda: L.BatchNormalization(epsilon=0.01, gamma_regularizer="l2"), VECTOR)
    case("BatchNormalization axis", lambda: L.BatchNormalization(axis=1), IMAGE)
    case("BatchNormalization bare", lambda: L.BatchNormalization(center=False, scale=False), VECTOR)
    case("GaussianNoise", lambda: L.GaussianNoise(0.1), VECTOR)
    case("GaussianDropout", lambda: L.GaussianDropout(0.1), VECTOR)
    case("LeakyReLU", lambda: L.LeakyReLU(0.2), VECTOR)
    case("ELU", lambda: L.ELU(0.5), VECTOR)
    case("PReLU", lambda: L.PReLU(shared_axes=[1], alpha_initializer="ones"), IMAGE)
    case("ThresholdedReLU", lambda: L.ThresholdedReLU(0.2), VECTOR)
    if hasattr(L, "Softmax"):
        case("Softmax", lambda: L.Softmax(axis=1), STEPS)
    if hasattr(L, "ReLU"):
        case("ReLU", lambda: L.ReLU(0.8), VECTOR)
    case("Conv1D", lambda: L.Conv1D(2, 3, padding="same", activation="relu"), STEPS)
    case("Conv1D causal", lambda: L.Conv1D(2, 2, padding="causal", dilation_rate=2), STEPS)
    case("LocallyConnected1D", lambda: L.LocallyConnected1D(2, 3, strides=2), STEPS)
    case("LocallyConnected2D", lambda: L.LocallyConnected2D(3, (2, 3), strides=(2, 1), kernel_regularizer="l2"), IMAGE)
    case("Cropping1D", lambda: L.Cropping1D((1, 2)), STEPS)
    case("UpSampling1D", lambda: L.UpSampling1D(3), STEPS)
    case("ZeroPadding1D", lambda: L.ZeroPadding1D((1, 2)), STEPS)
    case("MaxPooling1D", lambda: L.MaxPooling1D(2, strides=1), STEPS)
    case("AveragePooling1D", lambda: L.AveragePooling1D(2, padding="same"), STEPS)
    case("GlobalMaxPooling1D", lambda: L.GlobalMaxPooling1D(), STEPS)
    case("GlobalAveragePooling1D", lambda: L.GlobalAveragePooling1D(), STEPS)
    # TensorFlow 2 has no kernels for channels first on a CPU
    formats = ("channels_last", "channels_first") if STANDALONE else ("channels_last",)
    for data_format in formats:
        at = first if data_format == "channels_first" else lambda shape: shape
        o = {"data_format": data_format}
        image, volume, frames = at(IMAGE), at(VOLUME), FRAMES[:1] + at(FRAMES[1:])
        add = lambda name, make, shape, label=" " + data_format: case(name + label, make, shape)
        add("Conv2D", lambda o=o: L.Conv2D(3, (2, 3), **o), image)
        strides = (1, 1) if keras.backend.backend() == "theano" else (2, 1)  # Theano pads otherwise where there are strides
        add("Conv2D same", lambda o=o, s=strides: L.Conv2D(3, 3, padding="same", strides=s, **o), image)
        add("Conv2D dilated", lambda o=o: L.Conv2D(3, 2, dilation_rate=2, **o), image)
        add("SeparableConv2D", lambda o=o: L.SeparableConv2D(3, 2, depth_multiplier=2, depthwise_regularizer="l2", **o), image)
        add("Conv2DTranspose", lambda o=o: L.Conv2DTranspose(3, 3, strides=2, **o), image)
        if keras.backend.backend() == "tensorflow":
            add("Conv2DTranspose same", lambda o=o: L.Conv2DTranspose(3, 3, strides=2, padding="same", **o), image)
        add("LocallyConnected2D", lambda o=o: L.LocallyConnected2D(3, (2, 3), strides=(2, 1), **o), image)
        add("ConvLSTM2D", lambda o=o: L.ConvLSTM2D(2, 3, padding="same", return_sequences=True, **o), frames)
        add("Conv3D", lambda o=o: L.Conv3D(2, (2, 3, 1), strides=(1, 2, 1), **o), volume)
        if hasattr(L, "Conv3DTranspose") and keras.backend.backend() == "tensorflow":
            add("Conv3DTranspose", lambda o=o: L.Conv3DTranspose(2, 2, strides=2, **o), volume)
        if hasattr(L, "DepthwiseConv2D"):
            add("DepthwiseConv2D", lambda o=o: L.DepthwiseConv2D(2, depth_multiplier=2, **o), image)
        add("Cropping2D", lambda o=o: L.Cropping2D(((1, 2), (0, 1)), **o), image)
        add("Cropping3D", lambda o=o: L.Cropping3D(((1, 0), (0, 1), (1, 1)), **o), volume)
        add("UpSampling2D", lambda o=o: L.UpSampling2D((2, 3), **o), image)
        add("UpSampling3D", lambda o=o: L.UpSampling3D((1, 2, 2), **o), volume)
        add("ZeroPadding2D", lambda o=o: L.ZeroPadding2D(((1, 2), (0, 1)), **o), image)
        add("ZeroPadding3D", lambda o=o: L.ZeroPadding3D((1, 0, 2), **o), volume)
        for kind in ("Max", "Average"):
            add(kind + "Pooling2D", lambda k=kind, o=o: getattr(L, k + "Pooling2D")((2, 3), strides=(1, 2), **o), image)
            add(kind + "Pooling3D", lambda k=kind, o=o: getattr(L, k + "Pooling3D")((2, 2, 1), **o), volume)
            add("Global" + kind + "Pooling2D", lambda k=kind, o=o: getattr(L, "Global" + k + "Pooling2D")(**o), image)
            add("Global" + kind + "Pooling3D", lambda k=kind, o=o: getattr(L, "Global" + k + "Pooling3D")(**o), volume)
    if not STANDALONE:  # TensorFlow 1 had other points in mind
        case("UpSampling2D bilinear", lambda: L.UpSampling2D(2, interpolation="bilinear"), IMAGE)
    if VERSION >= (2, 2):
        case("SeparableConv1D", lambda: L.SeparableConv1D(3, 2, depth_multiplier=2), STEPS)
    for name in ("Add", "Multiply", "Average", "Maximum", "Concatenate"):
        case(name, lambda n=name: getattr(L, n)(), STEPS, STEPS)
    for name in ("Minimum", "Subtract"):
        if hasattr(L, name):
            case(name, lambda n=name: getattr(L, n)(), STEPS, STEPS)
    case("Concatenate axis", lambda: L.Concatenate(axis=1), STEPS, STEPS)
    case("Dot", lambda: L.Dot(2), STEPS, STEPS)
    case("Dot normalized", lambda: L.Dot(1, normalize=True), VECTOR, VECTOR)
    if STANDALONE:
        case("MaxoutDense", lambda: keras.legacy.layers.MaxoutDense(4, nb_feature=3), VECTOR)
        case("Highway", lambda: keras.legacy.layers.Highway(activation="relu"), VECTOR)
        if hasattr(L, "Merge"):
            case("Merge", lambda: L.Merge(mode="concat"), STEPS, STEPS)
        if keras.backend.backend() == "tensorflow" and VERSION >= (2, 2):
            cudnn()
    else:
        tensorflow_keras()


def cudnn():
    """Layers for GPUs alone: other layers predict in their place, and their op, which there is not on a CPU, is not even asked for."""
    L = layers

    def stand_in(layer, inputs, initial_state):
        x = inputs if layer.return_sequences else inputs[:, 0]
        return keras.backend.dot(x, keras.backend.zeros((STEPS[-1], layer.units))), initial_state

    L.CuDNNLSTM._process_batch = L.CuDNNGRU._process_batch = stand_in
    for sequences in (False, True):
        options = {"return_sequences": sequences, "kernel_regularizer": "l2"}
        on_cpu = dict(options, recurrent_activation="sigmoid")
        label = " sequences" if sequences else ""
        lstm, gru = lambda o=on_cpu: L.LSTM(2, **o), lambda o=on_cpu: L.GRU(2, reset_after=True, **o)
        case("CuDNNLSTM" + label, lambda o=options: L.CuDNNLSTM(2, **o), STEPS, twin=lstm)
        case("CuDNNGRU" + label, lambda o=options: L.CuDNNGRU(2, **o), STEPS, twin=gru)
        both = lambda o=options: L.Bidirectional(L.CuDNNLSTM(2, **o))
        case("Bidirectional CuDNNLSTM" + label, both, STEPS, twin=lambda make=lstm: L.Bidirectional(make()))


def tensorflow_keras():
    """What came with Keras within TensorFlow."""
    L = layers
    have = lambda name: hasattr(L, name)
    if have("LayerNormalization"):
        case("LayerNormalization", lambda: L.LayerNormalization(axis=[1, 2]), STEPS)
        case("LayerNormalization last", lambda: L.LayerNormalization(epsilon=0.01), STEPS)
    if have("Attention"):
        case("Attention", lambda: L.Attention(use_scale=True), STEPS, STEPS, listed=True)
        case("AdditiveAttention", lambda: L.AdditiveAttention(), STEPS, STEPS, listed=True)
    if have("MultiHeadAttention"):
        case("MultiHeadAttention", lambda: MultiHead(L.MultiHeadAttention(2, 3)), STEPS, STEPS)
    if have("EinsumDense"):
        case("EinsumDense", lambda: L.EinsumDense("abc,cd->abd", output_shape=(None, 4), bias_axes="d"), STEPS)
    if have("Conv1DTranspose"):
        case("Conv1DTranspose", lambda: L.Conv1DTranspose(2, 3, strides=2), STEPS)
    if have("DepthwiseConv1D"):
        case("DepthwiseConv1D", lambda: L.DepthwiseConv1D(2, depth_multiplier=2), STEPS)
    if have("ConvLSTM1D"):
        case("ConvLSTM1D", lambda: L.ConvLSTM1D(2, 2), FRAMES[:2] + FRAMES[3:])
        case("ConvLSTM3D", lambda: L.ConvLSTM3D(2, 2), FRAMES[:1] + VOLUME)
    if VERSION >= (2, 3):
        case("Conv2D groups", lambda: L.Conv2D(4, 2, groups=1), IMAGE)
    if have("GroupNormalization"):
        case("GroupNormalization", lambda: L.GroupNormalization(2), IMAGE)
        case("UnitNormalization", lambda: L.UnitNormalization(), STEPS)
        case("SpectralNormalization", lambda: L.SpectralNormalization(L.Dense(3)), VECTOR)
        case("Identity", lambda: L.Identity(), VECTOR)
    synchronized = getattr(getattr(L, "experimental", None), "SyncBatchNormalization", None)
    if synchronized:
        case("SyncBatchNormalization", synchronized, VECTOR)
    if VERSION >= (2, 13):
        case("BatchNormalization synchronized", lambda: L.BatchNormalization(synchronized=True), VECTOR)
    if have("Normalization"):
        case("Normalization", lambda: adapted(L.Normalization()), IMAGE, keep=True)
        case("Normalization given", lambda: L.Normalization(axis=None, mean=0.5, variance=2.0), IMAGE)
    for prefix in (L, getattr(getattr(L, "experimental", None), "preprocessing", None)):
        if prefix and hasattr(prefix, "Rescaling"):
            case("Rescaling" + (" experimental" if prefix is not L else ""), lambda p=prefix: p.Rescaling(0.5, offset=1.0), IMAGE)
    if have("GlobalAveragePooling1D") and VERSION >= (2, 6):
        case("GlobalAveragePooling1D keepdims", lambda: L.GlobalAveragePooling1D(keepdims=True), STEPS)
        case("GlobalMaxPooling2D keepdims", lambda: L.GlobalMaxPooling2D(keepdims=True), IMAGE)


def adapted(layer):
    layer.adapt(np.arange(60.0).reshape((1,) + IMAGE) / 16)
    return layer


class MultiHead:
    """Takes its inputs one by one."""

    def __init__(self, layer):
        self.layer = layer

    def __call__(self, inputs):
        return self.layer(*inputs)


def model_of(make, shapes, batch=None, tokens=None, **options):
    made = make()
    if isinstance(made, models.Model):
        return made
    inputs = []
    for i, shape in enumerate(shapes):
        dtype = {"dtype": "int32"} if tokens else {}
        size = {"batch_shape": (batch,) + shape} if batch else {"shape": shape}
        inputs.append(layers.Input(name="in{}".format(i), **size, **dtype))
    x = inputs[0] if len(inputs) == 1 else inputs
    for layer in made if isinstance(made, list) else [made]:
        x = layer(x)
    ends = {"input": inputs, "output": x} if KERAS1 else {"inputs": inputs, "outputs": x}
    return models.Model(**ends)


def input_shapes(model):
    shapes = model.input_shape
    return shapes if isinstance(shapes, list) else [shapes]


def write(folder):
    random = np.random.RandomState(3)
    for i, (name, make, shapes, options) in enumerate(CASES):
        if hasattr(keras.backend, "clear_session"):
            keras.backend.clear_session()
        model = model_of(make, shapes, **options)
        run = model_of(options["twin"], shapes) if "twin" in options else model
        for variable in [] if "keep" in options else run.weights:
            old = keras.backend.get_value(variable)
            keras.backend.set_value(variable, weight(variable, old, random))
        if run is not model:
            convert = keras.engine.saving.preprocess_weights_for_loading
            model.layers[-1].set_weights(convert(model.layers[-1], run.layers[-1].get_weights(), "2"))
        inputs = []
        for tensor, shape in zip(model.inputs, input_shapes(model)):
            values = random.uniform(-1, 1, (SAMPLES,) + tuple(shape[1:])).round(2).astype("float32")
            if options.get("tokens") or name == "stack of stacks" and tuple(shape[1:]) == (2,) and "embedding" in tensor.name:
                values = random.randint(0, options.get("tokens", 5), values.shape).astype("int32")
            if options.get("zeros"):
                values[0, 2:] = 0
            inputs.append(values)
        file = "{:03d} {}".format(i, name)
        record = {"inputs": [encode(x) for x in inputs], "targets": [], "losses": []}
        record["predictions"] = [encode(p) for p in predict(run, inputs)]
        if VERSION >= (2, 13):
            model.save(str(folder / (file + ".keras")))
        model.save(str(folder / (file + ".h5")))
        (folder / (file + ".json")).write_text(json.dumps(record))
    (folder / "classes.json").write_text(json.dumps(class_names()))


def weight(variable, old, random):
    """New values with few digits, which makes small files; variances are positive."""
    values = (random.uniform(0.125, 0.875, old.shape) * 64).round() / 64
    positive = any(part in variable.name for part in ("var", "std"))
    return values if positive else values * random.choice([-1, 1], old.shape)


def class_names():
    modules = [layers]
    experimental = getattr(layers, "experimental", None)
    if experimental and not STANDALONE:
        modules += [experimental, getattr(experimental, "preprocessing", None)]
    base = keras.engine.topology.Layer if KERAS1 else layers.Layer
    names = set()
    for module in filter(None, modules):
        for name in dir(module):
            value = getattr(module, name)
            if inspect.isclass(value) and issubclass(value, base) and not name.startswith("_"):
                names.add(value.__name__)
    return sorted(names)


def main():
    (keras1 if KERAS1 else keras2)()
    parts = sys.argv[2:]
    CASES[:] = [each for each in CASES if not parts or any(part in each[0] for part in parts)]
    with tempfile.TemporaryDirectory() as folder:
        write(pathlib.Path(folder))
        with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(pathlib.Path(folder).iterdir()):
                archive.write(str(file), file.name)


if __name__ == "__main__":
    main()
