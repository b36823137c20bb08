"""What is said reaches terminals that know few letters, and ends quietly where nobody reads on."""

import os
import subprocess
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
from tests.support.running import ROOT

NAMES = sorted(
    [
        *(one.name for one in app.registered_commands if one.name),
        *(group.name for group in app.registered_groups if group.name),
    ]
)


def run(*words: str, stdout: int, **given: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*COMMAND, *words],
        cwd=ROOT,
        env=os.environ | given,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )


def into_a_closed_pipe(*words: str) -> "subprocess.CompletedProcess[bytes]":
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return run(*words, stdout=writing)
    finally:
        os.close(writing)


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_who_leaves_is_no_failure(name: str) -> None:
    ended = into_a_closed_pipe(name, "--help")

    assert (ended.returncode, ended.stderr) == (Exit.OK, b"")


def test_the_exit_code_stays_what_it_was(tmp_path: Path) -> None:
    ended = into_a_closed_pipe("status", "--state", str(tmp_path))

    assert ended.returncode == Exit.UNREACHABLE
    assert b"Traceback" not in ended.stderr


def test_nobody_to_speak_to_is_no_failure(tmp_path: Path) -> None:
    words = " ".join([*COMMAND, "status", "--state", str(tmp_path)])

    ended = subprocess.run(["sh", "-c", f"{words} >&- 2>&-"], cwd=ROOT, timeout=60, check=False)

    assert ended.returncode == Exit.UNREACHABLE


@pytest.mark.parametrize("name", NAMES)
def test_a_terminal_without_our_letters_is_spoken_to(name: str) -> None:
    ended = run(name, "--help", stdout=subprocess.PIPE, LC_ALL="C", PYTHONIOENCODING="ascii")

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
