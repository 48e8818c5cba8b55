"""Stands in for Alexa's understanding, in two manners (see design.md, "Named intents and the words themselves")."""

from dataclasses import dataclass
from typing import Any, Literal

from nlu import Match, Reading, Recogniser
from simulator.envelope import slot

Json = dict[str, Any]
Manner = Literal["strict", "eager"]
FALLBACK = "AMAZON.FallbackIntent"


@dataclass(frozen=True)
class Spoken:
    """What the handler will be sent for an utterance."""

    intent: str
    slots: dict[str, Json]


def match(utterance: str, recogniser: Recogniser, manner: Manner) -> Spoken:
    """Which intent Alexa would send.

    strict: only an exact sample reaches a named intent, everything else the catch-all.
    eager: the nearest named intent takes the utterance, and the words no slot holds are lost.
    A model without a catch-all gets AMAZON.FallbackIntent for what nothing matches.
    """
    reading = recogniser.read(utterance, eager=manner == "eager")
    if reading.intent and (reading.word_for_word or manner == "eager"):
        return Spoken(reading.intent, _slots(reading, recogniser))
    catch_all = recogniser.model.catch_all
    if catch_all is None:
        return Spoken(FALLBACK, {})
    name, slot_type = next(iter(catch_all.slots.items()))
    return Spoken(catch_all.name, {name: slot(name, utterance, slot_type, [])})


def _slots(reading: Reading, recogniser: Recogniser) -> dict[str, Json]:
    """Every slot of the intent; those not heard have no value, a doubtful value resolves to nothing,
    and a value of Alexa's own types, such as a time, has no resolutions."""
    types = recogniser.model.intents[reading.intent or ""].slots
    return {name: _slot(name, slot_type, reading.slots.get(name), recogniser) for name, slot_type in types.items()}


def _slot(name: str, slot_type: str, found: Match | None, recogniser: Recogniser) -> Json:
    if found is None:
        return slot(name, None, slot_type)
    if slot_type not in recogniser.model.types:
        return {"name": name, "confirmationStatus": "NONE", "value": found.text, "source": "USER"}
    if found.doubtful:
        return slot(name, found.text, slot_type, [])
    label = next(v.name for v in recogniser.model.types[slot_type] if v.id == found.id)
    return slot(name, found.text, slot_type, [(found.id, label)])
