# make demo    sets everything up, shoots a small scene and cuts it        make test    everything that must hold
# make quick   the fast tests        make evaluate  how good the cut is    make bench   how fast it is
# make evaluate WITH="--seed 1 --no-rivals" is a shorter one, WITH=--long a longer one (half an hour);
# WITH=--endurance tries ten hours of rushes in one process (half an hour); WITH=--help says what else.
# make page    build the page of the screening room                      make page-tests  what must hold of it
# make format  tidy the source       make lock      choose versions anew   make clean   remove what make made

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
INSTALL := $(PY) -m pip install -qq --disable-pip-version-check --no-input
LOCKED = $(INSTALL) --no-deps --only-binary :all: --require-hashes -r $(1) || { \
	echo "-- some wheel is not made for this Python: building it (needs a C compiler)"; \
	$(INSTALL) --no-deps --prefer-binary --require-hashes -r $(1); }
EVERY_CORE := --numprocesses auto --dist worksteal
PAGE_TOOL := $(PY) hatch_build.py run
LOCK := uv pip compile pyproject.toml --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: demo test style types layers page page-tests tests quick evaluate bench format lock docs pictures clean
.DELETE_ON_ERROR:

demo: .venv/package page
	@$(PY) examples/demo.py

test: style types layers page-tests tests

style: .venv/dev
	@echo "-- style"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: .venv/dev
	@echo "-- types"
	@$(PY) -m mypy

layers: .venv/dev
	@echo "-- layers"
	@.venv/bin/lint-imports --no-logo

page: .venv/package
	@$(PY) hatch_build.py

page-tests: .venv/package frontend/node_modules/.tools
	@echo "-- page"
	@$(PAGE_TOOL) prettier/bin/prettier.cjs --check --log-level warn .
	@$(PAGE_TOOL) eslint/bin/eslint.js --max-warnings 0 .
	@$(PAGE_TOOL) svelte-check/bin/svelte-check --tsconfig ./tsconfig.json --fail-on-warnings --output human
	@$(PAGE_TOOL) vitest/vitest.mjs run --reporter=dot

tests: .venv/dev page frontend/node_modules/.tools
	@echo "-- tests"
	@$(PY) -m pytest $(EVERY_CORE)

quick: .venv/dev page
	@$(PY) -m pytest $(EVERY_CORE) -m "not slow and not material"

evaluate: .venv/dev
	@$(PY) -m evaluation $(WITH)

bench: .venv/dev
	@$(PY) -m evaluation --bench

format: .venv/dev frontend/node_modules/.tools
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .
	@$(PAGE_TOOL) prettier/bin/prettier.cjs --write --log-level warn .

docs: .venv/dev
	@$(PY) -m pytest tests/test_docs.py tests/footage/paper/test_page.py tests/cut/test_tastes_page.py tests/screening/test_tour.py --refresh -q -k "page_of_commands or table_of_headings or every_taste or keys_of_the_tour"

pictures: .venv/dev page
	@$(PY) -m pytest tests/screening/browser/test_pictures.py --refresh -q

lock:
	$(LOCK) --upgrade --group build -o requirements.txt
	$(LOCK) --upgrade --group dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf .venv frontend/node_modules src/rushes/screening/page demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests evaluation -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: made anew when the runtime lock changes, added to when the others do.
.venv/runtime: requirements.txt
	@test -n "$(PYTHON)" || { echo "Rushes needs Python 3.11 or newer: install it, or name it with make PYTHON=..."; exit 2; }
	@echo "-- setting up .venv (once)"
	@rm -rf .venv
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "No venv: on Debian or Ubuntu, apt install python3-venv"; exit 2; }
	@$(call LOCKED,requirements.txt)
	@touch $@

.venv/package: .venv/runtime pyproject.toml
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/package requirements-dev.txt
	@echo "-- adding the tools of the tests"
	@$(call LOCKED,requirements-dev.txt)
	@touch $@

# The tools of the page's tests, from the npm registry, as the lock names them.
frontend/node_modules/.tools: frontend/package-lock.json .venv/package
	@echo "-- adding the tools of the page"
	@$(PY) hatch_build.py tools
	@touch $@
