"""docs/notebook.py, from strokes to a plot, as it is run in a line."""

import json
import subprocess
import sys
import unittest

import common
import matplotlib.image

DRAWINGS = [
    (1, [[[50, 10], [48, 90]]]),
    (7, [[[0, 0], [60, 2], [20, 100]]]),
    (0, [[[30, 0], [5, 30], [5, 70], [30, 100], [55, 70], [55, 30], [30, 0]]]),
    # A 1 that says it is a 4.
    (4, [[[50, 10], [48, 90]]]),
]


class Notebook(common.FolderTest):
    def test_it_goes_from_strokes_to_a_plot(self):
        lines = [json.dumps({"label": label, "strokes": strokes}) for label, strokes in DRAWINGS]
        strokes, pair = self.folder / "my-digits.jsonl", self.folder / "my-digits"
        strokes.write_text("\n".join(lines))
        common.neuroglyph("strokes", strokes, "--idx", pair)
        files = [f"{pair}-images-idx3-ubyte", f"{pair}-labels-idx1-ubyte"]
        plot = self.folder / "digits.png"
        command = [
            sys.executable,
            common.ROOT / "docs" / "notebook.py",
            *files,
            common.PRETRAINED / "reader.safetensors",
            plot,
        ]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        self.assertIn("4 images of 28 × 28 pixels", printed)
        self.assertIn("3 of 4 are read right", printed)
        picture = matplotlib.image.imread(plot)
        self.assertEqual(picture.shape[2], 4)
        # Four images beside each other, with ink, and a red bar below the first, which is read wrong.
        self.assertGreater(picture.shape[1], 400)
        red = (picture[..., 0] > 0.7) & (picture[..., 1] < 0.3)
        self.assertTrue(red[:, : picture.shape[1] // 4].any())
        self.assertFalse(red[:, picture.shape[1] // 4 :].any())


if __name__ == "__main__":
    unittest.main()
