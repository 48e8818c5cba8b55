"""`content check`: silent on our content, and exact about each fault."""

import json
import shutil
from pathlib import Path

import pytest

from authoring.__main__ import main
from authoring.check import check
from leg_cramp.content.load import merge
from tests.conftest import ROOT

CONTENT = ROOT / "content"
KEPT = {"causes": {"diabetes", "peripheral-artery-disease", "restless-legs"}, "medicines": {"statins", "quinine"}}
BROKEN = sorted((ROOT / "tests/examples/invalid").glob("*.json"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A copy of the content that may be broken, with one region: five would only say the same five times."""
    others = shutil.ignore_patterns("en-AU", "en-CA", "en-GB", "en-IN")
    return Path(shutil.copytree(CONTENT, tmp_path / "content", ignore=others))


def test_our_content_has_no_problems() -> None:
    """What is committed passes every gate."""
    assert [str(problem) for problem in check(CONTENT)] == []


@pytest.fixture
def small_store(store: Path) -> Path:
    """The copy without most of its causes and medicines, which are most of it."""
    for folder, kept in KEPT.items():
        for path in [*store.glob(f"facts/{folder}/*.json"), *store.glob(f"locales/*/{folder}/*.json")]:
            if path.stem not in kept:
                path.unlink()
    return store


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_fault_is_named_with_its_remedy(path: Path, small_store: Path) -> None:
    """Each broken example gives its exact message: file, place, fault, remedy."""
    store, example = small_store, json.loads(path.read_text(encoding="utf-8"))
    target = store / example["file"]
    if "delete" in example:
        target.unlink()
    elif "text" in example:
        target.write_text(example["text"], encoding="utf-8")
    else:
        data = json.loads(target.read_text(encoding="utf-8"))
        target.write_text(json.dumps(merge(data, example["merge"])), encoding="utf-8")
    reported = [str(problem) for problem in check(store)]
    assert [line for line in reported if all(piece in line for piece in example["expect"])], reported


def test_all_problems_come_at_once(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two broken files are two lines, and the exit code is 1."""
    for name in ("diabetes", "thyroid"):
        (store / f"facts/causes/{name}.json").write_text("{", encoding="utf-8")
    assert main(["--content", str(store), "check"]) == 1
    printed = capsys.readouterr().out
    assert "facts/causes/diabetes.json::$" in printed
    assert "facts/causes/thyroid.json::$" in printed
    assert "content: 2 problems" in printed


@pytest.mark.parametrize(("fact", "message"), [(True, "has no wording in en"), (False, "has no facts")])
def test_half_an_entry_is_reported(store: Path, fact: bool, message: str) -> None:
    """Facts without wording, and wording without facts."""
    (store / ("locales/en" if fact else "facts") / "causes/diabetes.json").unlink()
    assert [p for p in check(store) if p.what == message and "causes/diabetes.json" in p.file]


def test_every_schema_field_has_a_description() -> None:
    """Editors show it, and `content check` gives it as the remedy."""
    bare = []

    def walk(node: object, where: str) -> None:
        if isinstance(node, dict):
            for name, field in node.get("properties", {}).items():
                described = isinstance(field, dict) and ("description" in field or "$ref" in field)
                bare.extend([] if described else [f"{where}.{name}"])
            for key, child in node.items():
                walk(child, f"{where}.{key}")
        elif isinstance(node, list):
            for child in node:
                walk(child, where)

    for path in sorted((CONTENT / "schema").glob("*.json")):
        walk(json.loads(path.read_text(encoding="utf-8")), path.name)
    assert bare == []


def test_all_is_well_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Success is one line and exit code 0."""
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "content: no problems\n"
