"""A test that hangs is ended wherever it hangs, told as failed, and the others are run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.test_run import ROOT, read_tally

CONFTEST = """
from tests.support.file_scheduling import FileScheduling
from tests.support.time_limits import TimeLimits


def pytest_configure(config):
    config.pluginmanager.register(TimeLimits(grace_seconds=0.5))


def pytest_xdist_make_scheduler(config, log):
    return FileScheduling(config, log)
"""
HANGING = '''
import asyncio

import pytest

pytestmark = pytest.mark.timeout(0.5)


async def for_ever() -> None:
    """Hang, whoever interrupts: as what waits for a connection that will never be closed."""
    while True:
        try:
            await asyncio.sleep(60)
        except BaseException:
            pass


async def test_in_its_body() -> None:
    await for_ever()


def test_after_the_body() -> None:
    pass


async def test_in_its_finally() -> None:
    try:
        assert False
    finally:
        await for_ever()


@pytest.fixture
async def thing():
    yield
    await for_ever()


async def test_in_a_fixture_after_it_failed(thing: None) -> None:
    assert False


def test_after_all_of_them() -> None:
    pass
'''
HANGING_TESTS = {
    "test_in_its_body",
    "test_in_its_finally",
    "test_in_a_fixture_after_it_failed",
}
PLUGINS = ("xdist", "pytest_timeout", "pytest_asyncio.plugin")


@pytest.mark.long
def test_whatever_hangs_is_ended_and_the_others_are_run(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_hanging.py").write_text(HANGING, encoding="utf-8")
    report = tmp_path / "report.xml"
    words = ["-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function"]
    words += [f"--rootdir={tmp_path}", "-p", "no:cacheprovider"]
    words += [word for plugin in PLUGINS for word in ("-p", plugin)]
    words += ["-n", "1", "--dist", "loadfile", f"--junitxml={report}", str(tmp_path)]

    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=ROOT,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    ended_with_its_worker = set(re.findall(r"crashed while running '\S+::(\w+)'", ended.stdout))
    assert ended_with_its_worker == HANGING_TESTS, ended.stdout
    # each once, with its stacks; the two that do not hang went well
    assert ended.stderr.count("Timeout (0:00:") == len(HANGING_TESTS)
    assert (ended.returncode, read_tally(report, "hanging", 0.0).passed) == (1, 2)
