# Comptoir. `make help` lists what there is; nothing needs an activated shell.
SHELL := /bin/bash
PORT ?= 8000
PYTHON := .venv/bin/python
BESIDE := knowledge copilot journeys guard sandbox
SOURCES := actions bot bootstrap.py copilot crm guard knowledge language sandbox tests
export RASA_TELEMETRY_ENABLED := false
export ANONYMIZED_TELEMETRY := false
export OMP_WAIT_POLICY := PASSIVE
export OPENBLAS_NUM_THREADS := 1

.DEFAULT_GOAL := help
.PHONY: help run test test-parts test-product check train bench clean lock

help: ## List the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

run: ## Build what is missing and start everything (PORT=8000); Ctrl-C stops it
	@python3 bootstrap.py service rasa
	@$(PYTHON) -m copilot up --port $(PORT)

train: ## Train the dialogue model if its data changed
	@python3 bootstrap.py service rasa
	@$(PYTHON) -m copilot train

test: ## Build what is missing and run every test, both Pythons, journeys included
	@python3 bootstrap.py dev
	@$(MAKE) --no-print-directory --jobs 2 test-parts test-product

test-parts:
	@$(PYTHON) -m pytest $(addprefix --ignore tests/,$(BESIDE))

# The dialogue and what runs on it: trained while the parts are tested.
test-product:
	@python3 bootstrap.py rasa
	@$(PYTHON) -m copilot train
	@.venv-rasa/bin/python -m pytest -c tests/bot/pytest.ini --rootdir . tests/bot
	@$(PYTHON) -m pytest $(addprefix tests/,$(BESIDE))

check: ## Lint, format, types, import contracts, the shape of the house
	@python3 bootstrap.py dev
	@.venv/bin/ruff check $(SOURCES)
	@.venv/bin/ruff format --check $(SOURCES)
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PYTHON) -m pytest tests/house

bench: ## Measure ours beside the peer in one run; prints the table of docs/benchmarks.md
	@python3 bootstrap.py dev rasa
	@$(PYTHON) -m copilot train
	@$(PYTHON) -m tests.bench

lock: ## Pin requirements/*.in again (needs uv)
	@for python in service:3.11 dev:3.11 rasa:3.10; do \
	  uv pip compile --quiet --upgrade --no-header --no-emit-index-url \
	    --python-version $${python#*:} requirements/$${python%:*}.in -o requirements/$${python%:*}.txt; done

clean: ## Remove what was built; the environments and var/
	@rm -rf .venv .venv-rasa var .rasa .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
