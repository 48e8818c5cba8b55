"""The names people say for content entries, and the slot type and id each belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from leg_cramp.content.model import SLOT_KINDS, Content, Entry


@dataclass(frozen=True)
class Named:
    """One value of a slot type: its id, customary name and other names."""

    slot_type: str
    id: str
    name: str
    synonyms: tuple[str, ...]


def named_values(content: Content) -> Iterator[Named]:
    """Every slot value of the interaction model. A medicine yields its class and each of its generics."""
    for slot_type, kind in SLOT_KINDS.items():
        for entry in content.of_kind(kind):
            yield Named(slot_type, entry.ref.id, entry.name, entry.synonyms)
            for member in entry.members:
                yield Named(slot_type, member.id, member.name, member.synonyms)


def name_in_a_sentence(entry: Entry, member_id: str | None) -> str:
    """The customary name as it stands inside a sentence: "statins", "atorvastatin", "Parkinson's disease"."""
    member = entry.member(member_id)
    return member.name if member else entry.name


def subject(entry: Entry, member_id: str | None) -> str:
    """How a medicine is named back at the start of a sentence: "Statins", "Atorvastatin, a statin,"."""
    member = entry.member(member_id)
    name = f"{member.name}, {entry.one_of}," if member else entry.name
    return capital(name)


def capital(text: str) -> str:
    """The text as it stands at the start of a sentence."""
    return text[:1].upper() + text[1:]
