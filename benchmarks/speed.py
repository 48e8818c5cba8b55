"""Time and memory of recognition and of a whole turn, side by side with what they are compared with, in one run.

    make bench

Recognition is compared with the same weights in scikit-learn's own arithmetic (NumPy); the handler's turn with an
ask-sdk skill that says one fixed sentence. Report the ratios: machines are noisy.
"""

import json
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_request_type

from leg_cramp.bootstrap import locale_loader, make_handler
from leg_cramp.settings import from_environment
from nlu.classify import features, unpacked
from simulator.conversation import Conversation
from simulator.skill import Handler, read_config

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5


def main() -> int:
    """Measure and print."""
    sentences = [
        json.loads(line)["text"]
        for line in (ROOT / "tests/sentences/en/questions.jsonl").read_text("utf-8").splitlines()
    ]
    tracemalloc.start()
    recogniser = locale_loader(from_environment())("en-US").recogniser
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    numpy = _median(_numpy_reader(), [recogniser.delexicalised(text) for text in sentences])
    turn, hello = _turn_seconds(sentences, make_handler()), _turn_seconds(sentences, _hello_handler())
    ours, bare = _import_seconds("lambda_function"), _import_seconds("ask_sdk_core.skill_builder")
    print(f"content, model and weights of one locale: {held:.0f} MB held")
    _compare("recognise one sentence", _median(recogniser.read, sentences), "the classifier alone, in NumPy", numpy)
    _compare("one turn in the handler", turn, "in a skill of one sentence", hello)
    _compare("import of the handler", ours, "of the SDK alone", bare)
    return 0


def _compare(what: str, ours: float, other: str, theirs: float) -> None:
    print(f"{what}: {ours * 1e3:.2f} ms; {other}: {theirs * 1e3:.2f} ms; ratio {ours / theirs:.2f}")


def _median(work: Callable[[Any], object], items: list[Any]) -> float:
    """Median seconds of one call, over all items and rounds."""
    spent = []
    for _ in range(ROUNDS):
        for item in items:
            started = time.perf_counter()
            work(item)
            spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def _numpy_reader() -> Callable[[tuple[str, ...]], object]:
    """The committed weights as one dense matrix."""
    data = json.loads((ROOT / "interaction_model/nlu/en.json").read_text("utf-8"))
    index = {name: i for i, name in enumerate(data["features"].split("\n"))}
    idf, ends, of_class, hundredths = (
        unpacked(kind, data[name]) for kind, name in (("f", "idf"), ("I", "ends"), ("B", "of_class"), ("h", "weights"))
    )
    weights = np.zeros((len(index), len(data["classes"])), dtype=np.float32)
    rows = np.repeat(np.arange(len(index)), np.diff([0, *ends]))
    weights[rows, np.array(of_class)] = np.array(hundredths) / 100

    def read(tokens: tuple[str, ...]) -> object:
        scores = np.array(data["intercepts"], dtype=np.float32)
        for counts in features(tokens):
            known = [name for name in counts if name in index]
            vector = np.array([idf[index[name]] * (1 + np.log(counts[name])) for name in known], dtype=np.float32)
            if known:
                scores += (vector / np.linalg.norm(vector)) @ weights[[index[name] for name in known]]
        return scores

    return read


def _turn_seconds(sentences: list[str], handler: Handler) -> float:
    """Median seconds inside the handler; the words go to the catch-all, so all understanding is included."""
    config = read_config(ROOT)
    conversation = Conversation(handler, config.load_recogniser("en-US"), "en-US")
    return statistics.median(conversation.say(text).milliseconds for text in sentences) / 1000


def _hello_handler() -> Handler:
    builder = SkillBuilder()

    @builder.request_handler(can_handle_func=is_request_type("IntentRequest"))
    def hello(handler_input: Any) -> Any:  # noqa: ANN401, the SDK's own
        return handler_input.response_builder.speak("Hello.").ask("Hello?").response

    return cast(Handler, builder.lambda_handler())


def _import_seconds(module: str) -> float:
    """Median of fresh interpreters importing the module, less one that imports nothing."""

    def once(program: str) -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603
        return time.perf_counter() - started

    return statistics.median(once(f"import {module}") - once("pass") for _ in range(ROUNDS))


if __name__ == "__main__":
    sys.exit(main())
