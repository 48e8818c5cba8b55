"""`make model`: writes what is out of date and nothing else; `--check` only tells."""

import json
import shutil
from pathlib import Path

import pytest

from interaction_model.build import main, training_rows
from tests.conftest import LOCALES, ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of content and of the generated files."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(
        ROOT / "interaction_model", tmp_path / "models", ignore=shutil.ignore_patterns("*.py", "__pycache__")
    )
    return tmp_path


def build(copy: Path, *options: str) -> int:
    """Run the tool on the copy."""
    return main(["--content", str(copy / "content"), "--target", str(copy / "models"), *options])


def change(copy: Path) -> None:
    """Take away one sample of one locale, which changes its model and the weights."""
    path = copy / "content/locales/en/intents/NightCrampsIntent.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["samples"].pop()
    path.write_text(json.dumps(data), encoding="utf-8")


def test_a_stale_file_fails_the_check_and_is_left_alone(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each stale file is named with the command that mends it."""
    change(copy)
    before = (copy / "models/en-US.json").read_text(encoding="utf-8")
    assert build(copy, "--check") == 1
    assert "en-US.json: differs from what content says; run `make model`" in capsys.readouterr().out
    assert (copy / "models/en-US.json").read_text(encoding="utf-8") == before


def test_a_stale_file_is_written_and_then_fresh(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights are trained anew, a second run has nothing to do."""
    monkeypatch.setattr("interaction_model.build.train", lambda rows: {"classes": [], "trained_on": len(rows)})
    change(copy)
    assert build(copy) == 0
    assert {*(f"wrote {locale}.json" for locale in LOCALES), "wrote en.json"} == set(
        capsys.readouterr().out.splitlines()
    )
    assert build(copy) == 0
    assert capsys.readouterr().out == ""


def test_a_missing_file_is_stale(copy: Path) -> None:
    """Someone deleted it."""
    (copy / "models/en-GB.json").unlink()
    assert build(copy, "--check") == 1


def test_training_rows_are_the_samples_of_a_language_and_what_is_out_of_scope() -> None:
    """Names are replaced by their types, lay words by plain ones, and nothing stands there twice."""
    rows = training_rows(ROOT / "content", "en")
    assert ("MedicineIntent", ("does", "<medicine>", "cause", "leg", "cramps")) in rows
    assert {"out_of_scope.health", "out_of_scope.other"} <= {label for label, _ in rows}
    assert len(rows) == len(set(rows))
