"""The measuring tools, on rows small enough to check by hand."""

import pytest

from benchmarks.compare import RevisionError, changes, model_changes
from benchmarks.conflicts import names_alike, pulls
from benchmarks.crossval import Reading, family, folds
from benchmarks.evaluation import Evaluation, Scores, scores
from benchmarks.mishear import Benders
from benchmarks.report import matrix, page
from leg_cramp.content.model import Content
from leg_cramp.settings import from_environment
from nlu.interaction_model import Intent, InteractionModel, SlotValue

ROWS = [
    {"text": "do leg cramps run in the family", "label": "who_gets"},
    {"text": "can statins cause leg cramps", "label": "medicine_side_effect", "slots": {"medicine": "statins"}},
    {"text": "can diabetes cause leg cramps", "label": "medicine_side_effect", "slots": {"medicine": "statins"}},
]


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """The committed content and model."""
    return Evaluation(from_environment({}), "en-US")


@pytest.fixture(scope="module")
def found(evaluation: Evaluation) -> Scores:
    """Three rows, one of them with a label it cannot get, and one out of scope."""
    return scores(
        evaluation, "strict", ROWS, [{"text": "what is the capital of france", "label": "out_of_scope_other"}]
    )


def test_rows_are_counted_by_what_was_answered(found: Scores) -> None:
    """Right and wrong rows, slots, and what was answered out of scope."""
    assert dict(found.count()) == {"right": 2, "wrong": 1}
    assert (found.slots, found.answered_outside) == ([True, False], [])


def test_the_matrix_shows_where_a_row_went(found: Scores) -> None:
    """The wrong row stands off the diagonal; the page holds its words."""
    (off,) = (square for square in matrix(found).squares if not square.right)
    assert matrix(found).columns[off.column] == "cause_specific"
    assert "can diabetes cause leg cramps" in page({"strict": found}, 20.0)


def test_an_unknown_revision_is_named(evaluation: Evaluation) -> None:
    """The message says what is wrong."""
    with pytest.raises(RevisionError, match="no revision 'nowhere'"):
        list(changes("nowhere", evaluation, "en-US", []))


def test_what_came_and_went_in_a_model_is_counted() -> None:
    """Samples by intent, names by slot type; what stayed is not mentioned."""

    def model(samples: tuple[str, ...], synonyms: tuple[str, ...]) -> InteractionModel:
        intents = {"AskIntent": Intent("AskIntent", {}, samples)}
        return InteractionModel("x", intents, {"Tea": (SlotValue("green", "green tea", synonyms),)})

    lines = list(model_changes(model(("a", "b"), ()), model(("b", "c", "d"), ("sencha",))))
    assert [line.split() for line in lines] == [["AskIntent", "+2", "-1", "samples"], ["Tea", "+1", "+0", "names"]]


def test_a_family_is_left_out_whole() -> None:
    """Sentences that differ in small words only share a fold."""
    rows = [("A", tuple(said.split())) for said in ("can <tea> help", "does the <tea> help", "stop", "why stop")]
    assert family(rows[0][1]) == family(rows[1][1])
    divided = folds(rows, 2)
    assert sorted(map(sorted, divided)) in ([[0, 1], [2, 3]], [[2, 3], [0, 1]])


def test_a_pull_names_the_sample_that_is_most_like_it() -> None:
    """Only what is read elsewhere with confidence is listed, the surest first."""
    rows = [("A", ("stop", "tea")), ("B", ("stop", "the", "tea")), ("B", ("brew", "tea"))]
    readings = [
        Reading("A", ("stop", "tea"), "B", 0.9),
        Reading("A", ("tea",), "A", 0.99),
        Reading("A", ("tea",), "B", 0.5),
    ]
    assert [(pull.reading.chance, pull.nearest) for pull in pulls(readings, rows, 0.8)] == [(0.9, "stop the tea")]


def test_names_that_sound_alike_are_found(content: Content) -> None:
    """Two steroids whose names differ by one sound; never a name with itself."""
    pairs = {frozenset((one, other)) for one, other, _ in names_alike(content)}
    assert frozenset(("citalopram", "escitalopram")) in pairs
    assert all(len(pair) == 2 for pair in pairs)


def test_bent_names_are_the_same_each_time() -> None:
    """A figure can only be compared if the same names are bent in the same ways."""
    benders = Benders(["few", "rose", "mild", "see"])
    assert list(benders.of("furosemide")) == list(benders.of("furosemide"))
    assert ("split", "furo semide") in list(benders.of("furosemide"))
