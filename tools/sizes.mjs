// What the built page's parts weigh, packed as a good host sends them: `node tools/sizes.mjs` after `make build`.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));

/** What is packed already is not packed again. */
const PARTS = [".wasm", ".js", ".css", ".html", ".svg", ".safetensors"];

const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && PARTS.some((end) => entry.name.endsWith(end)))
  .map((entry) => join(entry.parentPath, entry.name));

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} KB`;

const rows = files.map((file) => {
  const bytes = readFileSync(file);
  return { name: relative(DIST, file), bytes: bytes.length, packed: gzipSync(bytes, { level: 9 }).length };
});
for (const { name, bytes, packed } of rows.toSorted((a, b) => b.packed - a.packed))
  console.log(`${kilobytes(packed)} packed ${kilobytes(bytes)}  ${name}`);
