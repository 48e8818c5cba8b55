"""Answers that follow from facts: when to worry, who says so, how sure."""

import pytest

from leg_cramp.answers.composed import EVIDENCE, LONGEST_PART, SOURCES, WORRY, composed
from leg_cramp.content.model import Content, Ref


def say(content: Content, ref: str, asks: str, member: str | None = None) -> tuple[str, ...]:
    """The parts composed for an entry."""
    return composed(content.entries[Ref.parse(ref)], asks, member, content)


def test_the_worst_sign_is_said_first(content: Content) -> None:
    """Emergencies before what can wait for tomorrow."""
    text = " ".join(say(content, "cause.slipped-disc", WORRY))
    assert 0 < text.index("911") < text.index("today")


def test_parts_on_worry_can_be_heard_at_once(content: Content) -> None:
    """Several short warnings share a part; none is cut."""
    for entry in content.entries.values():
        parts = composed(entry, WORRY, None, content)
        assert all(len(part.split()) <= LONGEST_PART for part in parts), entry.ref
        for flag in entry.red_flags:
            warning = content.entries[Ref("red_flag", flag)].answers[WORRY][0]
            assert any(warning in part for part in parts), (entry.ref, flag)


def test_without_red_flags_the_general_signs_are_said(content: Content) -> None:
    """Nobody who asks when to worry hears nothing."""
    general = content.entries[Ref("topic", "when-to-worry")].answers[WORRY]
    plain = next(entry for entry in content.entries.values() if entry.medical and not entry.red_flags)
    assert composed(plain, WORRY, None, content) == general


def test_sources_name_publishers_and_the_missing_review(content: Content) -> None:
    """Who says so, and that no clinician has read the wording."""
    parts = say(content, "remedy.magnesium", SOURCES)
    named = {content.sources[key].publisher for key in content.entries[Ref("remedy", "magnesium")].sources}
    assert all(any(publisher in part for part in parts) for publisher in named)
    assert "No doctor or pharmacist has checked them yet." in parts[0]


@pytest.mark.parametrize(("member", "name"), [(None, "statins"), ("atorvastatin", "atorvastatin")])
def test_the_name_that_was_asked_is_said_back(member: str | None, name: str, content: Content) -> None:
    """The class, or the generic."""
    assert f"On {name}" in say(content, "medicine.statins", EVIDENCE, member)[0]


def test_a_single_publisher_stands_alone(content: Content) -> None:
    """No "and" without a second name."""
    single = [
        entry
        for entry in content.entries.values()
        if entry.medical and len({content.sources[key].publisher for key in entry.sources}) == 1
    ]
    assert single
    for entry in single:
        (part,) = composed(entry, SOURCES, None, content)
        assert f"I follow {content.sources[entry.sources[0]].publisher}. " in part


def test_what_nobody_can_ask_is_empty(content: Content) -> None:
    """A cause cannot be stopped, and an unknown question has no answer."""
    assert say(content, "cause.diabetes", "stop") == ()
    assert say(content, "cause.diabetes", "colour") == ()
