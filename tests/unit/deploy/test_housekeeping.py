"""Logs stay short while their processes write, old mails go, and a proof is made each day."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from deploy.local.folders import Folders
from deploy.local.housekeeping import DAY_SECONDS, Housekeeping
from deploy.local.log_files import LOG_BYTES, WEEK_SECONDS, aside_of, keep_short, turn_over_long
from shared.retention.inventory import read_inventory
from tests.support.deploy.programs import Heard


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path)
    folders.make()
    return folders


@pytest.fixture
def log(folders: Folders) -> Path:
    return folders.log / "intake.log"


def now_of(file: Path) -> float:
    return file.stat().st_mtime


def test_a_log_that_has_grown_is_put_aside_while_its_process_writes_on(log: Path) -> None:
    with log.open("ab") as process:
        process.write(b"x" * (LOG_BYTES + 1))
        process.flush()

        keep_short(log, now_of(log))
        process.write(b"later\n")

    assert log.read_bytes() == b"later\n"
    assert aside_of(log).stat().st_size == LOG_BYTES + 1


def test_a_line_is_gone_after_two_weeks(log: Path) -> None:
    log.write_text("Monday\n", encoding="utf-8")
    begin = now_of(log)
    keep_short(log, begin)
    assert log.read_text("utf-8") == "Monday\n"

    keep_short(log, begin + WEEK_SECONDS)
    assert (log.read_text("utf-8"), aside_of(log).read_text("utf-8")) == ("", "Monday\n")

    keep_short(log, begin + 2 * WEEK_SECONDS)
    assert aside_of(log).read_text("utf-8") == ""


def test_the_inventory_says_the_age_of_logs() -> None:
    assert read_inventory().files["log/*.log"].days == 2 * WEEK_SECONDS / DAY_SECONDS


def test_a_short_log_goes_on_at_a_start(log: Path) -> None:
    log.write_text("earlier\n", encoding="utf-8")

    turn_over_long(log)

    assert log.read_text("utf-8") == "earlier\n"


class Town:
    """Housekeeping whose clock and proof are the test's."""

    def __init__(self, folders: Folders, holds: Sequence[bool] = (True,)) -> None:
        self.now = now_of(folders.run)
        self.proofs, self.anchors = 0, 0
        self.heard = Heard()
        self.holds = list(holds)
        self.keeping = Housekeeping(folders, self.heard, self.prove, self.anchor, lambda: self.now)

    def prove(self, folders: Folders) -> bool:
        os.utime(folders.run / "last-proof", (self.now, self.now))
        self.proofs += 1
        return self.holds[(self.proofs - 1) % len(self.holds)]

    def anchor(self, _: Folders) -> bool:
        self.anchors += 1
        return self.holds[0]

    def after(self, seconds: float) -> None:
        self.now += seconds
        self.keeping.look_after()


def test_a_proof_is_made_once_a_day(folders: Folders) -> None:
    town = Town(folders)

    for _ in range(49):
        town.after(3600)

    assert town.proofs == 3


def test_the_ends_of_the_audits_are_noted_each_hour_and_a_failure_is_told(folders: Folders) -> None:
    town = Town(folders, holds=[False])

    for _ in range(3):
        town.after(3600)

    assert town.anchors == 3
    assert any("audits were not noted" in text for text in town.heard.texts)


def test_a_proof_that_does_not_hold_is_told(folders: Folders) -> None:
    town = Town(folders, holds=[False])

    town.after(0)

    assert any("verify does not hold" in text for text in town.heard.texts)


def test_what_goes_wrong_ends_nothing(folders: Folders) -> None:
    town = Town(folders)

    def away(_folders: Folders) -> bool:
        raise subprocess.TimeoutExpired(cmd="verify", timeout=1)

    town.keeping = Housekeeping(folders, town.heard, away, town.anchor, lambda: town.now)
    town.after(0)

    assert any("TimeoutExpired" in text for text in town.heard.texts)


def test_old_mails_go_and_new_ones_stay(folders: Folders) -> None:
    shelf = folders.mail / "mails"
    shelf.mkdir()
    for name, days in (("old", 15), ("new", 13)):
        file = shelf / f"{name}.json"
        file.write_text("{}", encoding="utf-8")
        os.utime(file, (now_of(folders.run) - days * DAY_SECONDS,) * 2)

    Town(folders).after(0)

    assert [file.name for file in shelf.iterdir()] == ["new.json"]
