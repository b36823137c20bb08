"""The checklists: what is done by whom, read from the network's files beside the contact tree."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, PositiveInt

from deploy.playbook.contact_tree import Code, ContactTree, Printed
from deploy.playbook.files import SHIPPED
from shared.network_file import LineError, Table, line_of

CHECKLISTS_FOLDER: Final = SHIPPED / "checklists"


class Step(Table):
    """One thing to do, and the code of the contact whose it is."""

    who: Code
    text: Printed


class Checklist(Table):
    """One file."""

    order: PositiveInt
    title: Printed
    when: Printed
    step: Annotated[tuple[Step, ...], Field(min_length=1)]


def read_checklists(tree: ContactTree, folder: Path = CHECKLISTS_FOLDER) -> Sequence[Checklist]:
    """Read every file of the folder in their order; raises LineError."""
    read = [read_checklist(tree, file) for file in sorted(folder.glob("*.toml"))]
    return sorted(read, key=lambda each: each.order)


def read_checklist(tree: ContactTree, file: Path) -> Checklist:
    """Read one file; raises LineError."""
    text = file.read_text("utf-8")
    found = Checklist.read_by_line(text, file.name)
    for number, step in enumerate(found.step):
        if step.who not in tree.by_code:
            line = line_of(text, ("step", number, "who"))
            reason = f"step {number + 1} who: the contact tree has no {step.who}"
            raise LineError(file.name, line, reason)
    return found
