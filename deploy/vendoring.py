"""Build the page kit's style sheets from govuk-frontend, and record where everything came from.

Run `python -m deploy.vendoring` where npm is; the results are committed, so nobody else needs it.
`python -m deploy.vendoring --check` builds again and says whether the committed files are current.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

WEB = Path(__file__).parent.parent / "shared" / "web"
STATIC = WEB / "static"
PACKAGES = {
    "govuk-frontend": (
        "6.6.0",
        "sha512-xctkWrQvLnvQt7fyjQ3MGX9S0wz0x0RQuLxCeoXF+s8EjGICG81/DYQGKN5qgO+0KVT12UAaRwUsGY6fulRcRg==",
        "MIT, Crown copyright (Government Digital Service)",
    ),
}
SASS = "1.108.2"


class ChangedPackageError(Exception):
    """The registry serves other bytes for this version than when it was chosen."""


def main() -> None:
    """Build, then write or compare."""
    with tempfile.TemporaryDirectory() as name:
        built = _build(Path(name))
    if "--check" in sys.argv:
        current = all((STATIC / file).read_bytes() == content for file, content in built.items())
        sys.exit(0 if current else 1)
    for old in STATIC.glob("*.*.css"):
        old.unlink()
    for file, content in built.items():
        (STATIC / file).write_bytes(content)


def _build(folder: Path) -> dict[str, bytes]:
    # first: npm would take out what it did not put there itself
    _npm(folder, "install", "--no-save", "--silent", f"sass@{SASS}")
    for package, (version, integrity, _) in PACKAGES.items():
        _fetch(folder, package, version, integrity)
    contents = {f"{name}.css": _compile(folder, name) for name in ("porukalla", "ops")}
    contents["icon.svg"] = (STATIC / "icon.svg").read_bytes()
    served = {name: _served_name(name, content) for name, content in contents.items()}
    listing = {
        "packages": [
            {"name": name, "version": version, "integrity": integrity, "licence": licence}
            for name, (version, integrity, licence) in PACKAGES.items()
        ],
        "built": [
            {
                "name": name,
                "file": served[name],
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for name, content in contents.items()
        ],
    }
    files = {served[name]: content for name, content in contents.items()}
    return files | {"VENDOR.json": (json.dumps(listing, indent=1) + "\n").encode()}


def _fetch(folder: Path, package: str, version: str, integrity: str) -> None:
    """Unpack one package after comparing what npm says of its bytes with what we chose."""
    packed = json.loads(_npm(folder, "pack", f"{package}@{version}", "--json"))[0]
    if packed["integrity"] != integrity:
        raise ChangedPackageError(package)
    target = folder / "node_modules" / package
    target.mkdir(parents=True)
    archive = folder / packed["filename"]
    subprocess.run(["tar", "xzf", str(archive), "-C", str(target), "--strip", "1"], check=True)


def _compile(folder: Path, name: str) -> bytes:
    result = subprocess.run(
        [
            *("node", str(folder / "node_modules" / "sass" / "sass.js")),
            *("--style=compressed", "--no-source-map", "--quiet-deps", "--no-charset"),
            *("--load-path", str(folder / "node_modules"), str(WEB / "theme" / f"{name}.scss")),
        ],
        check=True,
        capture_output=True,
    )
    return result.stdout


def _served_name(name: str, content: bytes) -> str:
    stem, _, kind = name.rpartition(".")
    if kind == "svg":
        return name
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{kind}"


def _npm(folder: Path, *arguments: str) -> str:
    result = subprocess.run(
        ["npm", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return result.stdout


if __name__ == "__main__":
    main()
