"""The tools of those who write content, run as they run them."""

import json
import re
import shutil
from pathlib import Path

import pytest

from authoring.__main__ import SENTENCES, main
from authoring.review import QUESTIONS
from leg_cramp.content.load import load
from tests.conftest import LOCALES, ROOT

CONTENT = ROOT / "content"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A copy of the content that may be changed."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def change(path: Path, old: str, new: str) -> None:
    """Replace text in a file, once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_preview_shows_every_part_with_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """Seconds, words and grade above each text, in the locale asked for."""
    assert main(["preview", "magnesium", "--locale", "en-GB"]) == 0
    printed = capsys.readouterr().out
    assert "remedy.magnesium  evidence strong, not reviewed by a clinician, compare by " in printed
    assert re.search(r"    helps 1   \d+ s, \d+ words, grade \d\.\d\n      Magnesium ", printed)


def test_preview_names_locales_that_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """Each locale once, so that differences stand out."""
    assert main(["preview", "topic.privacy"]) == 0
    printed = capsys.readouterr().out
    assert all(locale in printed for locale in LOCALES)
    assert "says the same as" in printed


def test_preview_of_a_generic_speaks_of_the_generic(capsys: pytest.CaptureFixture[str]) -> None:
    """As the person who takes it will hear it."""
    assert main(["preview", "furosemide", "--locale", "en-US"]) == 0
    assert "Furosemide, a " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["preview", "furosemid"], "no entry is called 'furosemid'; did you mean furosemide"),
        (["preview", "xyzzy"], "no entry is called 'xyzzy'; look under content/facts"),
        (["preview", "magnesium", "--locale", "fr-FR"], "no locale is called 'fr-FR'; choose one of en-AU, "),
    ],
)
def test_a_wrong_name_is_told_what_to_do(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, exit code 2."""
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """`preview magnesium | head -1` ends quietly."""

    def closed(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", closed)
    monkeypatch.setattr("sys.stdout", None)
    assert main(["preview", "magnesium"]) == 0


def test_the_committed_table_is_what_content_says(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`coverage` writes it, and it is complete."""
    (store / "COVERAGE.md").unlink()
    assert main(["--content", str(store), "coverage"]) == 0
    written = (store / "COVERAGE.md").read_text(encoding="utf-8")
    assert written == (CONTENT / "COVERAGE.md").read_text(encoding="utf-8")
    assert "113 seed facts, 113 with an answer, 113 with a test sentence." in written
    assert "wrote " in capsys.readouterr().out


def test_a_stale_table_fails_the_check(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever moves a tag regenerates it."""
    change(store / "COVERAGE.md", "113 seed facts", "112 seed facts")
    assert main(["--content", str(store), "check"]) == 1
    assert "COVERAGE.md::$: differs from what content says; run `make coverage`" in capsys.readouterr().out


def test_a_seed_fact_that_nothing_carries_fails_the_check(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No answer, no sentence, or a number that is no seed fact."""
    facts = json.loads((store / "seed_facts.json").read_text(encoding="utf-8"))
    facts["facts"]["S114"] = facts["facts"].pop("S001")
    (store / "seed_facts.json").write_text(json.dumps(facts), encoding="utf-8")
    assert main(["--content", str(store), "check"]) == 1
    printed = capsys.readouterr().out
    assert "$.facts.S114: is answered by no entry; tag the entry that says it" in printed
    assert "$.facts.S114: has no test sentence; add a row to seed_facts.jsonl" in printed
    assert re.search(r"S001 is named by .* but is no seed fact; mend the number", printed)


def test_the_review_page_holds_every_answer(tmp_path: Path) -> None:
    """Each entry with its words, its sources and a line to sign."""
    target = tmp_path / "deep/review.html"
    assert main(["review", "--html", str(target), "--locale", "en-GB"]) == 0
    page = target.read_text(encoding="utf-8")
    medical = [entry for entry in load(CONTENT, "en-GB").entries.values() if entry.medical]
    assert page.count("Name, profession:") == page.count("<article") == len(medical)
    assert all(f'id="{entry.ref}"' in page for entry in medical)
    assert "call 999 now" in page


def test_the_review_page_knows_every_question() -> None:
    """A new key of `answers` needs its question in words."""
    asked = {asks for entry in load(CONTENT, "en-US").entries.values() for asks in entry.answers}
    assert asked <= set(QUESTIONS)


def test_a_release_waits_for_what_is_past_its_date(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Named with its days; content that no clinician has read, and sources read as copies, hold it up as well."""
    change(store / "facts/remedies/magnesium.json", '"due": "2027-11-21"', '"due": "2026-11-20"')
    assert main(["--content", str(store), "--today", "2026-11-22", "release"]) == 1
    printed = capsys.readouterr().out
    assert (
        "facts/remedies/magnesium.json::$.review.due: was to be compared with its sources by 2026-11-20, 2 days ago; "
        "compare it, then set checked and due" in printed
    )
    assert "facts/remedies/magnesium.json::$.review.status: no clinician has read it; " in printed
    assert "sources.json::$.sources.nhs-cramp: was read as a copy; compare with the original" in printed
    assert "facts/remedies/bananas.json::$.review.due" not in printed


def test_the_seed_sentences_lie_where_the_tools_look() -> None:
    """The default of --sentences is the file the tests read."""
    assert SENTENCES.is_file()
