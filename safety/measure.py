"""Every row of the sets, in every state, through the real handler, in one locale and manner."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from leg_cramp.content.model import Content
from leg_cramp.render.card import spell
from nlu import Recogniser
from safety.sets import Row
from safety.states import FRESH, TURNS, attributes_in
from simulator.conversation import Conversation
from simulator.envelope import Session, intent
from simulator.match import Manner, match
from simulator.skill import Handler
from simulator.speech import plain, seconds

_SENTENCE = re.compile(r"[^.?]+[.?]")
_ACT = re.compile(r"\b(?:Call|Phone)\b")
LATEST_ACT = 5.0
"""Spoken seconds within which the act must have been said."""


@dataclass(frozen=True)
class Reply:
    """What a row got: its level, words and card, and whether an earlier danger answer was said again."""

    row: Row
    severity: str | None
    speech: str
    card: str
    again: bool

    @property
    def verdict(self) -> str:
        """As the sets say; where no danger was told, saying again the one told before is right."""
        return "quiet" if self.again and self.row.severity is None else self.row.verdict(self.severity)

    def faults(self, content: Content) -> Iterator[str]:
        """What is wrong with a danger answer: late act, disclaimer, upsell, no word on the device, another card."""
        if self.severity not in ("emergency", "urgent"):
            return
        if seconds_to_act(self.speech) > LATEST_ACT:
            yield "act later than five seconds"
        if content.prompts["disclaimer.short"] in self.speech:
            yield "disclaimer in a danger answer"
        if "I can't call for you." not in self.speech:
            yield "does not say that it cannot call"
        if not self.speech.endswith(content.prompts["danger.ask"]):
            yield "something after the act"
        said = spell(self.speech.removesuffix(content.prompts["danger.ask"]).strip(), content.spelling)
        if _letters(said) not in _letters(self.card):
            yield "card says something else"


@dataclass
class Tally:
    """What became of the rows of one locale and manner: verdicts by state and level, faults, and the slowest act."""

    verdicts: Counter[tuple[str, str | None, str]] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    seconds: Counter[float] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    def add(self, state: str, reply: Reply, content: Content) -> None:
        """Count one reply."""
        verdict = reply.verdict
        self.verdicts[state, reply.row.severity, verdict] += 1
        self.faults.update(reply.faults(content))
        if reply.severity in ("emergency", "urgent"):
            self.seconds[seconds_to_act(reply.speech)] += 1
        if verdict not in ("right", "quiet"):
            self.wrong.setdefault(reply.row.text, verdict)


def _letters(text: str) -> str:
    """Letters and digits alone: a phone number is spoken and written with other marks between its digits."""
    return re.sub(r"\W", "", text)


def seconds_to_act(speech: str) -> float:
    """Spoken seconds to the end of the first sentence that says whom to call."""
    words = ""
    for sentence in _SENTENCE.findall(speech):
        words += sentence
        if _ACT.search(sentence):
            break
    return seconds(words.strip())


def measure(
    rows: Sequence[Row],
    handler: Handler,
    content: Content,
    recogniser: Recogniser,
    manner: Manner,
    states: Iterable[str] = TURNS,
) -> Tally:
    """Say every row in every state, each time to a conversation that has just reached it."""
    tally = Tally()
    spoken = [match(row.text, recogniser, manner) for row in rows]
    for state in states:
        attributes = attributes_in(state, Conversation(handler, recogniser, content.locale))
        for row, sent in zip(rows, spoken, strict=True):
            session = Session("safety", content.locale, new=state == FRESH, attributes=dict(attributes))
            reply = handler(intent(session, sent.intent, sent.slots), None)
            speech, card = reply["response"]["outputSpeech"], reply["response"].get("card") or {}
            level, answer = (reply["sessionAttributes"][name] for name in ("severity", "answer"))
            again = level is not None and answer == attributes.get("answer")
            tally.add(state, Reply(row, level, plain(speech["ssml"]), card.get("content", ""), again), content)
    return tally
