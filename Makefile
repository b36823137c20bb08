# The short names of what a contributor does; `make help` lists them.

PYTHON := .venv/bin/python
SERVICES := intake matching notify reporting

.DEFAULT_GOAL := help
.PHONY: help setup check format test test-fast machines lock run

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## make .venv from the lock
	@./porukalla test --help >/dev/null

check: setup ## ruff, mypy and the import rules
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache

format: setup ## let ruff format and fix what it can
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

test-fast: setup ## the tests that need no server, without the few that take long
	@PYTHONDONTWRITEBYTECODE= $(PYTHON) -m pytest -n 2 -m "not long" tests/unit tests/contract tests/component tests/architecture

test: ## everything, installing what is missing
	@./porukalla test

machines: ## try HEAD on bare Debians, as root; ARGS="--help" tells more
	@python3 -B -m deploy.machines $(ARGS)

lock: setup ## compile deploy/locks again after a change of pyproject.toml
	@$(PYTHON) -m deploy.lock_files $(SERVICES)

run: ## the whole system on http://localhost:8080
	@./porukalla up
