"""The command line: python -m simulator ask | chat | batch | serve."""

import argparse
import logging
import sys
from pathlib import Path
from uuid import uuid4

from simulator.batch import run
from simulator.conversation import Conversation
from simulator.envelope import SCREENS, Screen
from simulator.skill import SimulatorError, SkillConfig, read_config
from simulator.terminal import ask, chat


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 on success, 1 when a turn failed, 2 when the simulator cannot start."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    try:
        config = _config(options)
        return int(options.command(options, config))
    except SimulatorError as error:
        print(f"simulator: {error}", file=sys.stderr)
        return 2


def _ask(options: argparse.Namespace, config: SkillConfig) -> int:
    question = " ".join(options.question).strip()
    if not question:
        raise SimulatorError('there is no question; try: make ask Q="why do my legs cramp at night"')
    return ask(_conversation(options, config), question, as_json=options.json)


def _chat(options: argparse.Namespace, config: SkillConfig) -> int:
    conversation = _conversation(options, config)
    return chat(conversation, conversation.recogniser.model.invocation_name, as_json=options.json)


def _batch(options: argparse.Namespace, config: SkillConfig) -> int:
    handler, recogniser = config.load_handler(), config.load_recogniser(options.locale)

    def open_conversation(user: str | None) -> Conversation:
        return Conversation(handler, recogniser, options.locale, options.manner, user or str(uuid4()), _screen(options))

    return run(sys.stdin, sys.stdout, open_conversation)


def _serve(options: argparse.Namespace, config: SkillConfig) -> int:
    from simulator.web.app import serve  # Flask is only needed for the page

    return serve(config, options.locale, options.port)


def _conversation(options: argparse.Namespace, config: SkillConfig) -> Conversation:
    recogniser = config.load_recogniser(options.locale)
    return Conversation(config.load_handler(), recogniser, options.locale, options.manner, screen=_screen(options))


def _screen(options: argparse.Namespace) -> Screen | None:
    return SCREENS.get(options.screen)


def _config(options: argparse.Namespace) -> SkillConfig:
    """The skill named on the command line, or else the one in pyproject.toml."""
    if options.handler and options.models:
        config = SkillConfig(options.handler, options.models, options.locale or "en-US")
    elif options.handler or options.models:
        raise SimulatorError("--handler and --models go together; give both or neither")
    else:
        config = read_config(Path.cwd())
    options.locale = options.locale or config.locale
    return config


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="simulator", description="Simulate an Alexa skill on this machine.")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--locale", help="such as en-GB")
    common.add_argument("--manner", choices=("strict", "eager"), default="strict", help="how Alexa is stood in for")
    common.add_argument(
        "--screen", choices=("none", *SCREENS), default="none", help="of the device; without one, speech only"
    )
    common.add_argument("--handler", help="module.function of another skill's handler")
    common.add_argument("--models", type=Path, help="folder of that skill's interaction models")
    commands = parser.add_subparsers(required=True)
    asking = commands.add_parser("ask", parents=[common], help="ask one question")
    asking.add_argument("question", nargs="*")
    asking.add_argument("--json", action="store_true", help="print the whole turn")
    asking.set_defaults(command=_ask)
    chatting = commands.add_parser("chat", parents=[common], help="a conversation in the terminal")
    chatting.add_argument("--json", action="store_true", help="print each turn as one line of JSON")
    chatting.set_defaults(command=_chat)
    batching = commands.add_parser("batch", parents=[common], help="conversations as JSON lines, stdin to stdout")
    batching.set_defaults(command=_batch)
    serving = commands.add_parser("serve", parents=[common], help="the page in the browser")
    serving.add_argument("--port", type=int, default=8080)
    serving.set_defaults(command=_serve)
    return parser


if __name__ == "__main__":
    sys.exit(main())
