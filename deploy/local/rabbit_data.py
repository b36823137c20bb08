"""What the broker's data is bound to, the folder and the version that made it, and what may change.

RabbitMQ upgrades step by step (https://www.rabbitmq.com/docs/upgrade): within 3.x to the next
minor version only, from 3.13 on to any later one, never back.
"""

import re
import shlex
from pathlib import Path

from deploy.local.account import Account, give

_PROGRAM = Path("/usr/lib/rabbitmq/lib")
_FIRST_FREE = (3, 13)
# Feature flags that data has since a version, for data from before versions were written down.
_SIGNS = (("rabbitmq_4.0.0", "4.0"), ("message_containers", "3.13"), ("", "3.10"))
_STRING = rb'(?:"(?:[^"\\]|\\.)*"\s*)+|\[[\d,\s]*\]'
_PLACE = re.compile(rb"(\b(?:wal_)?data_dir\s*=>\s*)(" + _STRING + rb")")

Version = tuple[int, int]


class UnreadableDataError(Exception):
    """The broker's data was made by a version of RabbitMQ that the one here cannot read.

    Nothing is lost: all that was said is in PostgreSQL. If you can, start once more with the
    former version until `status` shows nothing waiting, and end with `down`. Then put the data
    aside and start; `verify` names what was still on its way.
    """


def program_version() -> str | None:
    """Give the version of the RabbitMQ on this machine; None when there is none, or none tells."""
    found = sorted(_PROGRAM.glob("rabbitmq_server-*"))
    return found[-1].name.partition("-")[2] if found else None


def check_version(folder: Path) -> None:
    """Raise UnreadableDataError when this machine's RabbitMQ cannot read the node's folder."""
    made, here = made_by(folder), program_version()
    if made and here and not can_follow(_version(made), _version(here)):
        aside = shlex.join(["mv", str(folder), f"{folder}-{made}"])
        raise UnreadableDataError(f"{made} made it, {here} is here:\n  {aside}")  # noqa: EM102, TRY003


def note_version(folder: Path) -> None:
    """Write down who made, or took over, the data."""
    _note(folder).write_text(program_version() or "", encoding="utf-8")


def made_by(folder: Path) -> str | None:
    """Give the version that wrote the node's folder last; None when it holds no data."""
    if _note(folder).exists():
        return _note(folder).read_text(encoding="utf-8") or None
    for flags in (folder / "data").glob("*-feature_flags"):
        text = flags.read_text(encoding="utf-8")
        return next(version for sign, version in _SIGNS if sign in text)
    return None


def can_follow(made: Version, here: Version) -> bool:
    """Say whether a version reads the data of another."""
    is_step = made[0] == here[0] and here[1] == made[1] + 1
    return here == made or is_step or (here > made >= _FIRST_FREE)


def follow_place(folder: Path, account: Account | None) -> None:
    """Tell quorum queues where they lie now: up to 3.12 they remember it, and are lost if moved."""
    for file in (folder / "data").glob("*/*/*/*/config"):
        known = file.read_bytes()
        told = _told(known, str(file.parents[1]))
        if told != known:
            draft = file.with_name("config.new")
            draft.write_bytes(told)
            give([draft], account)
            draft.replace(file)


def _told(config: bytes, place: str) -> bytes:
    numbers = str(list(map(ord, place))).encode()

    def told(found: re.Match[bytes]) -> bytes:
        return found[0] if _text(found[2]) == place else found[1] + numbers

    return _PLACE.sub(told, config)


def _text(term: bytes) -> str:
    if term.startswith(b"["):
        return "".join(chr(int(number)) for number in term.strip(b"[] \n").split(b","))
    parts = re.findall(rb'"((?:[^"\\]|\\.)*)"', term)
    return re.sub(rb"\\(.)", rb"\1", b"".join(parts)).decode("latin-1")


def _note(folder: Path) -> Path:
    return folder / "made_by"


def _version(text: str) -> Version:
    major, minor = text.split(".")[:2]
    return int(major), int(minor)
