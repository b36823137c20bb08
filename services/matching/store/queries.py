"""Where the statements of matching lie."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "sql"
