"""What the files of the network say in words, by language."""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from shared.web.about import ABOUT_FILE


def words_of_the_network() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give everything that a file says by language, with the file's name."""
    for file in sorted(ABOUT_FILE.parent.glob("*.toml")):
        yield from ((file.name, words) for words in _said_in(_read(file)))


def _read(file: Path) -> object:
    return tomllib.loads(file.read_text("utf-8"))


def _said_in(part: object) -> Iterator[Mapping[str, str]]:
    if isinstance(part, dict) and isinstance(part.get("fi"), str):
        yield part
    elif isinstance(part, dict | list):
        inner = part.values() if isinstance(part, dict) else part
        yield from chain.from_iterable(map(_said_in, inner))
