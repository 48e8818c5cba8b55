"""Choosing an answer: pure, on the committed content."""

from dataclasses import replace

import pytest

from leg_cramp.answers.answer import Answer, Invite, Pause, Progress, Say
from leg_cramp.answers.choose import answer_question
from leg_cramp.answers.entries import Place, answer_at, answer_to, place_for
from leg_cramp.answers.moves import move_answer
from leg_cramp.answers.policy import apply
from leg_cramp.content.model import KINDS, Content, Ref, Severity
from leg_cramp.understand.question import Choice, Memory, Question


@pytest.mark.parametrize("text", [None, "", "prompt.launch", "a.b", "a.b.c.d.e"])
def test_what_is_no_answer_id_is_no_place(text: str | None) -> None:
    """Prompts have no parts."""
    assert Place.parse(text) is None


@pytest.mark.parametrize(
    "place", [Place(Ref("cause", "diabetes"), "cramps"), Place(Ref("cause", "diabetes"), "what", 2)]
)
def test_an_answer_id_is_read_as_it_is_written(place: Place) -> None:
    """The first part has no number."""
    assert Place.parse(str(place)) == place


@pytest.mark.parametrize("number", ["0", "-1", "x", "99"])
def test_a_part_that_is_not_there_is_no_answer(number: str, content: Content) -> None:
    """Whatever an old session may hold."""
    place = Place.parse(f"cause.diabetes.cramps.{number}")
    assert place is not None
    assert number == "99" or place.part == 0
    assert (answer_at(place, content) is None) == (number == "99")


def test_every_entry_answers_every_question_somehow(content: Content) -> None:
    """Where the very answer is missing, the nearest one is given."""
    asked = (
        "what",
        "cramps",
        "treatment",
        "difference",
        "helps",
        "lacking",
        "now",
        "steps",
        "about",
        "act",
        "stop",
        "worry",
        "sources",
        "evidence",
        "name",
    )
    for entry in content.entries.values():
        for asks in asked:
            assert answer_at(place_for(entry, asks, None, content), content) is not None, (entry.ref, asks)


def test_the_generic_is_named_back(content: Content) -> None:
    """With its class."""
    entry = content.entries[Ref("medicine", "statins")]
    answer = answer_at(place_for(entry, "cramps", "atorvastatin", content), content)
    assert answer is not None
    assert answer.text.startswith("Atorvastatin, a statin, ")


@pytest.mark.parametrize("rule", ["keep-taking", "before-next-dose", "never-suddenly"])
def test_each_stop_rule_has_its_words(rule: str, content: Content) -> None:
    """Before the next dose is for three classes only; never for what must not be stopped suddenly."""
    told = {e.ref.id for e in content.of_kind("medicine") if e.stop_rule == "before-next-dose"}
    assert told == {"statins", "quinolone-antibiotics", "quinine"}
    for entry in (e for e in content.of_kind("medicine") if e.stop_rule == rule):
        answer, _ = answer_question(Question("stop", subject=entry.ref), Memory(), content)
        expected = (
            rule == "before-next-dose" or entry.ref.id == "lithium"
        )  # the sheet's one exception, with signs of too much
        assert ("before your next dose" in answer.text) == expected


def test_a_danger_answer_gets_nothing_but_the_offer_to_repeat(content: Content) -> None:
    """No safety line, no disclaimer, no pause before it."""
    for entry in content.of_kind("red_flag"):
        answer, _ = answer_question(Question("cramps", danger=entry.ref), Memory(), content)
        if entry.severity is not Severity.SOON:
            assert [type(block) for block in answer.blocks] == [Say, Invite]
        assert answer.blocks[0] == Say(entry.answers["act"][0])


def test_the_first_sentence_of_an_emergency_is_the_call(content: Content) -> None:
    """But for self-harm, where a kind line is first to be called, it begins with the emergency number."""
    emergencies = [e for e in content.of_kind("red_flag") if e.severity is Severity.EMERGENCY]
    assert len(emergencies) > 15
    assert [e.ref.id for e in emergencies if not e.answers["act"][0].startswith("Call 911 now")] in ([], ["self-harm"])


def test_a_worse_danger_is_remembered(content: Content) -> None:
    """And a milder one later does not replace it."""
    clot, lung = Ref("red_flag", "blood-clot"), Ref("red_flag", "lung-clot")
    _, memory = answer_question(Question("cramps", danger=clot), Memory(), content)
    _, memory = answer_question(Question("cramps", danger=lung), memory, content)
    _, memory = answer_question(Question("cramps", danger=clot), memory, content)
    assert (memory.severity, memory.danger) == (Severity.EMERGENCY, "lung-clot")


@pytest.mark.parametrize("asks", ["now", "steps", "helps", "treatment"])
def test_after_a_danger_no_stretch_is_given(asks: str, content: Content) -> None:
    """The act is said again instead."""
    memory = Memory(severity=Severity.URGENT, danger="blood-clot")
    answer, _ = answer_question(Question(asks, subject=Ref("stretch", "calf")), memory, content)
    assert answer.id == "red_flag.blood-clot.act"


def test_after_a_routine_sign_answers_go_on(content: Content) -> None:
    """Soon is not now."""
    memory = Memory(severity=Severity.SOON, danger="sleep-spoiled")
    answer, _ = answer_question(Question("steps", subject=Ref("stretch", "calf")), memory, content)
    assert answer.id == "stretch.calf.steps"


def test_a_subject_that_is_gone_is_a_fallback(content: Content) -> None:
    """An id of another version."""
    answer, _ = answer_question(Question("cramps", subject=Ref("cause", "gone")), Memory(), content)
    assert answer.id == "prompt.fallback"


