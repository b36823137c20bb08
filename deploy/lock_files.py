"""Compile the hash-pinned locks: with everything, with what running needs, and one a service."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = Path("deploy/locks")
RUN_GROUPS = ("intake", "matching", "notify", "reporting", "cli")
ALL_GROUPS = (*RUN_GROUPS, "matching-fast", "tests")

_COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml"),
    *("--quiet", "--universal", "--generate-hashes", "--no-header"),
)


def compile_lock(name: str, groups: Sequence[str], constraints: Path | None = None) -> None:
    """Write `deploy/locks/<name>.txt` for the project's own needs and those of the groups."""
    words = [word for group in groups for word in ("--group", group)]
    if constraints is not None:
        words += ["--constraints", str(constraints)]
    output = str(LOCKS / f"{name}.txt")
    subprocess.run([*_COMPILE, *words, "--output-file", output], cwd=ROOT, check=True)


def main(services: Sequence[str]) -> None:
    """Compile the lock of everything, then those that agree with it: to run, and by service."""
    compile_lock("dev", ALL_GROUPS)
    compile_lock("run", RUN_GROUPS, LOCKS / "dev.txt")
    for service in services:
        compile_lock(service, [service], LOCKS / "dev.txt")


if __name__ == "__main__":
    main(sys.argv[1:])
