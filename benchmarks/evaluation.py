"""Rows of real wordings, run through the simulator's matching and the skill's understanding."""

import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from leg_cramp.bootstrap import locale_loader
from leg_cramp.content.model import SLOT_KINDS, Entry
from leg_cramp.settings import Settings
from leg_cramp.understand.question import Memory, Question, SpokenSlot, Turn
from simulator.match import Manner, Spoken, match

Row = dict[str, Any]
HERE = Path(__file__).resolve().parent
OWN = HERE.parent / "tests" / "sentences" / "en"
LABELS: dict[str, str] = json.loads((HERE / "labels.json").read_text(encoding="utf-8"))
DRINKS = {"drink", "food"}
RIGHT, WRONG, REFUSED = VERDICTS = ("right", "wrong", "refused")
OUTSIDE = "out_of_scope"
"""Labels that begin so are to be refused."""
SLOTS = ("medicine", "medicine_class", "condition", "remedy", "food", "nutrient")
"""Slots of a row whose values are names of entries."""


@dataclass(frozen=True)
class Outcome:
    """What became of one row.

    Args:
        row: text, expected label, other labels that count, slots.
        label: the label of what was answered, or "refused".
        question: what the words were taken for.
        seconds: time for reading the words: the skill's in the strict manner, the stand-in's in the eager one.
    """

    row: Row
    label: str
    question: Question
    seconds: float

    @property
    def verdict(self) -> str:
        """right, wrong or refused; to refuse what is out of scope is right."""
        expected = {self.row["label"], *self.row.get("accept", ())}
        if self.label == REFUSED:
            return RIGHT if any(label.startswith(OUTSIDE) for label in expected) else REFUSED
        return RIGHT if self.label in expected else WRONG


class Evaluation:
    """Understands rows in one locale, without the SDK around it."""

    def __init__(self, settings: Settings, locale: str) -> None:
        self.understanding = locale_loader(settings)(locale)
        self.content, self.recogniser = self.understanding.content, self.understanding.recogniser

    def outcomes(self, rows: Iterable[Row], manner: Manner) -> list[Outcome]:
        """What becomes of each row."""
        return [self.outcome(row, manner) for row in rows]

    def outcome(self, row: Row, manner: Manner) -> Outcome:
        """Understand one row as a one-shot."""
        start = time.perf_counter()
        spoken = match(row["text"], self.recogniser, manner)
        matched = time.perf_counter()
        question = self.understanding.question(_turn(spoken), Memory())
        seconds = time.perf_counter() - matched if manner == "strict" else matched - start
        return Outcome(row, self._label(question), question, seconds)

    def own_verdict(self, row: Row) -> str:
        """right, wrong or refused, in the strict manner, for a row of our own, which names intent and entry."""
        outcome = self.outcome(row, "strict")
        question = outcome.question
        if "intent" not in row:
            return RIGHT if outcome.label == REFUSED else WRONG
        if question.danger:
            return RIGHT if str(question.danger) == row["subject"] else WRONG
        if outcome.label == REFUSED:
            return REFUSED
        meant = question.intent in row["intent"] and row["subject"] in (None, str(question.subject))
        return RIGHT if meant else WRONG

    def slot_right(self, outcome: Outcome) -> bool | None:
        """Whether the entry answered about is one the row names; None where the row names none that content has."""
        named = [entry for slot in SLOTS for entry in self._entries(outcome.row.get("slots", {}).get(slot, ""))]
        question = outcome.question
        if not named or question.refused or question.danger:
            return None
        heard = {choice.subject for choice in question.choices} | ({question.subject} if question.subject else set())
        return any(entry.ref in heard for entry in named)

    def _entries(self, name: str) -> Iterator[Entry]:
        for found in self.recogniser.spot(name):
            entry = self.content.find(SLOT_KINDS[found.slot_type], found.id)
            if entry:
                yield entry

    def _label(self, question: Question) -> str:
        if question.danger:
            return "red_flag_statement"
        if question.refused or question.asks == "fallback":
            return REFUSED
        entry = self.content.entries.get(question.subject) if question.subject else None
        if str(question.subject) in LABELS:
            return LABELS[str(question.subject)]
        if question.asks == "what" and entry and entry.ref.kind == "medicine":
            return LABELS["MedicineIntent"]
        if question.intent in ("DrinkIntent", "WhatIsIntent") and entry and "lacking" in entry.answers:
            return LABELS["DrinkIntent" if question.intent == "DrinkIntent" else "DeficiencyIntent"]
        if question.asks in ("helps", "what") and entry and entry.group:
            return "drink_or_food" if entry.group in DRINKS else "remedy_medicine"
        if question.intent == "NameIntent" and entry:
            helps = question.asks == "helps" and entry.ref.kind == "medicine"
            return LABELS["NameIntent.remedy" if helps else f"NameIntent.{entry.ref.kind}"]
        return LABELS.get(question.intent, "navigation" if question.move else "?")


