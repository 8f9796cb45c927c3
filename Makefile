# make run    set up, index, and open the page on http://127.0.0.1:7860
# make test   every check, every test, and every benchmark in its smoke size
# make train  makes the adapter and the heads again from the two banks (three to four hours on one core; a GPU is used where there is one)
# make train-public  makes the adapter for sources on any subject again (a quarter of an hour; the public sets lie beside the project)
# make train-heads  teaches the heads alone, on the adapter as it is (a quarter of an hour): enough for a new label or some hundred sentences
# make bench, bench-speed, bench-soak (an hour), bench-peers   the figures of benchmarks/README.md
# On Linux the package registry's torch is a CUDA build of several gigabytes; TORCH_INDEX names PyTorch's CPU wheel index instead.

PYTHON ?= python3
TORCH_INDEX ?=
TORCH = torch==2.13.0
BIN = .venv/bin
# Bytecode is written as modules are first imported: most of what the packages hold never is.
INSTALL = $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile

SMOKE = answers held_out strangers ablation leave_one_out public_sets fit_calibration peers speed growth load soak random_input replay mixed milvus

.PHONY: run test check setup setup-dev train train-public train-heads wheel clean bench bench-speed bench-soak bench-peers bench-smoke

run: setup
	$(BIN)/python app.py

setup: .venv/run.done
setup-dev: .venv/dev.done

.venv/run.done: requirements/run.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes --no-deps -r requirements/run.lock
	$(INSTALL) $(TORCH) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	$(INSTALL) --no-deps --no-build-isolation --editable .
	$(BIN)/advisor index
	touch $@

.venv/dev.done: .venv/run.done requirements/dev.lock
	$(INSTALL) --require-hashes --no-deps -r requirements/dev.lock
	touch $@

.venv/train.done: .venv/run.done requirements/train.lock
	$(INSTALL) --require-hashes --no-deps -r requirements/train.lock
	touch $@

train: .venv/train.done
	$(BIN)/python training/train.py
	$(BIN)/advisor index

train-public: .venv/train.done
	$(BIN)/python training/public.py
	$(BIN)/advisor index

train-heads: .venv/train.done
	$(BIN)/python training/train.py --start src/advisor/search/data/adapter
	$(BIN)/advisor index

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@if [ -f ../shared/tools/overlap.py ]; then $(BIN)/python ../shared/tools/overlap.py; else echo "overlap: ../shared is not here, skipped"; fi

test: check .venv/train.done
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal
	@$(MAKE) --no-print-directory --jobs 2 smoke-train bench-smoke

# Figures, written to benchmarks/results and shown in benchmarks/README.md; the smoke run keeps every program going.
bench: setup-dev
	for each in answers held_out strangers ablation leave_one_out public_sets mixed; do $(BIN)/python benchmarks/$$each.py || exit 1; done
	$(BIN)/python benchmarks/table.py

bench-speed: setup-dev
	for each in speed growth load browser; do $(BIN)/python benchmarks/$$each.py || exit 1; done
	$(BIN)/python benchmarks/table.py

bench-soak: setup-dev
	$(BIN)/python benchmarks/random_input.py
	$(BIN)/python benchmarks/soak.py
	$(BIN)/python benchmarks/table.py

bench-peers: setup-dev benchmarks/.venv/done
	$(BIN)/python benchmarks/peers.py
	$(BIN)/python benchmarks/table.py

bench-smoke: $(SMOKE:%=smoke-%)

smoke-answers: setup-dev
$(patsubst %,smoke-%,$(filter-out answers,$(SMOKE))): smoke-answers # which builds the index that the others open
smoke-%:
	@echo "smoke: $*"; $(BIN)/python benchmarks/$*.py --smoke >.venv/smoke-$*.log 2>&1 || { cat .venv/smoke-$*.log; exit 1; }

smoke-train: .venv/train.done
	$(BIN)/python training/train.py --smoke
	$(BIN)/python training/public.py --smoke

benchmarks/.venv/done: requirements/bench.lock
	$(PYTHON) -m venv benchmarks/.venv
	benchmarks/.venv/bin/python -m pip --quiet install $(TORCH) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	benchmarks/.venv/bin/python -m pip --quiet install --require-hashes --no-deps -r $<
	touch $@

wheel: setup-dev
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean:
	rm -rf .venv index dist
