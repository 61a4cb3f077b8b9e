"""Callbacks on given logs: when they stop, what they restore, save and set."""

import tempfile

from fixtures import keras, np, os, write

from keras import callbacks
from keras.src.utils import io_utils

printed = []
io_utils.print_msg = lambda message, line_break=True: printed.append(message)


def model():
    keras.utils.clear_session()
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae", keras.metrics.BinaryAccuracy(name="accuracy")])
    model.train_on_batch(np.ones((1, 1)), np.ones((1, 1)))
    return model


def run(name, kind, make, logs, batches=0, **options):
    net = model()
    saved = []
    net.save = lambda path, overwrite=True: saved.append(path)
    net.save_weights = lambda path, overwrite=True: saved.append(path)
    callback = make(**options)
    callback.set_model(net)
    callback.set_params({"verbose": 0, "epochs": len(logs), "steps": batches})
    net.stop_training = False
    epochs = []
    printed.clear()
    callback.on_train_begin()
    for epoch, log in enumerate(logs):
        log = dict(log)
        callback.on_epoch_begin(epoch)
        net.set_weights([np.full((1, 1), float(epoch))])
        for batch in range(batches):
            callback.on_train_batch_begin(batch, {})
            callback.on_train_batch_end(batch, {k: v for k, v in log.items() if not k.startswith("val_")})
        callback.on_epoch_end(epoch, log)
        epochs.append({"stop": bool(net.stop_training), "rate": float(net.optimizer.learning_rate.numpy()), "logs": sorted(log)})
        if net.stop_training:
            break
    callback.on_train_end()
    result = {
        "name": f"{kind}: {name}",
        "kind": kind,
        "options": options,
        "logs": logs,
        "batches": batches,
        "epochs": epochs,
        "kernel": float(net.get_weights()[0][0, 0]),
        "saved": saved,
        "printed": list(printed),
    }
    if kind == "EarlyStopping":
        result["stopped_epoch"] = callback.stopped_epoch
        result["best_epoch"] = callback.best_epoch
    if kind == "CSVLogger":
        with open(callback.filename, newline="") as file:
            result["file"] = file.read()
        result["options"] = {k: v for k, v in options.items() if k != "filename"}
    return result


def losses(*values, name="val_loss", **others):
    return [{name: v, **{k: o[i] for k, o in others.items()}} for i, v in enumerate(values)]


falling = losses(5.0, 4.0, 3.0, 3.0, 3.1, 2.9, 3.0, 3.0, 3.0, 1.0)
rising = losses(0.1, 0.3, 0.2, 0.25, 0.31, 0.3, 0.3, 0.3, name="val_accuracy")
noisy = losses(1.0, 0.99, 0.985, 0.98, 0.9, 0.89, 0.888, 0.887, 0.886, 0.5, 0.5)
E = callbacks.EarlyStopping
R = callbacks.ReduceLROnPlateau
M = callbacks.ModelCheckpoint
both = losses(2.0, 1.5, 1.6, 1.4, name="val_loss", loss=[1.0, 0.5, 0.25, 0.125], accuracy=[0.5, 0.625, 0.75, 0.7])
schedule = {"epoch": lambda epoch: 0.5 / (epoch + 1), "rate": lambda epoch, rate: rate * 0.5}

