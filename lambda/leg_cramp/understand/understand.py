"""A turn and what the session remembers become a Question. Nothing is answered here."""

from dataclasses import replace

from leg_cramp.content.model import SERIOUS, Content, Entry, IntentSpec, Severity
from leg_cramp.understand.question import REMIND, Choice, Memory, Question, SpokenSlot, Turn
from leg_cramp.understand.scan import Scanner
from leg_cramp.understand.signs import DangerSigns, Found, rank
from leg_cramp.understand.subject import MOST_CHOICES, NAME, question_of
from nlu import Reading, Recogniser

WORDS = "words"
"""What the catch-all intent asks: that its words be read."""
ACT, ABOUT, WORRY = "act", "about", "worry"
"""What danger-sign intents ask when a sign is reported, and when its meaning is asked; and when to worry at all."""
NEXT = "next"
"""The move of someone in a guide who says that a sign is not there."""
LAST_MOVES = frozenset({"stop", "cancel", "home", "no", "thanks"})
"""Moves that may end the talk."""
SURE_OF_LAST_MOVE = 0.8
"""Confidence from which words are taken for such a move although no sample says them exactly."""
SURE_OF_ONE_OF_TWO = 0.6
"""Confidence that each of two questions in one sentence must have."""
OUTSIDE_IN_TALK = 0.7
"""In mid-talk a name in words not understood is asked about, unless they are as likely as this to be outside."""
LONGEST_TIME = 8
"""Words of an answer to "at what time"."""
DANGER = 0.58
"""How likely the words must report some danger sign to count as one although the scan saw none."""
DANGER_BESIDE_SOON = 0.96
"""The same for words of which the scan says that a doctor should hear of them, but not today."""
DANGER_BESIDE_URGENT = 0.85
"""How likely an emergency itself must be beside an urgent sign."""
DANGER_WHEN_QUALIFIED = 0.8
"""The same for words of which something is denied, over, quoted or asked about in general."""


