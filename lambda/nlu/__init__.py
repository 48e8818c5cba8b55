"""Words to intent and slots, for any Alexa interaction model. Standard library only, nothing about cramps."""

from nlu.clock import TIME
from nlu.recognise import Reading, Recogniser
from nlu.spot import Match

__all__ = ["TIME", "Match", "Reading", "Recogniser"]
