"""Guides: their steps and holds, and every move in every state of a talk, on the committed content."""

import json
from dataclasses import replace

import pytest

from leg_cramp.answers.answer import Answer, Hold, Invite, Pause, Say
from leg_cramp.answers.choose import answer_question
from leg_cramp.answers.entries import Place, guide_at
from leg_cramp.answers.guide import hold_blocks, other_leg, setup_of, skipped_to
from leg_cramp.answers.guide_moves import in_guide
from leg_cramp.content.model import Content, Ref, Severity
from leg_cramp.understand.question import Choice, Memory, Question
from tests.conftest import ROOT

ROUTINE = "stretch.bedtime-routine.steps"
CALF, BEDTIME = Ref("stretch", "calf"), Ref("stretch", "bedtime-routine")
TOPIC = "topic.what-is-a-cramp.about"
MATRIX = json.loads((ROOT / "tests/unit/leg_cramp/answers/moves.json").read_text(encoding="utf-8"))
QUESTIONS = ("hold", "seated")
"""What is asked in mid-stretch and is no move: content answers it."""


def at(step: str, **more: object) -> Memory:
    """The memory of someone who has just heard a step of a guide."""
    return replace(Memory(answer=step, place=step, guide=step, disclaimed=True), **more)  # type: ignore[arg-type]


STATES = {
    "nothing": Memory(),
    "launched": Memory(answer="prompt.launch"),
    "a routine left": Memory(answer="prompt.launch-left", left_at=f"{ROUTINE}.6"),
    "an answer": Memory(answer=TOPIC, place=TOPIC),
    "names offered": Memory(
        answer="prompt.did-you-mean",
        choices=(Choice(Ref("cause", "diabetes"), "cramps"), Choice(Ref("cause", "sciatica"), "cramps")),
    ),
    "a cramp, first step": at("stretch.calf.now"),
    "a cramp, last step": at("stretch.calf.now.4"),
    "a stretch, getting ready": at("stretch.calf.steps"),
    "a stretch, one leg": at("stretch.calf.steps.2"),
    "a stretch, last step": at("stretch.calf.steps.3"),
    "in the chair": at("stretch.calf.seated.2"),
    "a routine, first step": at(ROUTINE),
    "a routine, second stretch": at(f"{ROUTINE}.6", left_at=f"{ROUTINE}.6"),
    "a routine, last step": at(f"{ROUTINE}.9"),
    "paused": replace(at("stretch.calf.steps.2"), answer="prompt.pause"),
    "paused without a guide": Memory(answer="prompt.pause", place=TOPIC),
    "told how many are left": replace(at("stretch.calf.steps.2"), answer="prompt.left-one"),
    "interrupted by a question": replace(at("stretch.calf.steps.2"), answer=TOPIC, place=TOPIC),
    "interrupted, not understood": replace(at("stretch.calf.steps.2"), answer="prompt.fallback", misses=1),
    "asked how long": replace(at("stretch.calf.steps.2"), answer="stretch.calf.hold", place="stretch.calf.hold"),
    "stopped as it hurt": Memory(answer="prompt.hurts", disclaimed=True),
    "danger": Memory(
        answer="red_flag.blood-clot.act",
        place="red_flag.blood-clot.act",
        danger="blood-clot",
        severity=Severity.URGENT,
    ),
}


def moves(content: Content) -> list[str]:
    """Every move that an intent makes, the launch, and what is asked in mid-stretch."""
    return ["launch", *sorted({spec.asks for spec in content.intents.values() if spec.move}), *QUESTIONS]


def asked(move: str, memory: Memory) -> Question:
    """The question of a move, or of what is asked in mid-stretch."""
    place = Place.parse(memory.guide)
    subject = (place.ref if place else CALF) if move in QUESTIONS else None
    return Question(move, subject=subject, move=subject is None)


def test_every_pair_of_state_and_move_is_written_down(content: Content) -> None:
    """A new move or state needs its row."""
    assert {state: sorted(row) for state, row in MATRIX.items()} == dict.fromkeys(STATES, sorted(moves(content)))


@pytest.mark.parametrize("state", STATES)
def test_every_move_has_its_answer_in_every_state(state: str, content: Content) -> None:
    """As moves.json says. What invites leaves the session open; only last words close it."""
    heard = {move: answer_question(asked(move, STATES[state]), STATES[state], content)[0] for move in moves(content)}
    assert {move: answer.id for move, answer in heard.items()} == MATRIX[state]
    closing = {"prompt.stop", "prompt.home", "prompt.no", "prompt.goodnight", "prompt.no-danger"}
    assert {answer.id for answer in heard.values() if answer.invite is None} <= closing


