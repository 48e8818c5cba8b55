"""SSML as it is heard: plain text and seconds."""

import re
import xml.etree.ElementTree as ElementTree
from xml.etree.ElementTree import Element

WORDS_A_SECOND = 150 / 60
_STRENGTHS = {"none": 0.0, "x-weak": 0.1, "weak": 0.25, "medium": 0.5, "strong": 0.8, "x-strong": 1.2}


def plain(ssml: str) -> str:
    """The words of SSML, as they would be heard; what is no XML is given back as it is."""
    root = _parse(ssml)
    return _tidy("".join(root.itertext()) if root is not None else ssml)


def seconds(ssml: str) -> float:
    """Spoken length at 150 words a minute, plus pauses."""
    root = _parse(ssml)
    breaks = root.iter("break") if root is not None else ()
    return round(len(plain(ssml).split()) / WORDS_A_SECOND + sum(map(_pause, breaks)), 1)


def _parse(ssml: str) -> Element | None:
    try:
        return ElementTree.fromstring(re.sub(r"\b(amazon|alexa|xml):", r"\1-", ssml))  # noqa: S314, our own handler's
    except ElementTree.ParseError:
        return None


def _pause(element: Element) -> float:
    length = re.fullmatch(r"([\d.]+)(ms|s)", element.get("time", ""))
    if length:
        return float(length[1]) / (1000 if length[2] == "ms" else 1)
    return _STRENGTHS.get(element.get("strength", "medium"), 0.5)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
