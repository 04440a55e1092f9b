# Only Python >= 3.11, git and make are needed: everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8080
HISTORIES ?= 300
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix web
WEB := $(shell find web/src web/public -type f 2>/dev/null) $(wildcard web/*.json web/*.ts web/*.html web/*.mjs)

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: .venv/ready web/dist/index.html ## start the whole portal on this machine and print its addresses
	@$(BIN)/python -m infra.local --port $(PORT)

demo: .venv/ready ## do the main job of the portal over HTTP, from import to invoice, and check it
	@$(BIN)/python -m infra.demo

test: .venv/ready .venv/browser web/dist/index.html ## run all tests that fit into five minutes
	@$(BIN)/pytest -q -n auto
	@$(NPM) test --silent

test-all: .venv/ready .venv/browser web/dist/index.html ## run the tests that are too long for `make test`
	@$(BIN)/pytest -q -n auto -m long

test-long: .venv/ready ## try many random histories of days, credits and rules against books kept by hand
	@PORTAL_HISTORIES=$(HISTORIES) $(BIN)/pytest -q -m long tests/bookings/test_histories.py

fuzz: .venv/ready ## ask a running portal what nobody thought of, as its OpenAPI document allows
	@$(BIN)/python -m infra.fuzz

bench: .venv/ready benchmarks/peers/.venv/ready ## measure starts and requests against peers, and check the limits
	@$(BIN)/python -m benchmarks

package: .venv/ready ## leave in dist/ what AWS gets, and check it
	@$(BIN)/python -m infra.packaging

check: .venv/ready web/node_modules/.package-lock.json ## format, lint, types, the stack of rooms, the OpenAPI document
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m infra.openapi --check
	@$(BIN)/python -m infra.keys --check
	@$(BIN)/python -m infra.access --check
	@$(NPM) run --silent check

openapi: .venv/ready web/node_modules/.package-lock.json ## write docs/openapi.json from the routes, and the web client's types from it
	@$(BIN)/python -m infra.openapi
	@$(NPM) run --silent api

docs: .venv/ready ## write the tables of docs/data.md, from the stores and from counting, and who may do what
	@$(BIN)/python -m infra.keys
	@$(BIN)/python -m tests.counted
	@$(BIN)/python -m infra.access

screenshots: .venv/ready .venv/browser web/dist/index.html ## make the pictures in docs/pictures anew
	@$(BIN)/python -m infra.screenshots

format: .venv/ready ## format the sources
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

.venv/ready: requirements.txt requirements-documents.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Kiekeboe needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Installing into .venv (about a minute, once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

benchmarks/peers/.venv/ready: .venv/ready benchmarks/peers/requirements.txt
	@test -x $(@D)/bin/python || $(BIN)/python -m venv $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check -r benchmarks/peers/requirements.txt
	@touch $@

# Chromium is Debian's: where it is missing this installs it, or says the command if that needs root.
.venv/browser: .venv/ready
	@$(BIN)/python -m infra.browser
	@touch $@

web/node_modules/.package-lock.json: .venv/ready web/package.json web/package-lock.json
	@echo "Installing the packages of the web client (once)"
	@$(NPM) ci --silent --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(WEB)
	@echo "Building the web client"
	@$(NPM) run --silent build
	@touch $@

.PHONY: help run demo test test-all test-long fuzz bench package check openapi docs screenshots format
