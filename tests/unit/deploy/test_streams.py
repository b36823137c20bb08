"""What is said reaches terminals that know few letters, and ends quietly where nobody reads on."""

import os
import subprocess
from collections.abc import Mapping
from io import BufferedWriter, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.cli.app import app
from deploy.cli.exits import Exit
from deploy.cli.reader import language_of
from deploy.cli.streams import Outlet, plain
from shared.contracts.words import Language
from tests.support.deploy.commands import COMMAND
from tests.support.deploy.forked_commands import Ended, closed_pipe, helps_of
from tests.support.running import ROOT

NAMES = sorted(
    [
        *(one.name for one in app.registered_commands if one.name),
        *(group.name for group in app.registered_groups if group.name),
    ]
)


@pytest.fixture(scope="module")
def into_closed_pipes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Ended]:
    return helps_of(NAMES, tmp_path_factory.mktemp("closed"), {}, is_heard=False)


@pytest.fixture(scope="module")
def without_letters(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Ended]:
    poor = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    return helps_of(NAMES, tmp_path_factory.mktemp("ascii"), poor, is_heard=True)


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_a_reader_who_leaves_is_no_failure(
    into_closed_pipes: Mapping[str, Ended], name: str
) -> None:
    ended = into_closed_pipes[name]

    assert (ended.returncode, ended.stderr) == (Exit.OK, b"")


@pytest.mark.long
def test_the_exit_code_stays_what_it_was(tmp_path: Path) -> None:
    with closed_pipe() as nobody:
        ended = subprocess.run(
            [*COMMAND, "status", "--state", str(tmp_path)],
            cwd=ROOT,
            stdout=nobody,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )

    assert ended.returncode == Exit.UNREACHABLE
    assert b"Traceback" not in ended.stderr


@pytest.mark.long
def test_nobody_to_speak_to_is_no_failure(tmp_path: Path) -> None:
    words = " ".join([*COMMAND, "status", "--state", str(tmp_path)])

    ended = subprocess.run(["sh", "-c", f"{words} >&- 2>&-"], cwd=ROOT, timeout=60, check=False)

    assert ended.returncode == Exit.UNREACHABLE


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_a_terminal_without_our_letters_is_spoken_to(
    without_letters: Mapping[str, Ended], name: str
) -> None:
    ended = without_letters[name]

    assert (ended.returncode, ended.stderr) == (Exit.OK, b"")
    assert ended.stdout.isascii()
    assert ended.stdout


def test_what_is_said_after_the_reader_left_is_dropped() -> None:
    reading, writing = os.pipe()
    outlet = Outlet(writing, "w")
    stream = TextIOWrapper(BufferedWriter(outlet), encoding="utf-8", line_buffering=True)

    print("heard", file=stream)
    assert outlet.is_heard
    os.close(reading)
    print("not heard", file=stream)
    print("nor this", file=stream)
    stream.close()

    assert not outlet.is_heard


@given(st.text())
def test_every_text_can_be_written_plainly(text: str) -> None:
    assert plain(text).isascii()


@given(st.text(st.characters(max_codepoint=127)))
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_letters_lose_their_marks_and_signs_their_form() -> None:
    assert (
        plain("Höytiö \N{EN DASH} 2,5\N{NO-BREAK SPACE}km \N{CHECK MARK}") == "Hoytio - 2,5 km ok"
    )


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fi_FI.UTF-8"}, Language.FINNISH),
        ({"LANG": "fi_FI.UTF-8", "LC_MESSAGES": "sv_FI"}, Language.SWEDISH),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "C"}, Language.ENGLISH),
        ({"LANG": "et_EE.UTF-8"}, Language.ENGLISH),
        ({"LC_ALL": "", "LANG": "sv"}, Language.SWEDISH),
        ({}, Language.ENGLISH),
    ],
)
def test_the_reader_is_spoken_to_as_their_system_says(
    environment: dict[str, str], language: Language
) -> None:
    assert language_of(environment) is language
