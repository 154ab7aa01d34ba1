#!/usr/bin/env bash
# Compiles the products for the page that measures: target/bench/kernels-BUILD.wasm, with the flags of .cargo/config.toml and tools/build/variants.mjs.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/env.sh
cd benches/kernels
target=wasm32-unknown-unknown
out=../../target/bench
mkdir -p "$out"

build() { # NAME FLAGS-OF-RUSTC
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=${2:-} \
    cargo build --release --lib --locked --quiet --target $target --target-dir "$out/$1"
  cp "$out/$1/$target/release/neuroglyph_kernels.wasm" "$out/kernels-$1.wasm"
}

build simd128
build relaxed-simd '-C target-feature=+relaxed-simd'
