"""The texts of progress bars, with a clock that stands still between updates; what fit, evaluate and predict print with them."""

import re
import time

from fixtures import write

from keras.src.utils import io_utils
from keras.src.utils import progbar as module

now, print_msg = time.time, io_utils.print_msg
LOGS = {"stateless_metrics": set()}  # as fit shows its logs
averages = [(1, 0.1, {"loss": 4.0, "accuracy": 0.5}), (3, 0.2, {"loss": 1.0, "accuracy": 0.25}), (3, 0.3, {"loss": 3.0}), (6, 0.6, {"loss": 0.5, "accuracy": 1.0})]
cases = []
for name, verbose, target, updates, *options in [
    ("quick", 1, 5, [(1, 0.5, {"loss": 2.5}), (2, 0.51, {"loss": 2.25}), (3, 0.6, {"loss": 1.5, "accuracy": 0.25}), (5, 0.9, {"loss": 0.0009, "accuracy": 1.0})]),
    ("slow", 1, 1000, [(1, 2.0, {"loss": 2.5}), (10, 20.0, {"loss": 1e-5}), (200, 400.0, {"loss": -3.0}), (1000, 2100.0, {"loss": 1234.56789})]),
    ("hours", 1, 10000, [(1, 1.0, {}), (2, 3.0, {}), (5000, 9000.0, {})]),
    ("unknown", 1, None, [(1, 0.1, {"loss": 1.0}), (70, 0.5, {"loss": 0.5})]),
    ("microseconds", 1, 100000, [(1, 0.01, {}), (50000, 1.0, {"loss": 0.123456}), (100000, 2.0, {"loss": 0.1})]),
    ("plain", 2, 625, [(1, 0.5, {"loss": 2.5}), (625, 3.3, {"loss": 0.5241, "accuracy": 0.00012})]),
    ("averages", 1, 10, averages, {}),
    ("averages of all but one", 1, 10, averages, {"stateful_metrics": ["accuracy"]}),
    ("averages of one", 1, 10, averages, {"stateless_metrics": ["accuracy"]}),
    ("other looks", 1, 10, averages, {"width": 7, "unit_name": "sample"}),
    ("rare", 1, 10, averages, {"interval": 0.15}),
    ("averages without end", 1, None, averages, {}),
    ("averages in a line", 2, 6, averages, {}),
    ("silent", 0, 6, averages, {}),
]:
    printed = []
    clock = [100.0]
    time.time = lambda: clock[0]
    io_utils.print_msg = lambda message, line_break=True: printed.append(message)
    options = options[0] if options else LOGS
    bar = module.Progbar(target, verbose=verbose, **options)
    bar._dynamic_display = True
    steps = []
    for current, seconds, values in updates:
        clock[0] = 100.0 + seconds
        printed.clear()
        last = target is not None and current >= target
        if steps and options is not LOGS:
            bar.add(current - steps[-1]["current"], list(values.items()))
        else:
            bar.update(current, list(values.items()), finalize=last)
        text = re.sub("\x1b\\[\\d+m", "", "".join(printed)).replace("\b", "").replace("\r", "").rstrip(" \n")
        steps.append({"current": current, "seconds": seconds, "values": values, "last": last, "text": text})
    cases.append({"name": name, "verbose": verbose, "target": -1 if target is None else target, "options": {k: list(v) if isinstance(v, set) else v for k, v in options.items()}, "steps": steps})
    for step in steps:
        print(step["text"])
write("progbar", cases)
time.time = now
io_utils.print_msg = print_msg


def runs():
    """What is printed, a line for each that a terminal shows in the end, with stars for times."""
    import numpy as np

    from fixtures import keras

    x = np.arange(10, dtype="float32").reshape(10, 1) / 10
    found = []
    for name, method, options in [
        ("one epoch", "fit", {}),
        ("epochs", "fit", {"epochs": 2}),
        ("validation", "fit", {"epochs": 3, "validation": True, "validation_freq": 2}),
        ("later epochs", "fit", {"epochs": 4, "initial_epoch": 2}),
        ("steps", "fit", {"epochs": 2, "steps_per_epoch": 2}),
        ("lines", "fit", {"epochs": 2, "verbose": 2, "validation": True}),
        ("silent", "fit", {"epochs": 2, "verbose": 0}),
        ("bar", "evaluate", {}),
        ("line", "evaluate", {"verbose": 2}),
        ("bar", "predict", {"verbose": 1}),
        ("line", "predict", {"verbose": 2}),
        ("silent", "predict", {"verbose": 0}),
    ]:
        keras.utils.clear_session()
        net = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")])
        net.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae"])
        arguments = {"verbose": 1, "batch_size": 3, **options}
        if method == "fit":
            arguments["shuffle"] = False
        if arguments.pop("validation", False):
            arguments["validation_data"] = (x[:5], 2 * x[:5] + 1)
        printed = []
        io_utils.print_msg = lambda message, line_break=True: printed.append(message + ("\n" if line_break else ""))
        dynamic = module.Progbar.__init__

        def init(self, *args, **named):
            dynamic(self, *args, **named)
            self._dynamic_display = True

        module.Progbar.__init__ = init
        getattr(net, method)(*((x,) if method == "predict" else (x, 2 * x + 1)), **arguments)
        module.Progbar.__init__ = dynamic
        text = re.sub("\x1b\\[\\d+m", "", "".join(printed)).replace("\b", "")
        lines = [line.split("\r")[-1].rstrip() for line in text.split("\n")]
        lines = [re.sub(r"\d+[a-z]+/step", "*/step", re.sub(r" \d+s ", " *s ", line)) for line in lines if line]
        found.append({"name": f"{method}: {name}", "method": method, "options": options, "lines": lines})
        print(found[-1])
    write("printed", found)


runs()
