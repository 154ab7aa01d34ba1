#!/usr/bin/env python3
"""How handwriting varies: writes src/back_query/handwriting.bin from MNIST's training images.

    tools/handwriting.py

The labels are not looked at: the file says what all digits together have in common. Each image is
averaged to 14 × 14; the file holds the mean image and the 40 strongest principal components, each
times its standard deviation: for the mean and then for each component a little-endian f32, which is
a unit, and 196 signed bytes, which count it.

Needs numpy, and MNIST in target/mnist.
"""

import gzip
import pathlib

import numpy

ROOT = pathlib.Path(__file__).resolve().parent.parent
IMAGES = ROOT / "target" / "mnist" / "train-images-idx3-ubyte.gz"
FILE = ROOT / "src" / "back_query" / "handwriting.bin"
COMPONENTS = 40


def main():
    bytes = numpy.frombuffer(gzip.open(IMAGES).read(), numpy.uint8, offset=16)
    blocks = bytes.reshape(-1, 14, 2, 14, 2) / 255.0
    images = blocks.mean(axis=(2, 4)).reshape(-1, 196)
    mean = images.mean(axis=0)
    variances, directions = numpy.linalg.eigh(numpy.cov(images.T))
    strongest = numpy.argsort(variances)[::-1][:COMPONENTS]
    rows = [mean]
    for index in strongest:
        direction = directions[:, index]
        # An eigenvector's sign is anybody's choice.
        direction = direction * numpy.sign(direction[numpy.argmax(numpy.abs(direction))])
        rows.append(direction * numpy.sqrt(variances[index]))
    with FILE.open("wb") as file:
        for row in rows:
            unit = numpy.abs(row).max() / 127
            file.write(numpy.float32(unit).tobytes())
            file.write(numpy.round(row / unit).astype(numpy.int8).tobytes())
    kept = variances[strongest].sum() / variances.sum()
    print(f"{FILE.relative_to(ROOT)}: {COMPONENTS} components hold {kept:.1%} of the variance")


if __name__ == "__main__":
    main()
