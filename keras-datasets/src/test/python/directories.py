"""What Keras makes of folders of texts and recordings: python directories.py; needs keras and tensorflow. Read by DirectoryDatasetTest, which
writes the same files.
"""

import json
import os
import pathlib
import tempfile
import wave

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
from keras.utils import audio_dataset_from_directory, text_dataset_from_directory  # noqa: E402

FILE = pathlib.Path(__file__).parent.parent / "resources" / "fixtures" / "directories.json"
COUNTS = {"cats": 5, "birds": 6, "dogs": 4}
directory = pathlib.Path(tempfile.mkdtemp())


def write_wave(path, rate, samples, channels):
    values = (np.arange(samples * channels) * 7919 % 65536 - 32768).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(values.tobytes())


for folder, count in COUNTS.items():
    (directory / folder).mkdir()
    for i in range(count):
        (directory / folder / f"{i}.txt").write_text(f"Élan {folder} 東京 {i * i}\n" * (i % 3), encoding="utf-8")
        write_wave(directory / folder / f"{i}.wav", 8000, 3 + (i * len(folder)) % 7, 1 + (folder == "birds"))


def plain(values):
    values = np.asarray(values)
    if values.dtype == object:
        return [value.decode() for value in values]
    return {"shape": list(values.shape), "data": [float(np.float32(x)) for x in values.reshape(-1)]}


def contents(data):
    batches = []
    for batch in data:
        x, y = batch if isinstance(batch, tuple) else (batch, None)
        batches.append({"x": plain(x), "y": None if y is None else plain(y)})
    return batches


class Seen:
    """The order of files, which the data sets of texts and sounds do not tell: that of the index they are made of."""

    def __init__(self, make):
        from keras.src.utils import dataset_utils

        self.splits = []
        original_index, original_split = dataset_utils.index_directory, dataset_utils.get_training_or_validation_split

        def index(*args, **kwargs):
            found = original_index(*args, **kwargs)
            self.all = found[0]
            return found

        def split(*args, **kwargs):
            found = original_split(*args, **kwargs)
            self.splits.append([str(pathlib.Path(path).relative_to(directory)) for path in found[0]])
            return found

        dataset_utils.index_directory, dataset_utils.get_training_or_validation_split = index, split
        try:
            self.data = make()
        finally:
            dataset_utils.index_directory, dataset_utils.get_training_or_validation_split = original_index, original_split


def listed(function, **arguments):
    seen = Seen(lambda: function(directory, verbose=False, **arguments))
    parts = seen.data if arguments.get("subset") == "both" else [seen.data]
    files = seen.splits
    return {
        "arguments": arguments,
        "classes": parts[0].class_names,
        "files": files,
        "batches": [contents(part) if i or not arguments.get("shuffle", True) else None for i, part in enumerate(parts)],
    }


common = [
    {"seed": 7},
    {"seed": 7, "validation_split": 0.3, "subset": "training"},
    {"seed": 7, "validation_split": 0.3, "subset": "validation"},
    {"seed": 8, "validation_split": 0.3, "subset": "both", "batch_size": 3},
    {"shuffle": False, "validation_split": 0.25, "subset": "both", "label_mode": "categorical", "batch_size": 2},
    {"shuffle": False, "label_mode": "binary", "class_names": ["dogs", "cats"], "batch_size": 4},
    {"shuffle": False, "label_mode": None},
]
texts = [listed(text_dataset_from_directory, **each) for each in common]
texts += [listed(text_dataset_from_directory, shuffle=False, max_length=length) for length in (0, 5, 1000)]
sounds = [listed(audio_dataset_from_directory, **each) for each in common]
sounds += [
    listed(audio_dataset_from_directory, shuffle=False, class_names=["dogs", "cats"], batch_size=5, output_sequence_length=length) for length in (2, 12)
]
FILE.write_text(json.dumps({"texts": texts, "sounds": sounds}, ensure_ascii=False) + "\n", encoding="utf-8")
