"""An Alexa interaction model, read from its JSON."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class SlotValue:
    """One value of a custom slot type."""

    id: str
    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Intent:
    """An intent: slot name to slot type, and its sample utterances."""

    name: str
    slots: Mapping[str, str]
    samples: tuple[str, ...]


@dataclass(frozen=True)
class InteractionModel:
    """Intents by name and custom slot types by name."""

    invocation_name: str
    intents: Mapping[str, Intent]
    types: Mapping[str, tuple[SlotValue, ...]]

    @property
    def catch_all(self) -> Intent | None:
        """The intent that takes any words: its samples are one bare slot and nothing else."""
        for intent in self.intents.values():
            if len(intent.samples) == 1 and SLOT.fullmatch(intent.samples[0]):
                return intent
        return None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "InteractionModel":
        """Read `{"interactionModel": {"languageModel": ...}}`. Raises ValueError if that is not there."""
        try:
            language = data["interactionModel"]["languageModel"]
            intents = [_intent(item) for item in language["intents"]]
            types = {item["name"]: _values(item) for item in language.get("types", [])}
            name = language["invocationName"]
        except (KeyError, TypeError) as error:
            raise ValueError(f"not an Alexa interaction model: {error} is missing") from error
        return cls(name, {intent.name: intent for intent in intents}, types)


def _intent(item: Mapping[str, Any]) -> Intent:
    slots = {slot["name"]: slot["type"] for slot in item.get("slots", [])}
    return Intent(item["name"], slots, tuple(item.get("samples", [])))


def _values(item: Mapping[str, Any]) -> tuple[SlotValue, ...]:
    return tuple(
        SlotValue(
            value.get("id", value["name"]["value"]),
            value["name"]["value"],
            tuple(value["name"].get("synonyms", [])),
        )
        for value in item.get("values", [])
    )
