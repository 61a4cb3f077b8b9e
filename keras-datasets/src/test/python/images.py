"""What Keras makes of images in files and arrays: python images.py; needs keras, tensorflow, pillow and scipy. Read by ImagesTest and
ImageDataGeneratorTest. The pictures themselves are written too.
"""

import json
import os
import pathlib
import shutil
import tempfile

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras.src.legacy.preprocessing.image import ImageDataGenerator  # noqa: E402
from keras.utils import array_to_img, image_dataset_from_directory, img_to_array, load_img, save_img  # noqa: E402
from PIL import Image  # noqa: E402

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "fixtures"
PICTURES = FOLDER / "images"
rng = np.random.default_rng(5)


def array(values):
    values = np.asarray(values)
    data = [float(np.format_float_positional(np.float32(x))) for x in values.reshape(-1)]
    return {"shape": list(values.shape), "data": data}


def smooth(height, width, channels):
    """Pixels of soft colors, as interpolations of noise would differ by rounding alone."""
    y, x = np.mgrid[0:height, 0:width]
    waves = [128 + 100 * np.sin(x / (2 + c) + c) * np.cos(y / (3 - c / 2)) for c in range(channels)]
    return np.stack(waves, -1).astype("uint8")


PICTURES.mkdir(parents=True, exist_ok=True)
Image.fromarray(smooth(9, 14, 3)).save(PICTURES / "color.png")
Image.fromarray(smooth(8, 6, 1)[..., 0]).save(PICTURES / "grey.png")
Image.fromarray(smooth(5, 7, 4)).save(PICTURES / "transparent.png")
Image.fromarray(smooth(7, 7, 3)).quantize(8).save(PICTURES / "palette.png")

loads = []
for name in ("color", "grey", "transparent", "palette"):
    for arguments in (
        {},
        {"color_mode": "grayscale"},
        {"color_mode": "rgba"},
        {"target_size": (6, 5)},
        {"target_size": (4, 9), "interpolation": "bilinear"},
        {"target_size": (12, 16), "interpolation": "bicubic"},
        {"target_size": (5, 4), "interpolation": "lanczos"},
        {"target_size": (4, 8), "interpolation": "bilinear", "keep_aspect_ratio": True},
    ):
        if name == "transparent" and "target_size" in arguments:
            continue
        loads.append({"file": name, **arguments, "pixels": array(img_to_array(load_img(PICTURES / f"{name}.png", **arguments)))})

to_images = []
for shape in ((3, 4, 3), (3, 4, 1), (2, 3, 4)):
    x = rng.normal(size=shape).astype("float32")
    to_images.append({"x": array(x), "pixels": array(np.asarray(array_to_img(x)).reshape(shape))})

directory = pathlib.Path(tempfile.mkdtemp())
for folder, count in (("cats", 5), ("birds", 6), ("dogs", 4)):
    (directory / folder).mkdir()
    for i in range(count):
        Image.fromarray(smooth(4 + i, 5 + len(folder), 3)).save(directory / folder / f"{i}.png")


def listed(**arguments):
    data = image_dataset_from_directory(directory, verbose=False, **arguments)
    found = {"files": [str(pathlib.Path(path).relative_to(directory)) for path in data.file_paths], "classes": data.class_names}
    if not arguments.get("shuffle", True):
        batch = next(iter(data))
        x, y = batch if isinstance(batch, tuple) else (batch, None)
        found["x"] = array(x)
        found["y"] = None if y is None else array(y)
    return {"arguments": arguments, **found}


directories = [
    listed(seed=7),
    listed(seed=7, validation_split=0.3, subset="training"),
    listed(seed=7, validation_split=0.3, subset="validation"),
    listed(shuffle=False, image_size=(5, 4), batch_size=7),
    listed(shuffle=False, image_size=(3, 8), label_mode="categorical", interpolation="nearest", batch_size=3),
    listed(shuffle=False, image_size=(6, 4), label_mode="binary", class_names=["dogs", "cats"], crop_to_aspect_ratio=True, batch_size=6),
    listed(shuffle=False, image_size=(6, 4), label_mode=None, color_mode="grayscale", batch_size=4),
    listed(shuffle=False, validation_split=0.25, subset="validation", image_size=(4, 4), batch_size=9),
]

transforms = []
square = smooth(8, 8, 3).astype("float32")
for x, fill_mode, order, parameters in (
    (square, "nearest", 1, {"theta": 25}),
    (square, "constant", 1, {"theta": -40, "zx": 1.3, "zy": 0.8}),
    (square, "reflect", 1, {"theta": 70, "tx": 3.3, "ty": -2.6, "shear": 20}),
    (square, "wrap", 1, {"tx": 3.3, "ty": -2.6}),
    (square, "wrap", 0, {"theta": 10, "zx": 1.6, "zy": 1.6}),
    (square, "nearest", 0, {"tx": 1.2, "shear": -15}),
    (smooth(6, 9, 2).astype("float32"), "nearest", 1, {"theta": 15, "tx": 2, "ty": 1, "zx": 0.9}),
    (square, "nearest", 1, {"channel_shift_intensity": 60.5}),
    (square, "nearest", 1, {"flip_horizontal": True}),
    (square, "nearest", 1, {"flip_vertical": True, "brightness": 0.6}),
    (square, "nearest", 1, {"brightness": 1.7}),
    (square - 100, "nearest", 1, {"brightness": 1.2}),
):
    generator = ImageDataGenerator(fill_mode=fill_mode, cval=33.0, interpolation_order=order)
    y = generator.apply_transform(x, parameters)
    transforms.append({"x": array(x), "fill_mode": fill_mode, "order": order, "parameters": parameters, "y": array(y)})

standards = []
data = rng.uniform(0, 255, size=(40, 3, 4, 2)).astype("float32")
for arguments in (
    {"rescale": 1 / 255},
    {"samplewise_center": True},
    {"samplewise_std_normalization": True, "rescale": 0.5},
    {"featurewise_center": True},
    {"featurewise_std_normalization": True, "rescale": 0.1},
    {"zca_whitening": True},
):
    generator = ImageDataGenerator(**arguments)
    generator.fit(data)
    standards.append({"arguments": arguments, "y": array(generator.standardize(np.copy(data[3])))})

shutil.rmtree(directory)
(FOLDER / "images.json").write_text(
    json.dumps(
        {
            "loads": loads,
            "to_images": to_images,
            "directories": directories,
            "transforms": transforms,
            "data": array(data),
            "standards": standards,
        }
    )
    + "\n"
)
