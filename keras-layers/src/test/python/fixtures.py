"""What the fixture scripts share: cases are run by Keras and written as one .json and one .npz file per subject.

The .json file lists the cases: how the object is serialized, what goes in, and what is known of what comes out. The .npz file holds
the arrays of case i under names that begin with "i/".
"""

import json
import os
import zlib

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras.src import backend  # noqa: E402

RESOURCES = os.path.join(os.path.dirname(__file__), "..", "resources", "fixtures")


def generator(label):
    """Random numbers that depend on the label alone."""
    return np.random.default_rng(zlib.crc32(label.encode()))


def write(subject, cases, arrays):
    os.makedirs(os.path.dirname(os.path.join(RESOURCES, subject)), exist_ok=True)
    with open(os.path.join(RESOURCES, subject + ".json"), "w") as file:
        json.dump(cases, file, indent=1)
        file.write("\n")
    np.savez_compressed(os.path.join(RESOURCES, subject + ".npz"), **arrays)


def operands(layer, values):
    """How a layer is called with several inputs: one by one or as a list."""
    return values if len(values) == 1 or hasattr(layer, "use_gate") or hasattr(layer, "_use_gate") else [values]


def assign(weight, rng):
    """Gives a weight random values such as it may have."""
    if weight.dtype == "int8":
        low, high = (-8, 8) if "zero" in weight.name else (-127, 128)
        weight.assign(rng.integers(low, high, weight.shape))
        return
    if "g_idx" in weight.name:
        return
    if weight.name.endswith("_zero"):
        weight.assign(rng.integers(-8, 8, weight.shape))
        return
    values = rng.normal(size=weight.shape) * 0.5
    if "variance" in weight.name or "stddev" in weight.name:
        values = np.abs(values) + 0.5
    if weight.name.endswith("_scale"):
        values = 100 * np.abs(values) + 50
    weight.assign(values)


def layer_case(
    label, make, inputs, arrays, prefix, training=None, masks=None, numerical=True, states=(), mask_argument=False, calls=1,
    fixed_batch=False, arguments=None,
):
    """Runs a layer on inputs and records all that the Java tests compare.

    Gradients that are stopped on purpose are not what a numerical check finds: numerical=False leaves it out.
    Recurrent layers and cells may be given states, with which Keras sees no mask but one that is an argument of the call. Stateful
    layers may be called several times, of which the last is recorded. What arguments names are further arguments of the call.
    """
    keras.utils.clear_session()
    keras.utils.set_random_seed(1)
    rng = generator(label)
    inputs = [rng.normal(size=x).astype("float32") if isinstance(x, tuple) else x for x in inputs]
    states = [rng.normal(size=x).astype("float32") for x in states]
    masks = masks or [None] * len(inputs)
    envelope = keras.saving.serialize_keras_object(make())

    def call_with(states, **call):
        if states:
            call["states" if hasattr(make(), "state_size") and "cell" in type(make()).__name__.lower() else "initial_state"] = states
        return call

    def symbolic_input(x):
        return keras.Input(batch_shape=(len(x) if fixed_batch else None, *x.shape[1:]), dtype=str(x.dtype))

    symbolic_layer = make()
    symbolic = [symbolic_input(x) for x in inputs]
    arguments = arguments or {}
    plain = {name: value for name, value in arguments.items() if not isinstance(value, np.ndarray)}
    for name in arguments.keys() - plain.keys():
        arrays[f"{prefix}/call_{name}"] = arguments[name]
    symbolic_output = symbolic_layer(
        *operands(symbolic_layer, symbolic), **call_with([symbolic_input(x) for x in states]), **plain
    )
    symbolic_output = keras.tree.flatten(symbolic_output)[0]

    layer = make()
    tensors = [tf.constant(x) for x in inputs]
    state_tensors = [tf.constant(x) for x in states]
    for tensor, mask in zip(tensors, masks):
        if mask is not None:
            backend.set_keras_mask(tensor, tf.constant(mask))
    layer.build(*operands(layer, [x.shape for x in inputs]))
    for weight in layer.weights:
        assign(weight, rng)
    if hasattr(layer, "finalize_state"):
        layer.finalize_state()
    # the state of random numbers is not the same here and there
    weights = [w for w in layer.weights if "seed" not in w.name]
    for i, weight in enumerate(weights):
        arrays[f"{prefix}/weight{i}"] = np.array(weight.numpy())
    call = call_with(state_tensors) if training is None else call_with(state_tensors, training=training)
    if mask_argument:
        call["mask"] = tf.constant(masks[0])
    for _ in range(calls - 1):
        layer(*operands(layer, tensors), **call, **arguments)
    with tf.GradientTape(persistent=True) as tape:
        for tensor in tensors + state_tensors:
            if tensor.dtype.is_floating:
                tape.watch(tensor)
        output, *more_outputs = keras.tree.flatten(layer(*operands(layer, tensors), **call, **arguments))
        upstream = rng.normal(size=output.shape).astype("float32")
        target = tf.reduce_sum(tf.cast(output, "float32") * upstream)
        for i, other in enumerate(more_outputs, 1):
            arrays[f"{prefix}/output{i}"] = other.numpy()
            arrays[f"{prefix}/upstream{i}"] = rng.normal(size=other.shape).astype("float32")
            target += tf.reduce_sum(other * arrays[f"{prefix}/upstream{i}"])
    for i, tensor in enumerate(state_tensors):
        arrays[f"{prefix}/state{i}"] = states[i]
        gradient = tape.gradient(target, tensor)
        if gradient is not None:
            arrays[f"{prefix}/state_gradient{i}"] = gradient.numpy()
    for i, tensor in enumerate(tensors):
        arrays[f"{prefix}/input{i}"] = inputs[i]
        if masks[i] is not None:
            arrays[f"{prefix}/mask{i}"] = masks[i]
        gradient = tape.gradient(target, tensor) if tensor.dtype.is_floating else None
        if gradient is not None:
            arrays[f"{prefix}/input_gradient{i}"] = gradient.numpy()
    for i, weight in enumerate(weights):
        gradient = tape.gradient(target, weight.value) if weight.trainable else None
        if gradient is not None:
            arrays[f"{prefix}/weight_gradient{i}"] = tf.convert_to_tensor(gradient).numpy()
        if not weight.trainable or not np.array_equal(weight.numpy(), arrays[f"{prefix}/weight{i}"]):
            arrays[f"{prefix}/after{i}"] = weight.numpy()
    arrays[f"{prefix}/output"] = output.numpy()
    arrays[f"{prefix}/upstream"] = upstream
    output_mask = backend.get_keras_mask(output)
    if output_mask is not None:
        arrays[f"{prefix}/output_mask"] = np.array(output_mask)
    return {
        "label": label,
        "envelope": envelope,
        "inputs": len(inputs),
        **({"states": len(states)} if states else {}),
        **({"mask_argument": True} if mask_argument else {}),
        **({"calls": calls} if calls > 1 else {}),
        **({"fixed_batch": True} if fixed_batch else {}),
        "training": training,
        **({"call": plain} if plain else {}),
        "numerical": numerical,
        "output_shape": list(symbolic_output.shape),
        "output_dtype": symbolic_output.dtype,
        "weights": [
            {"name": w.name, "shape": list(w.shape), "trainable": w.trainable, "dtype": w.dtype} for w in weights
        ],
        "losses": [float(loss) for loss in layer.losses],
    }
