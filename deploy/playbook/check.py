"""Whether a network could start with some files: each is read by what its service reads it with."""

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from deploy.playbook.checklists import read_checklist
from deploy.playbook.contact_tree import read_contact_tree
from deploy.playbook.dangers import dangers_in
from deploy.playbook.faults import Fault, faults_of
from deploy.playbook.files import CONTACT_TREE, FILES
from services.intake.operating import NETWORK_READERS as OF_INTAKE
from services.matching.operating import NETWORK_READERS as OF_MATCHING
from services.reporting.operating import NETWORK_READERS as OF_REPORTING
from shared.areas import municipality
from shared.funding.file import read_funding
from shared.help_lines import read_help_lines
from shared.network_file import line_of
from shared.web.about import read_about
from shared.web.contact import read_contact
from shared.web.pages import read_town_theme

_OF_EVERY: Final[Mapping[str, Callable[[Path], object]]] = {
    "about.toml": read_about,
    "contact.toml": read_contact,
    "funding.toml": read_funding,
    "help_lines.toml": read_help_lines,
    "theme.toml": read_town_theme,
}
_OF_PEOPLE: Final[Mapping[str, Callable[[Path], object]]] = {
    CONTACT_TREE: read_contact_tree,
    "checklists": lambda file: read_checklist(
        read_contact_tree(file.parents[1] / CONTACT_TREE), file
    ),
}
READERS: Final = {**_OF_EVERY, **_OF_PEOPLE, **OF_INTAKE, **OF_MATCHING, **OF_REPORTING}
RESTS_ON: Final = {"checklists": CONTACT_TREE, "projects.toml": "funding.toml"}
"""What is read beside another file is not blamed for what is wrong with that one."""


def faults_in(files: Mapping[str, bytes]) -> Sequence[Fault]:
    """Give all that is wrong, in the order of the files; nothing of it is kept."""
    faults = [Fault(name, None, "is missing") for name in FILES if name not in files]
    faults += [each for name, content in files.items() for each in dangers_in(name, content)]
    if faults:
        return faults
    with TemporaryDirectory(prefix="porukalla-playbook-") as place:
        folder = Path(place)
        lay(files, folder)
        for name in (*FILES, *sorted(files.keys() - {*FILES})):
            faults += _read(folder, name, {fault.file for fault in faults})
    return faults or [*_unknown_towns(files["town.toml"].decode())]


def lay(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into a folder that is ours alone."""
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(exist_ok=True, mode=0o700)
        place.write_bytes(content)
        place.chmod(0o600)


def _read(folder: Path, name: str, faulty: Collection[str]) -> Iterator[Fault]:
    kind, file = name.partition("/")[0], folder / name
    if kind not in READERS or RESTS_ON.get(kind) in faulty:
        return
    try:
        READERS[kind](file)
    except (ValueError, LookupError, OSError, TypeError) as error:
        yield from faults_of(name, file.read_text("utf-8"), error)


def _unknown_towns(text: str) -> Iterator[Fault]:
    """Look whether each code is of a municipality: the reader looks at its form only."""
    said = tomllib.loads(text)
    named = {"municipality": [said["municipality"]], "elsewhere": said["elsewhere"]}
    for key in ("serves", "neighbours"):
        named[key] = said.get(key, [])
    for key, codes in named.items():
        for code in codes:
            if municipality(code) is None:
                reason = f"{key}: there is no municipality of the code {code}"
                yield Fault("town.toml", line_of(text, (key,)), reason)
