"""What becomes of names that a speaker mishears: resolved, confirmed, confused or missed.

    python -m benchmarks.mishear [--locale en-GB] [--worst]

Every name people say for a medicine, cause, remedy or stretch is bent in the ways speech recognition bends names
it does not know, put into a question and read by the skill.

resolved    the answer is about that name, and says it back
class       the answer is about the class of that medicine
confirmed   the skill asks "did you mean", and the name is among those it offers
asked       the skill asks, but for other names: the person says no and is asked again
alarmed     the words were taken for a report of danger: the person is told whom to call
confused    the answer is about another name: this must not happen
missed      no name was heard
"""

import argparse
import logging
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from leg_cramp.bootstrap import locale_loader
from leg_cramp.content.load import read_json
from leg_cramp.content.model import SLOT_KINDS, Content
from leg_cramp.content.names import Named, named_values
from leg_cramp.settings import from_environment
from leg_cramp.understand.question import Memory, Question, SpokenSlot, Turn
from leg_cramp.understand.understand import Understanding
from nlu.normalise import words
from nlu.sound import likeness, sounds
from nlu.spot import MOST_EVERYDAY

CARRIERS = {
    "Medicine": ("does {} cause leg cramps", "i'm on {} could that be it", "what about {}"),
    "Cause": ("can {} give you leg cramps", "i've got {} could that be it", "what about {}"),
    "Remedy": ("does {} help with leg cramps", "should i take {} for cramps", "what about {}"),
    "Stretch": ("how do i do the {}", "show me the {}", "what about the {}"),
}
SHORTEST = 6
"""Letters of a name that is bent: shorter ones are everyday words, and are heard as such."""
RESPELLED = (
    ("ph", "f"), ("y", "i"), ("x", "ks"), ("ine\\b", "een"), ("ide\\b", "ied"), ("c(?=[aou])", "k"), ("c(?=[ei])", "s"),
    ("z", "s"), ("qu", "kw"), ("ae", "ee"), ("ol\\b", "all"), ("il\\b", "ill"), ("th", "t"),
    ("(?<=[aeiou])r(?=[bdt])", ""),
)  # fmt: skip
ALIKE = 0.75
"""An everyday word is written down for a piece of a name if it sounds at least so much like it."""
VOWELS = str.maketrans("aeiou", "uiaou")
SWAPPED = {"b": "p", "p": "b", "d": "t", "t": "d", "g": "k", "k": "g", "v": "f", "f": "v", "m": "n", "z": "s"}
SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy]+(?:[^aeiouy]+$|[^aeiouy](?=[^aeiouy]))?")


@dataclass(frozen=True)
class Bent:
    """One name as it was bent: how, and what the speaker wrote down."""

    slot_type: str
    id: str
    name: str
    kind: str
    heard: str


class Benders:
    """Ways in which names are misheard. `everyday` are the words a recogniser would rather write down."""

    def __init__(self, everyday: Sequence[str]) -> None:
        self._everyday = {word: sounds(word) for word in everyday if 1 < len(word) <= 6}

    def of(self, name: str) -> Iterator[tuple[str, str]]:
        """(kind, heard) for each way that changes this name."""
        chance = random.Random(name)  # noqa: S311 (repeatable, not secret)
        syllables = SYLLABLE.findall(name) or [name]
        respelled = name
        for pattern, other in RESPELLED:
            respelled = re.sub(pattern, other, respelled)
        yield "respelled", respelled
        yield "other vowel", _at_one(name, "aeiou", chance, lambda letter: letter.translate(VOWELS))
        yield "other consonant", _at_one(name, "".join(SWAPPED), chance, SWAPPED.__getitem__)
        yield "dropped letter", name[1:]
        if len(syllables) > 1 and " " not in name:
            cut = len(syllables) // 2
            first, second = "".join(syllables[:cut]), "".join(syllables[cut:])
            yield "split", f"{first} {second}"
            yield "filler", f"{first} um {second}"
            yield "split and respelled", f"{respelled[: len(first)]} {respelled[len(first) :]}"
            yield "everyday words", " ".join(self._like(piece) for piece in syllables)
            yield "one everyday word", f"{self._like(first)} {second}"
        if len(syllables) > 3 and " " not in name:
            yield "dropped start", "".join(syllables[1:])
            yield "many words", " ".join(syllables)

    def _like(self, piece: str) -> str:
        """The everyday word that sounds most like a piece of a name."""
        heard = sounds(piece)
        near = [word for word, sound in self._everyday.items() if sound[:1] == heard[:1]] or [*self._everyday]
        best = max(near, key=lambda word: (likeness(heard, self._everyday[word]), _ratio(piece, word)))
        return best if likeness(heard, self._everyday[best]) >= ALIKE else piece


