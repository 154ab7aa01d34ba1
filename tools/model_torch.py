"""A recipe's layers as those of a torch.nn.Sequential. For model.py; model_from_torch.py goes the other way.

PyTorch's weights are transposed: of a Linear [units, inputs], of a Conv2d [filters, channels, kernel, kernel].
Its images are [channels, height, width] and Neuroglyph's [height, width, channels], so the inputs of the first
Linear behind an image stand in another order too. All of that is done in the two files.

Nothing but `to_torch` imports torch.
"""

import math

import numpy

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
