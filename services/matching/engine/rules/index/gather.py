"""Build an index piece by piece, so that nobody holds a million helpers at once."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from services.matching.engine.model import Helper
from services.matching.engine.rules.index.columns import ROW, Array, Packer
from services.matching.engine.rules.index.index import Index


class Gathering:
    """Packs what is added; `index` sorts it and takes no more."""

    def __init__(self, kind: type[Index] = Index) -> None:
        """Start with nobody."""
        self._kind: Final = kind
        self._packer: Final = Packer()
        self._chunks: Final[list[Array]] = []

    def add(self, helpers: Iterable[Helper]) -> None:
        """Pack some; raises UnusableHelperError."""
        self._chunks.append(self._packer.rows(helpers))

    def index(self) -> Index:
        """Sort all that was added."""
        rows = np.concatenate([np.empty(0, dtype=ROW), *self._chunks])
        return self._kind(self._packer, rows)
