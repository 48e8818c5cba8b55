"""Tools for the people who write content: python -m authoring COMMAND."""

import argparse
import datetime
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from authoring.check import check
from authoring.coverage import TABLE, coverage_problems, table
from authoring.preview import preview
from authoring.release import release_problems
from authoring.review import page
from leg_cramp.errors import ContentError, Problem
from leg_cramp.settings import from_environment

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tests/sentences/en/seed_facts.jsonl"


def main(arguments: list[str] | None = None) -> int:
    """Run a command. 0 when all is well; 1 with a line for each problem; 2 when the command itself is wrong."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stdout = None  # the reader, such as `head`, has seen enough
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m authoring", description=__doc__)
    parser.add_argument("--content", type=Path, default=from_environment().content, help="another content store")
    parser.add_argument("--sentences", type=Path, default=SENTENCES, help="other test sentences of the seed facts")
    parser.add_argument("--today", type=datetime.date.fromisoformat, default=datetime.date.today(), metavar="DATE")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("check", help="every problem of the content store").set_defaults(command=_check)
    previewing = commands.add_parser("preview", help="what an entry says in each locale, with seconds and grade")
    previewing.add_argument("id", help="magnesium, remedy.magnesium, or a generic such as furosemide")
    previewing.add_argument("--locale", help="only this one")
    previewing.set_defaults(command=_preview)
    commands.add_parser("coverage", help=f"write {TABLE}: seed facts and where they are answered").set_defaults(
        command=_coverage
    )
    reviewing = commands.add_parser("review", help="a page of every answer, for a clinician to read and sign")
    reviewing.add_argument("--html", type=Path, default=ROOT / "build/review.html", metavar="FILE")
    reviewing.add_argument("--locale", default="en-US")
    reviewing.set_defaults(command=_review)
    commands.add_parser("release", help="what stands between this content and the public").set_defaults(
        command=_release
    )
    return parser


def _check(options: argparse.Namespace) -> int:
    problems = check(options.content) or [*coverage_problems(options.content, options.sentences)]
    return _report("content", problems)


def _preview(options: argparse.Namespace) -> int:
    for line in preview(options.content, options.id, options.locale):
        print(line)
    return 0


def _coverage(options: argparse.Namespace) -> int:
    path = options.content / TABLE
    path.write_text(table(options.content, options.sentences), encoding="utf-8")
    print(f"wrote {path}")
    return 0


def _review(options: argparse.Namespace) -> int:
    options.html.parent.mkdir(parents=True, exist_ok=True)
    options.html.write_text(page(options.content, options.locale, options.today), encoding="utf-8")
    print(f"wrote {options.html}; open it in a browser and print it")
    return 0


def _release(options: argparse.Namespace) -> int:
    return _report("release", [*release_problems(options.content, options.today)])


def _report(name: str, problems: Iterable[Problem]) -> int:
    found = sorted(problems)
    for problem in found:
        print(problem)
    print(f"{name}: {len(found)} problems" if found else f"{name}: no problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
