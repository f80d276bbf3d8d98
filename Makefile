# Two commands are enough: `make run` and `make test`. PORT= and DATA= change where it listens and keeps its data.
PORT ?= 8000
DATA ?=
BIN := .venv/bin
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run
.PHONY: run setup fonts dev test lint types contracts frontend frontend-check evaluate bench crash crowd offline clean

# The supervisor stops with this make, even when make is killed.
run: export PORT := $(PORT)
run: export DATA := $(DATA)
run: setup frontend fonts
	@exec setpriv --pdeathsig TERM -- $(BIN)/fengqiao up --port "$$PORT" $(if $(DATA),--data "$$DATA")

# --- Python: a venv from locked, hashed requirements, renewed when they change ---------------------------------
setup: .venv/.run
dev: .venv/.dev

.venv/bin/python:
	@.ci/venv .venv

.venv/.run: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "installing requirements/run.txt" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@echo "installing requirements/dev.txt" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# --- fonts of papers: brought once; without them all but printing works ----------------------------------------
fonts: .fonts/.complete

.fonts/.complete: .ci/fonts
	@.ci/fonts .fonts

# --- front end: built again only when its sources are newer ----------------------------------------------------
FRONT_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path 'frontend/dist/*' 2>/dev/null)
frontend: frontend/node_modules/.built

frontend/node_modules/.installed: frontend/package-lock.json
	@.ci/node
	@echo "installing the front end's packages" >&2
	@cd frontend && npm ci --no-audit --no-fund --no-update-notifier --no-progress --loglevel=error >&2
	@mkdir -p $(@D) && touch $@

frontend/node_modules/.built: frontend/node_modules/.installed $(FRONT_SOURCES)
	@echo "building the front end" >&2
	@cd frontend && npm run --silent build -- --logLevel warn
	@touch $@

# --- checks ----------------------------------------------------------------------------------------------------
lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev
	$(BIN)/mypy

contracts: dev
	$(BIN)/lint-imports

frontend-check: frontend
	cd frontend && npm run lint && npm run test

# Tests of one file stay with one worker: they may share a database.
test: dev frontend fonts
	@.ci/browser
	$(BIN)/pytest -n 2 --dist loadfile $(TESTS)

# 200 disputes with three sessions each, eight clients at once; `make test` takes a few of them.
crowd: dev
	FENGQIAO_DISPUTES=200 $(BIN)/pytest tests/api/test_crowded_tables.py

# --- measurements ----------------------------------------------------------------------------------------------
evaluate: dev
	$(BIN)/pytest evaluation

bench: dev
	for kind in lifecycle disputes list live import triage; do $(BIN)/fengqiao bench $$kind --json; done

crash: dev frontend
	FENGQIAO_CRASH_ROUNDS=20 $(BIN)/pytest tests/site/test_crash.py -rP

# 1,000 random offline sequences of the patrol outbox against a running county; `make test` takes a few of them.
offline: dev frontend
	FENGQIAO_SEQUENCES=1000 $(BIN)/pytest tests/journeys/test_patrol_offline.py -rP

# The data folder stays.
clean:
	rm -rf .venv .fonts frontend/node_modules frontend/dist build src/*.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-results mutants
