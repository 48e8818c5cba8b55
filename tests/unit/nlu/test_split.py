"""Two questions in one sentence."""

import pytest

from nlu.split import two_questions

JOINS = [("and",), ("and", "also")]
ASKING = {"what", "how", "does", "can"}


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("what is a cramp and how do i stop it", [("what is a cramp", "how do i stop it")]),
        ("does salt help and also can tea help", [("does salt help", "can tea help")]),
        ("what helps with leg and foot cramps", []),
        ("i get cramps and how do i stop them", []),
        ("what now and how", []),
        ("", []),
    ],
)
def test_a_sentence_is_parted_where_both_sides_are_questions(said: str, parts: list[tuple[str, str]]) -> None:
    """Both begin as questions do, and both can stand on their own."""
    assert list(two_questions(tuple(said.split()), JOINS, ASKING)) == parts
