# Sourced, from the clone's top folder, by everything that runs a tool: which versions, and where they are.

: "${TOOLS:=${XDG_CACHE_HOME:-$HOME/.cache}/neuroglyph/tools}"

# wasm-bindgen's version stands in Cargo.lock and Trunk.toml too.
WASM_BINDGEN_VERSION=0.2.129
TRUNK_VERSION=0.21.14
WASM_PACK_VERSION=0.15.1
GECKODRIVER_VERSION=0.37.1

# What tools/requirements.txt says, for the tests in Python.
PYTHON_ENVIRONMENT=$TOOLS/python

PATH=$TOOLS/geckodriver-$GECKODRIVER_VERSION/bin:$PATH
PATH=$TOOLS/wasm-pack-$WASM_PACK_VERSION/bin:$PATH
PATH=$TOOLS/trunk-$TRUNK_VERSION/bin:$PATH
PATH=$TOOLS/wasm-bindgen-cli-$WASM_BINDGEN_VERSION/bin:$PATH
# What npm installs for this page alone.
PATH=$PWD/node_modules/.bin:$PATH
export PATH

# Each of these would move or change what is built: RUSTFLAGS replaces the flags of .cargo/config.toml.
unset CARGO_TARGET_DIR CARGO_BUILD_TARGET_DIR CARGO_BUILD_TARGET RUSTFLAGS CARGO_ENCODED_RUSTFLAGS \
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS RUSTUP_TOOLCHAIN

# Trunk refuses NO_COLOR=1; it wants a word.
if [ -n "${NO_COLOR:-}" ]; then export NO_COLOR=true; else unset NO_COLOR; fi
