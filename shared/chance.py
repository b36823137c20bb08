"""Where everything unforeseeable comes from: new ids and tokens, drawn by what app.py passes."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Chance:
    """Gives ids and the secret tokens of links; tests pass one that can be foreseen."""

    new_id: Callable[[], UUID]
    new_token: Callable[[], str]
