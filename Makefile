# make demo   check the practice packets and show the summary
# make test   everything CI runs: tests, ruff, mypy, architecture, coverage, a second Python
# make lint   ruff and mypy alone
# make lock   renew the hashed lock files from requirements*.in
# make wheel  build the wheel into dist: the same bytes for the same commit
# make bundle everything yushen needs besides Python in one archive, for machines without a network
# make clean  remove everything that make created
#
# Everything is installed into .venv, nothing into the system's Python. PYTHON=... selects the
# interpreter; the default is the first usable one of python3.11, 3.12, 3.13, python3.

VENV := .venv
BIN := $(VENV)/bin
DEMO := demo-out
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --max-worker-restart 0
# Programs start quicker with their modules compiled, and the tests start hundreds of them.
export PYTHONDONTWRITEBYTECODE =
# The minimum coverage, in percent, of the rooms that read values by their own tests.
# Raise the floor when the measured coverage rises; never lower it.
MEASURED := tests/core tests/extractors
FLOOR := 93

.DEFAULT_GOAL := help
.PHONY: help demo test lint lock wheel bundle clean tesseract postgresql chromium playwright fonts \
	second

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

demo: $(VENV)/.yushen
	$(BIN)/yushen batch samples/packets --out $(DEMO)

test: $(VENV)/.yushen $(VENV)/.dev tesseract postgresql chromium playwright fonts second
	$(PYTEST) --cov --cov-report=term:skip-covered --cov-fail-under=$(FLOOR) $(MEASURED)
	$(PYTEST) --durations=40 --durations-min=5 $(MEASURED:%=--ignore=%)

lint: $(VENV)/.yushen $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

lock:
	python3 -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip --disable-pip-version-check install -q uv
	$(VENV)-lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate requirements.in -o requirements.txt
	$(VENV)-lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate -c requirements.txt requirements-cluster.in \
		-o requirements-cluster.txt
	$(VENV)-lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate -c requirements-cluster.txt requirements-storage.in \
		-o requirements-storage.txt
	$(VENV)-lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate -c requirements-cluster.txt -c requirements-storage.txt requirements-dev.in \
		-o requirements-dev.txt

wheel: $(VENV)/.yushen
	$(BIN)/python tools/wheel.py --out dist

bundle: $(VENV)/.yushen
	$(BIN)/python tools/bundle.py --out dist

clean:
	rm -rf dist $(VENV) $(VENV)-lock $(DEMO) build *.egg-info .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

tesseract:
	@tesseract --list-langs 2>/dev/null | grep -qx chi_sim \
		|| sh tools/apt.sh "Tesseract OCR" tesseract-ocr tesseract-ocr-chi-sim

# If nothing can be installed (exit code 3), the tests that need these are skipped and say so.
# Debian does not put the server's programs on the path.
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 \
		|| sh tools/apt.sh "PostgreSQL" postgresql || test $$? -eq 3

chromium:
	@command -v chromium >/dev/null 2>&1 \
		|| sh tools/apt.sh "Chromium" chromium || test $$? -eq 3

# Playwright contains its own Node, which needs a library.
playwright: $(VENV)/.dev
	@$(BIN)/python -m playwright --version >/dev/null 2>&1 \
		|| sh tools/apt.sh "libatomic (Playwright)" libatomic1 || test $$? -eq 3

# If another Python is installed, some of the tests also run on it.
second: $(VENV)/.dev
	@sh tools/second.sh $(VENV)/second $(BIN)/python requirements-dev.txt

# Fonts for drawing pages of every type; without them those tests are skipped and say so.
fonts: $(VENV)/.dev
	@for package in $$($(BIN)/python -c "from generator import fonts; print(*fonts.missing(), *fonts.lacking())"); do \
		sh tools/apt.sh "$$package" "$$package" || true; \
	done

# Each stamp file is newer than its inputs, so a second run does nothing.
$(VENV)/.made:
	sh tools/venv.sh $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.txt | $(VENV)/.made
	$(PIP) install -q --no-deps --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.runtime
	$(PIP) install -q --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.yushen: pyproject.toml $(VENV)/.runtime
	$(PIP) install -q --no-deps --no-build-isolation --no-index -e .
	@touch $@
