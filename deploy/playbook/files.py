"""Which files are a network's own data, and where they lie."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from deploy.local.environments import CONTACT_FILE
from deploy.local.folders import CLONE
from deploy.local.own_files import SETTINGS

SHIPPED: Final = CLONE / "deploy" / "network"
CONTACT_TREE: Final = "contact_tree.toml"
FOLDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "checklists": ("toml",),
    "emblems": ("svg", "png"),
    "outlines": ("yaml",),
}
"""Folders of them, and what lies in each."""
FILES: Final = tuple(sorted({*SETTINGS, CONTACT_TREE} - FOLDERS.keys()))
OF_THE_RELEASE: Final[Mapping[str, str]] = {
    "caution_weights.txt": "learned with the words of a release, and written by its tool only",
    "imports.toml": "names of columns as other people's files have them, in any town",
    "indicators": "what programmes of funders count, and how this release counts it",
    "pages.toml": "where the pages of this release are",
    "permissions.toml": "the routes of this release: a service with others does not start",
    "report.toml": "headings of funders' data sheets, over the indicators",
    "retention.toml": "the tables of this release, and the promise how long they are kept",
    "small_cells.toml": "how people are protected in figures, which no town weakens",
}
"""Files beside them that stay with the program, and why they are in no playbook."""
_INSIDE: Final = {
    folder: re.compile(rf"{folder}/[a-z0-9_-]{{1,60}}\.(?:{'|'.join(kinds)})")
    for folder, kinds in FOLDERS.items()
}


def is_known(name: str) -> bool:
    """Say whether a network has a file of this name: no other is ever written."""
    return name in FILES or any(form.fullmatch(name) for form in _INSIDE.values())


def files_in(folder: Path) -> Mapping[str, bytes]:
    """Read those that a folder has, by their names."""
    names = [*FILES, *(name for each in FOLDERS for name in _listed(folder, each))]
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def files_of(own: Path) -> Mapping[str, bytes]:
    """Read what a network has: its own where it has some, else what is shipped.

    Of a folder either all or nothing is its own; emblems are beside the file that names them.
    """
    shipped = {**files_in(SHIPPED), CONTACT_FILE.name: CONTACT_FILE.read_bytes()}
    found = files_in(own)
    whole = {each for each in FOLDERS if any(name.startswith(f"{each}/") for name in found)}
    if "funding.toml" in found:
        whole.add("emblems")
    usual = {name: text for name, text in shipped.items() if name.partition("/")[0] not in whole}
    return dict(sorted({**usual, **found}.items()))


def is_of(name: str, chosen: Collection[str]) -> bool:
    """Say whether a file is one that was chosen, or lies in a folder that was."""
    return name in chosen or name.partition("/")[0] in chosen


def parts_of(
    files: Mapping[str, bytes], chosen: Collection[str], others: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """Take the chosen files and folders of one network, and the rest of another."""
    taken = {name: content for name, content in files.items() if is_of(name, chosen)}
    rest = {name: content for name, content in others.items() if not is_of(name, chosen)}
    return dict(sorted({**taken, **rest}.items()))


def _listed(folder: Path, name: str) -> Iterator[str]:
    place = folder / name
    for file in sorted(place.iterdir()) if place.is_dir() else ():
        if is_known(f"{name}/{file.name}"):
            yield f"{name}/{file.name}"
