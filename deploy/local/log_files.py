"""Logs of running processes stay short: each has one file aside, and neither grows old or long."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deploy.local.folders import Folders

LOG_BYTES: Final = 5_000_000
WEEK_SECONDS: Final = 7 * 24 * 3600.0
"""A line is in its log for a week at most, and aside for one more."""


def logs_of(folders: Folders) -> Iterator[Path]:
    """List what our processes write to; RabbitMQ turns over its own, in a folder below."""
    for folder in (folders.log, folders.rabbit, folders.postgres):
        yield from sorted(folder.glob("*.log"))


def keep_short(log: Path, now: float) -> None:
    """Turn a log over when it has grown, or each week; the first week begins when it is met."""
    aside = aside_of(log)
    if not aside.exists():
        aside.touch(mode=0o600)
        os.utime(aside, (now, now))
    if log.stat().st_size > LOG_BYTES or now - aside.stat().st_mtime >= WEEK_SECONDS:
        turn_over(log)
        os.utime(aside, (now, now))


def turn_over(log: Path) -> None:
    """Put what is in a log aside, in place of what was put aside before.

    Its process goes on writing to the same file, at its end; a line of the very moment may be lost.
    """
    shutil.copyfile(log, aside_of(log))
    shutil.copymode(log, aside_of(log))
    os.truncate(log, 0)


def turn_over_long(log: Path) -> None:
    """Turn a log over when it has grown; for a process that is about to start."""
    if log.exists() and log.stat().st_size > LOG_BYTES:
        turn_over(log)


def aside_of(log: Path) -> Path:
    """Name the file beside it."""
    return log.with_suffix(f"{log.suffix}.1")
