# make run    set up, index, and open the page on http://127.0.0.1:7860
# make test   every check and every test
# On Linux the package registry's torch is a CUDA build of several gigabytes; TORCH_INDEX names PyTorch's CPU wheel index instead.

PYTHON ?= python3
TORCH_INDEX ?=
TORCH = torch==2.13.0
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check setup setup-dev wheel clean

run: setup
	$(BIN)/python app.py

setup: .venv/run.done
setup-dev: .venv/dev.done

.venv/run.done: requirements/run.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --no-deps -r requirements/run.lock
	$(PIP) install $(TORCH) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(BIN)/advisor index
	touch $@

.venv/dev.done: .venv/run.done requirements/dev.lock
	$(PIP) install --require-hashes --no-deps -r requirements/dev.lock
	touch $@

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@if [ -f ../shared/tools/overlap.py ]; then $(BIN)/python ../shared/tools/overlap.py; else echo "overlap: ../shared is not here, skipped"; fi

test: check
	$(BIN)/python -m pytest

wheel: setup-dev
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean:
	rm -rf .venv index dist