@pytest.mark.parametrize("state", STATES)
def test_a_danger_sign_ends_the_guide(state: str, content: Content) -> None:
    """Whatever the state: nothing is left to go on with, tonight or tomorrow."""
    flag = Ref("red_flag", "blood-clot")
    answer, memory = answer_question(Question("next", move=True, danger=flag), STATES[state], content)
    assert answer.id == "red_flag.blood-clot.act"
    assert (memory.guide, memory.left_at) == (None, None)
    for move in ("resume", "start-over", "help"):
        assert answer_question(Question(move, move=True), memory, content)[0].id == "red_flag.blood-clot.act"


@pytest.mark.parametrize("muscle", ["calf", "soleus", "foot", "toes", "hamstring", "quadriceps", "thigh", "ankle-flex"])
def test_a_cramp_begins_with_the_act_and_the_clot_line_before_the_hold(muscle: str, content: Content) -> None:
    """Within three spoken seconds, 7 words, the first instruction is said; who must not stretch hears it in time."""
    answer, _ = answer_question(Question("now", subject=Ref("stretch", muscle)), Memory(), content)
    first, clot, hold, disclaimer, _, invite = answer.blocks
    assert isinstance(first, Say)
    assert len(first.text.split(".")[0].split(",")[0].split()) <= 7
    assert clot == Say(content.safety_lines["clot"])
    assert isinstance(hold, Pause)
    assert disclaimer == Say(content.prompts["disclaimer.short"])
    assert isinstance(invite, Invite)


def test_the_ten_minute_rule_comes_before_getting_up(content: Content) -> None:
    """It is for a cramp that goes on: after two holds, not at the end."""
    for entry in content.of_kind("stretch"):
        parts = entry.answers.get("now", ())
        assert [n for n, part in enumerate(parts) if "ten minutes" in part] == ([2] if parts else [])


def test_a_hold_is_silent_or_counted(content: Content) -> None:
    """By choice; the time is the same."""
    silent = hold_blocks(Hold(20), content, counting=False)
    counted = hold_blocks(Hold(20), content, counting=True)
    assert silent == (Pause(20),)
    assert [block.text for block in counted if isinstance(block, Say)] == ["Five.", "Ten.", "Fifteen.", "Twenty."]
    assert sum(block.seconds for block in counted if isinstance(block, Pause)) == 20


def test_between_holds_is_a_rest(content: Content) -> None:
    """Ten seconds, with a word before and after."""
    blocks = hold_blocks(Hold(15, 2), content, counting=False)
    assert [block.seconds for block in blocks if isinstance(block, Pause)] == [15, 10, 15]
    assert len([block for block in blocks if isinstance(block, Say)]) == 3


def test_to_count_is_remembered(content: Content) -> None:
    """The step is said again with its count, and the next one is counted as well; until told not to."""
    answer, memory = answer_question(Question("count", move=True), at("stretch.calf.steps.2"), content)
    assert "Fifteen." in answer.text
    answer, memory = answer_question(Question("next", move=True), memory, content)
    assert "Fifteen." in answer.text
    answer, memory = answer_question(Question("silent", move=True), memory, content)
    assert "Fifteen." not in answer.text
    assert not memory.counting


def test_the_bedtime_routine_takes_about_five_minutes(content: Content) -> None:
    """Holds, rests and words at 150 a minute, as it is heard from step to step."""
    for version in ("steps", "seated"):
        memory, seconds = Memory(disclaimed=True), 60.0
        answer, memory = answer_question(Question(version, subject=BEDTIME), memory, content)
        while answer.more:
            seconds += sum(b.seconds if isinstance(b, Pause) else len(b.text.split()) / 2.5 for b in answer.blocks)
            answer, memory = answer_question(Question("next", move=True), memory, content)
        assert 300 < seconds < 450


def test_no_turn_of_a_guide_is_too_long(content: Content) -> None:
    """Sixty-six words, and two and a half minutes with its silence, counted aloud or not."""
    for entry in content.of_kind("stretch"):
        for asks in entry.steps:
            for part, _ in enumerate(guide_at(Place(entry.ref, asks), content)):
                place = str(Place(entry.ref, asks, part))
                memory = replace(at(place), answer="prompt.pause", counting=True)
                answer, _ = answer_question(Question("resume", move=True), memory, content)
                assert len(answer.text.split()) <= 66, answer.id
                assert sum(b.seconds for b in answer.blocks if isinstance(b, Pause)) <= 120


