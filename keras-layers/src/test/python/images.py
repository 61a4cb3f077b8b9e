"""What layers that augment images make of them in training: python images.py, read by ImageLayersTest.

Keras draws a transformation and applies it; both are recorded, for the Java layer to apply the same one.
"""

import os

os.environ["KERAS_BACKEND"] = "jax"

import fixtures  # noqa: E402
import jax  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
from fixtures import generator  # noqa: E402
from keras import layers as L  # noqa: E402

CASES = []
ARRAYS = {}
# what follows from the images, or from other parts of the transformation
DERIVED = ("input_shape", "rotation_matrix", "image_height", "image_width", "batch_size", "seed")


def pixels(*shape):
    return generator(str(shape)).integers(0, 256, shape).astype("float32")


def unit(*shape):
    return generator(str(shape)).random(shape).astype("float32")


def recorded(transformation, prefix=""):
    """The arrays of a transformation under the names that they have in Java."""
    return {
        prefix + key: np.asarray(value) for key, value in (transformation or {}).items() if key not in DERIVED
    }


def case(label, layer, images, transformation=None, given=None, labels=None, masks=None):
    """One case. given: what Java gets instead of the transformation that Keras takes."""
    if transformation is None:
        transformation = layer.get_random_transformation(keras.ops.convert_to_tensor(images), training=True)
    prefix = str(len(CASES))
    ARRAYS[f"{prefix}/images"] = images
    ARRAYS[f"{prefix}/output"] = np.asarray(layer.transform_images(keras.ops.convert_to_tensor(images), transformation))
    if labels is not None:
        ARRAYS[f"{prefix}/labels"] = labels
        ARRAYS[f"{prefix}/output_labels"] = np.asarray(layer.transform_labels(labels, transformation))
    if masks is not None:
        ARRAYS[f"{prefix}/masks"] = masks
        ARRAYS[f"{prefix}/output_masks"] = np.asarray(layer.transform_segmentation_masks(masks, transformation))
    for key, value in (recorded(transformation) if given is None else given).items():
        ARRAYS[f"{prefix}/t/{key}"] = value
    CASES.append({"label": f"{type(layer).__name__} {label}", "envelope": keras.saving.serialize_keras_object(layer)})
    print(CASES[-1]["label"], flush=True)


x = pixels(3, 6, 7, 3)
small = unit(3, 6, 7, 3)
first = pixels(2, 3, 6, 7)
mask = generator("mask").integers(0, 4, (3, 6, 7, 1)).astype("float32")
one_hot = np.eye(4, dtype="float32")[[0, 2, 3]]

for seed in (1, 2):
    crop = L.RandomCrop(4, 3, seed=seed)
    start = crop.get_random_transformation(x, training=True)
    case(f"{seed}", crop, x, start, {"h_start": np.asarray(start[0]), "w_start": np.asarray(start[1])}, masks=mask)
for height, width in ((7, 3), (4, 9), (8, 8)):
    crop = L.RandomCrop(height, width, seed=1)
    case("too small", crop, x, crop.get_random_transformation(x, training=True), {})
for mode in ("horizontal", "vertical", "horizontal_and_vertical"):
    case(mode, L.RandomFlip(mode, seed=2), x, masks=mask)
case("channels_first", L.RandomFlip("horizontal", seed=1, data_format="channels_first"), first)
for fill_mode in ("reflect", "wrap", "constant", "nearest"):
    case(fill_mode, L.RandomRotation(0.2, fill_mode=fill_mode, seed=1, fill_value=7.0), x, masks=mask)
case("channels_first", L.RandomRotation((-0.3, 0.1), seed=1, data_format="channels_first"), first)
case("same", L.RandomZoom(0.4, seed=1), x, masks=mask)
case("width", L.RandomZoom((-0.4, -0.2), 0.3, interpolation="nearest", fill_mode="constant", seed=1), x)
case("plain", L.RandomTranslation(0.3, (-0.2, 0.4), seed=1), x, masks=mask)
case("constant", L.RandomTranslation(0.3, 0.3, fill_mode="constant", fill_value=9.0, seed=2), x)
case("plain", L.RandomShear(0.3, 0.2, seed=1), x, masks=mask)
case("plain", L.RandomContrast(0.6, seed=1), x)
case("range", L.RandomContrast((0.3, 0.8), value_range=(0, 1), seed=1), small)
case("channels_first", L.RandomContrast(0.6, seed=1, data_format="channels_first"), first)
case("plain", L.RandomBrightness(0.4, seed=1), x, masks=mask)
case("range", L.RandomBrightness((-0.5, -0.1), value_range=(0, 1), seed=1), small)
case("plain", L.RandomSaturation(0.5, value_range=(0, 1), seed=1), small)
case("channels_first", L.RandomSaturation((0.4, 0.9), value_range=(0, 1), seed=1, data_format="channels_first"), first / 255)
case("plain", L.RandomHue(0.7, seed=1), x)
case("range", L.RandomHue((0.2, 0.9), value_range=(0, 1), seed=2), small)
case("plain", L.RandomColorDegeneration((0.1, 0.9), seed=1), x)
case("plain", L.RandomSharpness((0, 1), seed=1), x)
case("channels_first", L.RandomSharpness((0.6, 1), seed=1, data_format="channels_first"), first)
for factor in (3, 1, (2, 7)):
    case(f"{factor}", L.RandomPosterization(factor, seed=1), x)
