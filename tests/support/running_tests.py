"""A plugin that notes which tests are running, so that whoever ends a run can name what hung."""

import os
from pathlib import Path

import pytest

from deploy.test_run import RUNNING


class RunningTests:
    """Keeps a file with a line for each of them."""

    def __init__(self, file: Path) -> None:
        """Begin with none."""
        self.file = file
        self.names: list[str] = []

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Note it; its fixtures come after this."""
        self.names.append(nodeid)
        self._write()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Strike it out; its fixtures were torn down."""
        self.names = [name for name in self.names if name != nodeid]
        self._write()

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str) -> None:
        """Strike out what ended with its worker: nobody else says that it is over."""
        self.pytest_runtest_logfinish(crashitem)

    def _write(self) -> None:
        self.file.write_text("".join(f"{name}\n" for name in self.names), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Note them where a file is named; xdist's workers leave it to the one that started them."""
    file = os.environ.get(RUNNING)
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(RunningTests(Path(file)))
