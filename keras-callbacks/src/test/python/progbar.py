"""The texts of progress bars, with a clock that stands still between updates."""

import re
import time

from fixtures import write

from keras.src.utils import io_utils
from keras.src.utils import progbar as module

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
