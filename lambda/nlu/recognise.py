"""Words to a reading: exact samples first, then the classifier, then refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlu.classify import Classifier
from nlu.interaction_model import SLOT, InteractionModel
from nlu.normalise import Normaliser, Tokens
from nlu.spot import Match, Spotter, delexicalise

SURE_ENOUGH = 0.35
SURE_ENOUGH_EAGER = 0.15
SHARE_FOR_NAMED = 0.8
OUTSIDE_FOR_NAMED = 0.35
"""An unclear sentence with a name in it is about that name if most words are ours and it does not look foreign."""
LIKELY_FOR_NAMED = 0.2
"""An unclear sentence with a name in it asks the likeliest question about it, if that is at least so likely."""
OUTSIDE_WHEN_OURS = 0.1
SURE_ENOUGH_WHEN_OURS = 0.2
"""A sentence of our words that hardly looks foreign may be less clear."""
NEAREST = 12
OUT_OF_SCOPE = "out_of_scope."
"""Classes whose name starts so are no intents: sentences that must be refused."""


_VOCABULARY: Mapping[str, Any] = {"same_as": {}, "fillers": (), "openings": ()}


@dataclass(frozen=True)
class Reading:
    """What the words were taken for.

    Args:
        intent: name of the intent, or None when refused.
        slots: slot name to the value found.
        confidence: 0 to 1.
        stage: "exact", "classified", "named" (unclear but for a name in it) or "refused".
        refused_as: for a refusal, the kind of out-of-scope sentence it is most like, or "".
        runner_up: the next best intent, if any.
        nearest: for a refusal, the intents it is most like, the likest first.
    """

    intent: str | None
    slots: Mapping[str, Match]
    confidence: float
    stage: str
    refused_as: str = ""
    runner_up: str | None = None
    nearest: tuple[str, ...] = ()


class Recogniser:
    """Reads words with one interaction model.

    Without training data (`trained=None`) only exact samples are understood.
    """

    def __init__(self, model: InteractionModel, trained: Mapping[str, Any] | None = None) -> None:
        vocabulary = trained["vocabulary"] if trained else {}
        self.model = model
        self.normalise = Normaliser(*(vocabulary.get(key, default) for key, default in _VOCABULARY.items()))
        self._classifier = Classifier.from_json(trained) if trained else None
        known = set(trained["everyday"]) if trained else set()
        self._spotter = Spotter(model, self.normalise, known)
        self._exact = self._exact_samples()
        self._default = self._default_intents()

    def read(self, text: str, *, eager: bool = False) -> Reading:
        """Understand the text. `eager` accepts a less certain reading, as a service that never shrugs."""
        tokens = self.normalise(_without_markers(text))
        matches = self._spotter.find(tokens)
        plain = delexicalise(tokens, matches)
        exact = self._exact.get(plain) or self._exact.get(tokens)
        if exact:
            return Reading(exact, self._fill(exact, matches), 1.0, "exact")
        if self._classifier is None or not plain:
            return Reading(None, {}, 0.0, "refused")
        return self._classify(self._classifier, plain, matches, SURE_ENOUGH_EAGER if eager else SURE_ENOUGH)

    def spot(self, text: str) -> tuple[Match, ...]:
        """The slot values in the text, whatever was asked."""
        return self._spotter.find(self.normalise(_without_markers(text)))

    def delexicalised(self, text: str, slots: Mapping[str, str] | None = None) -> Tokens:
        """A written sentence as the classifier sees it; names in it are spelled right.

        `slots` maps the {slots} of a sample utterance to their types.
        """
        marked = SLOT.sub(lambda match: f"<{(slots or {})[match[1]].lower()}>", text)
        tokens = self.normalise(marked)
        return delexicalise(tokens, self._spotter.find_exact(tokens))

    def _exact_samples(self) -> dict[Tokens, str]:
        samples: dict[Tokens, str] = {}
        catch_all = self.model.catch_all
        for intent in self.model.intents.values():
            if intent is not catch_all:
                for sample in intent.samples:
                    samples.setdefault(self.delexicalised(sample, intent.slots), intent.name)
        return samples

    def _default_intents(self) -> dict[str, str]:
        """Slot type to the intent that has its bare slot as a sample: what naming the value alone asks."""
        found: dict[str, str] = {}
        for intent in self.model.intents.values():
            for name, slot_type in intent.slots.items():
                if f"{{{name}}}" in intent.samples and intent is not self.model.catch_all:
                    found.setdefault(slot_type, intent.name)
        return found

    def _classify(self, classifier: Classifier, plain: Tokens, matches: tuple[Match, ...], enough: float) -> Reading:
        chances = classifier.probabilities(plain)
        share = classifier.share_known(plain)
        ranked = sorted(chances, key=lambda name: -chances[name])
        best, confidence = ranked[0], chances[ranked[0]] * share
        outside = _outside(chances)
        if outside < OUTSIDE_WHEN_OURS and share >= SHARE_FOR_NAMED:
            enough = min(enough, SURE_ENOUGH_WHEN_OURS)
        named = self._about_a_name(chances, matches)
        if confidence < enough and named and share >= SHARE_FOR_NAMED and outside < OUTSIDE_FOR_NAMED:
            return Reading(named, self._fill(named, matches), confidence, "named")
        if best.startswith(OUT_OF_SCOPE) or confidence < enough:
            kind = next((name for name in ranked if name.startswith(OUT_OF_SCOPE)), "")
            return Reading(
                None,
                self._fill(None, matches),
                confidence,
                "refused",
                refused_as=kind.removeprefix(OUT_OF_SCOPE),
                nearest=tuple(name for name in ranked[:NEAREST] if not name.startswith(OUT_OF_SCOPE)),
            )
        runner_up = next((name for name in ranked[1:] if not name.startswith(OUT_OF_SCOPE)), None)
        return Reading(best, self._fill(best, matches), confidence, "classified", runner_up=runner_up)

    def _about_a_name(self, chances: Mapping[str, float], matches: tuple[Match, ...]) -> str | None:
        """What an unclear sentence asks about the name in it: the likeliest question, else what the name alone asks."""
        types = {match.slot_type for match in matches}
        takes = [name for name, intent in self.model.intents.items() if types & set(intent.slots.values())]
        best = max(takes, key=lambda name: chances.get(name, 0.0), default=None)
        if best and chances.get(best, 0.0) >= LIKELY_FOR_NAMED:
            return best
        return next((self._default[m.slot_type] for m in matches if m.slot_type in self._default), None)

    def _fill(self, intent: str | None, matches: tuple[Match, ...]) -> dict[str, Match]:
        """Give each slot of the intent the longest name of its type, which says most; without an intent, by type."""
        if intent is None:
            return {match.slot_type.lower(): match for match in reversed(matches)}
        slots: dict[str, Match] = {}
        for name, slot_type in self.model.intents[intent].slots.items():
            found = [match for match in matches if match.slot_type == slot_type]
            if found:
                slots[name] = max(found, key=lambda match: len(match.text))
        return slots


def _outside(chances: Mapping[str, float]) -> float:
    """How likely the sentence is out of scope altogether."""
    return sum(chance for name, chance in chances.items() if name.startswith(OUT_OF_SCOPE))


def _without_markers(text: str) -> str:
    """Nobody but the spotter may write <markers>."""
    return text.replace("<", " ").replace(">", " ")
