PYTHON ?= python3
WORKERS ?= 3

BIN := .venv/bin
UV := $(shell command -v uv)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help .venv demo test crash lint audit format coverage fuzz bench bench-telegram bench-discord bench-tagging weights lock clean

help:  ## say what there is to make
	@awk -F ':.*## ' '/^[a-z.-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv: .venv/installed  ## install everything at the versions in requirements.lock

.venv/installed: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Palabre needs Python 3.11 or newer, and there is no '$(PYTHON)' here. On Debian: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Palabre needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.11" >&2; exit 1; }
ifdef UV
	@echo "Installing into .venv with uv ..."
	@uv venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo "This Python makes no virtual environments: ensurepip is missing. On Debian: apt install" \
	    "$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" >&2; exit 1; }
	@echo "Installing into .venv with pip, which takes about half a minute ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

demo: .venv  ## run the shipped consultation from the first message to the report
	@$(BIN)/palabre demo

test: .venv  ## run every test
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

crash: .venv  ## kill processes at each step of what they do, and print what held (OPTIONS="--sample 2 --case report")
	@$(BIN)/python -m tests.crashes $(OPTIONS)

lint: .venv  ## check format, style, types and the direction of imports
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

audit: .audit/bin/pip-audit  ## ask which versions in requirements.lock are known to be unsafe; needs the network
	@told="$$(.audit/bin/pip-audit --strict --progress-spinner off --disable-pip --require-hashes \
	  --requirement requirements.lock 2>&1)" && echo "$$told" || { case "$$told" in \
	  *Traceback*|*"not found on PyPI"*) echo "make audit found out nothing: it needs a network that reaches pypi.org";; \
	  *) echo "$$told";; esac >&2; exit 1; }

.audit/bin/pip-audit:
	@$(PYTHON) -m venv .audit
	@.audit/bin/python -m pip install -qq --disable-pip-version-check pip-audit || { \
	  echo "make audit needs the network, to install pip-audit and to ask it" >&2; exit 1; }

format: .venv  ## put the code in order as far as a machine can
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

coverage: .venv  ## see that the core's own tests go every way through it
	@mkdir -p var
	@$(BIN)/coverage run -m pytest -q -n0 tests/consultation tests/storage
	@$(BIN)/coverage report

fuzz: .venv  ## throw changed bytes at every parser (SECONDS=60 SEED=7 TARGETS="backup xml")
	@$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),60) $(if $(SEED),--seed $(SEED)) $(TARGETS)

bench: .venv  ## measure everything and write BENCHMARKS.md, in about half an hour
	@$(BIN)/python -m benchmarks.writing

bench-telegram: .venv  ## measure Palabre in Telegram beside other bots, in some minutes (PEOPLE=2000)
	@$(BIN)/python -m benchmarks telegram

bench-discord: .venv  ## measure Palabre in Discord beside a bare echo bot (PEOPLE=40)
	@$(BIN)/python -m benchmarks discord

bench-tagging: .venv  ## draw how good tags are after so many coded answers, beside baselines (DATA=DIR SEEDS=5)
	@DATA="$(DATA)" $(BIN)/python -m benchmarks curves

weights: .venv  ## make nlp/learning/weights.json anew from answers that people coded (DATA=DIR)
	@DATA="$(DATA)" $(BIN)/python -m benchmarks weights

lock:  ## write requirements.lock anew from pyproject.toml (OPTIONS=--upgrade takes the newest)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --extra dev \
	  --custom-compile-command "make lock" $(OPTIONS) --output-file requirements.lock pyproject.toml

clean:  ## remove everything that was made here, except var/
	rm -rf .venv .audit build dist *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
