"""Tools for the people who write content: python -m leg_cramp.content check."""

import argparse
import sys
from pathlib import Path

from leg_cramp.content.check import check
from leg_cramp.settings import from_environment


def main(arguments: list[str] | None = None) -> int:
    """Run a command; `check` exits 1 when content has problems, and prints each on a line of its own."""
    parser = argparse.ArgumentParser(prog="content", description=__doc__)
    commands = parser.add_subparsers(required=True)
    checking = commands.add_parser("check", help="report every problem of the content store at once")
    checking.add_argument("--content", type=Path, default=from_environment().content)
    options = parser.parse_args(arguments)
    problems = check(options.content)
    for problem in problems:
        print(problem)
    print(f"content: {len(problems)} problems" if problems else "content: no problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
