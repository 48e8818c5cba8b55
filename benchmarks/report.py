"""A page about how well the skill understands: figures, the confusion matrix as a picture, the worst lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.evaluation import REFUSED, RIGHT, VERDICTS, Scores
from simulator.match import Manner

CELL, MARGIN, HEAD = 26, 190, 150
"""Pixels: the side of a square, the room for row names and for column names."""


@dataclass(frozen=True)
class Square:
    """One square of the matrix: place, number, whether it is right, and how dark it is, 0 to 1."""

    column: int
    row: int
    number: int
    right: bool
    depth: float


@dataclass(frozen=True)
class Matrix:
    """Expected labels by what was answered."""

    rows: list[str]
    columns: list[str]
    squares: list[Square]


def matrix(found: Scores) -> Matrix:
    """The confusion matrix; a square is as dark as its share of the row."""
    answered = {answer for _, answer in found.confusion}
    columns = [*(label for label in found.labels), *sorted(answered - {*found.labels, REFUSED}), REFUSED]
    totals = {label: found.count(label).total() for label in found.labels}
    squares = [
        Square(columns.index(answer), found.labels.index(label), number, answer == label, number / totals[label])
        for (label, answer), number in found.confusion.items()
    ]
    return Matrix(found.labels, columns, squares)


def page(by_manner: Mapping[Manner, Scores], memory: float) -> str:
    """The page as HTML, complete in one file."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html").render(
        by_manner=by_manner,
        matrices={manner: matrix(found) for manner, found in by_manner.items()},
        memory=memory,
        verdicts=VERDICTS,
        right=RIGHT,
        cell=CELL,
        margin=MARGIN,
        head=HEAD,
    )
