# Every command that people and machines call. `make demo` and `make test` need only python3, git and make.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
SIZE ?= small
ARGS ?=
# The settings read the same three places in the same order.
DATA := $(or $(DATA_DIR),$(shell sed -n 's/^DATA_DIR=//p' .env 2>/dev/null),.local)
export RUFF_CACHE_DIR := $(DATA)/ruff
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
WORKER := $(BIN)/celery -A config worker -P solo -B --without-gossip --without-mingle -l info
WEB := $(BIN)/gunicorn config.wsgi --worker-class gthread --threads 4 --no-control-socket --log-level warning

# Stamps. What was done for one database and one set of files is done again when either changes.
DATABASE := $(firstword $(shell printf '%s' "$${DATABASE_URL:-}" | cksum))
MIGRATED := $(DATA)/.migrated-$(DATABASE)
LOG_INS := $(DATA)/.log-ins-$(DATABASE)
STATIC := $(DATA)/.static
MESSAGES := $(DATA)/.messages
# The triggers are made from the models, so the models count as migrations do.
SCHEMA := $(shell find */migrations */models cases/history -name '*.py' 2>/dev/null) $(wildcard */models.py .env)
STATIC_FILES := $(shell find */static -type f 2>/dev/null)
CATALOGUES := $(shell find */locale -name '*.po' 2>/dev/null)

.PHONY: help setup demo test bench lint messages readme gallery requirements clean

help: ## what there is to call
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name says; do printf '  make %-14s %s\n' "$$name" "$$says"; done

setup: export DEMO ?= 1
setup: $(MESSAGES) $(STATIC) $(MIGRATED) ## the environment, translations, static files and database

demo: export DEMO ?= 1
demo: $(MESSAGES) $(STATIC) $(LOG_INS) ## the demo service on http://127.0.0.1:8000 (PORT=); Ctrl-C stops it
	@mkdir -p "$(DATA)/broker" "$(DATA)/broker-done"
	@cat $(LOG_INS)
	@echo "Open http://127.0.0.1:$(PORT) and press Ctrl-C here to stop."
	@$(WORKER) > "$(DATA)/worker.log" 2>&1 & worker=$$!; $(WEB) --bind 127.0.0.1:$(PORT) & web=$$!; \
	stop() { trap '' INT TERM; kill -TERM $$web $$worker 2>/dev/null || true; wait || true; }; \
	trap 'stop; exit 0' INT TERM; code=0; wait -n $$web $$worker || code=$$?; stop; \
	echo "Web or worker ended by itself ($$code); the worker's last words stand in $(DATA)/worker.log." >&2; exit 1

test: .venv/.dev $(MESSAGES) ## the whole suite on SQLite, PostgreSQL and in a browser (ARGS= for pytest)
	@$(BIN)/python -m tests.run $(ARGS)

bench: .venv/.dev ## the benchmarks (SIZE=small, medium or large; ONLY=sealing,pages), as a table and as bench.json
	@SIZE=$(SIZE) $(BIN)/python -m tests.bench

lint: export LINTED := SECRET_KEY=lint-only-$(shell printf 'k%.0s' {1..50}) LEDGER_KEY=bGludC1vbmx5LWxpbnQtb25seS1saW50LW9ubHktMTI= HTTPS=1 DEMO=0 DATABASE_URL=sqlite://
lint: .venv/.dev ## style, floors, forgotten migrations, deployment checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	@echo "manage.py makemigrations --check" && env $$LINTED $(BIN)/python manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy" && env $$LINTED $(BIN)/python manage.py check --deploy --fail-level WARNING

messages: export DEMO ?= 1
messages: .venv/.dev ## collect what is to be translated, and compile it
	$(BIN)/python manage.py messages
	$(BIN)/python manage.py messages --compile

readme: export DEMO ?= 1
readme: .venv/.dev $(MESSAGES) ## print the README's roles and diagrams anew from the code's own tables
	@$(BIN)/python manage.py readme --write

gallery: .venv/.dev $(MESSAGES) ## take the README's pictures anew, of the demo running on a port of its own
	@$(BIN)/python -m tests.gallery

requirements: ## pin every package again, with hashes (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--group dev pyproject.toml -o requirements-dev.txt

clean: ## forget what was made here, the demo's data included; the environment stays
	rm -rf "$(DATA)"

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: requirements.txt | .venv/.made
	@echo "Installing what the product needs …"
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/.made
	@echo "Installing what the product and its tests need …"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.runtime

$(DATA):
	@mkdir -p "$@"

$(MESSAGES): export DEMO ?= 1
$(MESSAGES): $(CATALOGUES) | .venv/.runtime $(DATA)
	@$(BIN)/python manage.py messages --compile
	@touch $@

$(STATIC): $(STATIC_FILES) .venv/.runtime | $(DATA)
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

$(MIGRATED): $(SCHEMA) .venv/.runtime | $(DATA)
	@$(BIN)/python manage.py migrate --verbosity 0
	@touch $@

$(LOG_INS): $(MIGRATED)
	@echo "Filling the demo service …"
	@$(BIN)/python manage.py demo > $@.new
	@mv $@.new $@
