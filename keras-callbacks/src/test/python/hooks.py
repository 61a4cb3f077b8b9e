"""Which hooks fit, evaluate and predict call, in which order and with which logs; what callbacks that act between them do."""

import sys
import tempfile

from fixtures import keras, np, write

from keras import callbacks
from keras.src.callbacks import remote_monitor

HOOKS = [f"on_{what}_{when}" for what in ("train", "epoch", "train_batch", "test", "test_batch", "predict", "predict_batch") for when in ("begin", "end")]
X = np.arange(10, dtype="float32").reshape(10, 1) / 10
Y = 2 * X + 1


def model(steps_per_execution=1, use_ema=False):
    keras.utils.clear_session()
    net = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")])
    optimizer = keras.optimizers.SGD(0.1, use_ema=use_ema, **({"ema_momentum": 0.5} if use_ema else {}))
    net.compile(optimizer, "mse", metrics=["mae"], steps_per_execution=steps_per_execution)
    return net


class Recorder(callbacks.Callback):
    """Notes every call, and lets things stop."""

    def __init__(self, kernels=False, **stops):
        super().__init__()
        self.calls = []
        self.stops = {k: v for k, v in stops.items() if v is not None}
        for hook in HOOKS:
            setattr(self, hook, self.hook(hook, kernels))

    def hook(self, name, kernels):
        def call(*args, **named):
            index = args[0] if args and isinstance(args[0], int) else None
            logs = named.get("logs") or (args[-1] if args and isinstance(args[-1], dict) else {})
            keys = [] if name.startswith("on_predict") else sorted(logs)
            self.calls.append([name, index, keys] + ([float(self.model.get_weights()[0][0, 0])] if kernels else []))
            if self.stops.get("stop_training") == [name, index]:
                self.model.stop_training = True
            if self.stops.get("stop_evaluating") == [name, index]:
                self.model.stop_evaluating = True
            if self.stops.get("stop_predicting") == [name, index]:
                self.model.stop_predicting = True
            if self.stops.get("fail") == [name, index]:
                raise RuntimeError("interrupted")

        return call


def fit_options(validation=False, **options):
    if validation:
        options["validation_data"] = (X[:5], Y[:5])
    return {"batch_size": 3, "shuffle": False, "verbose": 0, **options}


def loop(name, stops=None, steps_per_execution=1, **options):
    net = model(steps_per_execution)
    recorder = Recorder(**(stops or {}))
    net.fit(X, Y, callbacks=[recorder], **fit_options(**options))
    return {"name": f"fit: {name}", "kind": "fit", "options": options, "steps_per_execution": steps_per_execution, "stops": stops or {}, "calls": recorder.calls}


def other(kind, name, stops=None, steps_per_execution=1, **options):
    net = model(steps_per_execution)
    recorder = Recorder(**(stops or {}))
    data = (X, Y) if kind == "evaluate" else (X,)
    result = getattr(net, kind)(*data, batch_size=3, verbose=0, callbacks=[recorder], **options)
    case = {"name": f"{kind}: {name}", "kind": kind, "options": options, "steps_per_execution": steps_per_execution, "stops": stops or {}, "calls": recorder.calls}
    if kind == "predict":
        case["rows"] = len(result)
    return case


def swap(name, swap_on_epoch, **options):
    net = model(use_ema=True)
    recorder = Recorder(kernels=True)
    net.fit(X, Y, callbacks=[callbacks.SwapEMAWeights(swap_on_epoch=swap_on_epoch), recorder], **fit_options(**options))
    return {"name": f"SwapEMAWeights: {name}", "kind": "swap", "options": options, "swap_on_epoch": swap_on_epoch, "steps_per_execution": 1, "stops": {}, "calls": recorder.calls, "kernel": float(net.get_weights()[0][0, 0])}


