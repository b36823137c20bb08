"""`make machines`: try HEAD on bare Debians, step by step."""

import argparse
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.machines.bases import MIRROR
from deploy.machines.kinds import KINDS, UnknownKindError, choose
from deploy.machines.results import Result, line, table
from deploy.machines.setup import CLONE, head, is_dirty, pack
from deploy.machines.trial import Setting, try_on

NEEDED = ("debootstrap", "chroot", "git", "nsenter", "pivot_root", "setpriv", "unshare")


class NotHereError(Exception):
    """Machines cannot be tried here; what follows says why."""


def main() -> int:
    """Try the machines chosen; gives 1 when a step failed."""
    options = _options()
    try:
        kinds = choose(options.only)
        check_host()
        with _folder(options.folder.absolute()) as folder:
            bundle = folder / "porukalla.bundle"
            pack(bundle)
            _say(f"Trying {head()}")
            if is_dirty():
                _say("The work tree is dirty: what is not committed is not tried")
            setting = Setting(folder, bundle, options.quick, options.keep)
            results: list[Result] = []
            for kind in kinds:
                try_on(kind, setting, lambda result: _told(result, results))
    except (NotHereError, UnknownKindError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    for text in ["", *table(results), f"what each step printed: {folder / 'results'}"]:
        print(text)
    return 0 if all(result.held for result in results) else 1


def check_host() -> None:
    """Raise NotHereError, in a sentence, where something is missing."""
    if os.geteuid() != 0:
        message = "only root can make machines: sudo make machines"
        raise NotHereError(message)
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        message = (
            f"not found: {', '.join(missing)}; on Debian: "
            "apt-get install coreutils debootstrap git util-linux"
        )
        raise NotHereError(message)


@contextmanager
def _folder(folder: Path) -> Iterator[Path]:
    """Give the folder to us alone; raises NotHereError."""
    if folder.is_relative_to(CLONE):
        message = "machines would be tested in their own clone: choose a --folder outside of it"
        raise NotHereError(message)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != 0:
        message = f"{folder} is not root's: choose another --folder"
        raise NotHereError(message)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another run uses {folder}: wait for it, or choose another --folder"
            raise NotHereError(message) from None
        yield folder


def _told(result: Result, results: list[Result]) -> None:
    results.append(result)
    _say(line(result))


def _say(text: str) -> None:
    print(text, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make machines",
        description="Try ./porukalla, as committed, on bare Debians made for it. Needs root.",
        epilog=f"{MIRROR} names another archive than debootstrap's own choice.",
    )
    names = ",".join(kind.name for kind in KINDS)
    place = Path(tempfile.gettempdir()) / "porukalla-machines"
    parser.add_argument("--only", default="", metavar="NAMES", help=f"some of {names}")
    parser.add_argument("--quick", action="store_true", help="leave the whole test run out")
    parser.add_argument("--keep", action="store_true", help="keep what machines wrote")
    parser.add_argument(
        "--folder", type=Path, default=place, help="for bases and results; default: %(default)s"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
