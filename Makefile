# Everything runs in .venv, made here on first use from the locked versions in requirements/.

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
    $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PROFILE ?= profiles/foxglove-lane.yaml
OUT ?= packs

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
NAME := $(basename $(notdir $(PROFILE)))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help pack test test-every-file lint format bench hooks lock wheel clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

pack: .venv/run.stamp ## build a real pack (PROFILE=profiles/foxglove-lane.yaml OUT=packs)
	$(BIN)/policygen build $(PROFILE) --out $(OUT)
	@echo "The pack is in $(abspath $(OUT)/$(NAME)):"
	@ls $(OUT)/$(NAME)

test: .venv/dev.stamp tools lint ## set everything up and run every check
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

test-every-file: .venv/dev.stamp tools ## validate every file of every example, for some minutes more
	$(BIN)/python -m pytest -m every_file --numprocesses auto

lint: .venv/dev.stamp ## check the code's style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/dev.stamp ## put the code in shape
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: .venv/dev.stamp ## measure against docxtpl, python-docx, pandoc and python-redlines
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.redlines

hooks: .venv/dev.stamp ## check the style at every commit
	$(BIN)/pre-commit install

wheel: .venv/dev.stamp ## build the sdist, and from it the wheel, into dist/
	$(BIN)/python -m build --no-isolation

lock: .venv/dev.stamp ## choose the versions of requirements/ anew
	$(PYTHON) -m venv .venv/lock && .venv/lock/bin/python -m pip --quiet install pip-tools
	for set in run dev; do .venv/lock/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
	    --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	    $$(test $$set = dev && echo --extra dev --extra pdf) --output-file requirements/$$set.txt \
	    pyproject.toml requirements/build.in || exit 1; done

clean: ## remove what was made here, but no packs
	rm -rf .venv dist tests/tools/node_modules

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "policygen needs Python 3.11 or later: sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "Python's own venv and pip are missing here: sudo apt-get install python3-venv"; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing what policygen needs into .venv"
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@echo "Installing what the checks need into .venv"
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

# The editor's YAML server and the Open XML SDK validator, where there is node; the tests that drive them skip otherwise.
.PHONY: tools
tools:
	@if [ tests/tools/node_modules/.package-lock.json -nt tests/tools/package-lock.json ]; then exit 0; \
	elif command -v npm >/dev/null; then echo "Installing the npm tools of the tests" && \
	    npm ci --prefix tests/tools --no-audit --no-fund --loglevel error || test "$$CI" != true; \
	else echo "npm is not on this machine: tests that drive npm tools will be skipped"; fi