case("range", L.RandomPosterization((4, 6), value_range=(-1, 1), seed=1), small)
case("plain", L.RandomInvert(0.8, seed=1), x)
case("range", L.RandomInvert(1.0, value_range=(0, 1), seed=1), small)
grey = L.RandomGrayscale(0.5, seed=1)
should = np.array([True, False, True]).reshape(3, 1, 1, 1)
case("plain", L.RandomGrayscale(0.5), x, should, {"should_apply": should})
case("plain", L.RandomGaussianBlur(1.0, kernel_size=(3, 5), sigma=(0.4, 0.9), seed=1), x)
case("plain", L.RandomPerspective(0.9, scale=0.6, seed=1), x, masks=mask)
case("nearest", L.RandomPerspective(scale=0.3, interpolation="nearest", fill_value=5.0, seed=1), x)
case("plain", L.RandomErasing(0.9, fill_value=4.0, seed=1), x)
case("noise", L.RandomErasing((0.9, 1.0), scale=(0.4, 0.6), seed=2), x)
case("plain", L.Solarization(0.4, 0.5, seed=1), x)
case("range", L.Solarization((0.1, 0.4), (0.2, 0.9), value_range=(-1, 1), seed=1), small)
case("plain", L.MixUp(0.6, seed=1), x, labels=one_hot)
case("plain", L.CutMix(seed=1), x, labels=one_hot)
for value_range, images in (((0, 255), x), ((0, 1), small)):
    case(f"{value_range}", L.Equalization(value_range=value_range), images, {})
    clahe = L.ContrastLimitedAdaptiveHistogramEqualization
    case(f"{value_range}", clahe(value_range=value_range, tile_grid_size=(2, 3)), images, {})
case("bins", L.Equalization(bins=32), np.concatenate([x[..., :2], 0 * x[..., :1] + 9], -1), {})
case("channels_first", L.Equalization(data_format="channels_first"), pixels(2, 3, 5, 7), {})
large = pixels(1, 17, 22, 2)
case("large", L.ContrastLimitedAdaptiveHistogramEqualization(clip_limit=1.5, tile_grid_size=(4, 4)), large, {})
case("no limit", L.ContrastLimitedAdaptiveHistogramEqualization(clip_limit=0.0), large, {})

elastic = L.RandomElasticTransform(1.0, scale=0.9, value_range=(0, 255), seed=1)
noise = generator("noise").normal(size=(3, 24, 26)).astype("float32")
rubber = pixels(3, 24, 26, 3)
drawn = elastic.get_random_transformation(rubber, training=True)
drawn["apply_transform"] = np.array([True, False, True])
normal = jax.random.normal
jax.random.normal = lambda *_, **__: noise
case("plain", elastic, rubber, drawn, recorded(drawn) | {"dx": noise, "dy": noise})
jax.random.normal = normal


def every(layer, names, images):
    """A transformation of each layer within a layer, for Keras and for Java."""
    found = {name: getattr(layer, name).get_random_transformation(images, training=True) for name in names}
    arrays = {}
    for name, transformation in found.items():
        arrays |= recorded(transformation, f"{name}/")
    return found, arrays


for indices in ((0, 5, 8), (1, 2, 9), (3, 4, 10), (6, 7, 7)):
    augment = L.RandAugment(num_ops=3, factor=0.6, seed=sum(indices))
    found, arrays = every(augment, augment._AUGMENT_LAYERS, x)
    given = {"transforms/" + key: value for key, value in arrays.items()} | {"layer_idxes": np.array(indices, "int32")}
    case(str(indices), augment, x, {"layer_idxes": np.array(indices), "transforms": found}, given)
for chains, all_ops in (([[0, 11], [7, 3]], True), ([[6, 1], [7, 2]], False)):
    mix = L.AugMix(num_chains=2, chain_depth=2, all_ops=all_ops, factor=0.5, seed=4)
    mix.build(x.shape)
    names = mix._augment_layers
    weights = np.array([0.3, 0.7], "float32")
    transforms, given = [], {"chain_mixing_weights": weights, "weight_sample": np.float32(0.4)}
    for i, chain in enumerate(chains):
        transforms.append([])
        for j, index in enumerate(chain):
            found, arrays = every(mix, names, x)
            given |= {f"chain_transforms/{i}/{j}/{key}": value for key, value in arrays.items()}
            if index < len(names):
                transforms[-1].append({"layer_name": names[index], "transformation": found[names[index]]})
    given["layer_idxes"] = np.array(chains, "int32")
    case(f"all {all_ops}", mix, x, {"chain_mixing_weights": weights, "weight_sample": np.float32(0.4), "chain_transforms": transforms}, given)

jitter = L.RandomColorJitter((0, 1), brightness_factor=0.3, contrast_factor=0.4, saturation_factor=(0.3, 0.8), hue_factor=0.3)
steps = ("random_brightness", "random_contrast", "random_saturation", "random_hue")
found, arrays = every(jitter, steps, small)
for name in steps:
    getattr(jitter, name).get_random_transformation = lambda *_, n=name, **__: found[n]
case("plain", jitter, small, {}, arrays)

fixtures.write("image_layers", CASES, ARRAYS)