def bent_names(content: Content, everyday: Sequence[str]) -> list[Bent]:
    """The names of the locale, bent in every way that changes them into something that is no name itself."""
    benders = Benders(everyday)
    named = [value for value in named_values(content) if value.slot_type in CARRIERS]
    known = frozenset(everyday) | _shared(named)
    names = {name for value in named for name in (value.name.lower(), *value.synonyms)}
    return [
        Bent(value.slot_type, value.id, name, kind, heard)
        for value in named
        for name in dict.fromkeys((value.name.lower(), *value.synonyms))
        if len(name) >= SHORTEST and name.isascii()
        if len(words(name)) <= MOST_EVERYDAY or not known.issuperset(words(name))
        for kind, heard in dict.fromkeys(benders.of(name))
        if heard != name and heard not in names
    ]


def _shared(named: Sequence[Named]) -> frozenset[str]:
    """Words in names of more than one value: everyday words too."""
    values = Counter(word for value in named for word in {*words(" ".join((value.name, *value.synonyms)))})
    return frozenset(word for word, count in values.items() if count > 1)


def verdict(bent: Bent, question: Question, content: Content) -> str:
    """What became of a bent name."""
    meant = content.find(SLOT_KINDS[bent.slot_type], bent.id)
    member = bent.id if meant and meant.member(bent.id) else None
    if question.danger:
        return "alarmed"
    if question.choices and not question.move:
        offered = {(choice.subject, choice.member) for choice in question.choices}
        return "confirmed" if meant and (meant.ref, member) in offered else "asked"
    if question.subject is None or question.subject.kind not in SLOT_KINDS.values():
        return "missed"
    if meant is None or question.subject != meant.ref:
        return "confused"
    if question.member == member:
        return "resolved"
    return "class" if question.member is None else "confused"


def heard_as(understanding: Understanding, said: str) -> Question:
    """The question that the words become, with nothing said before."""
    return understanding.question(Turn("WordsIntent", (SpokenSlot("words", said),)), Memory())


def main(arguments: list[str] | None = None) -> int:
    """Print a table of kinds, and with --worst each name that was not understood."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--locale", default="en-US")
    parser.add_argument("--worst", action="store_true", help="list what was alarmed, confused, missed or asked in vain")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one in N, for a quick look")
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    settings = from_environment()
    understanding = locale_loader(settings)(options.locale)
    everyday = read_json(settings.models / "nlu" / f"{options.locale.split('-')[0]}.json")["everyday"]
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    for number, bent in enumerate(bent_names(understanding.content, everyday)[:: options.every]):
        carriers = CARRIERS[bent.slot_type]
        said = carriers[number % len(carriers)].format(bent.heard)
        question = heard_as(understanding, said)
        became = verdict(bent, question, understanding.content)
        tables[bent.kind][became] += 1
        tables["all"][became] += 1
        if options.worst and became in ("alarmed", "confused", "missed", "asked"):
            print(f"{became:10}{bent.kind:20}{bent.name:28}{said:50} {question.subject} {question.member or ''}")
    columns = ("resolved", "class", "confirmed", "asked", "alarmed", "confused", "missed")
    print(f"{'':22}" + "".join(f"{name:>11}" for name in columns))
    for kind, counts in tables.items():
        print(f"{kind:22}" + "".join(f"{counts[name]:11}" for name in columns))
    whole = tables["all"]
    good = whole["resolved"] + whole["class"] + whole["confirmed"]
    print(f"resolved or confirmed {good / whole.total():.1%}, confused {whole['confused']}")
    return 0


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _at_one(name: str, letters: str, chance: random.Random, change: "object") -> str:
    """The name with one letter of the kind changed, not the first."""
    places = [i for i, letter in enumerate(name) if i and letter in letters]
    if not places:
        return name
    place = chance.choice(places)
    return f"{name[:place]}{change(name[place])}{name[place + 1 :]}"  # type: ignore[operator]


if __name__ == "__main__":
    sys.exit(main())
