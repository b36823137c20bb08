"""What the files of the network say in words, by language."""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Final

from shared.web.about import ABOUT_FILE

OF_STAFF: Final = ("contact_tree.toml", "checklists/*.toml")
"""What nobody but staff reads: said in the languages of the staff."""


def words_of_the_network(*, of_staff: bool = True) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give everything that a file says by language, with the file's name."""
    network = ABOUT_FILE.parent
    staffs = {file for pattern in OF_STAFF for file in network.glob(pattern)}
    files = {*network.glob("*.toml")} - staffs | (staffs if of_staff else set())
    for file in sorted(files):
        yield from ((file.name, words) for words in _said_in(_read(file)))


def _read(file: Path) -> object:
    return tomllib.loads(file.read_text("utf-8"))


def _said_in(part: object) -> Iterator[Mapping[str, str]]:
    if isinstance(part, dict) and isinstance(part.get("fi"), str):
        yield part
    elif isinstance(part, dict | list):
        inner = part.values() if isinstance(part, dict) else part
        yield from chain.from_iterable(map(_said_in, inner))
