"""A recipe's layers as those of a torch.nn.Sequential, and back. For model.py, whose functions to use.

PyTorch's weights are transposed: of a Linear [units, inputs], of a Conv2d [filters, channels, kernel, kernel].
Its images are [channels, height, width] and Neuroglyph's [height, width, channels], so the inputs of the first
Linear behind an image stand in another order too. All of that is done here.

Nothing but `to_torch` imports torch: a module's layers are told by the names of their classes.
"""

import math

import numpy

ACTIVATIONS = {
    "ReLU": "relu",
    "Sigmoid": "sigmoid",
    "Tanh": "tanh",
    "Identity": "identity",
    "Softmax": "softmax",
    # Probabilities are what a network of Neuroglyph ends with.
    "LogSoftmax": "softmax",
}
TORCH_ACTIVATIONS = {"relu": "ReLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "identity": "Identity", "softmax": "Softmax"}
# The names of a batch normalisation's arrays: Neuroglyph's and PyTorch's.
NORM = {"scale": "weight", "shift": "bias", "running_mean": "running_mean", "running_variance": "running_var"}
WINDOWS = ("conv", "max_pool", "average_pool", "global_average_pool")


def described(recipe):
    """The layers of the Sequential in their order: class, arguments, the index in the recipe (None for what has no
    counterpart there), and the image [channels, height, width] whose values are this Linear's inputs, if it is one."""
    found = []
    # None where the values are no image.
    image = None
    if any(layer["kind"] in WINDOWS for layer in recipe["layers"]):
        side = math.isqrt(recipe["inputs"])
        image = (1, side, side)
    flat = recipe["inputs"]
    for index, layer in enumerate(recipe["layers"]):
        kind = layer["kind"]
        padding, stride = layer.get("padding", 0), layer.get("stride", 1)

        def moved(kernel, channels):
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in image[1:]]
            return (channels, *sides)

        match kind:
            case "conv":
                kernel, channels = layer["kernel"], layer["filters"]
                arguments = (image[0], channels, kernel, stride, padding)
                found.append(("Conv2d", arguments, {"bias": "biases" in layer}, index, None))
                image = moved(kernel, channels)
            case "max_pool":
                found.append(("MaxPool2d", (layer["size"], stride, padding), {}, index, None))
                image = moved(layer["size"], image[0])
            case "average_pool":
                options = {"count_include_pad": False}
                found.append(("AvgPool2d", (layer["size"], stride, padding), options, index, None))
                image = moved(layer["size"], image[0])
            case "global_average_pool":
                found.append(("AdaptiveAvgPool2d", (1,), {}, index, None))
                image = (image[0], 1, 1)
            case "dense":
                if image:
                    found.append(("Flatten", (), {}, None, None))
                    flat = math.prod(image)
                options = {"bias": "biases" in layer}
                found.append(("Linear", (flat, layer["units"]), options, index, image))
                image, flat = None, layer["units"]
            case "batch_norm":
                if image and (image[0] == 1 and not any(entry[0] == "Conv2d" for entry in found)):
                    raise ValueError(f"layer {index} normalises each pixel, which no layer of PyTorch does")
                name, features = ("BatchNorm2d", image[0]) if image else ("BatchNorm1d", flat)
                options = {"eps": layer["epsilon"], "momentum": layer["momentum"]}
                found.append((name, (features,), options, index, None))
            case "activation":
                name = TORCH_ACTIVATIONS.get(layer["function"])
                if name is None:
                    raise ValueError(f"layer {index} is a {layer['function']}, which PyTorch has no module for")
                if name == "Softmax" and image:
                    raise ValueError(f"layer {index} is a softmax of an image: put a dense layer before it")
                found.append((name, (), {"dim": 1} if name == "Softmax" else {}, index, None))
            case "dropout":
                found.append(("Dropout", (layer["rate"],), {}, index, None))
    return found


def rows_as_torch(weight, image):
    """The rows of a dense weight, [height · width · channels, units], in PyTorch's order."""
    if image is None:
        return weight
    channels, height, width = image
    rows = weight.reshape(height, width, channels, -1)
    return rows.transpose(2, 0, 1, 3).reshape(weight.shape)


def rows_as_ours(weight, image):
    """The other way round: from [channels · height · width, units]."""
    if image is None:
        return weight
    rows = weight.reshape(*image, -1)
    return rows.transpose(1, 2, 0, 3).reshape(weight.shape)


def state_dict(recipe, arrays):
    """NumPy arrays by their names in the Sequential; `{name: torch.tensor(array)}` is what load_state_dict takes."""
    state = {}
    for place, (name, _, _, index, image) in enumerate(described(recipe)):

        def ours(parameter, index=index):
            return arrays.get(f"layers.{index}.{parameter}")

        if name == "Linear":
            state[f"{place}.weight"] = rows_as_torch(ours("weight"), image).T.copy()
        elif name == "Conv2d":
            state[f"{place}.weight"] = ours("weight").transpose(3, 2, 0, 1).copy()
        elif name.startswith("BatchNorm"):
            state |= {f"{place}.{theirs}": ours(parameter).copy() for parameter, theirs in NORM.items()}
            state[f"{place}.num_batches_tracked"] = numpy.array(0)
        if name in ("Linear", "Conv2d") and ours("bias") is not None:
            state[f"{place}.bias"] = ours("bias").copy()
    return state


