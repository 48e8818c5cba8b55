"""Two questions in one sentence: "what is a cramp and how do I stop it"."""

from collections.abc import Collection, Iterator

from nlu.normalise import Tokens

SHORTEST = 3
"""Words of a question that stands on its own."""


def two_questions(
    tokens: Tokens, joins: Collection[Tokens], question_words: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Each way to part the words at a joining word so that both sides begin as questions do, as text."""
    if not tokens or tokens[0] not in question_words:
        return
    for join in joins:
        for place in range(SHORTEST, len(tokens) - len(join) - SHORTEST + 1):
            rest = tokens[place + len(join) :]
            if tokens[place : place + len(join)] == join and rest[0] in question_words:
                yield " ".join(tokens[:place]), " ".join(rest)
