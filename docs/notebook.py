# %% [markdown]
# # Your digits and your network
# From what the page gives, “Download the digits” of Mind, yours, and “Download model” of Train, to a plot.
# Each part between two `# %%` is a cell: Jupyter (by jupytext), VS Code and Spyder open it as a notebook, and
#
#     python docs/notebook.py IMAGES LABELS MODEL OUT.png
#
# runs it as it is. It needs numpy, safetensors and matplotlib (tools/requirements.txt has the versions), no PyTorch,
# and of this project tools/model.py and what that imports.

# %%
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")  # to a file; leave this line out to see the plot here
import matplotlib.pyplot as plot
import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tools"))
import model

IMAGES, LABELS, MODEL, OUT = sys.argv[1:] or (
    "my-digits-images-idx3-ubyte",
    "my-digits-labels-idx1-ubyte",
    "model.safetensors",
    "digits.png",
)

# %% [markdown]
# Images and labels are IDX files, as MNIST's are. If you have strokes, `my-digits.jsonl`, the command line makes such a
# pair of them:
#
#     neuroglyph strokes my-digits.jsonl --idx my-digits


# %%
images, labels = model.read_idx(IMAGES), model.read_idx(LABELS)
print(f"{len(images)} images of {images.shape[1]} × {images.shape[2]} pixels")

# %% [markdown]
# A network is a recipe, which says what its layers are, and arrays of numbers.

# %%
network = model.load(MODEL)
for name, array in network.arrays.items():
    print(f"{name:26} {array.shape}")

# %% [markdown]
# What the network makes of the images: a row an image, a column a digit.

# %%
outputs = network.query(images)
predicted = outputs.argmax(axis=1)
right = predicted == labels
print(f"{right.sum()} of {len(labels)} are read right")

# %% [markdown]
# The images with their outputs, those that were read wrong first.

# %%
shown = numpy.argsort(right, kind="stable")[:10]
figure, rows = plot.subplots(2, len(shown), figsize=(1.4 * len(shown), 3), squeeze=False, layout="constrained")
for index, image_axes, output_axes in zip(shown, *rows):
    image_axes.imshow(images[index], cmap="gray_r")
    image_axes.set_title(f"{labels[index]} read as {predicted[index]}", fontsize=8)
    image_axes.set_axis_off()
    output_axes.bar(range(outputs.shape[1]), outputs[index], color="tab:blue" if right[index] else "tab:red")
    output_axes.set_ylim(0, 1)
    output_axes.set_xticks(range(outputs.shape[1]))
    output_axes.tick_params(labelsize=6)
figure.savefig(OUT)
print(f"{OUT} written")
