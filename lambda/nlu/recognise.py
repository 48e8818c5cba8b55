"""Words to a reading: exact samples first, then the classifier, then refusal."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import cycle, islice
from typing import Any

from nlu.classify import Classifier
from nlu.clock import TIME, Clock
from nlu.interaction_model import SLOT, Intent, InteractionModel
from nlu.normalise import Normaliser, Tokens, words
from nlu.respell import Respeller
from nlu.split import two_questions
from nlu.spot import CERTAIN, LIKELY, POSSIBLE, SURE, Match, Spotter, delexicalise

SURE_ENOUGH = 0.25
SURE_ENOUGH_EAGER = 0.21
SHARE_FOR_NAMED = 0.8
OUTSIDE_FOR_NAMED = 0.35
"""An unclear sentence with a name in it is about that name if most words are ours and it does not look foreign."""
LIKELY_FOR_NAMED = 0.2
"""An unclear sentence with a name in it asks the likeliest question about it, if that is at least so likely."""
OUTSIDE = 0.4
"""A sentence as likely as this to be out of scope is refused."""
OUTSIDE_WHEN_SAID = 0.85
"""The same for a sentence in which our subject is spoken of."""
FOREIGN = 0.9
"""In a sentence as likely as this to be out of scope everyday words are certainly a name, or none."""
OUTSIDE_WHEN_OURS = 0.1
SURE_ENOUGH_WHEN_OURS = 0.2
"""A sentence of our words that hardly looks foreign may be less clear."""
FEWEST_AROUND = 2
"""Words that must stand around an odd word for it to be a name nobody knows."""
MOST_UNKNOWN = 3
"""Everyday words that may be such a name, where the domain is spoken of."""
WORSE = 0.25
"""Share of what intents of one kind have together from which the worse one is meant."""
NEARLY = 0.5
"""Share of the best intent's probability from which the next may be meant instead."""
NEAREST = 40
LONGEST_MISHEARD = 14
"""Words of a sentence in which everyday words may be a misheard name."""
CLEAR = 0.6
"""How sure a sentence of known words must be to need no second look."""
MISHEARD_SENSE = 0.7
MISHEARD_GAIN = 0.2
"""How sure the sentence must be with the name, and how much surer than without."""
MISHEARD_LOSS = 0.05
GUESSES = 3
"""Names tried in one sentence."""
OUT_OF_SCOPE = "out_of_scope."
"""Classes whose name starts so are no intents: sentences that must be refused."""


_VOCABULARY: Mapping[str, Any] = {"same_as": {}, "fillers": (), "openings": ()}
"""What the normaliser takes of the vocabulary, and what stands for it where there is none."""


@dataclass(frozen=True)
class Reading:
    """What the words were taken for.

    Args:
        intent: name of the intent, or None when refused.
        slots: slot name to the value found.
        confidence: 0 to 1.
        stage: "exact", "classified", "named" (unclear but for a name in it) or "refused".
        refused_as: for a refusal, the kind of out-of-scope sentence it is most like; "" if it speaks of our subject.
        runner_up: the next best intent, if any.
        nearest: for a refusal, the intents it is most like, the likest first.
        outside: how likely the sentence is out of scope, 0 to 1.
        alone: how likely the intent is without those that count together with it, 0 to 1.
    """

    intent: str | None
    slots: Mapping[str, Match]
    confidence: float
    stage: str
    refused_as: str = ""
    runner_up: str | None = None
    nearest: tuple[str, ...] = ()
    outside: float = 0.0
    alone: float = 0.0

    @property
    def word_for_word(self) -> bool:
        """Whether the words are a sample, and the names in it were said as they are written."""
        return self.stage == "exact" and all(match.likeness == 1 for match in self.slots.values())


