#!/usr/bin/env bash
# Fuzzes each target for a minute (FUZZ_SECONDS=… for another time), from its committed corpus and what earlier runs found
# beside it. It needs nightly Rust, for the sanitizer, and cargo-fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  printf 'fuzz: %s\n' "$*" >&2
  exit 1
}

cargo +nightly --version >/dev/null 2>&1 || fail 'nightly Rust is missing: rustup toolchain install nightly --profile minimal'
cargo fuzz --version >/dev/null 2>&1 || fail 'cargo-fuzz is missing: cargo install --locked cargo-fuzz'

for target in fuzz/corpus/*; do
  target=${target##*/}
  found=target/fuzz-corpus/$target
  mkdir -p "$found"
  printf '\n== %s\n' "$target"
  cargo +nightly fuzz run --target-dir target/fuzz "$target" "$found" "fuzz/corpus/$target" -- \
    -max_total_time="${FUZZ_SECONDS:-60}" -max_len=16384 -timeout=10 -print_final_stats=1
done
