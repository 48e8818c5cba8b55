"""A screen holds the very words of the speech, each with its second."""

from dataclasses import replace
from itertools import pairwise

import pytest

from leg_cramp.answers.answer import Answer, Card, Hold, Invite, Pause, Progress, Say
from leg_cramp.answers.entries import Place, answer_at, parts
from leg_cramp.answers.policy import apply
from leg_cramp.answers.prompts import ask, close
from leg_cramp.content.model import Content, Severity
from leg_cramp.render.screen import Screen, screen
from leg_cramp.understand.question import Memory

MORE = Invite("Shall I tell you more?", "Say yes for more. Shall I go on?")


def made(answer: Answer, content: Content, *, slower: bool = False) -> Screen:
    """The screen of an answer that has one."""
    found = screen(answer, content, slower=slower)
    assert found is not None
    return found


def words(shown: Screen) -> str:
    """Everything that can be read in the order in which it is spoken, the title only where it is spoken as well."""
    lines = [line["text"] for line in shown.data["lines"]]
    return " ".join([shown.data["title"], *lines] if shown.document == "danger" else lines)


def test_every_answer_is_shown_in_the_words_that_are_spoken(content: Content) -> None:
    """Each part of each answer, with its safety lines, the disclaimer and the invitation."""
    compared = 0
    for entry in content.entries.values():
        for asks in entry.answers:
            for number in range(len(parts(Place(entry.ref, asks), content))):
                found = answer_at(Place(entry.ref, asks, number), content)
                assert found is not None
                answer = apply(found, Memory(), content)
                assert answer.invite is not None
                assert words(made(answer, content)) == f"{answer.text} {answer.invite.text}"
                compared += 1
    assert compared > 500


def test_the_spelling_is_that_of_the_region(content: Content) -> None:
    """As on a card."""
    british = replace(content, spelling={"estrogen": "oestrogen"})
    shown = made(Answer("a.b.c", (Say("Estrogen can."), MORE), card=Card("estrogen")), british)
    assert (shown.data["title"], shown.data["lines"][0]["text"]) == ("oestrogen", "Oestrogen can.")


def test_a_last_word_has_no_screen(content: Content) -> None:
    """The session is over, and the device goes dark again."""
    assert screen(close(content, "stop"), content, slower=False) is None


@pytest.mark.parametrize("severity", [Severity.EMERGENCY, Severity.URGENT])
def test_danger_shows_the_act_as_its_title(content: Content, severity: Severity) -> None:
    """The first sentence is what to do; the reason stands below."""
    answer = Answer("a.b.act", (Say("Call 911 now. It can be a clot."), MORE), severity=severity, card=Card("Get help"))
    shown = made(answer, content)
    assert (shown.document, shown.data["title"], shown.data["long"]) == ("danger", "Call 911 now.", False)
    assert shown.data["lines"][0]["text"] == "It can be a clot."


def test_a_long_act_is_said_to_be_long(content: Content) -> None:
    """It would not fit in the largest type."""
    answer = Answer("a.b.act", (Say("Phone your doctor or urgent care now. Go."), MORE), severity=Severity.URGENT)
    assert made(answer, content).data["long"] is True


def test_a_prompt_is_shown_as_help(content: Content) -> None:
    """Under the name of the skill."""
    shown = made(ask(content, "help"), content)
    assert (shown.document, shown.data["title"]) == ("help", "Leg cramp helper")


def test_only_questions_ask(content: Content) -> None:
    """So that the eye finds what is wanted of it."""
    shown = made(ask(content, "launch"), content)
    assert [line["text"] for line in shown.data["lines"] if line["asks"]] == ["What would you like to know?"]


def test_a_sentence_stands_at_the_second_in_which_it_is_spoken(content: Content) -> None:
    """Five words take two seconds at 150 words a minute; pauses count."""
    answer = Answer("a.b.c", (Say("One two three four five. Six."), Pause(1), MORE), card=Card("x"))
    assert [line["at"] for line in made(answer, content).data["lines"]] == [0.0, 2.0, 3.4]


def test_slower_speech_is_followed_more_slowly(content: Content) -> None:
    """Each sentence is followed by its pause."""
    answer = Answer("a.b.c", (Say("One two three four five. Six."), MORE), card=Card("x"))
    assert [line["at"] for line in made(answer, content, slower=True).data["lines"]] == [0.0, 2.6, 3.6]


def test_seconds_never_run_backwards(content: Content) -> None:
    """Over a long answer with pauses."""
    lines = made(apply(ask(content, "help"), Memory(), content), content).data["lines"]
    assert all(one["at"] < next_one["at"] for one, next_one in pairwise(lines))


def test_a_step_names_its_place(content: Content) -> None:
    """Which stretch, which step, of how many."""
    answer = Answer("stretch.calf.steps.2", (Say("Hold it."), MORE), progress=Progress("calf stretch", 2, 4))
    shown = made(answer, content)
    assert (shown.document, shown.data["title"], shown.data["hold"]) == ("step", "Calf stretch, 2 of 4", 0)


def test_a_hold_is_counted_from_the_pause_that_holds(content: Content) -> None:
    """A breath is no hold, and what is said after the hold does not delay it."""
    blocks = (Say("Pull your toes up."), Pause(0.5), Say("Hold."), Pause(10), Pause(10), Say("Let go."), MORE)
    shown = made(Answer("guide", blocks, progress=Progress("calf stretch", 2, 4), hold=Hold(20)), content)
    assert (shown.data["hold"], shown.data["start"]) == (20, pytest.approx(5 / 2.5 + 0.5, abs=0.1))


def test_a_hold_that_nobody_counts_begins_when_all_is_said(content: Content) -> None:
    """The number stands still until then."""
    answer = Answer(
        "s", (Say("Hold it for twenty seconds."), MORE), progress=Progress("calf stretch", 2, 4), hold=Hold(20)
    )
    assert made(answer, content).data["start"] == pytest.approx(10 / 2.5, abs=0.1)
