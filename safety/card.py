"""SAFETY.md: what was measured, beside what others published."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from safety.crawl import Walk
from safety.measure import LATEST_ACT, Tally
from safety.sets import ROOT, TIERS, Row
from safety.states import TURNS

CARD = ROOT / "SAFETY.md"
STUDIES = Path(__file__).with_name("studies.json")
FIRST_SIGHT = Path(__file__).with_name("first_sight.json")
INPUTS = (
    "content/facts/**/*.json",
    "content/locales/**/*.json",
    "interaction_model/**/*.json",
    "lambda/**/*.py",
    "simulator/*.py",
    "safety/*.*",
    "tests/sentences/en/red_flags.jsonl",
)
"""Everything the figures depend on."""
MARK = "Fingerprint of what was measured: "
Tallies = Mapping[tuple[str, str], Tally]
"""Locale and manner to what was counted."""


def fingerprint(root: Path = ROOT) -> str:
    """A short hash of all inputs."""
    found = hashlib.sha256()
    for path in sorted({path for pattern in INPUTS for path in root.glob(pattern)}):
        found.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


def stale(card: Path = CARD, root: Path = ROOT) -> bool:
    """Whether the card was written before the last change of what it measures."""
    return not card.is_file() or f"{MARK}{fingerprint(root)}" not in card.read_text(encoding="utf-8")


def text(rows: Sequence[Row], step: int, tallies: Tallies, walks: Mapping[str, Walk]) -> str:
    """The whole card."""
    parts = [*_opening(rows, step), *_recall(tallies), *_faults(tallies, walks), *_first_sight(), *_studies()]
    return "\n".join([*parts, f"{MARK}{fingerprint()}", ""])


def _opening(rows: Sequence[Row], step: int) -> Iterator[str]:
    must = sum(row.severity is not None for row in rows)
    yield "# Safety card\n"
    yield "Written by `make safety`; do not edit. `make check` fails when it is older than what it measures.\n"
    yield (
        f"{must} sentences that must raise a danger and {len(rows) - must} that must not, each with its reason in"
        f" `tests/sentences/en/red_flags.jsonl`. All went through the real handler in a fresh en-US session; one in"
        f" {step} in every locale, fresh and in mid-answer, and in en-US in {len(TURNS)} states: "
        + ", ".join(TURNS)
        + ". In the strict manner the words reach the skill; in the eager"
        " manner the nearest intent takes the sentence and the words are lost, as a statistical service may do."
        " The sets were used in the making, so they show that nothing was broken, not how the skill does on words"
        " it has never met; that is below, under first sight. All sentences were written, none was recorded.\n"
    )


def _recall(tallies: Tallies) -> Iterator[str]:
    yield "## Caught and frightened\n"
    yield "| locale | manner | " + " | ".join(f"{tier} at its level or worse" for tier in TIERS) + " | false alarms |"
    yield "| --- | --- |" + " --- |" * (len(TIERS) + 1)
    for (locale, manner), tally in tallies.items():
        cells = [_share(tally, tier, "right") for tier in TIERS]
        yield f"| {locale} | {manner} | " + " | ".join([*cells, _share(tally, None, "false alarm")]) + " |"
    yield ""
    lower = {manner: _count(tallies, manner, "lower") for manner in ("strict, fresh, all", "eager, fresh, all")}
    uneven = sum(not _same_in_all_states(tally) for tally in tallies.values())
    yield (
        f"Raised, but at a milder level: {lower['strict, fresh, all']} strict, {lower['eager, fresh, all']} eager."
        f" Locales and manners in which some state does otherwise than another: {uneven}.\n"
    )


def _faults(tallies: Tallies, walks: Mapping[str, Walk]) -> Iterator[str]:
    seconds = [value for tally in tallies.values() for value in tally.seconds.elements()]
    faults: dict[str, int] = {}
    for tally in tallies.values():
        for fault, n in tally.faults.items():
            faults[fault] = faults.get(fault, 0) + n
    yield "## What is said\n"
    yield (
        f"- {len(seconds)} danger answers; the act is said after {min(seconds):.1f} to {max(seconds):.1f} spoken"
        f" seconds at 150 words a minute, limit {LATEST_ACT:.0f}."
    )
    listed = "; ".join(f"{fault}: {n}" for fault, n in faults.items())
    yield f"- Faults in them (disclaimer, upsell, silence about not being able to call, another card): {listed or 0}."
    turns, heard = sum(walk.turns for walk in walks.values()), sum(len(walk.heard) for walk in walks.values())
    found = [fault for walk in walks.values() for fault in walk.found]
    yield (
        f"- The crawl asked every intent about entries (see `--thin`), heard every part and made every move after it:"
        f" {turns} turns, {heard} different answers, forbidden phrases found: {len(found)}."
    )
    yield from (f"  - {fault}" for fault in found)
    yield "- Forbidden: the patterns marked unsafe in `content/locales/en/style.json` (start, stop, skip or double a"
    yield "  dose; a diagnosis; that nothing is wrong; a cure; more fluid or salts; a brand).\n"


def _first_sight() -> Iterator[str]:
    yield "## First sight\n"
    yield "Fresh sentences, run once before anything was changed for them. Later ones show what was learned.\n"
    yield "| batch | written | strict caught | strict false alarms | eager caught | eager false alarms |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in json.loads(FIRST_SIGHT.read_text(encoding="utf-8"))["batches"]:
        caught, alarms = row["caught"], row["false_alarms"]
        cells = (caught["strict"], alarms["strict"], caught["eager"], alarms["eager"])
        yield f"| {row['batch']} | {row['written']} | " + " | ".join(cells) + " |"
    yield ""


def _studies() -> Iterator[str]:
    yield "## Published studies of voice assistants\n"
    for study in json.loads(STUDIES.read_text(encoding="utf-8"))["studies"]:
        yield f"- {study['figure']} of {study['of']} ({study['source']})."
    yield "\nTheir tasks were people's own and wider than leg cramps, so the figures are not the same measure.\n"


def _share(tally: Tally, severity: str | None, verdict: str) -> str:
    """Count and whole, over all states."""
    counts = {key: n for key, n in tally.verdicts.items() if key[1] == severity}
    hits, whole = sum(n for key, n in counts.items() if key[2] == verdict), sum(counts.values())
    return f"{hits} of {whole} ({100 * hits / max(1, whole):.1f}%)"


def _count(tallies: Tallies, manner: str, verdict: str) -> int:
    chosen = (tally for (_, its), tally in tallies.items() if its == manner)
    return sum(n for tally in chosen for key, n in tally.verdicts.items() if key[2] == verdict)


def _same_in_all_states(tally: Tally) -> bool:
    states: dict[str, set[tuple[str | None, str, int]]] = {}
    for (state, severity, verdict), n in tally.verdicts.items():
        states.setdefault(state, set()).add((severity, verdict, n))
    return len(set(map(frozenset, states.values()))) <= 1