def to_torch(recipe, arrays):
    """The network as a torch.nn.Sequential with these arrays, set to evaluate."""
    import torch

    layers = [getattr(torch.nn, name)(*values, **options) for name, values, options, _, _ in described(recipe)]
    module = torch.nn.Sequential(*layers)
    state = {name: torch.from_numpy(array) for name, array in state_dict(recipe, arrays).items()}
    module.load_state_dict(state)
    return module.eval()


def from_torch(module, name="from PyTorch", inputs=784, mean=0.0, std=1.0, seed=0):
    """Recipe, arrays and seed of a torch.nn.Sequential of Linear, Conv2d, BatchNorm, pooling, Dropout, Flatten and
    activations. `mean` and `std` are those by which the images, 0..1, were normalised before the module saw them; a
    module that ends with a Linear, as CrossEntropyLoss has it, gets a softmax behind it."""
    state = {key: numpy.asarray(value) for key, value in module.state_dict().items()}
    layers, arrays = [], {}
    side = math.isqrt(inputs)
    # The image that comes to a layer, or came to the Flatten before it; None where there is none.
    image, flattened = (1, side, side) if side * side == inputs else None, None
    flat = inputs
    for place, layer in module.named_children():
        kind = type(layer).__name__
        index = len(layers)

        def refuse(reason):
            raise ValueError(f"layer {place}, a {kind}, {reason}")

        def put(parameter, array):
            arrays[f"layers.{index}.{parameter}"] = numpy.ascontiguousarray(array, numpy.float32)

        def bias():
            array = state.get(f"{place}.bias")
            if array is None:
                return {}
            put("bias", array)
            return {"biases": {"kind": "zero"}}

        if kind in ("Conv2d", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d") and image is None:
            refuse("stands behind what flattens the image")
        if kind == "Flatten":
            image, flattened = None, image if image is not None else flattened
        elif kind == "Linear":
            weight = state[f"{place}.weight"].T
            before = image or flattened
            expected = math.prod(before) if before else flat
            if len(weight) != expected:
                refuse(f"has {len(weight)} inputs where {expected} values come")
            put("weight", rows_as_ours(weight, before))
            layers.append({"kind": "dense", "units": weight.shape[1], "weights": {"kind": "he"}, **bias()})
            image, flattened, flat = None, None, weight.shape[1]
        elif kind == "Conv2d":
            if layer.groups != 1 or one(layer.dilation, refuse) != 1 or layer.padding_mode != "zeros":
                refuse("has groups, a dilation or another padding than zeros")
            if isinstance(layer.padding, str):
                refuse(f"has the padding {layer.padding!r}: name it as a number")
            kernel, stride, padding = (one(value, refuse) for value in (layer.kernel_size, layer.stride, layer.padding))
            weight = state[f"{place}.weight"]
            put("weight", weight.transpose(2, 3, 1, 0))
            window = {"kernel": kernel, "stride": stride, "padding": padding}
            layers.append({"kind": "conv", "filters": len(weight), **window, "weights": {"kind": "he"}, **bias()})
            image = (len(weight), *moved(image, kernel, stride, padding))
        elif kind in ("MaxPool2d", "AvgPool2d"):
            size, stride, padding = (one(value, refuse) for value in (layer.kernel_size, layer.stride, layer.padding))
            if layer.ceil_mode or one(getattr(layer, "dilation", 1), refuse) != 1:
                refuse("rounds up, or has a dilation")
            if kind == "AvgPool2d" and padding and layer.count_include_pad:
                refuse("counts what lies beyond the image: use count_include_pad=False")
            pool = "max_pool" if kind == "MaxPool2d" else "average_pool"
            layers.append({"kind": pool, "size": size, "stride": stride, "padding": padding})
            image = (image[0], *moved(image, size, stride, padding))
        elif kind == "AdaptiveAvgPool2d":
            if one(layer.output_size, refuse) != 1:
                refuse("has more than one output a channel")
            layers.append({"kind": "global_average_pool"})
            image = (image[0], 1, 1)
        elif kind in ("BatchNorm1d", "BatchNorm2d"):
            if flattened and flattened[1:] != (1, 1):
                refuse("stands behind a Flatten: normalise before it, or behind the next Linear")
            if layer.weight is None or layer.running_mean is None:
                refuse("has no weight, or no running mean and variance")
            for parameter, theirs in NORM.items():
                put(parameter, state[f"{place}.{theirs}"])
            momentum = 0.1 if layer.momentum is None else layer.momentum
            layers.append({"kind": "batch_norm", "momentum": momentum, "epsilon": layer.eps})
        elif kind in ACTIVATIONS:
            layers.append({"kind": "activation", "function": ACTIVATIONS[kind]})
        elif kind.startswith("Dropout"):
            layers.append({"kind": "dropout", "rate": layer.p})
        else:
            refuse("has no counterpart here")
    if layers and layers[-1]["kind"] == "dense":
        layers.append({"kind": "activation", "function": "softmax"})
    return recipe_of(name, inputs, mean, std, layers), arrays, seed


def one(value, refuse):
    """A number, or a pair of the same number."""
    values = set(value) if isinstance(value, tuple) else {value}
    if len(values) != 1:
        refuse(f"has {value}, and windows here are square")
    return int(values.pop())


def moved(image, kernel, stride, padding):
    return [(side + 2 * padding - kernel) // stride + 1 for side in image[1:]]


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
