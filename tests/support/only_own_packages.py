"""Import all of one service while every package that its own lock does not name is refused.

Run as a program, with the service's name; the test of isolation does.
"""

import importlib
import pkgutil
import re
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def locked(service: str) -> frozenset[str]:
    """Name the distributions of the service's lock."""
    lock = (ROOT / "deploy" / "locks" / f"{service}.txt").read_text(encoding="utf-8")
    return frozenset(plain(name) for name in _PIN.findall(lock))


def plain(name: str) -> str:
    """Spell a distribution's name as everybody compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Refusal:
    """Stands before all other finders and refuses what the service may not import."""

    def __init__(self, service: str) -> None:
        """Look up whose distribution each top-level module is."""
        self._own = f"services.{service}"
        self._allowed = locked(service)
        self._owners = packages_distributions()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise ModuleNotFoundError for what is refused; leave the rest to other finders."""
        del path, target
        if not self._may_import(name):
            message = f"No module named {name!r} in the lock of {self._own}"
            raise ModuleNotFoundError(message, name=name)
        return None

    def _may_import(self, name: str) -> bool:
        top = name.partition(".")[0]
        if top == "services":
            return name == top or f"{name}.".startswith(f"{self._own}.")
        if top in {"deploy", "tests"}:
            return False
        if top == "shared" or top in sys.stdlib_module_names:
            return True
        owners = self._owners.get(top)
        # What no distribution owns is part of one that names it itself, such as a C extension.
        return owners is None or any(plain(owner) in self._allowed for owner in owners)


OPTIONAL = ".compiled."
"""Modules that are imported only where an optional package is installed."""


def import_all(service: str) -> list[str]:
    """Import every module of the service that it cannot do without; returns their names."""
    package = importlib.import_module(f"services.{service}")
    found = [
        module.name
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if OPTIONAL not in module.name
    ]
    for name in found:
        importlib.import_module(name)
    return found


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT)]
    sys.meta_path.insert(0, Refusal(sys.argv[1]))
    print(*import_all(sys.argv[1]), sep="\n")  # noqa: T201  # what the test reads
