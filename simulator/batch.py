"""Batch mode: conversations in as JSON lines, conversations out as JSON lines (the contract of design.md)."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from simulator.conversation import Conversation, Turn

Json = dict[str, Any]
Opener = Callable[[str | None], Conversation]


@dataclass(frozen=True)
class BadLineError(Exception):
    """A line that is no conversation."""

    number: int
    why: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.why}"


def run(lines: Iterable[str], out: TextIO, open_conversation: Opener) -> int:
    """Answer every line; 0 when all were answered, 1 when some were no conversations (reported on stderr)."""
    failed = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = answer_line(number, line, open_conversation)
        except BadLineError as error:
            failed += 1
            print(error, file=sys.stderr)
            row = {"id": None, "turns": [], "error": str(error)}
        print(json.dumps(row), file=out, flush=True)
    return 1 if failed else 0


def answer_line(number: int, line: str, open_conversation: Opener) -> Json:
    """One line in, one row out. Raises BadLineError."""
    asked = _read(number, line)
    conversation = open_conversation(asked.get("user"))
    turns = list(_turns(conversation, asked))
    for turn in turns:
        if turn.error:
            print(f"line {number}: {turn.error}", file=sys.stderr)
    return {"id": asked.get("id"), "turns": [turn.report() for turn in turns]}


def _turns(conversation: Conversation, asked: Json) -> Iterator[Turn]:
    if asked.get("launch"):
        yield conversation.launch()
    for utterance in asked["turns"]:
        yield conversation.silence() if utterance is None else conversation.say(utterance)


def _read(number: int, line: str) -> Json:
    try:
        asked = json.loads(line, parse_constant=_no_json)
    except (ValueError, RecursionError) as error:
        raise BadLineError(number, f"not JSON ({error})") from error
    if not isinstance(asked, dict):
        raise BadLineError(number, 'not an object; write {"id": ..., "turns": [...]}')
    turns = asked.get("turns")
    if not isinstance(asked.get("launch", False), bool) or not isinstance(asked.get("user"), str | None):
        raise BadLineError(number, '"launch" must be true or false, and "user" a string')
    if not isinstance(turns, list) or not all(t is None or isinstance(t, str) for t in turns):
        raise BadLineError(number, '"turns" must be a list of strings, null for silence')
    return asked


def _no_json(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
