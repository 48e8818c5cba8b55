"""How many real wordings are understood: right, wrong and refused per label, in both manners.

    make evaluate                      our own sentences, and ../shared/eval if it is there
    python -m benchmarks.evaluate DIR  reads questions.jsonl and oos.jsonl of another folder

Our own sentences (tests/sentences) are labelled by intent; they were tuned on, so they show what a change did and
not how well strangers are understood.

A row is right when the label of the intent that answered is the expected one or an accepted one; a danger
sign counts as red_flag_statement whatever the intent. A refusal is right for out-of-scope rows, and for the
rest it counts as refused.
"""

import argparse
import json
import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from leg_cramp.bootstrap import locale_loader
from leg_cramp.settings import from_environment
from leg_cramp.understand.question import Memory, Question, SpokenSlot, Turn
from simulator.match import Manner, Spoken, match

Row = dict[str, Any]
HERE = Path(__file__).resolve().parent
LABELS: dict[str, str] = json.loads((HERE / "labels.json").read_text(encoding="utf-8"))
DRINKS = {"drink", "food"}
REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one row."""

    row: Row
    label: str
    question: Question

    @property
    def verdict(self) -> str:
        """right, wrong or refused."""
        expected = {self.row["label"], *self.row.get("accept", ())}
        if self.label == REFUSED:
            return "right" if any(label.startswith("out_of_scope") for label in expected) else REFUSED
        return "right" if self.label in expected else "wrong"


class Evaluation:
    """Runs rows through the simulator's matching and the skill's understanding, without the SDK around it."""

    def __init__(self, locale: str) -> None:
        self.understanding = locale_loader(from_environment())(locale)
        self.content, self.recogniser = self.understanding.content, self.understanding.recogniser

    def outcome(self, row: Row, manner: Manner) -> Outcome:
        """Understand one row as a one-shot."""
        turn = _turn(match(row["text"], self.recogniser, manner))
        question = self.understanding.question(turn, Memory())
        return Outcome(row, self._label(question), question)

    def own_verdict(self, row: Row) -> str:
        """right, wrong or refused for a row of our own, which names intent and entry."""
        outcome = self.outcome(row, "strict")
        question = outcome.question
        if "intent" not in row:
            return "right" if outcome.label == REFUSED else "wrong"
        if question.danger:
            return "right" if str(question.danger) == row["subject"] else "wrong"
        if outcome.label == REFUSED:
            return REFUSED
        meant = question.intent in row["intent"] and row["subject"] in (None, str(question.subject))
        return "right" if meant else "wrong"

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
            return LABELS[f"NameIntent.{entry.ref.kind}"]
        return "navigation" if question.move and question.asks != "thanks" else LABELS.get(question.intent, "?")


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent.parent / "shared" / "eval")
    parser.add_argument("--locale", default="en-US")
    parser.add_argument("--wrong", action="store_true", help="list the rows that were not right")
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    evaluation = Evaluation(options.locale)
    _print_own(evaluation)
    questions = _rows(options.folder / "questions.jsonl")
    if not questions:
        print(f"No questions.jsonl in {options.folder}: nothing else to evaluate.", file=sys.stderr)
        return 0
    for manner in get_args(Manner):
        outcomes = [evaluation.outcome(row, manner) for row in questions]
        _print_table(manner, outcomes)
        _print_outside(evaluation, manner, _rows(options.folder / "oos.jsonl"))
        if options.wrong:
            _print_wrong(outcomes)
    return 0


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


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def _print_own(evaluation: Evaluation) -> None:
    """Our own sentences, strict manner: those that the tests hold, and those not understood yet."""
    folder = HERE.parent / "tests" / "sentences" / "en"
    rows = [row for name in ("questions", "outside", "not_yet") for row in _rows(folder / f"{name}.jsonl")]
    count = Counter(evaluation.own_verdict(row) for row in rows)
    print(f"our own {len(rows)} sentences: " + ", ".join(f"{count[v]} {v}" for v in ("right", "wrong", REFUSED)))


def _print_table(manner: str, outcomes: Iterable[Outcome]) -> None:
    outcomes = list(outcomes)
    print(f"\n{manner} manner\n{'label':28}{'rows':>6}{'right':>7}{'wrong':>7}{'refused':>9}")
    for label in sorted({outcome.row["label"] for outcome in outcomes}):
        _print_row(label, [outcome for outcome in outcomes if outcome.row["label"] == label])
    _print_row("all", outcomes)
    inside = [outcome for outcome in outcomes if not outcome.row["label"].startswith("out_of_scope")]
    _print_row("all in scope", inside)
    share = {verdict: n / len(outcomes) for verdict, n in Counter(o.verdict for o in outcomes).items()}
    print("   " + ", ".join(f"{share.get(v, 0):.1%} {v}" for v in ("right", "wrong", REFUSED)))


def _print_row(label: str, outcomes: list[Outcome]) -> None:
    count = Counter(outcome.verdict for outcome in outcomes)
    print(f"{label:28}{len(outcomes):6}{count['right']:7}{count['wrong']:7}{count[REFUSED]:9}")


def _print_outside(evaluation: Evaluation, manner: Manner, rows: list[Row]) -> None:
    if rows:
        answered = [row["text"] for row in rows if evaluation.outcome(row, manner).label != REFUSED]
        print(f"   out of scope answered: {len(answered)} of {len(rows)} ({len(answered) / len(rows):.1%})")
        for text in answered:
            print(f"      {text}")


def _print_wrong(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.verdict != "right":
            print(f"   {outcome.verdict:8}{outcome.row['label']:24}-> {outcome.label:24}{outcome.row['text']}")


if __name__ == "__main__":
    sys.exit(main())
