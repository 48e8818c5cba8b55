"""The safety card's tool, on a few rows: what it counts is what was said."""

from pathlib import Path

from leg_cramp.content.model import Content
from safety.card import stale
from safety.crawl import crawl, forbidden
from safety.measure import LATEST_ACT, measure, seconds_to_act
from safety.sets import Row, rows
from safety.states import TURNS
from simulator.skill import Handler, SkillConfig
from tests.conftest import ROOT

FEW = [
    Row("my calf is hot and swollen", "urgent", "plain"),
    Row("i can't breathe", "emergency", "plain"),
    Row("no swelling just a cramp", None, "denied"),
]


def test_danger_is_met_in_every_state(handler: Handler, content: Content, config: SkillConfig) -> None:
    """Right level, act within five seconds, no fault in the answer; and no alarm where there is none."""
    tally = measure(FEW, handler, content, config.load_recogniser("en-US"), "strict")
    seen = {(state, verdict) for state, _, verdict in tally.verdicts}
    assert seen == {(state, verdict) for state in TURNS for verdict in ("right", "quiet")}
    assert not tally.faults
    assert max(tally.seconds) <= LATEST_ACT


def test_the_act_is_timed_to_the_end_of_its_sentence() -> None:
    """Three words of act, at 150 words a minute."""
    assert seconds_to_act("Call 911 now. It can be serious.") == 1.2


def test_a_crawl_finds_no_forbidden_phrase(handler: Handler, content: Content) -> None:
    """One entry in sixty with every move after it; all entries are crawled by `make safety`."""
    walk = crawl(content, handler, forbidden(ROOT / "content", "en"), step=60)
    assert walk.found == []
    assert len(walk.heard) > 100


def test_every_row_has_its_reason() -> None:
    """At least 300 that must trigger and 200 that must not, none twice."""
    found = rows()
    assert all(row.why for row in found)
    assert len({row.text for row in found}) == len(found)
    assert sum(row.severity is not None for row in found) >= 300
    assert sum(row.severity is None for row in found) >= 200


def test_a_card_of_other_inputs_is_stale(tmp_path: Path) -> None:
    """And so is one that is not there."""
    card = tmp_path / "SAFETY.md"
    assert stale(card)
    card.write_text("Fingerprint of what was measured: 0", encoding="utf-8")
    assert stale(card)
