"""Walk the conversation space and read what is said: every intent, entry, part and follow-up."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leg_cramp.content.model import SLOT_KINDS, Content, Entry, IntentSpec
from simulator.envelope import Session, intent, slot
from simulator.skill import Handler
from simulator.speech import plain

Json = dict[str, Any]
MOST_PARTS = 12
"""No answer has more parts; a longer walk would be a loop."""


@dataclass(frozen=True)
class Forbidden:
    """A pattern that must not be said, from locales/<language>/style.json."""

    pattern: re.Pattern[str]
    fault: str
    evidence: tuple[str, ...]


@dataclass
class Walk:
    """What was heard: answer id to words, and every forbidden phrase found."""

    heard: dict[str, str] = field(default_factory=dict)
    turns: int = 0
    found: list[str] = field(default_factory=list)


def forbidden(content_root: Path, language: str) -> Sequence[Forbidden]:
    """The patterns that are marked unsafe."""
    style = json.loads((content_root / "locales" / language / "style.json").read_text(encoding="utf-8"))
    return [
        Forbidden(re.compile(rule["pattern"]), rule["fault"], tuple(rule.get("evidence", ())))
        for rule in style["never"]
        if rule.get("unsafe")
    ]


def crawl(content: Content, handler: Handler, patterns: Sequence[Forbidden], step: int = 1) -> Walk:
    """Ask every intent about every entry (or one in `step`), hear all parts, and make every move after the first."""
    walk = Walk()
    moves = [spec for spec in content.intents.values() if not spec.slots]
    for spec in content.intents.values():
        for slots in list(_fillings(spec, content))[::step]:
            session = Session("crawl", content.locale)
            if not _say(walk, session, spec, slots, content, handler, patterns):
                continue
            reached = dict(session.attributes)
            for move in moves:
                there = Session("crawl", content.locale, new=False, attributes=dict(reached))
                _say(walk, there, move, {}, content, handler, patterns)
            _hear_all_parts(walk, session, content, handler, patterns)
    return walk


def _hear_all_parts(
    walk: Walk, session: Session, content: Content, handler: Handler, patterns: Sequence[Forbidden]
) -> None:
    more = next(spec for spec in content.intents.values() if spec.asks == "more")
    for _ in range(MOST_PARTS):
        if not _say(walk, session, more, {}, content, handler, patterns):
            return


def _fillings(spec: IntentSpec, content: Content) -> Iterator[Mapping[str, Json]]:
    """The slots of an intent: none filled, then each with each of its entries and generics."""
    yield {name: slot(name, None, slot_type) for name, slot_type in spec.slots.items()}
    for name, slot_type in spec.slots.items():
        for entry in content.of_kind(SLOT_KINDS.get(slot_type, "")):
            for entry_id in (entry.ref.id, *(member.id for member in entry.members)):
                yield {name: slot(name, entry.name, slot_type, [(entry_id, entry.name)])}


def _say(
    walk: Walk,
    session: Session,
    spec: IntentSpec,
    slots: Mapping[str, Json],
    content: Content,
    handler: Handler,
    patterns: Sequence[Forbidden],
) -> bool:
    """One turn. Whether it gave an answer that was not heard before."""
    reply = handler(intent(session, spec.id, slots), None)
    walk.turns += 1
    session.new, session.attributes = False, reply.get("sessionAttributes") or {}
    answer, words = str(session.attributes.get("answer")), plain(_ssml(reply))
    key = f"{answer} {session.attributes.get('member') or ''}"
    new = key not in walk.heard
    walk.heard.setdefault(key, words)
    for fault in _faults(words, _entry_of(answer, content), patterns):
        walk.found.append(f"{key}: {fault}")
    return new


def _ssml(reply: Json) -> str:
    return str((reply["response"].get("outputSpeech") or {}).get("ssml", ""))


def _entry_of(answer: str, content: Content) -> Entry | None:
    return next((entry for ref, entry in content.entries.items() if answer.startswith(f"{ref}.")), None)


def _faults(words: str, entry: Entry | None, patterns: Sequence[Forbidden]) -> Iterator[str]:
    for rule in patterns:
        matched = rule.pattern.search(words)
        if matched and (not rule.evidence or (entry is not None and entry.evidence in rule.evidence)):
            yield f"{matched[0]!r} {rule.fault}"
