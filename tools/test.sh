#!/usr/bin/env bash
# The checks, in order, for a machine that tools/setup.sh has made ready; `tools/test.sh long`: those that take long and
# rarely fail, after the others.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

step() { printf '\n== %s\n' "$*"; }

# Runs tests and shows what they print. A run fails too if no line matches PATTERN, the mark of a test
# that passed, or if a suite was left out because it is not marked for browsers.
must_test() { # PATTERN COMMAND…
  local pattern=$1 log=target/last-run.txt
  shift
  "$@" 2>&1 | tee "$log"
  grep -Eq "$pattern" "$log" && ! grep -q 'tests so skipping' "$log" && return
  echo "test: '$*' ended well, but left tests out or ran none" >&2
  return 1
}

# The runner's own limit of 20 seconds is short: ten times what it takes, so that only a run that hangs is cut off.
export WASM_BINDGEN_TEST_TIMEOUT=3000

quick() {
  step 'rustfmt'
  cargo fmt --check

  step 'Prettier'
  npm run --silent format

  step 'clippy, native'
  cargo clippy --locked --all-targets --features cli -- -D warnings

  step 'clippy, wasm32'
  cargo clippy --locked --target wasm32-unknown-unknown --lib --tests -- -D warnings

  step 'clippy, wasm32, what reads in the page and in the npm package'
  cargo clippy --locked --target wasm32-unknown-unknown --lib --no-default-features --features js,page -- -D warnings
  cargo clippy --locked --target wasm32-unknown-unknown --lib --no-default-features --features js -- -D warnings

  step 'clippy, the kernels to be measured'
  cargo clippy --locked --manifest-path benches/kernels/Cargo.toml --target wasm32-unknown-unknown --lib -- -D warnings

  step 'the oldest Rust that Cargo.toml promises'
  cargo "+$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)" check --locked --lib --bins --features cli --target-dir target/oldest

  step 'packages: licenses, sources, hashes, scripts'
  node tools/supply.mjs

  step 'documentation of the crate'
  RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --lib

  step 'native tests'
  cargo test --locked --release --features cli

  # Of the command line that the native tests built.
  step 'model files, ONNX and drawings in Python'
  must_test '^Ran [1-9]' "$PYTHON_ENVIRONMENT/bin/python" -m unittest discover --start-directory tests/python

  step 'Rust tests in Firefox'
  must_test '^test result: ok\. [1-9]' \
    wasm-pack test --headless --firefox --mode no-install --release

  step 'the page, built'
  trunk build

  # The types of the crate come with the build.
  step "the page's types"
  npm run --silent types

  step 'ESLint'
  npm run --silent lint

  step "the page's modules, in Node"
  must_test '^(ℹ|#) pass [1-9]' npm run --silent unit

  step 'whatever JavaScript could hand over, in Node'
  must_test '^(ℹ|#) pass [1-9]' node --test tests/hostile/*.test.mjs

  step 'the npm package, from its packed file'
  must_test '^(ℹ|#) pass [1-9]' node --test tests/package/*.test.mjs

  step 'the page in Firefox and Chromium'
  # Both browsers at once: each run waits most of its time for its browser.
  must_test '^(ℹ|#) pass [1-9]' node --import tsx --test --test-concurrency=2 tests/page/*.test.mjs
}

long() {
  step 'Rust tests in Firefox, with relaxed SIMD'
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS='-C target-feature=+relaxed-simd' CARGO_TARGET_DIR=target/relaxed \
    must_test '^test result: ok\. [1-9]' \
    wasm-pack test --headless --firefox --mode no-install --release

  step 'a model of the thread pool'
  RUSTFLAGS='--cfg loom' cargo test --locked --release --lib --features threads --target-dir target/loom spin_pool::model

  step 'dreams from five seeds'
  DREAM_SEEDS=5 cargo test --locked --release --features cli --test dreams

  step 'digits drawn badly, every look, reloads and random actions, in Firefox and Chromium'
  must_test '^(ℹ|#) pass [1-9]' node --import tsx --test --test-concurrency=2 tests/page/long/*.test.mjs
}

"${1:-quick}"
