"""The arguments of all classes of Keras's vocabulary with their defaults: python signatures.py

Writes signatures.json: {kind: {class: {argument: default}}}, where {"required": true} stands for no default and {"object": name} for a
default that is no plain data.
"""

import inspect
import json
import os

import fixtures
import keras

MODULES = {
    "layers": (keras.layers, keras.layers.Layer),
    "activations": (keras.activations, None),
    "initializers": (keras.initializers, keras.initializers.Initializer),
    "regularizers": (keras.regularizers, keras.regularizers.Regularizer),
    "constraints": (keras.constraints, keras.constraints.Constraint),
    "losses": (keras.losses, keras.losses.Loss),
    "metrics": (keras.metrics, keras.metrics.Metric),
    "optimizers": (keras.optimizers, keras.optimizers.Optimizer),
    "schedules": (keras.optimizers.schedules, keras.optimizers.schedules.LearningRateSchedule),
}


def default(parameter):
    value = parameter.default
    if value is inspect.Parameter.empty:
        return {"required": True}
    try:
        json.dumps(value)
    except TypeError:
        return {"object": type(value).__name__}
    return value


def arguments(function):
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return {
        name: default(parameter)
        for name, parameter in inspect.signature(function).parameters.items()
        if name != "self" and parameter.kind in kinds
    }


def classes(module, base):
    found = {}
    for name in sorted(dir(module)):
        each = getattr(module, name)
        if name == "InputLayer":
            continue  # which Input makes, here as there
        if inspect.isclass(each) and issubclass(each, base) and each is not base and each.__name__ == name:
            found[name] = arguments(each.__init__)
    return found


def functions(module):
    """Those that activations compute; the first argument is what they are applied to."""
    found = {}
    for name in sorted(dir(module)):
        each = getattr(module, name)
        if inspect.isfunction(each) and name not in ("get", "serialize", "deserialize") and each.__name__ == name:
            listed = arguments(each)
            listed.pop(next(iter(listed)))
            found[name] = listed
    return found


if __name__ == "__main__":
    signatures = {kind: functions(module) if base is None else classes(module, base) for kind, (module, base) in MODULES.items()}
    with open(os.path.join(fixtures.RESOURCES, "signatures.json"), "w") as file:
        json.dump(signatures, file, indent=1)
        file.write("\n")
    print({kind: len(found) for kind, found in signatures.items()})
