"""axe-core, which looks for what keeps people out of a page: fetched by npm, pinned by its hash."""

import base64
import hashlib
import io
import shutil
import subprocess
import tarfile
from pathlib import Path

VERSION = "4.14.1"
# What the registry calls the archive's integrity.
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
SCRIPT = Path(__file__).parents[1] / "var" / "axe-core" / VERSION / "axe.min.js"

_MEMBER = "package/axe.min.js"


class WrongPackageError(Exception):
    """The archive that npm brought is not the one this project was tested with."""


def axe_script(script: Path = SCRIPT) -> Path:
    """Give the script's path, fetching it by npm the first time; raises WrongPackageError."""
    if not script.exists():
        script.parent.mkdir(parents=True, exist_ok=True)
        half = script.with_suffix(".half")
        half.write_bytes(_script_in(_archive(script.parent)))
        half.rename(script)
    return script


def can_fetch() -> bool:
    """Say whether the script is there, or npm to fetch it."""
    return SCRIPT.exists() or shutil.which("npm") is not None


def _archive(folder: Path) -> bytes:
    subprocess.run(
        ["npm", "pack", "--silent", f"axe-core@{VERSION}", "--pack-destination", str(folder)],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    file = folder / f"axe-core-{VERSION}.tgz"
    archive = file.read_bytes()
    file.unlink()
    return archive


def _script_in(archive: bytes) -> bytes:
    found = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if found != SHA512:
        raise WrongPackageError(VERSION)
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        member = opened.extractfile(_MEMBER)
        if member is None:
            raise WrongPackageError(_MEMBER)
        return member.read()
