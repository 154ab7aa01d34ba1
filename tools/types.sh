#!/usr/bin/env bash
# Checks the page's types, against the declarations of the crate and of its part that reads.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

declare_types() { # TARGET-DIR PROFILE OUT-DIR FLAGS…
  local folder=$1 profile=$2 out=$3 target=wasm32-unknown-unknown
  shift 3
  CARGO_TARGET_DIR=$folder cargo build --profile "$profile" --lib --locked --quiet --target $target "$@"
  wasm-bindgen --target web --typescript --out-dir "$out" "$folder/$target/$profile/neuroglyph.wasm"
}

declare_types target release target/glue
declare_types target/reading reading target/glue/reading --no-default-features
tsc
