"""Pleas by which the weights of caution are learned and measured; nobody in them is real."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

CORPUS: Final = Path(__file__).parent / "corpus"
LANGUAGES: Final = ("fi", "sv", "en")


class CorpusLineError(ValueError):
    """A line of a corpus is not `danger TAB kind TAB text`, or its danger neither 0 nor 1."""


@dataclass(frozen=True, slots=True)
class Told:
    """A plea, and whether a sensible coordinator would want to see it within minutes."""

    language: str
    is_danger: bool
    kind: str
    text: str


def read_corpus(folder: Path = CORPUS) -> Sequence[Told]:
    """Read `<language>.tsv` of each language, with lines `danger TAB kind TAB text`."""
    return [
        _told(path, number, [*line.split("\t")[:1], path.stem, *line.split("\t")[1:]])
        for path in _files(folder)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


def read_told(file: Path) -> Sequence[Told]:
    """Read a file of all languages, with lines `danger TAB language TAB kind TAB text`."""
    lines = file.read_text("utf-8").splitlines()
    return [_told(file, number, line.split("\t")) for number, line in enumerate(lines, 1)]


def hash_of(folder: Path = CORPUS) -> str:
    """Give the name by which the weights say what they were learned from."""
    return sha256(b"".join(path.read_bytes() for path in _files(folder))).hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    return [folder / f"{language}.tsv" for language in LANGUAGES]


def _told(path: Path, number: int, fields: Sequence[str]) -> Told:
    match fields:
        case [("0" | "1") as danger, language, kind, text]:
            return Told(language, danger == "1", kind, text)
        case _:
            raise CorpusLineError(path.name, number)
