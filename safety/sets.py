"""The safety sets: sentences of our own, each with the level it must get and the reason why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETS = ROOT / "tests" / "sentences" / "en" / "red_flags.jsonl"
TIERS = ("emergency", "urgent", "soon")
"""The worst first."""


@dataclass(frozen=True)
class Row:
    """One sentence. `severity` is the level it must get at least, None where nothing may be raised."""

    text: str
    severity: str | None
    why: str

    def verdict(self, severity: str | None) -> str:
        """What became of it: "right", "lower" (a milder level), "missed", "false alarm" or "quiet"."""
        if self.severity is None:
            return "quiet" if severity is None else "false alarm"
        if severity is None:
            return "missed"
        return "right" if TIERS.index(severity) <= TIERS.index(self.severity) else "lower"


def rows(path: Path = SETS) -> Sequence[Row]:
    """The rows of a set."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Row(row["text"], row["severity"], row["why"]) for row in map(json.loads, lines)]
