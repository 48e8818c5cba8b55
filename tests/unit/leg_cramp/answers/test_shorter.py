"""What a shorter answer is: over all that the skill can say, in every locale."""

import re
from dataclasses import replace

import pytest

from authoring.speech import spoken_answers
from leg_cramp.answers.answer import Answer, Say, Voice
from leg_cramp.answers.choose import answer_question
from leg_cramp.answers.policy import rest, shorter, spoken_in
from leg_cramp.content.load import load
from leg_cramp.content.model import Content, Ref, Severity
from leg_cramp.understand.question import Memory, Question
from tests.conftest import LOCALES, ROOT

NUMBER = re.compile(r"\d{3}")
FORBIDDING = re.compile(r"\b(don't|never|unless|pharmacist|midwife)\b", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return re.split(r"(?<=[.!?]) +", text)


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_that_keeps_safe_is_kept_back(locale: str) -> None:
    """No number, no doctor, no warning is among what a short answer leaves for later; and nothing is lost."""
    content = load(ROOT / "content", locale)
    help_words = [content.terms[name] for name in ("emergency", "urgent_help", "doctor", "hospital")]
    cut = 0
    for spoken in spoken_answers(content):
        for answer in spoken.answers:
            short = shorter(answer, content)
            assert short.safety == answer.safety
            if not short.cut:
                assert short == answer
                continue
            cut += 1
            kept, later = sentences(short.text), sentences(rest(answer, content).text)
            assert sorted(kept + later) == sorted(sentences(answer.text))
            assert kept[0] == sentences(answer.text)[0]
            assert not any(word in " ".join(later) for word in help_words)
            assert not NUMBER.search(" ".join(later))
            assert not FORBIDDING.search(" ".join(later))
    assert cut > 100


def test_acts_warnings_and_instructions_are_never_shortened(content: Content) -> None:
    """Whatever they are about."""
    for spoken in spoken_answers(content):
        if spoken.asks in ("act", "worry", "stop", "now", "steps", "seated", "hold"):
            for answer in spoken.answers:
                assert shorter(answer, content) == answer


def test_what_has_no_part_of_content_is_said_whole(content: Content) -> None:
    """Prompts, and an answer of nothing."""
    for answer in (Answer("prompt.launch", (Say("One. Two. Three."),)), Answer("topic.about.about", ())):
        assert shorter(answer, content) == answer
        assert rest(answer, content) == answer


def test_two_short_sentences_or_one_long_one(content: Content) -> None:
    """Twenty words for the first two, and what would be kept back is worth it."""

    def short(*lengths: int) -> list[int]:
        text = " ".join(" ".join(["word"] * (n - 1) + ["end."]) for n in lengths)
        return [len(s.split()) for s in sentences(shorter(Answer("topic.x.about", (Say(text),)), content).text)]

    assert short(8, 9, 7) == [8, 9]
    assert short(15, 9, 7) == [15]
    assert short(8, 9, 5) == [8, 9, 5]
    assert short(40) == [40]


def test_more_wins_over_an_unknown_place(content: Content) -> None:
    """Attributes of another version: nothing is there to be said the rest of."""
    memory = Memory(answer="cause.gone.cramps", cut=True)
    answer, _ = answer_question(Question("yes", move=True), memory, content)
    assert answer.id == "prompt.yes"


def test_danger_comes_before_the_rest(content: Content) -> None:
    """A yes with a danger sign in it."""
    memory = Memory(answer="topic.night-cramps.about", place="topic.night-cramps.about", cut=True, shorter=True)
    question = Question("yes", move=True, danger=Ref("red_flag", "lung-clot"))
    answer, after = answer_question(question, memory, content)
    assert answer.severity is Severity.EMERGENCY
    assert after.cut is False


@pytest.mark.parametrize(
    ("memory", "severity", "voice"),
    [
        (Memory(), None, Voice.NORMAL),
        (Memory(night=True), None, Voice.SOFT),
        (Memory(night=True), Severity.SOON, Voice.SOFT),
        (Memory(night=True, quiet_hours=False), None, Voice.NORMAL),
        (Memory(whisper=True), None, Voice.WHISPERED),
        (Memory(whisper=True, night=True), Severity.URGENT, Voice.NORMAL),
        (Memory(night=True), Severity.EMERGENCY, Voice.NORMAL),
    ],
)
def test_the_voice_of_the_hour(memory: Memory, severity: Severity | None, voice: Voice) -> None:
    """Soft at night, whispered on request, and danger always aloud; the screen is dark all the same."""
    answer = spoken_in(Answer("x", (), severity=severity), memory)
    assert answer.voice is voice
    assert answer.quiet is memory.quiet
    assert replace(answer, voice=Voice.NORMAL, quiet=False) == Answer("x", (), severity=severity)


def test_shorter_is_confirmed_on_the_last_answer_and_can_be_undone(content: Content) -> None:
    """As slower and faster are."""
    _, memory = answer_question(Question("helps", subject=Ref("remedy", "magnesium")), Memory(), content)
    answer, memory = answer_question(Question("shorter", move=True), memory, content)
    assert answer.text.startswith(content.prompts["shorter.say"])
    assert memory.shorter
    answer, memory = answer_question(Question("longer", move=True), memory, content)
    assert answer.text.startswith(content.prompts["longer.say"])
    assert not memory.shorter
