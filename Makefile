# The two commands of the README are `make run` and `make test`. Everything else is in `balss --help`.
PORT ?= 8000
export BALSS_ENV ?= development
unexport PYTHONDONTWRITEBYTECODE  # what is compiled once is compiled: halves the start of every process

.PHONY: run setup test test-sqlite test-postgres test-fast lint style types contracts messages bench vendor clean

run: .venv/.ready-run            ## start on http://localhost:$(PORT), with demonstration data
	@.venv/bin/balss run --port $(PORT)

setup: .venv/.ready-run          ## make the environment alone: .venv with .venv/bin/balss

.venv/.ready-run .venv/.ready-dev: .venv/.ready-%: pyproject.toml uv.lock scripts/setup.sh
	@sh scripts/setup.sh $*

test: test-sqlite test-postgres  ## every test that this machine can run, on both databases (with -k: both halves)

test-sqlite: .venv/.ready-dev
	@.venv/bin/balss messages compile
	@echo "== SQLite"
	@.venv/bin/python -m pytest -n 2 --dist loadgroup

test-postgres: .venv/.ready-dev  # what needs no database was tried in the first half (see tests/conftest.py)
	@.venv/bin/balss messages compile
	@echo "== PostgreSQL"
	@.venv/bin/python scripts/postgres.py .venv/bin/python -m pytest -n 2 --dist loadgroup -m "not browser" --ignore tests/core

test-fast: .venv/.ready-dev      ## without the browser and the slow ones
	@.venv/bin/balss messages compile
	@.venv/bin/python -m pytest -n 2 --dist loadgroup -m "not browser and not slow"

lint: style types contracts      ## all that reads the code without running it

style: .venv/.ready-dev
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/djhtml --check balss

types: .venv/.ready-dev
	@.venv/bin/mypy

contracts: .venv/.ready-dev      ## who may import whom
	@.venv/bin/lint-imports

messages: .venv/.ready-dev       ## collect what has to be translated (needs gettext)
	@.venv/bin/balss messages collect

bench: .venv/.ready-dev          ## where we stand against peers and limits
	@.venv/bin/python -m bench
	@.venv/bin/python -m bench.counting
	@.venv/bin/python -m bench.mail --followers 5000

vendor:                          ## rebuild the design system's third-party files (needs node and npm)
	@sh scripts/vendor.sh

clean:                           ## forget the environment and all data of this checkout
	rm -rf .venv var
