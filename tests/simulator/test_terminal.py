"""Asking and talking in a terminal, with a skill that is not ours."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.__main__ import main

SKILL = Path(__file__).parents[1] / "examples" / "other_skill"
OTHER = ["--handler", "tea_timer.handler", "--models", str(SKILL)]


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SKILL))


def chat(monkeypatch: pytest.MonkeyPatch, lines: str, *options: str) -> int:
    """Talk the lines."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    return main(["chat", *OTHER, *options])


def test_ask_prints_the_answer_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """So that it can be piped."""
    assert main(["ask", *OTHER, "brew", "sencha"]) == 0
    assert capsys.readouterr().out == "turn 1: BrewIntent sencha\n"


def test_ask_as_json_prints_the_turn(capsys: pytest.CaptureFixture[str]) -> None:
    """All fields of the contract."""
    main(["ask", *OTHER, "--json", "brew sencha"])
    assert json.loads(capsys.readouterr().out)["intent"] == "BrewIntent"


def test_ask_fails_when_the_handler_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, and why on stderr."""
    assert main(["ask", *OTHER, "brew darjeeling"]) == 1
    assert "out of darjeeling" in capsys.readouterr().err


def test_a_chat_keeps_its_session(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Launch, two turns, end of input."""
    assert chat(monkeypatch, "brew jasmine\nbrew sencha\n") == 0
    printed = capsys.readouterr().out
    assert printed.index("turn 1: launch") < printed.index("turn 2: BrewIntent jasmine") < printed.index("turn 3")


def test_new_and_silence_and_quit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """:new launches again, an empty line is silence, nothing comes after :quit."""
    chat(monkeypatch, "brew jasmine\n:new\n\n:quit\nbrew sencha\n", "--json")
    turns = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line]
    assert [turn["speech"] for turn in turns] == ["turn 1: launch", "turn 2: BrewIntent jasmine", "turn 1: launch", ""]


def test_a_failing_turn_does_not_end_the_chat(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is reported, the next turn goes on, the exit code tells."""
    assert chat(monkeypatch, "brew darjeeling\nbrew sencha\n") == 1
    captured = capsys.readouterr()
    assert "out of darjeeling" in captured.err
    assert "turn 1: BrewIntent sencha" in captured.out


def test_in_a_real_terminal_there_is_a_prompt_and_colour() -> None:
    """Danger is red; the prompt says whether the session is open."""
    root = Path(__file__).parents[2]
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "simulator", "chat"]
    with subprocess.Popen(command, cwd=root, stdin=slave, stdout=slave, stderr=slave) as process:  # noqa: S603
        os.close(slave)
        os.write(master, b"i can't breathe\nstop\n:quit\n")
        shown = b""
        try:
            while chunk := os.read(master, 4096):
                shown += chunk
        except OSError:  # the other end closed: the program has ended
            pass
        os.close(master)
    text = shown.decode()
    assert process.returncode == 0
    assert "You: " in text
    assert "You (new session): " in text
    assert "\033[31m  Call 911 now." in text