@pytest.mark.parametrize("asks", ["no", "stop", "cancel", "thanks", "goodnight"])
def test_the_last_word_after_a_danger_is_the_act(content: Content, asks: str) -> None:
    """With the number to call, and no more."""
    memory = Memory(severity=Severity.EMERGENCY, danger="chest-pain")
    answer = move_answer(Question(asks, move=True), memory, content)
    assert (answer.id, answer.text, answer.invite) == ("prompt.no-danger", "All right. Call 911 now.", None)


def test_a_danger_that_is_gone_closes_kindly(content: Content) -> None:
    """No after a danger of another version."""
    memory = Memory(severity=Severity.URGENT, danger="gone")
    assert move_answer(Question("no", move=True), memory, content).id == "prompt.no"


def test_an_unknown_move_is_a_fallback(content: Content) -> None:
    """A move newer than the code."""
    assert move_answer(Question("somersault", move=True), Memory(), content).id == "prompt.fallback"


def test_an_answer_that_invites_is_left_alone(content: Content) -> None:
    """Policy adds nothing to what already asks."""
    answer = Answer("topic.x.about", (Say("A."), Invite("B?", "C?")))
    assert apply(answer, Memory(), content) == answer


def test_a_pause_has_no_words() -> None:
    """Text is what is said."""
    assert Answer("a.b.c", (Say("One."), Pause(1.0), Say("Two."))).text == "One. Two."


def test_every_kind_has_entries(content: Content) -> None:
    """The content of the first release: enough of each kind."""
    least = {"cause": 12, "medicine": 12, "remedy": 6, "stretch": 4, "red_flag": 8, "topic": 11}
    assert least.keys() == KINDS.keys()
    assert all(len(content.of_kind(kind)) >= number for kind, number in least.items())


def test_every_answer_has_a_source(content: Content) -> None:
    """At least one, for everything medical."""
    assert [e.ref for e in content.entries.values() if e.medical and not e.sources] == []


def test_memory_forgets_misses_when_understood(content: Content) -> None:
    """Only misses in a row count."""
    _, memory = answer_question(Question("help", move=True), replace(Memory(), misses=2), content)
    assert memory.misses == 0


def test_what_was_not_asked_gives_way_to_the_runner_up(content: Content) -> None:
    """ "That's not what I asked": the other reading is answered, then the rejected one is not given again."""
    sleep, falls = (Choice(Ref("topic", topic), "about") for topic in ("sleep", "falls"))
    memory = Memory(answer="topic.prevention.about", place="topic.prevention.about", other=sleep)
    answer, memory = answer_question(Question("other", move=True), memory, content)
    assert answer.id == "topic.sleep.about"
    again = Question("about", subject=Ref("topic", "prevention"), other=falls)
    answer, memory = answer_question(again, memory, content)
    assert answer.id == "topic.falls.about"
    answer, _ = answer_question(again, memory, content)
    assert answer.id == "topic.prevention.about"


def test_a_remembered_question_of_another_version_is_no_answer(content: Content) -> None:
    """Whatever an old session may hold."""
    assert answer_to(Choice(Ref("topic", "gone"), "about"), content) is None
    assert answer_to(None, content) is None


def test_the_card_holds_the_whole_answer_whichever_part_was_said(content: Content) -> None:
    """All parts, how long to hold, its safety lines and the disclaimer."""
    place = Place(Ref("stretch", "calf"), "steps")
    first, second = answer_at(place, content), answer_at(replace(place, part=1), content)
    assert first is not None
    assert second is not None
    assert first.card == second.card
    assert first.card is not None
    answers = content.entries[place.ref].answers
    lines = (content.safety_lines["clot"], content.prompts["disclaimer.short"])
    assert first.card.paragraphs == (*answers["steps"], *answers["hold"], *lines)


def test_a_card_of_what_is_not_medical_has_no_disclaimer(content: Content) -> None:
    """Privacy, say."""
    answer = answer_at(place_for(content.entries[Ref("topic", "privacy")], "about", None, content), content)
    assert answer is not None
    assert answer.card is not None
    assert content.prompts["disclaimer.short"] not in answer.card.paragraphs


def test_a_topic_may_have_a_card_of_its_own(content: Content) -> None:
    """In place of its parts."""
    entry = content.entries[Ref("topic", "doctor-questions")]
    answer = answer_at(place_for(entry, "about", None, content), content)
    assert answer is not None
    assert answer.card is not None
    assert answer.card.paragraphs[: len(entry.card)] == entry.card
    assert entry.answers["about"][0] not in answer.card.paragraphs


@pytest.mark.parametrize(("asks", "part", "hold"), [("steps", 0, 0), ("now", 0, 20), ("now", 2, 0)])
def test_a_part_of_a_stretch_is_a_step(content: Content, asks: str, part: int, hold: int) -> None:
    """With its place, and the seconds for which it is held."""
    entry = content.entries[Ref("stretch", "calf")]
    answer = answer_at(Place(entry.ref, asks, part), content)
    assert answer is not None
    assert answer.progress == Progress("calf stretch", part + 1, len(entry.answers[asks]))
    assert (answer.hold.seconds if answer.hold else 0) == hold


@pytest.mark.parametrize("place", [Place(Ref("stretch", "calf"), "hold"), Place(Ref("cause", "diabetes"), "cramps")])
def test_what_is_told_about_a_stretch_or_another_entry_is_no_step(content: Content, place: Place) -> None:
    """Only what is done one after the other is."""
    answer = answer_at(place, content)
    assert answer is not None
    assert answer.progress is None