def backup(name, save_freq="epoch", fail=None, **options):
    """The backups among the calls; with an interruption, the calls of the run before it and of the one after it."""
    with tempfile.TemporaryDirectory() as folder:
        net = model()
        net.build((None, 1))
        runs = []
        for failing in [fail, None] if fail else [None]:
            recorder = Recorder(fail=failing)
            saver = callbacks.BackupAndRestore(folder + "/backup", save_freq=save_freq)
            save = net.__class__.save_weights

            def save_weights(filepath, overwrite=True):
                recorder.calls.append(["save", None, []])
                save(net, filepath, overwrite)

            net.save_weights = save_weights
            try:
                net.fit(X, Y, callbacks=[recorder, saver], **fit_options(**options))
            except RuntimeError:
                pass
            runs.append(recorder.calls)
    return {"name": f"BackupAndRestore: {name}", "kind": "backup", "options": options, "save_freq": save_freq, "fail": fail, "steps_per_execution": 1, "stops": {}, "runs": runs}


def remote(name, **options):
    posts = []

    class Requests:
        class exceptions:
            RequestException = OSError

        @staticmethod
        def post(url, data=None, json=None, headers=None):
            posts.append({"url": url, "data": data, "json": json, "headers": headers})

    remote_monitor.requests = Requests
    callback = callbacks.RemoteMonitor(root="http://host", **options)
    for epoch, logs in enumerate([{"loss": 0.5, "accuracy": 0.25}, {"loss": np.float32(0.25), "val_loss": 1e-7}]):
        callback.on_epoch_end(epoch, logs)
    return {"name": f"RemoteMonitor: {name}", "kind": "remote", "options": options, "steps_per_execution": 1, "stops": {}, "posts": posts}


cases = [
    loop("one epoch"),
    loop("two epochs and validation", epochs=2, validation=True),
    loop("validation after every second epoch", epochs=4, validation=True, validation_freq=2),
    loop("validation after epochs 1 and 3", epochs=3, validation=True, validation_freq=[1, 3]),
    loop("one step of validation", epochs=2, validation=True, validation_steps=1),
    loop("later epochs", epochs=4, initial_epoch=2),
    loop("no epochs", epochs=0),
    loop("two steps an epoch", epochs=3, steps_per_epoch=2),
    loop("two steps at a time", epochs=2, steps_per_execution=2, validation=True),
    loop("three steps at a time", steps_per_execution=3),
    loop("stopped after a batch", epochs=3, stops={"stop_training": ["on_train_batch_end", 1]}, validation=True),
    loop("stopped after an epoch", epochs=3, stops={"stop_training": ["on_epoch_end", 1]}),
    loop("validation stopped", epochs=2, stops={"stop_evaluating": ["on_test_batch_end", 0]}, validation=True),
    other("evaluate", "all"),
    other("evaluate", "two steps", steps=2),
    other("evaluate", "two steps at a time", steps_per_execution=2),
    other("evaluate", "stopped", stops={"stop_evaluating": ["on_test_batch_end", 1]}),
    other("predict", "all"),
    other("predict", "two steps", steps=2),
    other("predict", "three steps at a time", steps_per_execution=3),
    other("predict", "stopped", stops={"stop_predicting": ["on_predict_batch_end", 1]}),
    swap("while testing", False, epochs=3, validation=True),
    swap("between epochs", True, epochs=3, validation=True),
    swap("between epochs without validation", True, epochs=2),
    backup("after every epoch", epochs=3),
    backup("after every third batch", save_freq=3, epochs=3),
    backup("after every fifth batch", save_freq=5, epochs=3),
    backup("goes on at the epoch", fail=["on_epoch_begin", 2], epochs=4, validation=True),
    backup("goes on at the epoch that was under way", fail=["on_train_batch_end", 2], epochs=2),
    remote("form"),
    remote("json", send_as_json=True, headers={"X-Run": "7"}),
    remote("other field", field="logs", path="/here"),
]
if "-v" in sys.argv:
    for case in cases:
        print(case)
write("hooks", cases)
