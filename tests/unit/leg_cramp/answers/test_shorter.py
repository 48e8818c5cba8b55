"""Shorter answers leave out what is nice to know, never what is needed."""

import re

from leg_cramp.answers.answer import Answer, Say
from leg_cramp.answers.choose import answer_question
from leg_cramp.answers.shorter import shortened
from leg_cramp.content.model import Content, Ref
from leg_cramp.understand.question import Memory, Question

SHORT = Memory(shorter=True)


def told(term: str, answer: Answer) -> int:
    """How often a term is said, as a word of its own."""
    return len(re.findall(rf"\b{term}\b", answer.text))


def test_the_first_sentences_and_the_warnings_are_kept(content: Content) -> None:
    """And the safety lines that belong to the answer."""
    question = Question("helps", subject=Ref("remedy", "magnesium"))
    full, short = (answer_question(question, memory, content)[0] for memory in (Memory(), SHORT))
    assert len(short.text) < len(full.text)
    assert content.safety_lines["ask-first"] in short.text


def test_a_tiny_first_sentence_is_not_all(content: Content) -> None:
    """ "Not very sure." alone is no answer."""
    text = "Not sure. It may help some people with cramps in the leg. It was tried twice. Don't take it with gin."
    kept = shortened(Answer("topic.x.about", (Say("Magnesium."), Say(text))), content)
    assert kept.blocks[1] == Say("Not sure. It may help some people with cramps in the leg. Don't take it with gin.")


def test_steps_and_danger_are_never_cut(content: Content) -> None:
    """Half an instruction is worse than a long one."""
    for question in (
        Question("now", subject=Ref("stretch", "calf")),
        Question("cramps", danger=Ref("red_flag", "blood-clot")),
        Question("cramps", danger=Ref("red_flag", "sleep-spoiled")),
    ):
        full, short = (answer_question(question, memory, content)[0] for memory in (Memory(), SHORT))
        assert short == full


def test_no_short_answer_loses_an_emergency_or_a_doctor(content: Content) -> None:
    """Every sentence with a pointer to care is still there."""
    care = [content.terms[term] for term in ("emergency", "urgent_help", "doctor", "hospital")]
    for entry in content.entries.values():
        for asks in entry.answers:
            question = Question(asks, subject=entry.ref)
            full, short = (answer_question(question, memory, content)[0] for memory in (Memory(), SHORT))
            for term in care:
                assert told(term, full) == told(term, short), (entry.ref, asks)


def test_shorter_is_confirmed_on_the_last_answer_and_can_be_undone(content: Content) -> None:
    """As slower and faster are."""
    _, memory = answer_question(Question("helps", subject=Ref("remedy", "magnesium")), Memory(), content)
    answer, memory = answer_question(Question("shorter", move=True), memory, content)
    assert answer.text.startswith(content.prompts["shorter.say"])
    assert memory.shorter
    answer, memory = answer_question(Question("longer", move=True), memory, content)
    assert answer.text.startswith(content.prompts["longer.say"])
    assert not memory.shorter