class Understanding:
    """Understands turns in one locale."""

    def __init__(self, content: Content, recogniser: Recogniser) -> None:
        self.content = content
        self.recogniser = recogniser
        self._scanner = Scanner(content)
        self._signs = DangerSigns(content, self._scanner, recogniser.known_words)
        matched_only = frozenset(spec.id for spec in content.intents.values() if spec.matched_only)
        self._acts = frozenset(spec.id for spec in content.intents.values() if spec.asks == ACT) - matched_only
        self._denials = frozenset(name for name in matched_only if content.intents[name].asks == WORRY)
        self._questions = recogniser.without(self._acts | matched_only)

    def question(self, turn: Turn, memory: Memory) -> Question:
        """What the person wants to know. A danger sign in any word that reached us is set on the result."""
        in_words = self._signs.find(turn.heard, memory) if self._is_catch_all(turn) else None
        question = self._asked(turn, memory, in_words)
        found = in_words or self._in_slots(turn, question, memory)
        flags = [flag for flag in (found.flag, self._named_flag(question)) if flag]
        spec = self.content.intents.get(question.intent)
        question = replace(question, told=(*found.told, *(spec.tells if spec else ())))
        return replace(question, danger=max(flags, key=rank).ref) if flags else question

    def _is_catch_all(self, turn: Turn) -> bool:
        """Whether the turn's words are to be read here."""
        spec = self.content.intents.get(turn.intent or "")
        return spec is not None and spec.asks == WORDS

    def _asked(self, turn: Turn, memory: Memory, in_words: Found | None) -> Question:
        if turn.intent is None:
            return Question("launch", move=True)
        goes_on = memory.guide and turn.intent in self._denials
        spec = self._spec_asking(NEXT) if goes_on else self.content.intents.get(turn.intent)
        text = " ".join(turn.heard)
        if spec is None:
            question = Question("fallback", intent=turn.intent, move=True, refused="unsure")
        elif in_words:
            question = self._from_words(text, memory, in_words.flag)
        else:
            question = question_of(spec, turn.slots, memory, self.content, self.recogniser)
        time = self._awaited_time(text, memory) if question.asks != ACT else None
        return Question(REMIND, intent=turn.intent, move=True, time=time) if time else question

    def _awaited_time(self, text: str, memory: Memory) -> str | None:
        """The time of a reminder that is spoken of, in however few words; "cramp since seven" is none."""
        awaited = memory.reminder and len(text.split()) <= LONGEST_TIME and not self.recogniser.is_of_the_domain(text)
        return self.recogniser.time_in(text) if awaited else None

    def _from_words(self, text: str, memory: Memory, found: Entry | None) -> Question:
        return self._both(text, memory) or self._one(text, memory, found)

    def _both(self, text: str, memory: Memory) -> Question | None:
        """The first of two questions in one sentence, with the second to come; None if it is but one."""
        for first, second in self.recogniser.two_questions(text):
            one = self._clear(first, memory)
            two = (
                self._clear(second, replace(memory, place=f"{one.subject}.{one.asks}", member=one.member))
                if one
                else None
            )
            if one and two and two.subject and (one.subject, one.asks) != (two.subject, two.asks):
                return replace(one, also=Choice(two.subject, two.asks, two.member))
        return None

    def _clear(self, text: str, memory: Memory) -> Question | None:
        """What one of two questions asks, if that is clear enough to stand on its own."""
        reading = self._questions.read(text)
        spec = self.content.intents.get(reading.intent or "")
        if spec is None or spec.move or reading.confidence < SURE_OF_ONE_OF_TWO:
            return None
        question = self._question_of(spec, reading, memory)
        return None if question.choices or question.unknown or question.subject is None else question

    def _one(self, text: str, memory: Memory, found: Entry | None) -> Question:
        reading = self._reading(text, found)
        spec = self._spec_of(reading, text, memory) or self._named_in_talk(reading, memory)
        if spec is None:
            kind = reading.refused_as or "unsure"
            return Question("fallback", move=True, refused=kind, choices=self._nearest(reading))
        question = self._question_of(spec, reading, memory)
        return question if question.move else replace(question, other=self._other(reading, question, memory))

    def _question_of(self, spec: IntentSpec, reading: Reading, memory: Memory) -> Question:
        """The question of an intent, with the names found in the words for its slots."""
        found = {match.slot_type: match for match in reversed([*reading.slots.values()])}
        slots = tuple(
            SpokenSlot(name, found[slot_type].text, found=found[slot_type])
            for name, slot_type in spec.slots.items()
            if slot_type in found
        )
        return question_of(spec, slots, memory, self.content, self.recogniser)

    def _other(self, reading: Reading, question: Question, memory: Memory) -> Choice | None:
        """What the runner-up would have asked, if that is another question."""
        spec = self.content.intents.get(self._next_best(reading) or "")
        other = self._question_of(spec, reading, memory) if spec else question
        same = (other.subject, other.asks) == (question.subject, question.asks)
        return None if same or other.subject is None else Choice(other.subject, other.asks, other.member)

    def _nearest(self, reading: Reading) -> tuple[Choice, ...]:
        """The two medical topics that what was refused may have been about."""
        specs = (self.content.intents[name] for name in reading.nearest)
        asked = {spec.otherwise: spec.asks for spec in specs if spec.otherwise and spec.asks in (ABOUT, WORRY)}
        medical = (Choice(ref, asks) for ref, asks in asked.items() if self.content.entries[ref].medical)
        return tuple(medical)[:MOST_CHOICES]

    def _reading(self, text: str, found: Entry | None) -> Reading:
        """What the words are taken for: a question, or a report of danger worse than the one that the scan found."""
        said = self._scanner.without_denials(text)
        if found and found.severity is Severity.EMERGENCY:
            return self._questions.read(said)
        reading = self.recogniser.read(said, by_sound=False)
        if self._is_worse(reading, text, found):
            reading = self.recogniser.read(self._scanner.in_earnest(said), by_sound=False)
        return reading if self._is_worse(reading, text, found) else self._questions.read(said)

    def _is_worse(self, reading: Reading, text: str, found: Entry | None) -> bool:
        """Whether the reading is surely enough a report of danger, and of a worse one than the scan found.

        What the scan found says more than the kind of danger that a sentence is most like.
        """
        if reading.intent not in self._acts:
            return False
        if found and found.severity in SERIOUS:
            otherwise = self.content.intents[reading.intent].otherwise
            worse = otherwise is not None and rank(self.content.entries[otherwise]) > rank(found)
            return worse and reading.alone >= DANGER_BESIDE_URGENT
        return reading.confidence >= self._sure_enough(text, found)

    def _sure_enough(self, text: str, found: Entry | None) -> float:
        """How likely the text must report a danger, if it reports at most a mild one by what the scan says."""
        if found:
            return DANGER_BESIDE_SOON
        return DANGER_WHEN_QUALIFIED if self._scanner.qualified(text) else DANGER

    def _spec_of(self, reading: Reading, text: str, memory: Memory) -> IntentSpec | None:
        """The intent read. A last move must be certain: a wrong "stop" ends the talk with someone in need.

        To say that a sign is not there is no "no": in a guide, which asks for signs, it means to go on.
        """
        spec = self.content.intents.get(reading.intent or "")
        last = spec is None or (spec.move and spec.asks in LAST_MOVES)
        if last and self._denies(text):
            return self._spec_asking(NEXT) if memory.guide else None
        return None if last and reading.confidence < SURE_OF_LAST_MOVE else spec

    def _denies(self, text: str) -> bool:
        """Whether it says that a sign is not there."""
        return self._scanner.denies(text) or self.recogniser.read(text, by_sound=False).intent in self._denials

    def _spec_asking(self, asks: str) -> IntentSpec | None:
        """The first intent that asks so."""
        return next((spec for spec in self.content.intents.values() if spec.asks == asks), None)

    def _named_in_talk(self, reading: Reading, memory: Memory) -> IntentSpec | None:
        """In mid-talk a name alone says enough ("i smoke a bit"): what a name asks, or None."""
        known = memory.place and reading.slots and reading.stage == "refused" and reading.outside < OUTSIDE_IN_TALK
        return self._spec_asking(NAME) if known else None

    def _next_best(self, reading: Reading) -> str | None:
        """The runner-up, if it is a question at all."""
        spec = self.content.intents.get(reading.runner_up or "")
        return None if spec is None or spec.move or spec.asks == ACT else spec.id

    def _in_slots(self, turn: Turn, question: Question, memory: Memory) -> Found:
        """What the scan finds in slots that hold more than a name, unless only the meaning of a sign was asked."""
        heard = [slot.heard for slot in turn.slots if self._reports(slot)]
        if question.asks == ABOUT and question.subject is not None and question.subject.kind == "red_flag":
            heard = [words for words in heard if self._scanner.of_somebody(words)]
        return self._signs.with_names(self._signs.find(heard, memory), turn.heard, memory)

    def _reports(self, slot: SpokenSlot) -> bool:
        """Whether a slot holds more than a name we know ("muscle pain from statins" names a cause)."""
        return not slot.ids or self._scanner.of_somebody(slot.heard)

    def _named_flag(self, question: Question) -> Entry | None:
        """The red flag that a danger-sign intent stands for, when its act is asked for.

        What the intent stands for without a name is the least: a name found in it may be but a part of what was said.
        """
        if question.asks != ACT:
            return None
        refs = (question.subject, self.content.intents[question.intent].otherwise)
        flags = [self.content.entries[ref] for ref in refs if ref and ref.kind == "red_flag"]
        return max(flags, key=rank, default=None)