cases = [
    run("patience 0", "EarlyStopping", E, falling),
    run("patience 1", "EarlyStopping", E, falling, patience=1),
    run("patience 3", "EarlyStopping", E, falling, patience=3),
    run("restores", "EarlyStopping", E, falling, patience=2, restore_best_weights=True),
    run("restores at the end", "EarlyStopping", E, falling, patience=20, restore_best_weights=True),
    run("min_delta", "EarlyStopping", E, noisy, patience=1, min_delta=0.02, restore_best_weights=True),
    run("baseline that is met", "EarlyStopping", E, falling, patience=2, baseline=3.5),
    run("baseline that is missed", "EarlyStopping", E, falling, patience=2, baseline=0.5, restore_best_weights=True),
    run("starts late", "EarlyStopping", E, falling, patience=0, start_from_epoch=4, restore_best_weights=True),
    run("accuracy", "EarlyStopping", E, rising, monitor="val_accuracy", patience=2, restore_best_weights=True),
    run("accuracy, lowest", "EarlyStopping", E, rising, monitor="val_accuracy", mode="min", patience=2, restore_best_weights=True),
    run("error", "EarlyStopping", E, losses(3.0, 2.0, 2.5, 2.5, 2.5, name="mae"), monitor="mae", patience=2),
    run("missing", "EarlyStopping", E, falling, monitor="val_other", mode="min", patience=1),
    run("not a number", "EarlyStopping", E, losses(1.0, float("nan"), 0.5, float("nan"), float("nan")), patience=1, restore_best_weights=True),
    run("plateau", "ReduceLROnPlateau", R, noisy, patience=2, min_delta=0.05),
    run("cooldown", "ReduceLROnPlateau", R, noisy, patience=1, cooldown=2, min_delta=0.05, factor=0.5),
    run("least rate", "ReduceLROnPlateau", R, noisy, patience=1, min_delta=0.2, factor=0.5, min_lr=0.03),
    run("accuracy", "ReduceLROnPlateau", R, rising, monitor="val_accuracy", patience=1, factor=0.1),
    run("all epochs", "ModelCheckpoint", M, both, filepath="{epoch:02d}-{val_loss:.2f}.keras"),
    run("best", "ModelCheckpoint", M, both, filepath="{epoch}-{val_loss:.3f}-{loss:.1e}.keras", save_best_only=True),
    run("best accuracy", "ModelCheckpoint", M, both, filepath="{epoch}.weights.h5", monitor="accuracy", save_best_only=True, save_weights_only=True),
    run("threshold", "ModelCheckpoint", M, both, filepath="{epoch}.keras", save_best_only=True, initial_value_threshold=1.5),
    run("lowest accuracy", "ModelCheckpoint", M, both, filepath="{epoch}.keras", monitor="accuracy", mode="min", save_best_only=True),
    run("every third batch", "ModelCheckpoint", M, both, batches=4, filepath="{epoch}-{batch:03d}.keras", save_freq=3),
    run("every seventh batch", "ModelCheckpoint", M, both, batches=4, filepath="{epoch}-{batch:03d}-{loss:.3f}.keras", save_freq=7),
]
cases += [
    run("mode max of a loss", "EarlyStopping", E, falling, mode="max", patience=1, restore_best_weights=True),
    run("baseline of an accuracy", "EarlyStopping", E, rising, monitor="val_accuracy", baseline=0.25, patience=1, verbose=1, restore_best_weights=True),
    run("says that it stops", "EarlyStopping", E, falling, patience=2, verbose=1),
    run("min_delta of an accuracy", "EarlyStopping", E, rising, monitor="val_accuracy", min_delta=0.05, patience=2, start_from_epoch=2),
    run("patience 0", "ReduceLROnPlateau", R, noisy, patience=0, min_delta=0.01, verbose=1),
    run("mode max of a loss", "ReduceLROnPlateau", R, noisy, patience=2, mode="max", factor=0.5, verbose=1),
    run("missing", "ReduceLROnPlateau", R, noisy, monitor="val_other", mode="min", patience=1),
    run("not a number", "ReduceLROnPlateau", R, losses(1.0, float("nan"), 0.5, float("nan"), float("nan"), 0.5), patience=1, factor=0.5),
    run("says what it saves", "ModelCheckpoint", M, both, filepath="{epoch}.keras", verbose=1),
    run("says what is best", "ModelCheckpoint", M, both, filepath="best.keras", save_best_only=True, verbose=1),
    run("best of batches", "ModelCheckpoint", M, both, batches=4, filepath="{epoch}-{batch}.keras", monitor="loss", save_best_only=True, save_freq=3, verbose=1),
    run("threshold of an accuracy", "ModelCheckpoint", M, both, filepath="{epoch}.keras", monitor="accuracy", save_best_only=True, initial_value_threshold=0.6),
    run("mode max of a loss", "ModelCheckpoint", M, both, filepath="{epoch}.keras", mode="max", save_best_only=True),
    run("missing", "ModelCheckpoint", M, both, filepath="{epoch}.keras", monitor="val_other", mode="min", save_best_only=True),
    run("weights", "ModelCheckpoint", M, both, filepath="{epoch:03d}_{accuracy:.3f}_{val_loss:e}.weights.h5", save_weights_only=True),
    run("formats", "ModelCheckpoint", M, both, filepath="{epoch:4d}|{epoch:<3}|{loss:8.3f}|{loss:g}|{accuracy:.0%}|{loss}.keras"),
]
for name, function in schedule.items():
    case = run(name, "LearningRateScheduler", lambda schedule: callbacks.LearningRateScheduler(globals()["schedule"][schedule]), both, schedule=name)
    cases.append(case)
    case = run(f"says {name}", "LearningRateScheduler", lambda schedule, verbose: callbacks.LearningRateScheduler(globals()["schedule"][schedule], verbose), both, schedule=name, verbose=1)
    cases.append(case)
cases.append(run("finite and not", "TerminateOnNaN", callbacks.TerminateOnNaN, losses(1.0, 2.0, float("inf"), 1.0, name="loss"), batches=2))
cases.append(run("none", "TerminateOnNaN", callbacks.TerminateOnNaN, losses(1.0, 2.0, float("nan"), 1.0, name="loss"), batches=1))
with tempfile.TemporaryDirectory() as folder:
    odd = losses(1e-5, 123456.789, 1e20, 0.1, name="loss", accuracy=[0.25, float("nan"), 1.0, 0.0001])
    cases.append(run("table", "CSVLogger", callbacks.CSVLogger, odd, filename=os.path.join(folder, "a.csv")))
    cases.append(run("with validation", "CSVLogger", callbacks.CSVLogger, both, filename=os.path.join(folder, "b.csv"), separator=";"))
    cases.append(run("appended", "CSVLogger", callbacks.CSVLogger, both, filename=os.path.join(folder, "b.csv"), separator=";", append=True))
    later = [{"loss": 1.0}, {"loss": 0.5, "val_loss": 2.0}, {"accuracy": 0.5, "loss": 0.25}]
    cases.append(run("validation now and then", "CSVLogger", callbacks.CSVLogger, later, filename=os.path.join(folder, "c.csv")))
    cases.append(run("nothing to append to", "CSVLogger", callbacks.CSVLogger, both, filename=os.path.join(folder, "d.csv"), separator="\t", append=True))


def plain(value):
    """JSON has no NaN."""
    if isinstance(value, float) and not np.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return [plain(v) for v in value] if isinstance(value, list) else value


write("callbacks", plain(cases))
for case in cases:
    print(case["name"], len(case["epochs"]), [e["rate"] for e in case["epochs"]], case["kernel"], case["saved"])