@dataclass(frozen=True)
class Scores:
    """The figures of one manner over labelled rows and rows out of scope."""

    outcomes: list[Outcome]
    outside: list[Outcome]
    slots: list[bool]

    def count(self, label: str | None = None, *, inside: bool = False) -> Counter[str]:
        """Verdicts of the rows of one label, of all rows, or of those in scope."""
        rows = [o for o in self.outcomes if label in (None, o.row["label"])]
        return Counter(o.verdict for o in rows if not (inside and o.row["label"].startswith(OUTSIDE)))

    @cached_property
    def labels(self) -> list[str]:
        """The expected labels."""
        return sorted({outcome.row["label"] for outcome in self.outcomes})

    @cached_property
    def confusion(self) -> Counter[tuple[str, str]]:
        """(expected, answered) of every row; an accepted label counts as the expected one."""
        return Counter((o.row["label"], o.row["label"] if o.verdict == RIGHT else o.label) for o in self.outcomes)

    @property
    def answered_outside(self) -> list[Outcome]:
        """Rows out of scope that got an answer."""
        return [outcome for outcome in self.outside if outcome.label != REFUSED]

    @property
    def milliseconds(self) -> float:
        """Median time of one row."""
        return statistics.median(outcome.seconds for outcome in (*self.outcomes, *self.outside)) * 1000


def scores(evaluation: Evaluation, manner: Manner, questions: list[Row], outside: list[Row]) -> Scores:
    """Run all rows in one manner."""
    outcomes = evaluation.outcomes(questions, manner)
    slots = [right for right in map(evaluation.slot_right, outcomes) if right is not None]
    return Scores(outcomes, evaluation.outcomes(outside, manner), slots)


def rows_of(path: Path) -> list[Row]:
    """The rows of a file of JSON lines; none where there is no such file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def own_rows() -> list[Row]:
    """Our own sentences: those the tests hold, and those not understood yet."""
    return [row for name in ("questions", "outside", "not_yet") for row in rows_of(OWN / f"{name}.jsonl")]


def megabytes(locale: str) -> float:
    """What one locale adds to the memory of a plain interpreter, measured in a process of its own (Linux)."""
    code = (
        "import json, re, pathlib\n"
        "def held(): return int(re.search(r'VmRSS:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])\n"
        "before = held()\n"
        "from nlu import Recogniser\n"
        "from nlu.interaction_model import InteractionModel\n"
        "from leg_cramp.settings import from_environment\n"
        "models = from_environment().models\n"
        f"model = json.loads((models / '{locale}.json').read_text('utf-8'))\n"
        f"weights = json.loads((models / 'nlu' / '{locale.split('-')[0]}.json').read_text('utf-8'))\n"
        "recogniser = Recogniser(InteractionModel.from_json(model), weights)\n"
        "recogniser.read('does furosamide give you cramp in the nihgt')\n"
        "print((held() - before) / 1024)\n"
    )
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)  # noqa: S603


def _turn(spoken: Spoken) -> Turn:
    slots = [
        SpokenSlot(name, filled["value"], tuple(_ids(filled)))
        for name, filled in spoken.slots.items()
        if "value" in filled
    ]
    return Turn(spoken.intent, tuple(slots))


def _ids(filled: Row) -> Iterator[str]:
    for authority in filled.get("resolutions", {}).get("resolutionsPerAuthority", []):
        yield from (value["value"]["id"] for value in authority.get("values", []))
