"""Talk to the skill in a terminal."""

import json
import sys
import textwrap
from collections.abc import Callable

from simulator.conversation import Conversation, Turn

WIDTH = 76
HELP = "Say anything. Enter alone is silence, :new starts a new session, :quit ends."
_BOLD, _DIM, _RED, _PLAIN = "\033[1m", "\033[2m", "\033[31m", "\033[0m"


def ask(conversation: Conversation, question: str, *, as_json: bool) -> int:
    """Ask one question and print the answer; 1 if the handler failed."""
    turn = conversation.say(question)
    print(json.dumps(turn.report(), ensure_ascii=False, indent=2) if as_json else turn.report()["speech"])
    return _report_error(turn)


def chat(conversation: Conversation, title: str, *, as_json: bool, read: Callable[[str], str] = input) -> int:
    """Talk until :quit or the end of the input; 1 if the handler failed in any turn."""
    show = _json if as_json else _show
    if not as_json:
        print(_styled(_BOLD, f"{title} ({conversation.locale})"), _styled(_DIM, HELP), sep="\n")
    failed = 0
    turn: Turn | None = conversation.launch()
    while turn is not None:
        show(turn)
        failed |= _report_error(turn)
        turn = _next(conversation, read)
    return failed


def _next(conversation: Conversation, read: Callable[[str], str]) -> Turn | None:
    """The next turn, or None to end."""
    prompt = "" if not sys.stdin.isatty() else ("\nYou: " if conversation.is_open else "\nYou (new session): ")
    try:
        said = read(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        print()
        return None
    if said == ":quit":
        return None
    if said == ":new":
        conversation.end()
        return conversation.launch()
    return conversation.say(said) if said else conversation.silence()


def _show(turn: Turn) -> None:
    report = turn.report()
    text = textwrap.fill(report["speech"] or "(silence)", WIDTH, initial_indent="  ", subsequent_indent="  ")
    print(_styled(_RED if report["severity"] in ("emergency", "urgent") else _PLAIN, text))
    notes = [f"{report['seconds']} s", report["session"], report["answer"] or "", report["intent"] or ""]
    print(_styled(_DIM, "  " + " · ".join(filter(None, notes))))


def _json(turn: Turn) -> None:
    print(json.dumps(turn.report(), ensure_ascii=False), flush=True)


def _report_error(turn: Turn) -> int:
    if turn.error:
        print(f"The handler failed:\n{turn.error}", file=sys.stderr)
    return 1 if turn.error else 0


def _styled(style: str, text: str) -> str:
    return f"{style}{text}{_PLAIN}" if sys.stdout.isatty() else text
