"""What a change in content and model did: samples and names that came or went, and rows that are now read otherwise.

    python -m benchmarks.evaluate --compare HEAD~1

The code is that of the work tree; content and model of the other revision are taken from git.
"""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from benchmarks.evaluation import HERE, RIGHT, Evaluation, Row
from leg_cramp.settings import from_environment
from nlu.interaction_model import InteractionModel

FOLDERS = ("content", "interaction_model")


class RevisionError(Exception):
    """A revision that cannot be compared with; the message says why."""


def changes(revision: str, now: Evaluation, locale: str, rows: list[Row]) -> Iterator[str]:
    """What came and went in the model, then each row whose reading changed, as lines. Raises RevisionError."""
    with tempfile.TemporaryDirectory() as folder:
        before = _evaluation_of(revision, Path(folder), locale)
        yield from model_changes(before.recogniser.model, now.recogniser.model)
        better = worse = 0
        for row in rows:
            was, became = _read(before, row), _read(now, row)
            if was == became:
                continue
            better += became[0] == RIGHT != was[0]
            worse += was[0] == RIGHT != became[0]
            yield f"{was[0]:8}{was[1]:44} -> {became[0]:8}{became[1]:44}{row['text']}"
        yield f"{better} of {len(rows)} rows became right, {worse} no longer are"


def model_changes(before: InteractionModel, now: InteractionModel) -> Iterator[str]:
    """Intents and slot types whose samples or names changed, with how many came and went."""
    for name in sorted({*before.intents, *now.intents}):
        was, became = (set(model.intents[name].samples) if name in model.intents else set() for model in (before, now))
        yield from _came_and_went(name, "samples", len(became - was), len(was - became))
    for name in sorted({*before.types, *now.types}):
        had, has = (
            {(value.id, said) for value in model.types.get(name, ()) for said in (value.name, *value.synonyms)}
            for model in (before, now)
        )
        yield from _came_and_went(name, "names", len(has - had), len(had - has))


def _came_and_went(name: str, what: str, came: int, went: int) -> Iterator[str]:
    if came or went:
        yield f"{name:28}{came:+5} {-went:+5} {what}"


def _read(evaluation: Evaluation, row: Row) -> tuple[str, str]:
    """The verdict, and what was understood."""
    outcome = evaluation.outcome(row, "strict")
    verdict = outcome.verdict if "label" in row else evaluation.own_verdict(row)
    question = outcome.question
    return verdict, f"{question.intent or question.asks} {question.danger or question.subject or ''}".strip()


def _evaluation_of(revision: str, folder: Path, locale: str) -> Evaluation:
    try:
        packed = subprocess.run(  # noqa: S603
            ["git", "archive", revision, *FOLDERS],  # noqa: S607
            cwd=HERE.parent,
            capture_output=True,
            check=True,
        ).stdout
    except subprocess.CalledProcessError as error:
        raise RevisionError(f"git knows no revision {revision!r} with {' and '.join(FOLDERS)}") from error
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    settings = replace(from_environment(), content=folder / "content", models=folder / "interaction_model")
    try:
        return Evaluation(settings, locale)
    except (KeyError, TypeError, ValueError) as error:
        raise RevisionError(f"this code cannot read the content of {revision}: {error!r}") from error
