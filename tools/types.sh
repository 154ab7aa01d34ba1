#!/usr/bin/env bash
# Checks the page's types, against the declarations of the crate and of its part that reads, from the builds that
# `make build` has left.
set -euo pipefail
cd "$(dirname "$0")/.."

declare_types() { # WASM OUT-DIR
  wasm-bindgen --target web --typescript --out-dir "$2" "$1"
}

declare_types target/wasm32-unknown-unknown/release/neuroglyph.wasm target/glue
declare_types target/reading/wasm32-unknown-unknown/reading/neuroglyph.wasm target/glue/reading
tsc