class Recogniser:
    """Reads words with one interaction model.

    Without training data (`trained=None`) only exact samples are understood.
    """

    def __init__(self, model: InteractionModel, trained: Mapping[str, Any] | None = None) -> None:
        vocabulary = trained["vocabulary"] if trained else {}
        self.model = model
        self.normalise = Normaliser(*(vocabulary.get(key, default) for key, default in _VOCABULARY.items()))
        self._classifier = Classifier.from_json(trained) if trained else None
        everyday = frozenset(trained["everyday"]) if trained else frozenset()
        self._once = frozenset(trained["once"]) if trained else frozenset()
        self._exact_markers = frozenset(f"<{name.lower()}>" for name in vocabulary.get("exact_types", ()))
        self._spotter = Spotter(model, self.normalise, everyday, vocabulary)
        self._open_types: Mapping[str, Sequence[str]] = vocabulary.get("open_types", {"odd": (), "everyday": ()})
        self._core, self._core_names, self._body, self._effects = (
            frozenset(vocabulary.get(key, ())) for key in ("core", "core_names", "body", "effects")
        )
        self._worst_first: Sequence[str] = vocabulary.get("worst_first", ())
        self._clock = Clock(vocabulary.get("clock", {}))
        self._times = tuple(vocabulary.get("clock", {}).get("examples", ()))
        self._joins = [words(join) for join in vocabulary.get("joins", ())]
        self._question_words = {words(word)[0] for word in vocabulary.get("question_words", ())}
        self._ours = self._classifier.known if self._classifier else frozenset()
        self._respell = Respeller(self._ours | self.normalise.vocabulary, everyday | self._spotter.words)
        self._exact = self._exact_samples()
        self._default = self._default_intents()
        self._carriers = self._carriers_of_samples()

    @property
    def known_words(self) -> frozenset[str]:
        """The words of all samples, of what is out of scope, and of names."""
        return self._spotter.known | self._spotter.words | self._once

    def without(self, intents: Collection[str]) -> "Recogniser":
        """The same recogniser as if some intents were not there."""
        other = copy(self)
        other._classifier = self._classifier and self._classifier.without(intents)
        other._exact = {tokens: name for tokens, name in self._exact.items() if name not in intents}
        other._default = {kind: name for kind, name in self._default.items() if name not in intents}
        return other

    def read(self, text: str, *, eager: bool = False, by_sound: bool = True) -> Reading:
        """Understand the text. `eager` accepts a less certain reading, as a service that never shrugs.

        Without `by_sound` names count only as they are written, which takes a third of the time.
        """
        reading = self._understood(text, eager, by_sound)
        intent = self.model.intents.get(reading.intent or "")
        times = [name for name, slot_type in intent.slots.items() if slot_type == TIME] if intent else []
        time = self.time_in(text) if times else None
        if time is None:
            return reading
        return replace(reading, slots={**reading.slots, times[0]: Match(TIME, time, time, 0, 0, 1.0)})

    def time_in(self, text: str) -> str | None:
        """The time of day in the text, as "HH:MM"."""
        return self._clock.read(text)

    def samples_of(self, intent: Intent, times_each: int | None = None) -> Iterator[str]:
        """The sample utterances of an intent.

        One that takes a time of day comes with each of a few times filled in, or with `times_each` of them in turn.
        """
        slots = {f"{{{name}}}" for name, slot_type in intent.slots.items() if slot_type == TIME}
        times = cycle(self._times)
        for sample in intent.samples:
            slot = next((name for name in slots if name in sample), None)
            filled = islice(times, len(self._times) if times_each is None else times_each)
            yield from (sample.replace(slot, time) for time in filled) if slot else (sample,)

    def _understood(self, text: str, eager: bool, by_sound: bool) -> Reading:
        tokens, said = self._tokens(text), words(text)
        enough = SURE_ENOUGH_EAGER if eager else SURE_ENOUGH
        reading = self._read(tokens, self._spotter.find_exact(tokens), enough)
        loose = self._with_loose_names(reading, tokens)
        if not by_sound or reading.stage == "exact":
            return loose
        if loose is not reading and self._spotter.everyday(tokens):
            return self._in_a_gap(tokens, said, CERTAIN, CERTAIN) or loose
        reading = self._with_names(reading, tokens, said, enough)
        reading = self._with_loose_names(reading, tokens)
        known = reading.slots or reading.stage == "exact"
        return reading if known else self._with_an_unknown_name(reading, tokens)

    def _with_loose_names(self, reading: Reading, tokens: Tokens) -> Reading:
        """The reading with names for its slots, if it has none, whose words were all said though not side by side."""
        intent = self.model.intents.get(reading.intent or "")
        if intent is None or reading.slots or reading.stage == "exact":
            return reading
        found = {name: self._spotter.find_loose(tokens, slot_type) for name, slot_type in intent.slots.items()}
        slots = {name: match for name, match in found.items() if match}
        return replace(reading, slots=slots) if slots else reading

    def _with_names(self, reading: Reading, tokens: Tokens, said: Tokens, enough: float) -> Reading:
        """The reading with names found that were not said as they are written, if there are any."""
        foreign = reading.outside >= FOREIGN
        ours = CERTAIN if reading.intent else SURE
        in_a_gap = self._in_a_gap(tokens, said, SURE if foreign else LIKELY, ours)
        if in_a_gap:
            return in_a_gap
        if foreign:
            named = self._read(tokens, self._spotter.find(tokens), enough)
            return named if named.intent else reading
        return reading if self._is_clear(reading, tokens) else self._misheard(tokens, enough)

    def is_of_the_domain(self, text: str) -> bool:
        """Whether a word of the vocabulary's "core" or "body" was said."""
        return not (self._core | self._body).isdisjoint(self._tokens(text))

    def two_questions(self, text: str) -> Iterator[tuple[str, str]]:
        """Each way to part the text into two questions."""
        return two_questions(words(text), self._joins, self._question_words)

    def spot(self, text: str) -> tuple[Match, ...]:
        """The slot values in the text, whatever was asked."""
        return self._spotter.find(self._tokens(text))

    def spot_one(self, text: str, slot_type: str) -> Match | None:
        """The slot value of a type that the text most likely is: what fills a slot must be a name."""
        tokens = self._tokens(text)
        exact = self._spotter.find_exact(tokens)
        named = len(exact) == 1 and exact[0].end - exact[0].start == len(tokens)
        if not any(match.slot_type == slot_type for match in exact) and (
            loose := self._spotter.find_loose(tokens, slot_type)
        ):
            return loose
        whole = None if named else self._spotter.hear(tokens, 0, len(tokens), POSSIBLE, {slot_type}, alone=False)
        found = (*((whole,) if whole else ()), *exact, *self._spotter.find(tokens))
        return next((match for match in found if match.slot_type == slot_type), None)

    def delexicalised(self, text: str, slots: Mapping[str, str] | None = None) -> Tokens:
        """A written sentence as the classifier sees it; names in it are spelled right.

        `slots` maps the {slots} of a sample utterance to their types.
        """
        marked = SLOT.sub(lambda match: f"<{(slots or {})[match[1]].lower()}>", text)
        tokens = self.normalise(marked)
        return delexicalise(tokens, self._spotter.find_exact(tokens))

    def _exact_samples(self) -> dict[Tokens, str]:
        """Samples as the classifier sees them; but one that writes out a name its intent has no slot for, or one of an
        exact type, stands for just its words: who has "a torn calf" has not what who has "a new hip" has.

        Where two are the same, one with a slot says more than one with a name written out.
        """
        written_out: dict[Tokens, str] = {}
        whole: dict[Tokens, str] = {}
        for intent in self.model.intents.values():
            taken = {f"<{slot_type.lower()}>" for slot_type in intent.slots.values()} - self._exact_markers
            for sample in self.samples_of(intent) if intent is not self.model.catch_all else ():
                tokens = self.delexicalised(sample, intent.slots)
                markers = {token for token in tokens if token.startswith("<")}
                if SLOT.search(sample) or not markers:
                    whole.setdefault(tokens, intent.name)
                elif markers <= taken:
                    written_out.setdefault(tokens, intent.name)
                else:
                    whole.setdefault(self.normalise(sample), intent.name)
        return {**written_out, **whole}

    def _carriers_of_samples(self) -> dict[tuple[Tokens, Tokens], set[str]]:
        """The words before and after the one name in a sample, to the types of those that may stand between them."""
        carriers: dict[tuple[Tokens, Tokens], set[str]] = defaultdict(set)
        for sample, intent in self._exact.items():
            taken = {f"<{slot_type.lower()}>": slot_type for slot_type in self.model.intents[intent].slots.values()}
            places = [place for place, token in enumerate(sample) if token.startswith("<")]
            if len(places) == 1 and sample[places[0]] in taken:
                carriers[sample[: places[0]], sample[places[0] + 1 :]].add(taken[sample[places[0]]])
        return dict(carriers)

    def _default_intents(self) -> dict[str, str]:
        """Slot type to the intent that has its bare slot as a sample: what naming the value alone asks."""
        found: dict[str, str] = {}
        for intent in self.model.intents.values():
            for name, slot_type in intent.slots.items():
                if f"{{{name}}}" in intent.samples and intent is not self.model.catch_all:
                    found.setdefault(slot_type, intent.name)
        return found

    def _tokens(self, text: str) -> Tokens:
        """The words in plain form, odd ones mended where that makes a name. Nobody else may write <markers>."""
        said = words(text.replace("<", " ").replace(">", " "))
        tokens, mended = self.normalise.plain(said), self.normalise.plain(tuple(map(self._respell, said)))
        return mended if mended != tokens and self._names_more(mended, tokens) else tokens

    def _names_more(self, mended: Tokens, tokens: Tokens) -> bool:
        """Whether mending makes a name of several words whole."""
        before, after = ({m.text for m in self._spotter.find_exact(words)} for words in (tokens, mended))
        return any(" " in name for name in after - before)

    def _read(self, tokens: Tokens, matches: tuple[Match, ...], enough: float) -> Reading:
        plain = delexicalise(tokens, matches)
        exact = self._exact.get(plain) or self._exact.get(tokens)
        if exact:
            return Reading(exact, self._fill(exact, matches), 1.0, "exact", alone=1.0)
        if self._classifier is None or not plain:
            return Reading(None, {}, 0.0, "refused")
        return self._classify(self._classifier, plain, matches, enough)

    def _is_clear(self, reading: Reading, tokens: Tokens) -> bool:
        """Whether no name can have been misheard: every word is known, and the question is clear as it is."""
        if reading.intent is None or reading.confidence < CLEAR or not self._spotter.everyday(tokens):
            return False
        return bool(reading.slots) or not self.model.intents[reading.intent].slots

    def _in_a_gap(self, tokens: Tokens, said: Tokens, likely: float, ours: float) -> Reading | None:
        """The words are a sample but for a gap where a name must stand ("does ... cause cramps").

        `said`: the words with their fillers; one may be a part of the name ("am bi so me"), if that is certain.
        `likely` and `ours`: how alike everyday words must be, and words that our samples have.
        """
        alone = len(tokens) == len(said)
        found = [(match, tokens) for match in self._in_gaps(tokens, alone, likely, ours)]
        if said != tokens:
            found += [(match, said) for match in self._in_gaps(said, alone, CERTAIN, CERTAIN) if not match.doubtful]
        match, way = max(found, key=_likeness_in_a_gap, default=(None, tokens))
        return self._read(way, (match,), 0.0) if match else None

    def _with_an_unknown_name(self, reading: Reading, tokens: Tokens) -> Reading:
        """The reading with a name nobody knows where only a name can stand: a value without an id.

        Everyday words are such a name only if the sentence asks the same without it, or nothing that is clear.
        """
        for start, end, asked in sorted(self._gaps(tokens), key=lambda gap: gap[1] - gap[0]):
            match = self._unknown(tokens, start, end, asked)
            if match:
                found = self._read(tokens, (match,), 0.0)
                odd = not self._spotter.everyday(tokens[start:end])
                same = reading.intent in (None, found.intent) or reading.confidence < CLEAR
                return found if odd or same else reading
        return reading

    def _unknown(self, tokens: Tokens, start: int, end: int, asked: Collection[str]) -> Match | None:
        """The words from `start` to `end` as an unknown name, of the type most likely there."""
        everyday = {self._spotter.everyday((token,)) for token in tokens[start:end]}
        around = (*tokens[:start], *tokens[end:])
        if everyday == {True} and end - start <= MOST_UNKNOWN and (self._core | self._effects) & set(around):
            types = self._open_types["everyday"]
        elif everyday == {False} and len(around) >= FEWEST_AROUND:
            types = self._open_types["odd"]
        else:
            return None
        kind = next((name for name in types if name in asked), None)
        return Match(kind, "", " ".join(tokens[start:end]), start, end, 0.0) if kind else None

    def _in_gaps(self, tokens: Tokens, alone: bool, likely: float, ours: float) -> Iterator[Match]:
        for start, end, asked in self._gaps(tokens):
            enough = ours if self._ours.issuperset(tokens[start:end]) else likely
            whole = alone and end - start == len(tokens)
            match = self._spotter.hear(tokens, start, end, enough, asked, alone=whole)
            if match:
                yield match

    def _gaps(self, tokens: Tokens) -> Iterator[tuple[int, int, set[str]]]:
        """Where the words are a sample but for a name: start and end of each gap, and the slot types that fit it."""
        for start in range(len(tokens)):
            for end in range(start + 1, len(tokens) + 1):
                asked = self._carriers.get((tokens[:start], tokens[end:]))
                if asked:
                    yield start, end, asked

    def _misheard(self, tokens: Tokens, enough: float) -> Reading:
        """The reading with everyday words taken for a name ("met four men"), if that makes better sense."""
        found = self._spotter.find(tokens)
        reading = self._read(tokens, found, enough)
        if len(tokens) > LONGEST_MISHEARD:
            return reading
        for guess in self._spotter.guess(tokens)[:GUESSES]:
            others = tuple(match for match in found if match.end <= guess.start or guess.end <= match.start)
            other = self._read(tokens, tuple(sorted((guess, *others), key=lambda match: match.start)), enough)
            if guess in other.slots.values() and _makes_better_sense(other, reading):
                return other
        return reading

    def _classify(self, classifier: Classifier, plain: Tokens, matches: tuple[Match, ...], enough: float) -> Reading:
        chances = classifier.probabilities(plain)
        share = classifier.share_known(plain)
        ranked = sorted(chances, key=lambda name: -chances[name])
        best = self._most_specific([name for name in ranked if not name.startswith(OUT_OF_SCOPE)], chances, matches)
        together = sum(chances.get(name, 0.0) for name in self._worst_first)
        if together > chances[best]:
            best = next(name for name in self._worst_first if chances[name] >= WORSE * together)
        confidence = max(together, chances[best]) * share
        outside = _outside(chances)
        ours = self._is_ours(plain, matches)
        if ours or (outside < OUTSIDE_WHEN_OURS and share >= SHARE_FOR_NAMED):
            enough = min(enough, SURE_ENOUGH_WHEN_OURS)
        named = self._about_a_name(chances, matches)
        if confidence < enough and named and share >= SHARE_FOR_NAMED and outside < OUTSIDE_FOR_NAMED:
            return Reading(named, self._fill(named, matches), confidence, "named")
        if outside >= (OUTSIDE_WHEN_SAID if ours else OUTSIDE) or confidence < enough:
            kind = "" if ours else next((name for name in ranked if name.startswith(OUT_OF_SCOPE)), "")
            return Reading(
                None,
                self._fill(None, matches),
                confidence,
                "refused",
                refused_as=kind.removeprefix(OUT_OF_SCOPE),
                nearest=tuple(name for name in ranked[:NEAREST] if not name.startswith(OUT_OF_SCOPE)),
                outside=outside,
            )
        runner_up = next((name for name in ranked if name != best and not name.startswith(OUT_OF_SCOPE)), None)
        slots, alone = self._fill(best, matches), chances[best] * share
        return Reading(best, slots, confidence, "classified", runner_up=runner_up, alone=alone)

    def _most_specific(self, ranked: Sequence[str], chances: Mapping[str, float], matches: tuple[Match, ...]) -> str:
        """The likeliest intent, or the next one if it is nearly as likely and only it takes a name that was said."""
        best, second = ranked[:2]
        loses = matches and not self._fill(best, matches) and self._fill(second, matches)
        return second if loses and chances[second] >= NEARLY * chances[best] else best

    def _is_ours(self, plain: Tokens, matches: tuple[Match, ...]) -> bool:
        """Whether our subject is spoken of: cramps, a name of which we know most, or a name and the legs."""
        said = set(plain).union(*(match.text.split() for match in matches))
        named = {match.id for match in matches}
        return bool(self._core & said or self._core_names & named or (matches and self._body & set(plain)))

    def _about_a_name(self, chances: Mapping[str, float], matches: tuple[Match, ...]) -> str | None:
        """What an unclear sentence asks about the name in it: the likeliest question, else what the name alone asks."""
        types = {match.slot_type for match in matches}
        takes = [
            name
            for name, intent in self.model.intents.items()
            if name in chances and types & set(intent.slots.values())
        ]
        best = max(takes, key=lambda name: chances[name], default=None)
        if best and chances[best] >= LIKELY_FOR_NAMED:
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


def _likeness_in_a_gap(found: tuple[Match, Tokens]) -> tuple[float, int]:
    """The likest; of equally alike pieces the longer. What a gap leaves out is a part of the sample around it."""
    match, _ = found
    return match.likeness, len(match.text)


def _makes_better_sense(other: Reading, reading: Reading) -> bool:
    """Whether a sentence with a misheard name in it is clearer than without. The same question need not be clearer."""
    if other.intent is None or other.stage == "exact":
        return other.intent is not None
    if other.intent == reading.intent:
        return other.confidence >= reading.confidence - MISHEARD_LOSS
    gain = reading.confidence + MISHEARD_GAIN if reading.intent else 0.0
    return other.confidence >= max(MISHEARD_SENSE, gain)


def _outside(chances: Mapping[str, float]) -> float:
    """How likely the sentence is out of scope altogether."""
    return sum(chance for name, chance in chances.items() if name.startswith(OUT_OF_SCOPE))
