"""How many real wordings are understood: right, wrong and refused per label, in both manners.

    make evaluate                          our own sentences, and ../shared/eval if it is there
    python -m benchmarks.evaluate DIR      reads questions.jsonl and oos.jsonl of another folder
    ... --worst                            lists the rows that were not right
    ... --report build/evaluation.html     a page with the confusion matrix as a picture
    ... --compare REV                      what the content and model of another revision made of the same rows

Our own sentences (tests/sentences) are labelled by intent; they were tuned on, so they show what a change did and
not how well strangers are understood.

A row is right when the label of the intent that answered is the expected one or an accepted one; a danger
sign counts as red_flag_statement whatever the intent. A refusal is right for out-of-scope rows, and for the
rest it counts as refused.
"""

import argparse
import logging
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

from benchmarks.compare import RevisionError, changes
from benchmarks.evaluation import (
    HERE,
    REFUSED,
    RIGHT,
    VERDICTS,
    Evaluation,
    Scores,
    megabytes,
    own_rows,
    rows_of,
    scores,
)
from benchmarks.report import page
from leg_cramp.settings import from_environment
from simulator.match import Manner


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    options = _options(arguments)
    logging.disable(logging.CRITICAL)
    evaluation = Evaluation(from_environment(), options.locale)
    questions, outside = (rows_of(options.folder / f"{name}.jsonl") for name in ("questions", "oos"))
    if options.compare:
        return _print_changes(options.compare, evaluation, options.locale, [*questions, *own_rows()])
    _print_own(evaluation)
    if not questions:
        print(f"No questions.jsonl in {options.folder}: nothing else to evaluate.", file=sys.stderr)
        return 0
    by_manner: dict[Manner, Scores] = {}
    for manner in get_args(Manner):
        by_manner[manner] = scores(evaluation, manner, questions, outside)
        _print_table(manner, by_manner[manner])
        if options.worst:
            _print_worst(by_manner[manner])
    memory = megabytes(options.locale)
    print(f"\nmemory over the interpreter: {memory:.0f} MB")
    if options.report:
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(page(by_manner, memory), encoding="utf-8")
        print(f"wrote {options.report}")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent.parent / "shared" / "eval")
    parser.add_argument("--locale", default="en-US")
    parser.add_argument("--worst", action="store_true", help="list the rows that were not right")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write a page with the confusion matrix")
    parser.add_argument("--compare", metavar="REV", help="compare with the content and model of a git revision")
    return parser.parse_args(arguments)


def _print_own(evaluation: Evaluation) -> None:
    """Our own sentences, strict manner: those that the tests hold, and those not understood yet."""
    rows = own_rows()
    count = Counter(map(evaluation.own_verdict, rows))
    print(f"our own {len(rows)} sentences: " + ", ".join(f"{count[v]} {v}" for v in VERDICTS))


def _print_table(manner: str, found: Scores) -> None:
    print(f"\n{manner} manner\n{'label':28}{'rows':>6}{'right':>7}{'wrong':>7}{'refused':>9}")
    for label in found.labels:
        _print_row(label, found.count(label))
    _print_row("all", found.count())
    _print_row("all in scope", found.count(inside=True))
    whole = found.count()
    print("   " + ", ".join(f"{whole[verdict] / whole.total():.1%} {verdict}" for verdict in VERDICTS))
    if found.slots:
        print(f"   slots right: {sum(found.slots)} of {len(found.slots)} ({sum(found.slots) / len(found.slots):.1%})")
    if found.outside:
        answered = found.answered_outside
        share = len(answered) / len(found.outside)
        print(f"   out of scope answered: {len(answered)} of {len(found.outside)} ({share:.1%})")
    print(f"   {found.milliseconds:.1f} ms a sentence (median)")


def _print_row(label: str, count: Counter[str]) -> None:
    print(f"{label:28}{count.total():6}{count[RIGHT]:7}{count['wrong']:7}{count[REFUSED]:9}")


def _print_worst(found: Scores) -> None:
    for outcome in found.outcomes:
        if outcome.verdict != RIGHT:
            print(f"   {outcome.verdict:8}{outcome.row['label']:24}-> {outcome.label:24}{outcome.row['text']}")
    for outcome in found.answered_outside:
        print(f"   answered{'out of scope':24}-> {outcome.label:24}{outcome.row['text']}")


def _print_changes(revision: str, evaluation: Evaluation, locale: str, rows: list[dict[str, object]]) -> int:
    try:
        for line in changes(revision, evaluation, locale, rows):
            print(line)
    except RevisionError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
