"""Errors that carry a message for the person who can mend them."""

from dataclasses import dataclass


class LegCrampError(Exception):
    """Base of all errors raised on purpose by this package."""


class ContentError(LegCrampError):
    """The content store cannot be used; the message names file, fault and remedy."""


class StorageError(LegCrampError):
    """Preferences could not be read or written; the answer must go on without them."""


class ServiceError(LegCrampError):
    """A service of Alexa's did not answer in time, or not in a way that can be read."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in a content file.

    Args:
        file: path of the file, relative to the content folder.
        where: JSON path inside the file, "$" for the whole file.
        what: what is wrong.
        remedy: what to do about it.
    """

    file: str
    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """`file::$.path: what is wrong; what to do`."""
        return f"{self.file}::{self.where}: {self.what}; {self.remedy}"
