"""Tiny child programs for the keepers, and a reporter that remembers."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.kept_process import Happening
from deploy.local.program import Program

PATIENT = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


def program(folder: Path, name: str, code: str = PATIENT, *, grace: float = 5.0) -> Program:
    """Prepare a child that runs a line of Python."""
    return Program(
        [sys.executable, "-S", "-c", code],
        folder=folder,
        log=folder / f"{name}.log",
        memory=folder / f"{name}.process",
        grace_seconds=grace,
    )


@dataclass
class Heard:
    """Everything that was told, in order."""

    texts: list[str] = field(default_factory=list)

    def __call__(self, happening: Happening) -> None:
        self.texts.append(happening.text)

    def began(self, step: str) -> None:
        self.texts.append(f"began {step}")

    def done(self, step: str, seconds: float) -> None:
        self.texts.append(f"done {step} {seconds >= 0}")

    def failed(self, step: str, reason: str) -> None:
        self.texts.append(f"failed {step}: {reason}")

    def said(self, text: str) -> None:
        self.texts.append(text)


def python_program(
    folder: Path, words: list[str], environment: dict[str, str], clone: Path
) -> Program:
    """Prepare one of our own modules as a child."""
    return Program(
        [sys.executable, "-m", *words],
        folder=clone,
        log=folder / "program.log",
        memory=folder / "program.process",
        environment=environment,
    )
