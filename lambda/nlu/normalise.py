"""Bring what was said to one form: lower case, contractions expanded, lay words replaced, fillers dropped."""

import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping

Tokens = tuple[str, ...]

WORD = r"[^\W_]+(?:'[^\W_]+)*"
"""The pattern of a word."""
_TOKEN = re.compile(rf"<\w+>|{WORD}")
_WHOLE = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
}
_ENDINGS = {"n't": " not", "'m": " am", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would"}
_IS = frozenset({"what", "it", "that", "how", "who", "there", "he", "she", "where", "when", "here", "why", "this"})
MAX_CHARACTERS = 1000


def words(text: str) -> Tokens:
    """Split into lower-case words, contractions expanded. Only the first 1,000 characters are read.

    The same word is the same object, since twenty thousand samples are kept.
    """
    text = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).lower().replace("\u2019", "'")
    return tuple(sys.intern(part) for token in _TOKEN.findall(text) for part in _expand(token).split())


class Normaliser:
    """Replaces lay phrases and drops fillers.

    Args:
        same_as: plain word to the lay phrases that mean it.
        fillers: words and phrases that carry no meaning.
        openings: words and phrases that carry none at the start, such as "what about".
    """

    def __init__(
        self, same_as: Mapping[str, Iterable[str]], fillers: Iterable[str], openings: Iterable[str] = ()
    ) -> None:
        self._openings = sorted((words(opening) for opening in openings), key=len, reverse=True)
        pairs = [(words(lay), words(plain)) for plain, phrases in same_as.items() for lay in phrases]
        self._replacements = {lay: plain for lay, plain in pairs if lay}
        self._replacements.update({words(filler): () for filler in fillers if words(filler)})
        self._longest = max(map(len, self._replacements), default=0)

    def __call__(self, text: str) -> Tokens:
        """The words of the text in plain form; if nothing but fillers was said, those fillers."""
        return self.plain(words(text))

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words it knows."""
        return frozenset(word for phrase, plain in self._replacements.items() for word in (*phrase, *plain))

    def plain(self, tokens: Tokens) -> Tokens:
        """What `words` gave, in plain form."""
        plain = self._replace(tokens) or tokens
        opening = next((o for o in self._openings if plain[: len(o)] == o and len(plain) > len(o)), ())
        return plain[len(opening) :]

    def _replace(self, tokens: Tokens) -> Tokens:
        kept: list[str] = []
        position = 0
        while position < len(tokens):
            for length in range(min(self._longest, len(tokens) - position), 0, -1):
                plain = self._replacements.get(tokens[position : position + length])
                if plain is not None:
                    kept.extend(plain)
                    position += length
                    break
            else:
                kept.append(tokens[position])
                position += 1
        return tuple(kept)


def _expand(token: str) -> str:
    if token in _WHOLE:
        return _WHOLE[token]
    for ending, plain in _ENDINGS.items():
        if token.endswith(ending):
            return token.removesuffix(ending) + plain
    stem = token.removesuffix("'s")
    if stem != token:
        return f"{stem} is" if stem in _IS else stem
    return token.replace("'", "")
