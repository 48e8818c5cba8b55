"""The pure result of a turn: blocks to be said, and what to remember."""

import re
from dataclasses import dataclass
from enum import Enum

from leg_cramp.content.model import Severity

SENTENCE_END = re.compile(r"(?<=[.!?]) +")
"""What stands between two sentences of a block."""


@dataclass(frozen=True)
class Say:
    """A paragraph, read as it stands."""

    text: str


@dataclass(frozen=True)
class Pause:
    """Silence, in seconds."""

    seconds: float


@dataclass(frozen=True)
class Invite:
    """A question that asks for the next turn; said again in other words after silence."""

    text: str
    reprompt: str


Block = Say | Pause | Invite


@dataclass(frozen=True)
class Hold:
    """How long a stretch is held, in seconds, and how often."""

    seconds: int
    times: int = 1


@dataclass(frozen=True)
class Card:
    """What the Alexa app keeps: a title, paragraphs, and a footnote. Without paragraphs, the words that are said."""

    title: str
    footnote: str = ""
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Progress:
    """Where a step stands in a guide.

    Args:
        title: what is being stretched.
        number: of this step, counted from 1.
        of: how many steps there are.
    """

    title: str
    number: int
    of: int


class Voice(Enum):
    """How all of an answer is spoken."""

    NORMAL = "normal"
    SOFT = "soft"
    WHISPERED = "whispered"


@dataclass(frozen=True)
class Permission:
    """A permission for reminders to be asked for: by Alexa's voice, or by a card. `token` comes back with the reply."""

    by_voice: bool
    token: str = ""


@dataclass(frozen=True)
class Answer:
    """What is said in one turn. The session stays open exactly when there is an `Invite`.

    Args:
        id: "kind.id.asks", with ".N" from the second part on, or "prompt.NAME".
        blocks: what is said, in order.
        severity: set when help is needed; the simulator's contract names the levels.
        medical: whether the disclaimer belongs to it.
        safety: ids of the safety lines that belong to it.
        more: whether another part can be asked for.
        card: text for the app, if it is worth keeping.
        progress: set when the answer is a step of a guide.
        hold: how the step is held, once its words and safety lines are said.
        cut: whether there is more of this very part.
        voice: how it is spoken.
        quiet: whether it falls into quiet hours: no sound but the voice, and a dark screen.
        permission: what must be allowed before this can be done.
    """

    id: str
    blocks: tuple[Block, ...]
    severity: Severity | None = None
    medical: bool = False
    safety: tuple[str, ...] = ()
    more: bool = False
    card: Card | None = None
    progress: Progress | None = None
    hold: Hold | None = None
    cut: bool = False
    voice: Voice = Voice.NORMAL
    quiet: bool = False
    permission: Permission | None = None

    @property
    def invite(self) -> Invite | None:
        """The invitation, if there is one."""
        return next((block for block in self.blocks if isinstance(block, Invite)), None)

    @property
    def text(self) -> str:
        """The words before the invitation."""
        return " ".join(block.text for block in self.blocks if isinstance(block, Say))
