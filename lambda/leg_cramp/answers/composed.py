"""Answers that every entry has without being worded one by one: they follow from its facts."""

from collections.abc import Callable, Mapping

from leg_cramp.content.model import Content, Entry, Ref
from leg_cramp.content.names import name_in_a_sentence
from leg_cramp.understand.question import DOSE, PREGNANCY, STOP, UNPRESCRIBED

WORRY, SOURCES, EVIDENCE = "worry", "sources", "evidence"
LONGEST_PART = 45
"""Words of one composed part: two breaths."""
PUBLISHERS_AT_ONCE = 2
_GENERAL_WORRY = Ref("topic", "when-to-worry")

Compose = Callable[[Entry, str, Content], tuple[str, ...]]


def composed(entry: Entry, asks: str, member: str | None, content: Content) -> tuple[str, ...]:
    """The parts of an answer that follows from facts; empty when nobody can ask this of the entry."""
    compose = _COMPOSERS.get(asks)
    return compose(entry, name_in_a_sentence(entry, member), content) if compose else ()


def _worry(entry: Entry, _: str, content: Content) -> tuple[str, ...]:
    """The acts of its red flags, the worst first; the general danger signs where it has none of its own."""
    flags = [content.entries[Ref("red_flag", flag)] for flag in entry.red_flags]
    flags.sort(key=lambda flag: flag.severity.rank if flag.severity else 0, reverse=True)
    warnings = [text for flag in flags for text in flag.answers[WORRY]]
    return _packed(warnings) or content.entries[_GENERAL_WORRY].answers[WORRY]


def _sources(entry: Entry, name: str, content: Content) -> tuple[str, ...]:
    """Who answers for it, those we rely on most first, and whether a clinician has read the wording."""
    named = dict.fromkeys(content.sources[source].publisher for source in entry.sources)
    publishers = sorted(named, key=content.reliance.__getitem__, reverse=True)
    groups = [publishers[n : n + PUBLISHERS_AT_ONCE] for n in range(0, len(publishers), PUBLISHERS_AT_ONCE)]
    first = content.prompts["sources.first"].replace("{name}", name).replace("{publishers}", listed(groups[0]))
    later = [content.prompts["sources.more"].replace("{publishers}", listed(group)) for group in groups[1:]]
    return (f"{first} {content.prompts[f'review.{entry.review_status}']}", *later)


def _evidence(entry: Entry, name: str, content: Content) -> tuple[str, ...]:
    """How sure the sources are."""
    return (content.prompts[f"evidence.{entry.evidence}"].replace("{name}", name),)


def _stop(entry: Entry, _: str, content: Content) -> tuple[str, ...]:
    """May I stop or change it: the rule of the medicine, which none is without."""
    return (content.prompts[f"may-i-stop.{entry.stop_rule}"],) if entry.stop_rule else ()


def _fixed(asks: str, *kinds: str) -> Compose:
    """The fixed wording of an answer, where entries of these kinds have one."""

    def fixed(entry: Entry, name: str, content: Content) -> tuple[str, ...]:
        kind = entry.ref.kind
        return (content.prompts[f"{asks}.{kind}"].replace("{name}", name),) if kind in kinds else ()

    return fixed


def _packed(texts: list[str]) -> tuple[str, ...]:
    """The texts in their order, as few parts as can each be heard at once."""
    parts: list[str] = []
    for text in texts:
        if parts and len(parts[-1].split()) + len(text.split()) <= LONGEST_PART:
            parts[-1] += f" {text}"
        else:
            parts.append(text)
    return tuple(parts)


def listed(names: list[str]) -> str:
    """The names as one speaks them: "one, two and three"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


_COMPOSERS: Mapping[str, Compose] = {
    WORRY: _worry,
    SOURCES: _sources,
    EVIDENCE: _evidence,
    STOP: _stop,
    UNPRESCRIBED: _fixed(UNPRESCRIBED, "medicine"),
    DOSE: _fixed(DOSE, "medicine", "remedy"),
    PREGNANCY: _fixed(PREGNANCY, "medicine", "remedy"),
}
