"""What the functions of keras.ops.image give, and their gradients: read by ImageOpsTest.

Each case names a function, its inputs, its other arguments, and holds the output and, for floating inputs, the gradients of the sum of the
output times weights.
"""
import jax
import numpy as np

from fixture import array, keras, write

from keras.src.backend.jax import image as jax_image

rng = np.random.default_rng(11)
CASES = []
INTERPOLATIONS = ("bilinear", "bicubic", "lanczos3", "lanczos5", "nearest")
FILL_MODES = ("constant", "nearest", "wrap", "mirror", "reflect")
FIRST = "channels_first"


def normal(*shape):
    return rng.normal(size=shape).astype("float32")


def uniform(low, high, *shape):
    return rng.uniform(low, high, size=shape).astype("float32")


def whole(*shape):
    return rng.integers(0, 256, size=shape).astype("uint8")


def case(name, inputs, function=None, gradient=None, **arguments):
    """Runs keras.ops.image.name on the inputs, or a function of them that stands for it; gradient lists the inputs that have one."""
    names = ("images", "scale", "translation") if name == "scale_and_translate" else ()
    known = getattr(keras.ops.image, name)
    call = function or (lambda *x: known(**dict(zip(names, x)), **arguments) if names else known(*x, **arguments))
    output = np.asarray(call(*[keras.ops.convert_to_tensor(x) for x in inputs]))
    found = {"name": name, "arguments": arguments, "inputs": [array(x) for x in inputs], "output": array(output)}
    wanted = [i for i, x in enumerate(inputs) if x.dtype.kind == "f"] if gradient is None else gradient
    if wanted and output.dtype.kind == "f":
        weights = normal(*output.shape)

        def loss(*x):
            values = [keras.ops.convert_to_tensor(v) for v in inputs]
            for i, v in zip(wanted, x):
                values[i] = v
            return keras.ops.sum(call(*values) * weights)

        gradients = jax.grad(loss, argnums=tuple(range(len(wanted))))(*[inputs[i] for i in wanted])
        found["weights"] = array(weights)
        found["gradients"] = {str(i): array(g) for i, g in zip(wanted, gradients)}
    CASES.append(found)


def sizes():
    x = normal(2, 5, 7, 2)
    for interpolation in INTERPOLATIONS:
        for antialias in (False, True):
            case("resize", [x], size=(8, 3), interpolation=interpolation, antialias=antialias)
        case("resize", [normal(1, 3, 4, 2)], size=(7, 9), interpolation=interpolation)
        case("resize", [whole(2, 6, 5, 1)], size=(4, 9), interpolation=interpolation, antialias=True)
    case("resize", [x], size=(5, 7), interpolation="bicubic")
    case("resize", [x], size=(5, 7), interpolation="nearest")
    case("resize", [normal(5, 4, 3)], size=(3, 6))
    case("resize", [normal(2, 3, 5, 4)], size=(3, 6), data_format=FIRST)
    case("resize", [normal(3, 5, 4)], size=(3, 6), data_format=FIRST)
    case("resize", [normal(2, 9, 5, 1)], size=(4, 6), crop_to_aspect_ratio=True)
    case("resize", [normal(2, 4, 11, 1)], size=(4, 6), crop_to_aspect_ratio=True)
    case("resize", [normal(2, 9, 5, 1)], size=(4, 6), pad_to_aspect_ratio=True, fill_value=0.5)
    case("resize", [normal(4, 11, 2)], size=(4, 6), pad_to_aspect_ratio=True)
    case("resize", [normal(2, 1, 9, 4)], size=(4, 6), pad_to_aspect_ratio=True, fill_value=2.0, data_format=FIRST)
    for method in ("linear", "cubic", "lanczos3", "lanczos5"):
        for antialias in (False, True):
            case("scale_and_translate", [normal(4, 6, 2), uniform(0.4, 1.8, 2), uniform(-2, 2, 2)],
                 output_shape=(5, 4, 2), spatial_dims=(0, 1), method=method, antialias=antialias)
    case("scale_and_translate", [whole(4, 6, 2), uniform(0.4, 1.8, 1), uniform(-2, 2, 1)],
         output_shape=(4, 8, 2), spatial_dims=(1,), method="bicubic", antialias=True)
    case("pad_images", [x], top_padding=1, left_padding=2, target_height=9, target_width=10)
    case("pad_images", [x], bottom_padding=1, right_padding=2, target_height=9, target_width=10)
    case("pad_images", [normal(3, 5, 4)], top_padding=1, left_padding=2, bottom_padding=0, right_padding=3, data_format=FIRST)
    case("crop_images", [x], top_cropping=1, left_cropping=2, target_height=3, target_width=4)
    case("crop_images", [x], bottom_cropping=1, right_cropping=2, target_height=3, target_width=4)
    case("crop_images", [normal(3, 5, 6)], top_cropping=1, left_cropping=2, bottom_cropping=0, right_cropping=3,
         data_format=FIRST)
    case("extract_patches", [normal(2, 6, 7, 2)], size=(3, 2))
    case("extract_patches", [normal(6, 7, 2)], size=(2, 2), strides=(1, 2), padding="same")
    case("extract_patches", [normal(2, 3, 6, 7)], size=(2, 2), strides=(1, 1), dilation_rate=2, data_format=FIRST)
    case("extract_patches", [normal(1, 4, 5, 4, 2)], size=(2, 3, 2))
    case("extract_patches_3d", [normal(4, 5, 4, 2)], size=(2, 3, 2), strides=(1, 1, 2), padding="same")


