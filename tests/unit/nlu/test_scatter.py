"""Names found by their words, wherever these stand."""

import pytest

from nlu.scatter import ScatteredNames

LEGS_UP = ("pillow", "under", "my", "legs")
WALL = ("pushing", "the", "wall")
SMALL = {"a", "my", "the", "to", "against"}
ENDINGS = ("ing", "es", "s")


@pytest.fixture(scope="module")
def names() -> ScatteredNames:
    """Three names; one of them has a single word that says something."""
    return ScatteredNames([LEGS_UP, WALL, ("the", "heat")], SMALL, ENDINGS)


@pytest.mark.parametrize(
    ("said", "name", "place"),
    [
        ("put my leg up with a pillow under it", LEGS_UP, (2, 8)),
        ("a pillow under both legs", LEGS_UP, (1, 5)),
        ("do i push against a wall", WALL, (2, 6)),
        ("the wall do i push it", WALL, (1, 5)),
    ],
)
def test_words_of_a_name_in_any_order_are_the_name(
    names: ScatteredNames, said: str, name: tuple[str, ...], place: tuple[int, int]
) -> None:
    """Small words do not count, nor do the ends of words."""
    assert names.find(tuple(said.split())) == [(name, place)]


@pytest.mark.parametrize(
    "said",
    ["a pillow for my legs", "push the chair up to the side of that old stone wall", "the heat", "push", ""],
)
def test_less_than_all_its_words_nearby_is_no_name(names: ScatteredNames, said: str) -> None:
    """One word is missing, or far off, or the name has but one."""
    assert names.find(tuple(said.split())) == []


def test_the_name_of_most_words_comes_first() -> None:
    """ "leg up on a pillow" says more than "leg up"."""
    short, long = ("leg", "up"), ("leg", "up", "pillow")
    found = ScatteredNames([short, long], (), ()).find(("pillow", "leg", "up"))
    assert [name for name, _ in found] == [long, short]


def test_a_word_said_twice_counts_where_the_others_are() -> None:
    """The narrowest place is taken."""
    found = ScatteredNames([("leg", "up")], (), ()).find(("leg", "or", "no", "leg", "is", "up"))
    assert found == [(("leg", "up"), (3, 6))]


def test_words_said_over_and_over_are_no_more_work() -> None:
    """Forty times five words are forty places of each, not every choice of one place for each."""
    name = ("nerves", "tell", "muscle", "tighten", "up")
    assert ScatteredNames([name], (), ()).find(40 * name) == [(name, (0, 5))]
