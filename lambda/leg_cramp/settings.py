"""The environment, read in one place."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Settings:
    """Where things are and who may call.

    Args:
        content: folder of the content store.
        models: folder of the interaction models.
        skill_id: only requests of this skill are answered; None accepts any (the simulator).
        table: DynamoDB table for preferences; None means SQLite.
        database: SQLite file, used when there is no table.
    """

    content: Path
    models: Path
    skill_id: str | None
    table: str | None
    database: Path


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read SKILL_ID, TABLE_NAME and LEG_CRAMP_DATABASE; find content beside the code or above it."""
    root = _root_with("content")
    return Settings(
        content=root / "content",
        models=root / "interaction_model",
        skill_id=environment.get("SKILL_ID") or None,
        table=environment.get("TABLE_NAME") or None,
        database=Path(environment.get("LEG_CRAMP_DATABASE") or root / "var" / "preferences.sqlite3"),
    )


def _root_with(folder: str) -> Path:
    """In the Lambda the content lies beside the package, in the repository one level above."""
    beside, above = _HERE.parent, _HERE.parent.parent
    return beside if (beside / folder).is_dir() else above
