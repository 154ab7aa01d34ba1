"""README.md's example prints what it says."""

import contextlib
import io
import os
import re
import unittest

import common


class Readme(unittest.TestCase):
    def test_the_example_prints_what_stands_behind_it(self):
        readme = (common.ROOT / "README.md").read_text(encoding="utf-8")
        [example] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
        expected = re.findall(r"^print\(.*\)  # (.*)$", example, re.MULTILINE)
        self.assertGreater(len(expected), 2)
        printed = io.StringIO()
        before = os.getcwd()
        os.chdir(common.ROOT)
        self.addCleanup(os.chdir, before)
        with contextlib.redirect_stdout(printed):
            exec(compile(example, "README.md", "exec"), {})
        self.assertEqual(printed.getvalue().splitlines(), expected)
        self.assertTrue((common.ROOT / "target" / "copy.safetensors").is_file())


if __name__ == "__main__":
    unittest.main()
