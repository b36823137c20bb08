"""A playbook as one text: TOML, with each file as it stands, to be read, compared and mailed."""

import base64
import binascii
import hashlib
import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Final

from pydantic import Field, StringConstraints, ValidationError

from deploy.playbook.faults import Fault, PlaybookError, faults_of
from deploy.playbook.files import is_known
from shared.languages import Line
from shared.network_file import Table

FORMAT: Final = 1
MOST: Final = 4_000_000
"""Signs of a whole playbook: outlines of many towns and a few emblems are less."""
_HEAD: Final = """\
# A playbook of Porukalla!: all that a help network knows and says as data, in one file. Take it
# into use with `./porukalla network import FILE`; `--check` only looks. Each file stands between
# ''' as it is. Whoever changes one here removes the line sha256 above it, which tells whether it
# came as it was sent.
"""
_UNTOLD: Final = re.compile(r"'''|'\Z|[\x00-\x08\x0b-\x1f\x7f]")
"""What cannot stand between three quotes as it is."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """The files of a network by their names, whose they are, and when and by what this was made."""

    town: str
    made_at: datetime
    release: str
    with_names: bool
    """Whether the names and numbers of its staff are in it."""
    files: Mapping[str, bytes]
    begins: Mapping[str, int] = field(default_factory=dict, compare=False)
    """The line of the playbook before each file that stands in it as it is."""


class _Part(Table):
    name: str
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    text: str | None = None
    base64: str | None = None


class _Document(Table):
    format: Annotated[int, Field(ge=1)]
    town: Line
    made_at: datetime
    release: Line
    with_names: bool
    part: Annotated[list[_Part], Field(min_length=1)]


def written(playbook: Playbook) -> str:
    """Write it; the same playbook is the same text."""
    head = (
        f"{_HEAD}\nformat = {FORMAT}\ntown = {_quoted(playbook.town)}\n"
        f"made_at = {playbook.made_at.isoformat(timespec='seconds')}\n"
        f"release = {_quoted(playbook.release)}\n"
        f"with_names = {str(playbook.with_names).lower()}\n"
    )
    return head + "".join(_part(*each) for each in sorted(playbook.files.items()))


def read_playbook(text: str, name: str) -> Playbook:
    """Read what was written, or changed by hand since; raises PlaybookError."""
    said = _document(text, name)
    faults = [*_wrong_in(said, name)]
    if faults:
        raise PlaybookError(faults)
    return Playbook(
        town=said.town,
        made_at=said.made_at,
        release=said.release,
        with_names=said.with_names,
        files={part.name: _content(part) for part in said.part},
        begins={part.name: _before(text, part) for part in said.part if part.text},
    )


def _document(text: str, name: str) -> _Document:
    if len(text) > MOST:
        raise PlaybookError([Fault(name, None, f"is no playbook: it has more than {MOST} signs")])
    try:
        content = tomllib.loads(text)
        version = content.get("format")
        if isinstance(version, int) and version > FORMAT:
            reason = f"format {version} is of a newer release; this one reads {FORMAT}"
            raise PlaybookError([Fault(name, None, reason)])
        return _Document.model_validate(content)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise PlaybookError([*faults_of(name, text, error)]) from error


def _wrong_in(said: _Document, name: str) -> Iterator[Fault]:
    seen = set[str]()
    for part in said.part:
        if not is_known(part.name):
            yield Fault(name, None, f"part {part.name!r}: a network has no file of this name")
        elif part.name in seen:
            yield Fault(name, None, f"part {part.name}: stands there twice; keep one")
        else:
            yield from _wrong_with(part, name)
        seen.add(part.name)


def _wrong_with(part: _Part, name: str) -> Iterator[Fault]:
    if (part.text is None) == (part.base64 is None):
        yield Fault(name, None, f"part {part.name}: has either text or base64")
        return
    try:
        content = _content(part)
    except binascii.Error:
        yield Fault(name, None, f"part {part.name}: this is no base64")
        return
    if part.sha256 not in {None, _hash(content)}:
        reason = "is not as it was sent; ask for it again, or remove sha256 if you changed it"
        yield Fault(name, None, f"part {part.name}: {reason}")


def _content(part: _Part) -> bytes:
    if part.base64 is not None:
        return base64.b64decode("".join(part.base64.split()), validate=True)
    return (part.text or "").encode()


def _part(name: str, content: bytes) -> str:
    head = f"\n[[part]]\nname = {_quoted(name)}\nsha256 = {_quoted(_hash(content))}\n"
    text = _told(content)
    if text is not None:
        return f"{head}text = '''\n{text}'''\n"
    folded = "\n".join(textwrap.wrap(base64.b64encode(content).decode(), 100))
    return f"{head}base64 = '''\n{folded}\n'''\n"


def _told(content: bytes) -> str | None:
    """Give the text that can stand between three quotes as it is, where it is one."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if _UNTOLD.search(text) else text


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _before(text: str, part: _Part) -> int:
    """Count the lines before a file: what is wrong with it is shown where it stands here."""
    plain = text.replace("\r\n", "\n")
    place = plain.find(f"'''\n{part.text}", max(0, plain.find(f'name = "{part.name}"')))
    return plain.count("\n", 0, place) + 1 if place >= 0 else 0
