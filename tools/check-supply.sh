#!/usr/bin/env bash
# Checks what others wrote and this is made of: crates by cargo-deny and deny.toml, npm's packages by tools/supply.mjs and
# npm audit. It ends with an error only for what it found; what it could not ask it says, and goes on.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

say() { printf 'supply: %s\n' "$*"; }
failed=0
found() {
  printf 'supply: found: %s\n' "$*" >&2
  failed=1
}

check_crates() {
  local log
  if ! cargo deny --version >/dev/null 2>&1; then
    say 'cargo-deny is missing, so crates are not checked: cargo install --locked cargo-deny'
    return
  fi
  cargo deny --locked check licenses bans sources || found 'crates: licenses, bans or sources'
  log=$(mktemp)
  if cargo deny --locked check advisories >"$log" 2>&1; then
    say 'crates: no advisory'
  elif grep -q 'failed to .* advisory database' "$log"; then
    say 'crates: the advisories cannot be fetched here, so they are not checked'
  else
    cat "$log" >&2
    found 'crates: advisories'
  fi
  rm -f "$log"
}

check_packages() {
  local report total
  node tools/supply.mjs || failed=1
  # Of what ships; where npm gets no answer there is no total.
  report=$(npm audit --omit=dev --json 2>/dev/null) || true
  total=$(node --eval 'console.log(JSON.parse(process.argv[1]).metadata.vulnerabilities.total)' "$report" 2>/dev/null) || total=
  case $total in
    0) say 'npm: no advisory' ;;
    '') say 'npm: the advisories cannot be asked for here, so they are not checked' ;;
    *)
      npm audit --omit=dev >&2 || true
      found 'npm: advisories'
      ;;
  esac
}

check_crates
check_packages
exit "$failed"
