# Two commands are enough: `make serve` for the page, `make test` for the checks.
.DEFAULT_GOAL := help
.PHONY: help dev serve build test test-long test-python fuzz bench check-supply

PORT ?= 8080
PYTHON ?= python3
SHELL := bash

help:
	@echo 'make serve      install what is missing, build the page, serve it on 127.0.0.1:$(PORT) (PORT=… for another)'
	@echo 'make build      the same, but only write the page to dist/'
	@echo 'make dev        serve it so that an edit of the Rust, TypeScript or styles is there seconds later'
	@echo 'make test       install what is missing, run the checks'
	@echo 'make test-long  checks that take long and rarely fail, after the others'
	@echo 'make test-python  the conversions to and from PyTorch, by PyTorch itself, which no other check needs (PYTHON=… has it)'
	@echo 'make fuzz       fuzz what is read from files, a minute each (needs nightly Rust and cargo-fuzz)'
	@echo 'make check-supply  check the crates and npm packages: advisories, licenses, sources (needs cargo-deny)'
	@echo 'make bench      measure reading and training in both browsers, beside TensorFlow.js'
	@echo 'TOOLS=DIR       keep the installed tools in DIR instead of the user cache'

serve:
	@tools/setup.sh serve
	@echo 'Building; the page will be at http://127.0.0.1:$(PORT)/ (Ctrl-C stops it)'
	@. tools/env.sh && exec trunk serve --no-autoreload --address 127.0.0.1 --port $(PORT)

dev:
	@tools/setup.sh serve
	@. tools/env.sh && exec trunk serve --release=false --cargo-profile quick --dist target/dev --address 127.0.0.1 --port $(PORT)

build:
	@tools/setup.sh serve
	@. tools/env.sh && trunk build

test:
	@tools/setup.sh test
	@tools/test.sh

test-long:
	@tools/test.sh long

test-python:
	@. tools/env.sh && cargo build --locked --release --features cli
	@$(PYTHON) -m unittest discover --start-directory tests/python --pattern torch_check.py

fuzz:
	@fuzz/run.sh

check-supply:
	@tools/check-supply.sh

bench:
	@tools/setup.sh test
	@[ benches/node_modules/.package-lock.json -nt benches/package-lock.json ] || \
	  npm ci --prefix benches --ignore-scripts --no-audit --no-fund --loglevel=error
	@. tools/env.sh && trunk build && benches/kernels/build.sh && node benches/run.mjs
