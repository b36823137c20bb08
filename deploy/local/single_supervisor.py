"""One supervisor a state folder: a lock the kernel lets go, and a note of who holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local.folders import Folders
from deploy.local.processes import mark_of


class AlreadyRunningError(Exception):
    """A network runs from this state folder already."""


@contextmanager
def alone(folders: Folders) -> Iterator[None]:
    """Hold the lock; raises AlreadyRunningError."""
    descriptor = os.open(folders.run / "supervisor", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, (mark_of(os.getpid()) or "").encode())
        yield
    except BlockingIOError:
        raise AlreadyRunningError from None
    finally:
        os.close(descriptor)


def supervisor_of(folders: Folders) -> str | None:
    """Give the mark (`pid start`) of the supervisor that lives; a stale note names nobody."""
    try:
        mark = (folders.run / "supervisor").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return mark if mark and mark_of(int(mark.split()[0])) == mark else None
