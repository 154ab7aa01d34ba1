"""The layers of a torch.nn.Sequential as those of a recipe. For model.py; model_torch.py goes the other way, and says
what stands in another order. Layers are told by the names of their classes, so nothing here imports torch.
"""

import math

import numpy

from model_torch import NORM

ACTIVATIONS = {
    "ReLU": "relu",
    "Sigmoid": "sigmoid",
    "Tanh": "tanh",
    "Identity": "identity",
    "Softmax": "softmax",
    # Probabilities are what a network of Neuroglyph ends with.
    "LogSoftmax": "softmax",
}


def from_torch(module, name="from PyTorch", inputs=784, mean=0.0, std=1.0, seed=0):
    """Recipe, arrays and seed of a torch.nn.Sequential of Linear, Conv2d, BatchNorm, pooling, Dropout, Flatten and
    activations. `mean` and `std` are those by which the images, 0..1, were normalised before the module saw them; a
    module that ends with a Linear, as CrossEntropyLoss has it, gets a softmax behind it."""
    conversion = Conversion(module, inputs)
    for place, layer in module.named_children():
        conversion.add(place, layer)
    layers = conversion.layers
    if layers and layers[-1]["kind"] == "dense":
        layers.append({"kind": "activation", "function": "softmax"})
    return recipe_of(name, inputs, mean, std, layers), conversion.arrays, seed


class Conversion:
    """The layers and arrays of a module, one layer after the other."""

    def __init__(self, module, inputs):
        self.state = {key: numpy.asarray(value) for key, value in module.state_dict().items()}
        self.layers, self.arrays = [], {}
        side = math.isqrt(inputs)
        # The image that comes to the next layer, and the one that came to a Flatten since the last Linear.
        self.image, self.flattened = (1, side, side) if side * side == inputs else None, None
        # How many values come to the next layer where they are no image.
        self.flat = inputs

    def add(self, place, layer):
        self.place, self.kind = place, type(layer).__name__
        if self.kind in ("Conv2d", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d") and self.image is None:
            self.refuse("stands behind what flattens the image")
        match self.kind:
            case "Flatten":
                self.image, self.flattened = None, self.image or self.flattened
            case "Linear":
                self.dense()
            case "Conv2d":
                self.conv(layer)
            case "MaxPool2d" | "AvgPool2d":
                self.pool(layer)
            case "AdaptiveAvgPool2d":
                if self.one(layer.output_size) != 1:
                    self.refuse("has more than one output a channel")
                self.layers.append({"kind": "global_average_pool"})
                self.image = (self.image[0], 1, 1)
            case "BatchNorm1d" | "BatchNorm2d":
                self.batch_norm(layer)
            case "Dropout" | "Dropout1d" | "Dropout2d":
                self.layers.append({"kind": "dropout", "rate": layer.p})
            case _ if self.kind in ACTIVATIONS:
                self.layers.append({"kind": "activation", "function": ACTIVATIONS[self.kind]})
            case _:
                self.refuse("has no counterpart here")

    def dense(self):
        weight = self.state[f"{self.place}.weight"].T
        image = self.image or self.flattened
        expected = math.prod(image) if image else self.flat
        if len(weight) != expected:
            self.refuse(f"has {len(weight)} inputs where {expected} values come")
        self.put("weight", rows_as_ours(weight, image))
        self.layers.append({"kind": "dense", "units": weight.shape[1], "weights": {"kind": "he"}, **self.bias()})
        self.image, self.flattened, self.flat = None, None, weight.shape[1]

    def conv(self, layer):
        if layer.groups != 1 or self.one(layer.dilation) != 1 or layer.padding_mode != "zeros":
            self.refuse("has groups, a dilation or another padding than zeros")
        if isinstance(layer.padding, str):
            self.refuse(f"has the padding {layer.padding!r}: name it as a number")
        window = self.window(layer)
        weight = self.state[f"{self.place}.weight"]
        self.put("weight", weight.transpose(2, 3, 1, 0))
        window = {"kernel": window.pop("size"), **window}
        self.layers.append({"kind": "conv", "filters": len(weight), **window, "weights": {"kind": "he"}, **self.bias()})
        self.image = (len(weight), *self.image[1:])

    def pool(self, layer):
        if layer.ceil_mode or self.one(getattr(layer, "dilation", 1)) != 1:
            self.refuse("rounds up, or has a dilation")
        window = self.window(layer)
        if self.kind == "AvgPool2d" and window["padding"] and layer.count_include_pad:
            self.refuse("counts what lies beyond the image: use count_include_pad=False")
        self.layers.append({"kind": "max_pool" if self.kind == "MaxPool2d" else "average_pool", **window})

    def batch_norm(self, layer):
        if self.flattened and self.flattened[1:] != (1, 1):
            self.refuse("stands behind a Flatten: normalise before it, or behind the next Linear")
        if layer.weight is None or layer.running_mean is None:
            self.refuse("has no weight, or no running mean and variance")
        for parameter, theirs in NORM.items():
            self.put(parameter, self.state[f"{self.place}.{theirs}"])
        momentum = 0.1 if layer.momentum is None else layer.momentum
        self.layers.append({"kind": "batch_norm", "momentum": momentum, "epsilon": layer.eps})

    def window(self, layer):
        """The window of a layer, which the image then has gone through."""
        size, stride, padding = (self.one(value) for value in (layer.kernel_size, layer.stride, layer.padding))
        sides = [(side + 2 * padding - size) // stride + 1 for side in self.image[1:]]
        self.image = (self.image[0], *sides)
        return {"size": size, "stride": stride, "padding": padding}

    def bias(self):
        """The field of a recipe for a layer that has biases."""
        array = self.state.get(f"{self.place}.bias")
        if array is None:
            return {}
        self.put("bias", array)
        return {"biases": {"kind": "zero"}}

    def put(self, parameter, array):
        """An array of the layer that is added next."""
        name = f"layers.{len(self.layers)}.{parameter}"
        self.arrays[name] = numpy.ascontiguousarray(array, numpy.float32)

    def one(self, value):
        """A number, or a pair of the same number."""
        values = set(value) if isinstance(value, tuple) else {value}
        if len(values) != 1:
            self.refuse(f"has {value}, and windows here are square")
        return int(values.pop())

    def refuse(self, reason):
        raise ValueError(f"layer {self.place}, a {self.kind}, {reason}")


def rows_as_ours(weight, image):
    """The other way round: from [channels · height · width, units]."""
    if image is None:
        return weight
    rows = weight.reshape(*image, -1)
    return rows.transpose(1, 2, 0, 3).reshape(weight.shape)


def recipe_of(name, inputs, mean, std, layers):
    """A whole recipe: how it would be trained further is Adam's usual way."""
    last = layers[-1].get("function") if layers else None
    losses = {"softmax": "cross_entropy", "sigmoid": "binary_cross_entropy"}
    return {
        "name": name,
        "source": {"text": "a module of PyTorch"},
        "inputs": inputs,
        "input_range": {"low": (0.0 - mean) / std, "high": (1.0 - mean) / std},
        "layers": layers,
        "loss": losses.get(last, "squared_error"),
        "targets": {"low": 0.0, "high": 1.0},
        "optimizer": {"kind": "adam", "learning_rate": 0.001},
        "batch_size": 32,
        "epochs": 5,
    }
