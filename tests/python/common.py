"""What several of these tests need."""

import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRETRAINED = ROOT / "pretrained"
NEUROGLYPH = ROOT / "target" / "release" / ("neuroglyph.exe" if os.name == "nt" else "neuroglyph")

sys.path.insert(0, str(ROOT / "tools"))


class FolderTest(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)


def neuroglyph(*arguments):
    """What the command line prints."""
    command = [NEUROGLYPH, "--mnist", ROOT / "target" / "mnist", *arguments]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout


def evaluated(model, folder):
    """The report for MNIST's test images, and the outputs for each of them."""
    outputs = folder / "outputs.npy"
    report = json.loads(neuroglyph("evaluate", model, "--json", "--outputs", outputs))
    return report, numpy.load(outputs)


def mnist_test():
    """MNIST's 10,000 test images, [n, 784] in 0..1, and their labels."""

    def read(name, header):
        return numpy.frombuffer(
            gzip.open(ROOT / "target" / "mnist" / f"t10k-{name}-ubyte.gz").read(), numpy.uint8, offset=header
        )

    return read("images-idx3", 16).reshape(-1, 784) / numpy.float32(255), read("labels-idx1", 8)
