"""Texts with alternatives."""

from nlu.alternatives import ways_to_say


def test_alternatives_are_every_way_to_say_it() -> None:
    """An alternative may be empty."""
    assert [*ways_to_say("(does|will) it help( me|)")] == [
        "does it help me",
        "does it help",
        "will it help me",
        "will it help",
    ]


def test_a_text_without_alternatives_is_itself() -> None:
    """Most are written out."""
    assert [*ways_to_say("how long do cramps last")] == ["how long do cramps last"]
