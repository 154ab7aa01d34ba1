// What a linter sees that the compiler does not: promises that nobody waits for, types that are lost on the way.
import js from "@eslint/js";
import globals from "globals";
import ts from "typescript-eslint";

export default ts.config(
  // The examples' types are there where the package is installed: their test compiles them.
  { ignores: ["examples/vite/", "examples/react/"] },
  {
    ignores: ["target/", "dist/", "npm/dist/", "**/node_modules/", "benches/kernels/", "tests/page/old-isolate.js"],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // What listens to an event may be asynchronous.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      // Answers of a worker are promised, also where there is nothing to wait for.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  // What `test` promises, its runner waits for.
  {
    files: ["tests/unit/*.ts"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", package: "node:test", name: "test" }] },
      ],
    },
  },
  // Tests run in Node, and hand pages functions that run there.
  {
    files: ["**/*.mjs", "benches/web/**/*.js", "examples/*.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
);
