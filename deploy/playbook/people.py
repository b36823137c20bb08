"""What tells of single people in a network's files, and stays at home unless somebody says so."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final

from deploy.playbook.faults import Fault
from deploy.playbook.files import CONTACT_TREE

NOBODY: Final = "00000000-0000-0000-0000-000000000000"
"""The id of no account: with none at all every funder's account might read."""
_EMPTIED: Final = {CONTACT_TREE: ("person", "number", "verified_on", "verified_by")}
"""Keys whose values are left out, by the file."""
_VALUE: Final = r"""(?P<key>\b{key}\s*=\s*)(?P<value>"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[0-9][0-9-]*)"""
_READERS: Final = re.compile(r"(\breaders\s*=\s*)\[[^\]]*\]")


def without_people(files: Mapping[str, bytes], town: str) -> Mapping[str, bytes]:
    """Leave out who of the staff is rung on which number, and whose accounts may read.

    Who rang a number is told as the town: that it was rung, and when, is worth knowing.
    """
    return {name: _without(name, content, town) for name, content in files.items()}


def people_left(files: Mapping[str, bytes], town: str) -> Iterator[Fault]:
    """Name what could not be left out, because it is not written as in the shipped files."""
    for name, content in files.items():
        if name.endswith(".toml"):
            for key, value in _values(tomllib.loads(content.decode())):
                if _tells(name, key, value, town):
                    reason = (
                        f'{key}: write it on one line, as {key} = "…", so that it can be left out'
                    )
                    yield Fault(name, None, reason)


def _without(name: str, content: bytes, town: str) -> bytes:
    if not name.endswith(".toml"):
        return content
    text = content.decode()
    for key in _EMPTIED.get(name, ()):
        text = re.sub(_VALUE.format(key=key), r'\g<key>""', text)
    text = re.sub(_VALUE.format(key="verified_by"), lambda found: _by(found, town), text)
    if name == "projects.toml":
        text = _READERS.sub(rf'\1["{NOBODY}"]', text)
    return text.encode()


def _by(found: re.Match[str], town: str) -> str:
    said = found["value"].strip("\"'")
    return found[0] if not said else f'{found["key"]}"{_plain(town)}"'


def _plain(town: str) -> str:
    return town.replace("\\", "").replace('"', "")


def _tells(name: str, key: str, value: object, town: str) -> bool:
    if key == "verified_by":
        return value not in {"", _plain(town)}
    if key == "readers":
        return value != [NOBODY]
    return key in _EMPTIED.get(name, ()) and bool(value)


def _values(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        yield key, value
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from _values(inner)
