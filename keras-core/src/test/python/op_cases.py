"""What the scripts that compare functions of keras.ops share: cases of calls, with inputs that numbers from a seed fill.

Each case names a function, its inputs, its other arguments, and holds the outputs and, for floating inputs, the gradients of the sum of
the first output times weights.
"""
import jax
import numpy as np

from fixture import array, keras, write  # noqa: F401

ops = keras.ops
rng = np.random.default_rng(7)
CASES = []


def normal(*shape, dtype="float32"):
    return rng.normal(size=shape).astype(dtype)


def positive(*shape):
    return rng.uniform(0.2, 2, size=shape).astype("float32")


def fraction(*shape):
    return rng.uniform(-0.9, 0.9, size=shape).astype("float32")


def whole(*shape, low=-5, high=6, dtype="int32"):
    return rng.integers(low, high, size=shape).astype(dtype)


def flags(*shape):
    return rng.integers(0, 2, size=shape).astype("bool")


def tuples(value):
    return tuple(tuples(x) for x in value) if isinstance(value, list) else value


def case(name, inputs, function=None, gradient=True, **arguments):
    """Runs keras.ops.name on the inputs, or a function of them that stands for it."""
    call = function or (lambda *x: getattr(ops, name)(*x, **{key: tuples(value) for key, value in arguments.items()}))
    result = call(*[ops.convert_to_tensor(x) for x in inputs])
    outputs = list(result) if isinstance(result, (list, tuple)) else [result]
    outputs = [np.asarray(y) for y in outputs]
    found = {"name": name, "arguments": arguments, "inputs": [array(x) for x in inputs]}
    found["outputs"] = [array(y) for y in outputs]
    floating = [i for i, x in enumerate(inputs) if x.dtype.kind == "f"]
    if gradient and floating and outputs[0].dtype.kind == "f":
        weights = normal(*outputs[0].shape)

        def loss(*x):
            values = [ops.convert_to_tensor(v) for v in inputs]
            for i, v in zip(floating, x):
                values[i] = v
            y = call(*values)
            return ops.sum((y[0] if isinstance(y, (list, tuple)) else y) * weights)

        gradients = jax.grad(loss, argnums=tuple(range(len(floating))))(*[inputs[i] for i in floating])
        found["weights"] = array(weights)
        found["gradients"] = {str(i): array(g) for i, g in zip(floating, gradients)}
    CASES.append(found)

