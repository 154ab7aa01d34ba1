#!/usr/bin/env bash
# Installs what is missing: `tools/setup.sh serve` for building and serving, `tools/setup.sh test` for the checks too.
# When everything is there it takes a second or two and touches no network.
# -E: functions keep the trap below.
set -Eeuo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

say() { printf 'setup: %s\n' "$*"; }

fail() {
  printf 'setup: %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null; }

# The step under way, so that a failure can name it.
step='starting'
begin() {
  step=$*
  say "$step"
}
trap 'printf "setup: failed at: %s\n" "$step" >&2' ERR

# Two runs at once take turns. Without flock (macOS), cargo's own locks have to do.
take_turns() {
  mkdir -p "$TOOLS"
  have flock || return 0
  exec 9>"$TOOLS/lock"
  flock --nonblock 9 || { say 'waiting for another set-up to end' && flock 9; }
}

check_basics() {
  have rustup || fail 'rustup is missing: get it from https://rustup.rs, then run this again'
  have cc || fail 'a C compiler (cc) is missing: on Debian, apt-get install build-essential'
  have npm || fail 'Node.js 20.19 or newer with npm is missing: get it from https://nodejs.org (Debian 12 has an older one)'
  node --eval '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' ||
    fail "Node.js is $(node --version), but 20.19 or newer is needed: see https://nodejs.org"
}

# Asked for by name, because rustup may be set not to install anything on its own.
install_toolchain() {
  local channel installed part
  channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  installed=$(rustup component list --toolchain "$channel" --installed 2>/dev/null) || installed=
  for part in rust-std-wasm32-unknown-unknown rust-src clippy rustfmt; do
    grep -q "^$part" <<<"$installed" && continue
    begin "Rust $channel with its source, clippy, rustfmt and wasm32"
    rustup toolchain install "$channel" --no-self-update --profile minimal \
      --component rust-src,clippy,rustfmt --target wasm32-unknown-unknown
    return
  done
}

# Trunk builds offline, so every crate has to be here before.
fetch_crates() {
  local library
  library=$(rustc --print sysroot)/lib/rustlib/src/rust/library
  # The standard library's own crates are for the build with threads.
  cargo fetch --locked --offline --quiet 2>/dev/null &&
    RUSTC_BOOTSTRAP=1 cargo fetch --locked --offline --quiet --manifest-path "$library/Cargo.toml" 2>/dev/null && return
  begin 'crates'
  cargo fetch --locked
  RUSTC_BOOTSTRAP=1 cargo fetch --locked --manifest-path "$library/Cargo.toml"
}

# What only tests need is left out of serving.
install_node_modules() { # serve|test
  local flags=() newest=node_modules/.package-lock.json
  [[ $1 == test ]] || flags=(--omit=dev)
  [[ $newest -nt package-lock.json && ($1 == serve || -d node_modules/typescript) ]] && return
  say 'npm packages'
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ${flags[@]+"${flags[@]}"}
}

# The bundlers that the npm package is tried in.
install_bundlers() {
  local newest=tests/package/node_modules/.package-lock.json
  [[ $newest -nt tests/package/package-lock.json ]] && return
  say 'npm packages to try the npm package in'
  npm ci --prefix tests/package --ignore-scripts --no-audit --no-fund --loglevel=error
}

# The crate needs no tool but cargo. What Trunk and its hooks ask for later is there then.
compile_crate() {
  step='the crate'
  node tools/build/variants.mjs compile
}

pack_mnist() {
  node tools/mnist.mjs
}

is_version() { # BINARY VERSION
  [[ $("$1" --version 2>/dev/null | awk 'NR == 1 { print $2 }') == "$2" ]]
}

# What is built here runs for moments, so a quick build is worth more than a quick program.
quick_cargo_install() { # CRATE VERSION FLAGS…
  local crate=$1 version=$2
  shift 2
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
    CARGO_TARGET_DIR="$TOOLS/build" \
    cargo install --locked --quiet --root "$TOOLS/$crate-$version" "$crate@$version" "$@"
}

binstall() { # CRATE VERSION
  have cargo-binstall &&
    cargo binstall --no-confirm --disable-strategies compile --root "$TOOLS/$1-$2" "$1@$2"
}

install_tool() { # BINARY CRATE VERSION FLAGS…
  local binary=$1 crate=$2 version=$3
  shift 3
  is_version "$binary" "$version" && return
  begin "$crate $version, built once (minutes)"
  binstall "$crate" "$version" || quick_cargo_install "$crate" "$version" "$@"
  hash -r
  is_version "$binary" "$version"
}

serve_tools_are_here() {
  is_version wasm-bindgen "$WASM_BINDGEN_VERSION" && is_version trunk "$TRUNK_VERSION"
}

install_serve_tools() {
  # The one tool that works hard itself, at every build of the page.
  install_tool wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN_VERSION" --config profile.release.opt-level=1
  install_tool trunk trunk "$TRUNK_VERSION" --no-default-features
}

# The oldest Rust that Cargo.toml promises, to check the crate with.
install_oldest_rust() {
  local oldest
  oldest=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  rustup run "$oldest" rustc --version &>/dev/null ||
    rustup toolchain install "$oldest" --no-self-update --profile minimal
}

install_test_tools() {
  install_oldest_rust
  install_tool wasm-pack wasm-pack "$WASM_PACK_VERSION"
  install_tool geckodriver geckodriver "$GECKODRIVER_VERSION"
}

install_browsers() {
  local missing=()
  have firefox || have firefox-esr || missing+=(firefox-esr)
  have chromium || have google-chrome || missing+=(chromium)
  have chromedriver || missing+=(chromium-driver)
  ((${#missing[@]})) || return 0
  if ! have apt-get || ((EUID)); then
    fail "missing for the tests: ${missing[*]}. On Debian: sudo apt-get install ${missing[*]}." \
      'Elsewhere: put firefox, chromium (or google-chrome) and chromedriver on the PATH.'
  fi
  begin "Debian packages: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq "${missing[@]}" >/dev/null
}

# The packages of the tests in Python, in an environment of their own: exact versions, each checked by its hash, and no
# script of theirs runs.
install_python() {
  local requirements=tools/requirements.txt installed=$PYTHON_ENVIRONMENT/requirements.txt
  cmp -s "$requirements" "$installed" && return
  have python3 && python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail 'Python 3.11 or newer is missing for the tests: on Debian, apt-get install python3 python3-venv'
  begin 'Python packages'
  rm -rf "$PYTHON_ENVIRONMENT"
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    have apt-get && ! ((EUID)) || fail "Python's venv is missing for the tests: on Debian, apt-get install python3-venv"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq python3-venv >/dev/null
  fi
  python3 -m venv "$PYTHON_ENVIRONMENT"
  "$PYTHON_ENVIRONMENT/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    --only-binary :all: --requirement "$requirements"
  cp "$requirements" "$installed"
}

# Half-built crates stay after a failure, so that the next run goes on from there.
forget_build() { rm -rf "$TOOLS/build"; }

main() {
  local goal=${1:-}
  [[ $goal == serve || $goal == test ]] || fail 'usage: tools/setup.sh serve|test'
  take_turns
  check_basics
  install_toolchain
  fetch_crates

  # A build is on one core at its end, so they run beside each other.
  { install_node_modules "$goal" && { [[ $goal == serve ]] || install_bundlers; } && pack_mnist; } &
  local page_data=$! crate=
  if ! serve_tools_are_here; then
    compile_crate &
    crate=$!
  fi

  install_serve_tools
  if [[ $goal == test ]]; then
    install_test_tools
    install_browsers
    install_python
  fi
  step='npm packages and MNIST'
  wait "$page_data"
  step='the crate'
  [[ -z $crate ]] || wait "$crate"
  forget_build
}

main "$@"