def test_a_routine_is_left_for_the_next_night(content: Content) -> None:
    """From its first stretch on, by the id of the step; not at its end, and not for one stretch."""
    answer, memory = answer_question(Question("steps", subject=BEDTIME), Memory(), content)
    left = [memory.left_at]
    while answer.more:
        answer, memory = answer_question(Question("next", move=True), memory, content)
        left.append(memory.left_at)
    assert left == [None, *(f"{ROUTINE}.{number}" for number in range(2, 8)), None, None]
    _, memory = answer_question(Question("steps", subject=CALF), Memory(left_at=f"{ROUTINE}.6"), content)
    assert memory.left_at == f"{ROUTINE}.6"


def test_the_next_night_begins_where_one_gets_into_place(content: Content) -> None:
    """With the clot line and the disclaimer, as at any beginning."""
    offer, memory = answer_question(Question("launch", move=True), Memory(left_at=f"{ROUTINE}.7"), content)
    assert "back of thigh stretch" in offer.text
    answer, _ = answer_question(Question("yes", move=True), memory, content)
    assert answer.id == f"{ROUTINE}.5"
    assert content.safety_lines["clot"] in answer.text
    assert content.prompts["disclaimer.short"] in answer.text
    _, memory = answer_question(Question("no", move=True), memory, content)
    assert memory.left_at is None


@pytest.mark.parametrize("left", ["stretch.gone.steps.2", f"{ROUTINE}.99", "prompt.launch", "x"])
def test_what_was_left_by_another_version_is_no_offer(left: str, content: Content) -> None:
    """The launch is the usual one, and yes or "start over" ask what is wanted."""
    memory = Memory(left_at=left)
    assert answer_question(Question("launch", move=True), memory, content)[0].id == "prompt.launch"
    offered = replace(memory, answer="prompt.launch-left")
    assert answer_question(Question("yes", move=True), offered, content)[0].id == "prompt.yes"
    assert answer_question(Question("repeat", move=True), offered, content)[0].id == "prompt.launch"


def test_a_guide_of_another_version_is_no_guide(content: Content) -> None:
    """Whatever an old session may hold."""
    memory = Memory(answer=TOPIC, place=TOPIC, guide="stretch.gone.steps.2")
    assert in_guide(lambda *_: Answer("x", ()))(Question("left"), memory, content).id == "prompt.no-guide"


def test_the_chair_version_goes_on_with_the_same_stretch(content: Content) -> None:
    """In a routine; and from where one gets into place."""
    answer, _ = answer_question(Question("seated", subject=BEDTIME), at(f"{ROUTINE}.7"), content)
    assert answer.id == "stretch.bedtime-routine.seated.5"


def test_legs_and_stretches_are_found_in_a_guide(content: Content) -> None:
    """Where both legs are stretched at once there is no other leg; after the last leg, the one before."""
    bedtime = guide_at(Place(BEDTIME, "steps"), content)
    assert [step.kind for step in bedtime] == ["say", *["setup", "leg", "other-leg"] * 2, "say", "say"]
    assert [other_leg(bedtime, part) for part in range(9)] == [0, 2, 3, 2, 5, 6, 5, 6, 6]
    assert [skipped_to(bedtime, part) for part in range(9)] == [1, 4, 4, 4, 7, 7, 7, 8, 9]
    assert [setup_of(bedtime, part) for part in range(9)] == [0, 1, 1, 1, 4, 4, 4, 4, 4]
    both = guide_at(Place(Ref("stretch", "calf-and-hamstring"), "steps"), content)
    assert other_leg(both, 1) == 1


def test_the_question_that_interrupts_offers_the_way_back(content: Content) -> None:
    """Once it has nothing more to tell, and while the guide has steps to go."""
    hold = Question("hold", subject=CALF)
    answer, _ = answer_question(hold, at("stretch.calf.steps.2"), content)
    assert answer.invite == Invite(content.prompts["back.ask"], content.prompts["back.again"])
    answer, _ = answer_question(hold, at("stretch.calf.steps.3"), content)
    assert answer.invite == Invite(content.prompts["other.ask"], content.prompts["other.again"])
