"""What a start says reaches whoever listens, also through a file."""

import subprocess
import sys
from pathlib import Path

import pytest

from deploy.cli.start_lines import follow
from deploy.local.detached import PROGRESS
from deploy.local.folders import Folders
from deploy.local.start_report import FileReporter, Line, reason_of, step
from tests.support.deploy.programs import Heard


class BrokenError(Exception):
    """It broke."""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path)
    folders.make()
    return folders


def ended() -> "subprocess.Popen[bytes]":
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    process.wait()
    return process


def test_a_step_is_told_when_it_begins_and_when_it_is_done() -> None:
    heard = Heard()

    with step(heard, "queues"):
        heard.said("inside")

    assert heard.texts == ["began queues", "inside", "done queues True"]


def test_a_step_that_fails_tells_its_reason_and_fails() -> None:
    heard = Heard()

    with pytest.raises(BrokenError), step(heard, "queues"):
        raise BrokenError(7)

    assert heard.texts == ["began queues", "failed queues: It broke. 7"]


def test_an_error_of_somebody_else_is_told_by_what_it_says() -> None:
    assert "no route" in reason_of(OSError("no route"))


def test_what_is_written_to_a_file_is_heard_on_the_other_side(folders: Folders) -> None:
    reporter, heard = FileReporter(folders.run / PROGRESS), Heard()
    with step(reporter, "queues"):
        pass
    reporter.said("matching ended")
    reporter.write(Line(what="ready", text="http://localhost"))
    reporter.said("this is too late")

    is_ready = follow(ended(), folders, heard)

    assert is_ready
    assert heard.texts == ["began queues", "done queues True", "matching ended"]


def test_a_start_that_ends_before_it_is_ready_has_failed(folders: Folders) -> None:
    reporter, heard = FileReporter(folders.run / PROGRESS), Heard()
    reporter.failed("queues", "nobody there")

    assert not follow(ended(), folders, heard)
    assert heard.texts == ["failed queues: nobody there"]


def test_half_a_line_is_left_for_the_next_look(folders: Folders) -> None:
    (folders.run / PROGRESS).write_text('{"what": "said", "te', encoding="utf-8")
    heard = Heard()

    assert not follow(ended(), folders, heard)
    assert heard.texts == []
