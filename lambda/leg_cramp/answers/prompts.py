"""Answers made of fixed wording: content/locales/<language>/prompts.json."""

from leg_cramp.answers.answer import Answer, Block, Invite, Say
from leg_cramp.content.model import Content
from leg_cramp.content.names import name_in_a_sentence
from leg_cramp.understand.question import Choice

NAMES, TOPICS = "did-you-mean", "nearest"
"""What can be offered to choose from: names that sound alike, or topics near what was not understood."""
_ONE = "did-you-mean-one"
OFFERS = frozenset(f"prompt.{name}" for name in (NAMES, TOPICS, _ONE))
"""Ids of the prompts that offer choices."""


def ask(content: Content, name: str, first: str = "", second: str = "") -> Answer:
    """A prompt that ends by asking. Uses the prompts NAME.say (may be absent), NAME.ask and NAME.again.

    `first` and `second` stand for {first} and {second} in them.
    """
    blocks: list[Block] = []
    if f"{name}.say" in content.prompts:
        blocks.append(Say(_filled(content.prompts[f"{name}.say"], first, second)))
    blocks.append(invitation(content, name, first, second))
    return Answer(id=f"prompt.{name}", blocks=tuple(blocks))


def offer(content: Content, name: str, choices: tuple[Choice, ...]) -> Answer | None:
    """The prompt that names what was offered; None where there is too little to choose from."""
    entries = [(content.entries.get(choice.subject), choice.member) for choice in choices]
    names = [name_in_a_sentence(entry, member) for entry, member in entries if entry]
    if name == NAMES and len(names) == 1:
        return ask(content, _ONE, names[0])
    return ask(content, name, *names) if len(names) > 1 else None


def close(content: Content, name: str, first: str = "") -> Answer:
    """A last word that asks nothing, so the session closes. Uses the prompt NAME.say; an empty one says nothing."""
    text = _filled(content.prompts[f"{name}.say"], first, "")
    return Answer(id=f"prompt.{name}", blocks=(Say(text),) if text else ())


def invitation(content: Content, name: str, first: str = "", second: str = "") -> Invite:
    """The invitation NAME.ask, with NAME.again for after silence."""
    texts = (_filled(content.prompts[f"{name}.{when}"], first, second) for when in ("ask", "again"))
    return Invite(*texts)


def _filled(text: str, first: str, second: str) -> str:
    return text.replace("{first}", first).replace("{second}", second)
