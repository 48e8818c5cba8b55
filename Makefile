.DEFAULT_GOAL := help
.PHONY: help run test ask chat check check-content check-model check-safety safety model preview coverage review release \
  evaluate compare mishear crossvalidate conflicts bench package clean

PYTHON ?= python3
BIN    := .venv/bin
REV    ?= HEAD~1
PORT   ?= 8080

help:      ## list the targets
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

run: .venv/run.stamp  ## start the simulator in the browser (PORT=8080)
	$(BIN)/python -m simulator serve --port $(PORT)

ask: .venv/run.stamp  ## ask one question: make ask Q="why do my legs cramp at night"
	@$(BIN)/python -m simulator ask "$(Q)"

chat: .venv/run.stamp  ## talk to the skill in the terminal
	@$(BIN)/python -m simulator chat

test: .venv/dev.stamp  ## everything CI runs: check, then the tests
	tools/install_browser.sh
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: .venv/dev.stamp  ## style, types, content, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory -j2 check-content check-model check-safety

check-content:
	$(BIN)/python -m authoring check

check-model:
	$(BIN)/python -m interaction_model.build --check

check-safety:
	$(BIN)/python -m safety --check

safety: .venv/dev.stamp  ## write SAFETY.md: all safety sets through the real handler, and a crawl (minutes)
	$(BIN)/python -m safety

model: .venv/dev.stamp  ## regenerate interaction_model/ from content/
	$(BIN)/python -m interaction_model.build

preview: .venv/dev.stamp  ## what an entry says in each locale: make preview ID=magnesium
	@$(BIN)/python -m authoring preview $(ID)

coverage: .venv/dev.stamp  ## write content/COVERAGE.md: seed facts and where they are answered
	$(BIN)/python -m authoring coverage

review: .venv/dev.stamp  ## write build/review.html: every answer, for a clinician to sign
	$(BIN)/python -m authoring review

release: .venv/dev.stamp  ## what stands between this content and the public
	$(BIN)/python -m authoring release

evaluate: .venv/dev.stamp  ## how many real wordings are understood; build/evaluation.html shows it
	$(BIN)/python -m benchmarks.evaluate --report build/evaluation.html

compare: .venv/dev.stamp  ## what content and model of another revision made of the same rows: make compare REV=HEAD~1
	$(BIN)/python -m benchmarks.evaluate --compare $(REV)

mishear: .venv/dev.stamp  ## bend every name as speakers do, and see what becomes of it (minutes)
	$(BIN)/python -m benchmarks.mishear

crossvalidate: .venv/dev.stamp  ## how samples are read by a classifier that never saw their like (minutes)
	$(BIN)/python -m benchmarks.crossval

conflicts: .venv/dev.stamp  ## samples that another intent pulls at, names that sound alike (minutes)
	$(BIN)/python -m benchmarks.conflicts

bench: .venv/dev.stamp  ## time and memory of recognition and of a turn
	$(BIN)/python -m benchmarks.speed

package: .venv/dev.stamp  ## build the Lambda folder with SAM (needs the sam command and python3.13)
	SAM_CLI_TELEMETRY=0 sam build

clean:     ## remove everything that was made
	rm -rf .venv .aws-sam build var .pytest_cache .mypy_cache .ruff_cache .coverage

# The virtual environment also learns where the source root of the skill is.
.venv/bin/python:
	tools/make_venv.sh $(PYTHON)

.venv/run.stamp: requirements/run.txt .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

# SAM calls this target for the function (see template.yaml).
build-SkillFunction:
	python3.13 -m pip install --quiet --require-hashes --target "$(ARTIFACTS_DIR)" \
	  --platform manylinux2014_aarch64 --only-binary=:all: --python-version 3.13 -r requirements/lambda.txt
	cp -R lambda/. "$(ARTIFACTS_DIR)/"
	mkdir -p "$(ARTIFACTS_DIR)/content" "$(ARTIFACTS_DIR)/interaction_model/nlu"
	cp -R content/facts content/locales content/screens content/sources.json "$(ARTIFACTS_DIR)/content/"
	cp interaction_model/*.json "$(ARTIFACTS_DIR)/interaction_model/"
	cp interaction_model/nlu/*.json "$(ARTIFACTS_DIR)/interaction_model/nlu/"
	python3.13 -W ignore -m compileall -q --invalidation-mode unchecked-hash "$(ARTIFACTS_DIR)"
