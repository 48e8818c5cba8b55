"""The states a conversation can be in when danger is spoken of."""

from collections.abc import Mapping
from typing import Any

from simulator.conversation import Conversation

FRESH, ERROR = "fresh", "after an error"
TURNS: Mapping[str, tuple[str | None, ...]] = {
    FRESH: (),
    "launched": (None,),
    "mid-answer": ("when should i worry", "yes"),
    "after a cause": ("can diabetes cause cramps",),
    "after a medicine": ("can statins cause cramps",),
    "after a remedy": ("does magnesium help",),
    "mid-stretch": ("how do i stretch my calf", "next"),
    "after a topic": ("why do i get cramps at night",),
    "after help": ("help",),
    "after a fallback": ("purple monkey dishwasher",),
    "after a danger sign": ("my calf is hot and swollen",),
    ERROR: (),
}
"""What is said to reach each state; None is a launch."""
_BROKEN: Mapping[str, Any] = {"answer": 7, "place": ["?"], "choices": "x", "also": {}, "misses": "many", "standing": 1}
"""What a session may hold after a failure, or written by another version."""


def attributes_in(state: str, conversation: Conversation) -> Mapping[str, Any]:
    """The session attributes in a state; the conversation must be a new one."""
    attributes: Mapping[str, Any] = _BROKEN if state == ERROR else {}
    for said in TURNS[state]:
        turn = conversation.launch() if said is None else conversation.say(said)
        attributes = turn.attributes
    return attributes
