"""Measure and write SAFETY.md: python -m safety. With --check: fail when it is stale, measuring nothing."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from leg_cramp.bootstrap import locale_loader, make_handler
from leg_cramp.content.load import locales
from leg_cramp.settings import from_environment
from safety.card import CARD, Tallies, stale, text
from safety.crawl import Walk, crawl, forbidden
from safety.measure import Tally, measure
from safety.sets import ROOT, Row, rows
from safety.states import FRESH, TURNS
from simulator.match import Manner
from simulator.skill import read_config

MANNERS: tuple[Manner, ...] = ("strict", "eager")
ALL_STATES_IN = "en-US"
FEW_STATES = (FRESH, "mid-answer")
"""Locales differ in their words, not in what they do in a state: one goes through all of them."""


def main(arguments: list[str] | None = None) -> int:
    """Write the card, or check it; 1 when it is stale."""
    parser = argparse.ArgumentParser(prog="python -m safety", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the card is up to date")
    parser.add_argument("--thin", type=int, default=8, help="one row in so many where not all are said; 1 says all")
    options = parser.parse_args(arguments)
    if not options.check:
        CARD.write_text(safety_card(rows(), options.thin), encoding="utf-8")
        print(f"wrote {CARD}")
    elif stale():
        print("SAFETY.md: older than what it measures; run `make safety` and commit it")
        return 1
    return 0


def safety_card(sets: Sequence[Row], step: int = 1) -> str:
    """Measure every locale. `step`: one row in so many outside a fresh en-US session, one entry in so many to crawl."""
    names = sorted(locales(from_environment().content))
    with ProcessPoolExecutor() as pool:
        results = list(pool.map(one_locale, names, [sets] * len(names), [step] * len(names)))
    tallies: Tallies = {
        (name, manner): tally
        for name, (tallied, _) in zip(names, results, strict=True)
        for manner, tally in tallied.items()
    }
    return text(sets, step, tallies, {name: walk for name, (_, walk) in zip(names, results, strict=True)})


def one_locale(locale: str, sets: Sequence[Row], step: int) -> tuple[dict[str, Tally], Walk]:
    """What one locale does in both manners, and what a crawl of it hears."""
    with tempfile.TemporaryDirectory() as folder:
        settings = from_environment({"LEG_CRAMP_DATABASE": str(Path(folder) / "preferences.sqlite3")})
        handler, content = make_handler(settings), locale_loader(settings)(locale).content
        recogniser = read_config(ROOT).load_recogniser(locale)
        states = [*TURNS] if locale == ALL_STATES_IN else FEW_STATES
        tallies: dict[str, Tally] = {
            manner: measure(sets[::step], handler, content, recogniser, manner, states) for manner in MANNERS
        }
        if locale == ALL_STATES_IN:
            tallies |= {
                f"{manner}, fresh, all": measure(sets, handler, content, recogniser, manner, [FRESH])
                for manner in MANNERS
            }
        patterns = forbidden(settings.content, locale.split("-")[0])
        return tallies, crawl(content, handler, patterns, step)


if __name__ == "__main__":
    sys.exit(main())
