# `make run` starts Casebook, `make test` checks everything; each sets itself up first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test check format bench screenshots clean

run: $(VENV)/run
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	CHROMIUM="$$(tests/browser/find_chromium.sh)" && NGINX="$$(tests/browser/find_nginx.sh)" && export CHROMIUM NGINX && \
	$(BIN)/pytest -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --maxprocesses 4 --dist worksteal

check: $(VENV)/run
	$(BIN)/python -m casebook check

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev
	CHROMIUM="$$(tests/browser/find_chromium.sh)" && export CHROMIUM && \
	$(BIN)/python -m benchmarks $(if $(SIZE),--size $(SIZE)) $(if $(PART),--part $(PART))

screenshots: $(VENV)/dev
	CHROMIUM="$$(tests/browser/find_chromium.sh)" && export CHROMIUM && $(BIN)/python -m tests.browser.screenshots

clean:
	rm -rf $(VENV) benchmarks/.generated .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Casebook needs Python 3.11 or newer; say which with PYTHON=")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/run
