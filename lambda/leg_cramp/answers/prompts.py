"""Answers made of fixed wording: content/locales/<language>/prompts.json."""

from leg_cramp.answers.answer import Answer, Block, Invite, Say
from leg_cramp.content.model import Content


def ask(content: Content, name: str, first: str = "", second: str = "") -> Answer:
    """A prompt that ends by asking. Uses the prompts NAME.say (may be absent), NAME.ask and NAME.again.

    `first` and `second` stand for {first} and {second} in what is said.
    """
    blocks: list[Block] = []
    if f"{name}.say" in content.prompts:
        blocks.append(Say(content.prompts[f"{name}.say"].replace("{first}", first).replace("{second}", second)))
    blocks.append(invitation(content, name))
    return Answer(id=f"prompt.{name}", blocks=tuple(blocks))


def close(content: Content, name: str) -> Answer:
    """A last word that asks nothing, so the session closes. Uses the prompt NAME.say; an empty one says nothing."""
    text = content.prompts[f"{name}.say"]
    return Answer(id=f"prompt.{name}", blocks=(Say(text),) if text else ())


def invitation(content: Content, name: str) -> Invite:
    """The invitation NAME.ask, with NAME.again for after silence."""
    return Invite(content.prompts[f"{name}.ask"], content.prompts[f"{name}.again"])
