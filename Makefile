# All that is done with this repository. `make` alone lists the targets.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

# Built files and tools live outside the clone, so that a new clone finds them.
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/attend
export CARGO_TARGET_DIR ?= $(CACHE)/target
export ATTEND_TOOLS := $(CACHE)/tools
export PATH := $(ATTEND_TOOLS)/bin:$(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)

# Queries are checked against .sqlx; only `make prepare` asks a database.
export SQLX_OFFLINE := true
# The server that browsers, tests from outside and benchmarks use.
export ATTEND_BIN := $(abspath $(CARGO_TARGET_DIR)/release/attend)
# cargo-leptos sets it and Leptos is compiled with it: set it always, or each would rebuild the other's work.
export LEPTOS_OUTPUT_NAME := attend

.PHONY: help run dev check test bench pictures prepare setup setup-tests setup-bench

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' Makefile

run dev: export ATTEND_DEMO ?= 1

run: setup ## Build what changed and start the server with demo data; Ctrl-C stops it
	@scripts/build
	@exec "$$CARGO_TARGET_DIR/release/attend" serve

dev: setup ## Start the server and rebuild it at every change
	@scripts/build forget
	@exec cargo leptos watch -- serve

check: setup ## Check the format, the lints and the documentation
	cargo fmt --all --check
	cargo clippy --workspace --features attend/ssr --all-targets -- -D warnings
	cargo clippy --features hydrate --lib --target wasm32-unknown-unknown -- -D warnings
	RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps --document-private-items --features attend/ssr

test: setup-tests check ## Run every check and every test, those in the browser too
	cargo test --workspace --features attend/ssr --lib
	scripts/build
	cargo test --workspace --features attend/ssr --test '*'
	scripts/browser-tests

bench: setup-bench ## Measure the live channel, a room of a million messages, a full practice, ten thousand who are told something, and what pictures cost
	scripts/build
	cargo bench -p outside --bench live --bench history --bench booking --bench announcements
	cargo bench --features ssr --bench pictures

prepare: setup ## Regenerate .sqlx after a change to a query or a migration
	scripts/prepare

pictures: setup-tests ## Take the pictures of the README's walkthrough anew
	scripts/build
	scripts/pictures

setup: ## Install what is missing to build and run
	@scripts/setup

setup-tests: ## Install what is missing to test
	@scripts/setup tests

setup-bench: ## Install what is missing to measure
	@scripts/setup bench
