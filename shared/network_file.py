"""A file of the network, read strictly: a start fails where a line is missing or unknown."""

import tomllib
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of such a file, or the whole of it."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read the file; what is wrong with it is named."""
        return cls.model_validate(tomllib.loads(file.read_text("utf-8")))
