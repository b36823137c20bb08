"""What a network on one machine does now and then: short logs, no old mails, a proof each day.

And each hour a note, outside the databases, of how far their audits have come.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.local.folders import CLONE, Folders
from deploy.local.log_files import keep_short, logs_of
from deploy.local.start_report import Reporter

EACH_HOUR: Final = 3600.0
DAY_SECONDS: Final = 24 * 3600.0
MAIL_DAYS: Final = 14
WAIT_SECONDS: Final = 60
"""How long a proof waits for the network to come to rest."""
PROOF_SECONDS: Final = 1800.0

ANCHOR_SECONDS: Final = 60.0

Run = Callable[[Folders], bool]
"""Says whether it went well: that all held, or was noted."""


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Nothing that goes wrong here ends the network: it is told, and tried again."""

    folders: Folders
    reporter: Reporter
    prove: Run
    anchor: Run
    now: Callable[[], float] = time.time

    def look_after(self) -> None:
        """Do what is due."""
        for do in (self._shorten_logs, self._remove_old_mails, self._anchor, self._prove_daily):
            try:
                do()
            except (OSError, subprocess.SubprocessError) as error:
                self.reporter.said(f"housekeeping: {type(error).__name__}")

    def _shorten_logs(self) -> None:
        for log in logs_of(self.folders):
            keep_short(log, self.now())

    def _remove_old_mails(self) -> None:
        remove_old(self.folders.mail.glob("*/*.json"), self.now() - MAIL_DAYS * DAY_SECONDS)

    def _anchor(self) -> None:
        if not self.anchor(self.folders):
            self.reporter.said("the ends of the audits were not noted: see log/anchors.log")

    def _prove_daily(self) -> None:
        stamp = self.folders.run / "last-proof"
        if stamp.exists() and self.now() - stamp.stat().st_mtime < DAY_SECONDS:
            return
        stamp.touch()
        if not self.prove(self.folders):
            self.reporter.said("verify does not hold: see log/verify.log; nothing is forgotten")


def remove_old(files: Iterable[Path], before: float) -> None:
    """Remove files that were last written before a moment."""
    for file in files:
        if file.stat().st_mtime < before:
            file.unlink(missing_ok=True)


def prove_by_command(folders: Folders) -> bool:
    """Run `porukalla verify --prove` on the network of these folders."""
    words = ("verify", "--prove", "--wait", str(WAIT_SECONDS))
    return _run(folders, "verify.log", PROOF_SECONDS, *words)


def anchor_by_command(folders: Folders) -> bool:
    """Run `porukalla anchor`; its log is a second place where the ends are told."""
    return _run(folders, "anchors.log", ANCHOR_SECONDS, "anchor")


def _run(folders: Folders, log: str, seconds: float, *words: str) -> bool:
    with (folders.log / log).open("ab") as output:
        ended = subprocess.run(
            [sys.executable, "-m", "deploy.cli", *words, "--state", str(folders.state)],
            cwd=CLONE,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            timeout=seconds,
            check=False,
        )
    return ended.returncode == 0
