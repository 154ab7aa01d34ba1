#!/usr/bin/env python3
"""A model file of Neuroglyph in Python: as NumPy arrays, as PyTorch's state_dict, and back.

    tools/model.py show MODEL               prints the layers and their arrays
    tools/model.py arrays MODEL OUT.npz     writes the arrays for numpy.load

In Python, with this folder on the path:

    import model
    network = model.load("reader.safetensors")
    network.arrays["layers.0.weight"]               # [kernel, kernel, channels, filters]
    network.query(images)                           # [n, 784] in 0..1 to [n, 10]
    model.read_idx("my-digits-images-idx3-ubyte")   # [n, 28, 28], which query takes too
    network.state_dict()                            # for torch.nn.Sequential(…), see model_torch.py
    model.from_torch(module, name="mine").save("mine.safetensors", int8=True)

Needs numpy and safetensors, and torch only where torch.nn.Sequential itself is asked for. docs/format.md says what
is where in a model file.
"""

import dataclasses
import gzip
import json
import pathlib
import struct
import sys

import numpy
from safetensors import safe_open
from safetensors.numpy import save_file

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import model_from_torch  # noqa: E402
import model_query  # noqa: E402
import model_torch  # noqa: E402

VERSION = 1
# A scale's lowest bits are 0, so that 127 times the scale is exact.
SPARE_BITS = 8
MOST = numpy.float32(127)


@dataclasses.dataclass
class Model:
    """A recipe, which says what the layers are, and their arrays of 32-bit floats by their names in a model file."""

    recipe: dict
    arrays: dict
    seed: int = 0

    def query(self, images):
        """The outputs for images, [n, inputs] or [n, height, width] in 0..1 or bytes: [n, outputs]."""
        images = numpy.asarray(images)
        if images.dtype == numpy.uint8:
            images = images / numpy.float32(255)
        values = images.reshape(len(images), -1).astype(numpy.float32)
        if values.shape[1] != self.recipe["inputs"]:
            raise ValueError(f"images have {values.shape[1]} values where {self.recipe['inputs']} are needed")
        return model_query.forward(self.recipe, self.arrays, self.in_range(values))

    def in_range(self, images):
        """Images in 0..1 as the first layer takes them, in the recipe's input range: what PyTorch's module is given."""
        low, high = (numpy.float32(self.recipe["input_range"][end]) for end in ("low", "high"))
        return low + (high - low) * images

    def state_dict(self):
        """The arrays as PyTorch has them: transposed, and named for the torch.nn.Sequential of `to_torch`."""
        return model_torch.state_dict(self.recipe, self.arrays)

    def to_torch(self):
        """The network as a torch.nn.Sequential, which takes [n, 1, height, width] of a network with convolutions or
        pooling, else [n, inputs], in the recipe's input range."""
        return model_torch.to_torch(self.recipe, self.arrays)

    def save(self, path, int8=False):
        """Writes a model file, which the page, the command line and the crate read; with int8, weights of 8 bits."""
        tensors = {}
        for name, array in self.arrays.items():
            array = numpy.ascontiguousarray(array, numpy.float32)
            if not numpy.isfinite(array).all():
                raise ValueError(f"{name} has a value that is no finite number")
            if int8 and name.endswith(".weight"):
                tensors[name], tensors[f"{name}_scale"] = to_int8(array)
            else:
                tensors[name] = array
        header = {"version": VERSION, "recipe": self.recipe, "seed": self.seed}
        save_file(tensors, str(path), metadata={"neuroglyph": json.dumps(header)})


def load(path):
    """Reads a model file with weights of 32, 16 or 8 bits."""
    with safe_open(str(path), framework="numpy") as file:
        header = json.loads((file.metadata() or {}).get("neuroglyph", "null"))
        if header is None:
            raise ValueError(f'{path}: its metadata has no "neuroglyph", so it is no model of Neuroglyph')
        if header["version"] != VERSION:
            raise ValueError(f"{path}: it has version {header['version']}, and this reads version {VERSION}")
        names = [name for name in file.keys() if name.startswith("layers.")]
        tensors = {name: file.get_tensor(name).astype(numpy.float32) for name in names}
    scales = {name: tensors.pop(name) for name in names if name.endswith(".weight_scale")}
    for name, scale in scales.items():
        # A scale for each unit or filter, the last dimension.
        tensors[name.removesuffix("_scale")] *= scale
    return Model(header["recipe"], tensors, header["seed"])


def read_idx(path):
    """The bytes of an IDX file, plain or gzipped: images [n, rows, columns] or labels [n]."""
    data = pathlib.Path(path).read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:3] != b"\0\0\x08":
        raise ValueError(f"{path}: it is no IDX file of bytes")
    lengths = struct.unpack_from(f">{data[3]}I", data, 4)
    return numpy.frombuffer(data, numpy.uint8, offset=4 + 4 * data[3]).reshape(lengths)


def from_torch(module, **options):
    """The model of a torch.nn.Sequential; model_from_torch.from_torch has the options."""
    return Model(*model_from_torch.from_torch(module, **options))


def to_int8(weight):
    """Whole numbers from -127 to 127, and a scale for each unit or filter: weight = number * scale, nearly."""
    columns = weight.reshape(-1, weight.shape[-1])
    scale = (numpy.abs(columns).max(axis=0) / MOST).astype(numpy.float32)
    unit = numpy.uint32(1 << SPARE_BITS)
    bits = scale.view(numpy.uint32)
    scale = ((bits + (unit - 1)) // unit * unit).view(numpy.float32)
    numbers = numpy.divide(columns, scale, out=numpy.zeros_like(columns), where=scale != 0)
    return numpy.rint(numbers).astype(numpy.int8).reshape(weight.shape), scale


def show(network):
    recipe = network.recipe
    parameters = sum(array.size for array in network.arrays.values())
    print(f"{recipe['name']}: {recipe['inputs']} inputs, {parameters} parameters")
    for index, layer in enumerate(recipe["layers"]):
        print(f"{index:3} {layer.get('function', layer['kind'])}")
        for name, array in network.arrays.items():
            if name.startswith(f"layers.{index}."):
                print(f"      {name:26} {list(array.shape)}, {array.min():.3f} to {array.max():.3f}")


def main(arguments):
    match arguments:
        case ["show", path]:
            show(load(path))
        case ["arrays", path, out]:
            numpy.savez(out, **load(path).arrays)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
