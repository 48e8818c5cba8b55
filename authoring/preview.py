"""What an entry says, part by part, in each locale: to be read before it is heard."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from authoring.readability import grade
from authoring.speech import spoken_answers, spoken_seconds, with_its_lines
from leg_cramp.content.load import load, locales
from leg_cramp.content.model import Content, Entry
from leg_cramp.errors import ContentError


def preview(root: Path, wanted: str, only: str | None = None) -> Iterator[str]:
    """The lines to print for "magnesium" or "remedy.magnesium", or for one of its generics ("furosemide").

    A locale that says the same as one before it is only named.
    Raises:
        ContentError: no entry has this id, or no locale is called `only`.
    """
    names = locales(root)
    if only and only not in names:
        raise ContentError(f"no locale is called {only!r}; choose one of {', '.join(names)}")
    seen: dict[tuple[str, ...], str] = {}
    for locale in (only,) if only else names:
        content = load(root, locale)
        lines = tuple(line for entry in _entries(content, wanted) for line in _lines(entry, wanted, content))
        same = seen.setdefault(lines, locale)
        yield from ("", f"{locale}  says the same as {same}") if same != locale else ("", locale, *lines)


def _entries(content: Content, wanted: str) -> list[Entry]:
    short = wanted.rpartition(".")[2]
    found = [e for ref, e in content.entries.items() if wanted in (str(ref), ref.id) or e.member(short)]
    if not found:
        names = [name for e in content.entries.values() for name in (e.ref.id, *(m.id for m in e.members))]
        close = get_close_matches(short, names)
        hint = f"did you mean {', '.join(close)}?" if close else "look under content/facts"
        raise ContentError(f"no entry is called {wanted!r}; {hint}")
    return found


def _lines(entry: Entry, wanted: str, content: Content) -> Iterator[str]:
    asked_of = entry.member(wanted.rpartition(".")[2])
    yield f"  {entry.ref}  evidence {entry.evidence}, {entry.review_status.replace('-', ' ')}, compare by {entry.due}"
    for spoken in spoken_answers(content):
        if spoken.entry == entry and spoken.member == asked_of:
            for number, answer in enumerate(spoken.answers, 1):
                text = with_its_lines(answer, content)
                yield f"    {spoken.asks} {number}   {_figures(text, entry)}"
                yield f"      {text}"


def _figures(text: str, entry: Entry) -> str:
    return f"{spoken_seconds(text):.0f} s, {len(text.split())} words, grade {grade(text, [entry.name]):.1f}"