def positions():
    images = normal(2, 5, 6, 2)
    transforms = np.array([[0.9, 0.2, -1.2, -0.3, 1.1, 0.6], [1.3, -0.4, 2.7, 0.25, 0.8, -1.9]], "float32")

    def affine(**arguments):
        """Without the last two numbers of a transform, which on JAX do not do what they are documented to."""
        def run(x, numbers):
            zeros = keras.ops.zeros(numbers.shape[:-1] + (2,))
            return keras.ops.image.affine_transform(x, keras.ops.concatenate([numbers, zeros], -1), **arguments)
        return run

    def affine_case(inputs, gradient=None, **arguments):
        case("affine_transform", inputs, affine(**arguments), gradient, **arguments)

    for fill_mode in FILL_MODES:
        for interpolation in ("bilinear", "nearest"):
            affine_case([images, transforms], fill_mode=fill_mode, interpolation=interpolation, fill_value=0.5,
                        gradient=[0, 1] if interpolation == "bilinear" else [0])
    affine_case([normal(4, 5, 1), transforms[0]])
    affine_case([normal(2, 2, 4, 5), transforms], fill_mode="reflect", data_format=FIRST)
    affine_case([whole(2, 4, 5, 1), transforms], fill_mode="nearest", gradient=[])
    start = np.array([[0, 0], [5, 0], [0, 4], [5, 4]], "float32")
    end = np.array([[[0.5, 0.3], [4.2, 0.6], [0.2, 3.1], [5.6, 4.4]], [[-1, 0.4], [5, -0.8], [1, 5], [4, 4]]], "float32")
    starts = np.stack([start, start])
    for interpolation in ("bilinear", "nearest"):
        case("perspective_transform", [images, starts, end], interpolation=interpolation, fill_value=0.5, gradient=[0])
    case("perspective_transform", [normal(2, 5, 6), start, end[0]], data_format=FIRST, gradient=[0])
    coordinates = np.stack([uniform(-6, 10, 3, 4), uniform(-6, 10, 3, 4)])
    for fill_mode in FILL_MODES:
        for order in (0, 1):
            case("map_coordinates", [normal(4, 5), coordinates], order=order, fill_mode=fill_mode, fill_value=0.5,
                 gradient=[0, 1] if order else [0])
    case("map_coordinates", [normal(3, 4, 2), uniform(-1, 4, 3, 6)], order=1)
    case("map_coordinates", [whole(4, 5), coordinates], order=1, fill_mode="reflect", gradient=[])
    case("map_coordinates", [normal(1, 5), coordinates], order=1, fill_mode="reflect")

    def elastic(noise, **arguments):
        """Keras draws twice with one seed, the same numbers."""
        def run(images):
            drawn = jax.random.normal
            jax_image.jax.random.normal = lambda *_, **__: noise
            try:
                return keras.ops.image.elastic_transform(images, **arguments)
            finally:
                jax.random.normal = drawn
        return run

    for shape, arguments in (
        ((2, 8, 7, 2), {"alpha": 4.0, "sigma": 1.3}),
        ((2, 8, 7, 1), {"alpha": 9.0, "sigma": 0.7, "interpolation": "nearest", "fill_mode": "constant", "fill_value": 0.5}),
        ((2, 2, 6, 8), {"alpha": 5.0, "sigma": 1.0, "data_format": FIRST}),
    ):
        height, width = shape[2:] if "data_format" in arguments else shape[1:3]
        noise = normal(2, height, width)
        case("elastic_transform", [normal(*shape), noise], lambda x, n, a=arguments: elastic(n, **a)(x), gradient=[0], **arguments)


def filters():
    for shape, arguments in (
        ((2, 6, 7, 3), {"kernel_size": (3, 3), "sigma": (1.0, 1.0), "data_format": "channels_last"}),
        ((2, 6, 7, 2), {"kernel_size": (5, 3), "sigma": (0.6, 2.0), "data_format": "channels_last"}),
        ((3, 6, 7), {"kernel_size": (3, 5), "sigma": (0.6, 2.0), "data_format": FIRST}),
    ):
        case("gaussian_blur", [normal(*shape)], **arguments)
    case("sobel_edges", [normal(2, 5, 6, 2)])
    case("sobel_edges", [normal(2, 2, 5, 6)], data_format=FIRST)
    a = uniform(0, 1, 2, 12, 13, 2)
    b = (a + 0.2 * normal(*a.shape)).astype("float32")
    case("ssim", [a, b], max_val=1.0)
    case("ssim", [a[0], b[0]], max_val=1.0, filter_size=5, filter_sigma=1.0, k1=0.02, k2=0.05)
    case("ssim", [a.transpose(0, 3, 1, 2), b.transpose(0, 3, 1, 2)], max_val=1.0, filter_size=7, data_format=FIRST)


def colors():
    x = uniform(0, 1, 2, 3, 4, 3)
    x[0, 0, 0] = 0.4  # grey
    x[0, 0, 1] = 0
    for name in ("rgb_to_grayscale", "rgb_to_hsv", "hsv_to_rgb"):
        smooth = None if name == "rgb_to_grayscale" else []
        case(name, [x], gradient=smooth)
        case(name, [x[1]])
        case(name, [x[1].transpose(2, 0, 1)], data_format=FIRST)
    case("rgb_to_grayscale", [whole(2, 3, 3, 3)])
    case("rgb_to_grayscale", [normal(2, 3, 3, 1)])
    case("hsv_to_rgb", [uniform(-1, 2, 2, 3, 3, 3)])


sizes()
positions()
filters()
colors()
write("images", CASES)
