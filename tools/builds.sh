#!/usr/bin/env bash
# Called by Trunk when it has built the page: puts the crate's other builds beside the plain one. With a
# hash in their names they are never mixed with those of another day.
set -euo pipefail
cd "$TRUNK_SOURCE_DIR"

plain=$(basename "$TRUNK_STAGING_DIR"/neuroglyph-*_bg.wasm _bg.wasm)
target=wasm32-unknown-unknown

# Cargo keeps one set of flags a folder, so each build has its own.
build() { # NAME PROFILE FLAGS-OF-RUSTC FLAGS…
  local name=$1 profile=$2 flags=$3
  shift 3
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags CARGO_TARGET_DIR=target/$name \
    cargo build --profile "$profile" --lib --locked --offline --quiet --target $target "$@"
}

bind() { # NAME PROFILE OUT-DIR
  wasm-bindgen --target web --no-typescript --out-dir "$3" target/"$1"/$target/"$2"/neuroglyph.wasm
  wasm-opt -O1 "$3/neuroglyph_bg.wasm" -o "$3/neuroglyph_bg.wasm"
  node tools/guard.mjs "$3/neuroglyph.js"
}

node tools/guard.mjs "$TRUNK_STAGING_DIR/$plain.js"

# What the page reads with, and has before anything else, is small.
build reading reading '' --no-default-features
bind reading reading target/reading/glue
reading=reading-neuroglyph-$(cat target/reading/glue/neuroglyph{.js,_bg.wasm} | cksum | cut -d' ' -f1)
cp target/reading/glue/neuroglyph.js "$TRUNK_STAGING_DIR/$reading.js"
cp target/reading/glue/neuroglyph_bg.wasm "$TRUNK_STAGING_DIR/${reading}_bg.wasm"
sed "s/READING/$reading/g" "$TRUNK_STAGING_DIR/index.html" >target/reading/index.html
mv target/reading/index.html "$TRUNK_STAGING_DIR/index.html"

# Relaxed SIMD multiplies and adds in one instruction. Its glue is the plain build's.
build relaxed release '-C target-feature=+relaxed-simd'
bind relaxed release target/relaxed/glue
cmp --quiet target/relaxed/glue/neuroglyph.js "$TRUNK_STAGING_DIR/$plain.js" ||
  { echo 'builds: the glue of the relaxed build is not that of the plain one' >&2; exit 1; }
cp target/relaxed/glue/neuroglyph_bg.wasm "$TRUNK_STAGING_DIR/$plain-relaxed_bg.wasm"

# Threads share one memory, of up to all that 32 bits can address; the page sets less aside where a browser has no room
# for that (www/worker/memory.js). The standard library comes without support for that, so it is built too, which
# a stable compiler does when told that it is being bootstrapped.
linked=(--shared-memory --import-memory --max-memory=4294967296 --export=__wasm_init_tls
  --export=__tls_size --export=__tls_align --export=__tls_base)
RUSTC_BOOTSTRAP=1 build threads release "-C target-feature=+relaxed-simd,+atomics,+bulk-memory,+mutable-globals $(printf -- '-C link-arg=%s ' "${linked[@]}")" \
  --features threads -Z build-std=std,panic_abort
bind threads release "$TRUNK_STAGING_DIR/$plain-threads"
