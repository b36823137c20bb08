"""Build the page kit's style sheets, take scripts of others, and record where all came from.

Run `python -m deploy.style_sheets` where npm and node are; the results are committed, so nobody
else needs them. With `--check` it builds again and says whether the committed files are current.
`VENDOR.json` is both the lock (which bytes of which package) and the record of what was made.
"""

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

WEB = Path(__file__).parent.parent / "shared" / "web"
STATIC, THEME = WEB / "static", WEB / "theme"
RECORD = STATIC / "VENDOR.json"
SHEETS = ("porukalla", "ops")
MIRRORED = "porukalla"
"""Also built for what is read from right to left."""
AS_THEY_ARE = ("icon.svg", "board.js", "keys.js", "passkey.js", "picture.js", "proof.js")
"""Written in `STATIC` itself: whoever changes one runs this, which names it by its new content."""
TAKEN: Mapping[str, str] = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "hx-sse.js": "htmx.org/dist/ext/hx-sse.min.js",
}
"""Scripts of others, byte by byte, but for the line that names a file of theirs we do not serve."""
_MAP = b"//# sourceMappingURL="

Package = Mapping[str, str]


class ChangedPackageError(Exception):
    """The registry serves other bytes for this version than when it was chosen."""


def main() -> None:
    """Build, then write or compare."""
    lock = json.loads(RECORD.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        for package in [*lock["packages"], *lock["tools"]]:
            unpack(package, fetch(package, Path(name)), Path(name) / "node_modules")
        files = build(lock, Path(name) / "node_modules")
    if "--check" in sys.argv:
        sys.exit(0 if committed() == files else "run python -m deploy.style_sheets and commit")
    for old in committed():
        (STATIC / old).unlink()
    for file, content in files.items():
        (STATIC / file).write_bytes(content)


def committed() -> dict[str, bytes]:
    """Read what an earlier run made."""
    made = [*STATIC.glob("*.css"), *STATIC.glob("*.svg"), *STATIC.glob("*.js"), RECORD]
    return {file.name: file.read_bytes() for file in made}


def build(lock: Mapping[str, list[Package]], modules: Path) -> dict[str, bytes]:
    """Compile the sheets; a served name holds its content's hash and may be kept for ever."""
    contents = {f"{name}.css": _compile(modules, name) for name in SHEETS}
    contents[f"{MIRRORED}-rtl.css"] = _mirror(modules, contents[f"{MIRRORED}.css"])
    contents |= {name: _written(name).read_bytes() for name in AS_THEY_ARE}
    taken = {name: (modules / file).read_bytes() for name, file in TAKEN.items()}
    contents |= {name: script.partition(_MAP)[0] for name, script in taken.items()}
    served = {name: _served_name(name, content) for name, content in contents.items()}
    built = [
        {"name": name, "file": served[name], "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
    ]
    record = {"packages": lock["packages"], "tools": lock["tools"], "built": built}
    files = {served[name]: content for name, content in contents.items()}
    return files | {RECORD.name: (json.dumps(record, indent=1) + "\n").encode()}


def fetch(package: Package, folder: Path) -> bytes:
    """Get a package's archive from npm; raises ChangedPackageError when its bytes changed."""
    spec = f"{package['name']}@{package['version']}"
    packed = subprocess.run(
        ["npm", "pack", spec, "--json"], cwd=folder, check=True, capture_output=True, text=True
    )
    archive: bytes = (folder / json.loads(packed.stdout)[0]["filename"]).read_bytes()
    if integrity(archive) != package["integrity"]:
        raise ChangedPackageError(spec)
    return archive


def integrity(archive: bytes) -> str:
    """Name an archive's bytes as npm does."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()


def unpack(package: Package, archive: bytes, modules: Path) -> None:
    """Put a package where node finds it."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        for member in opened.getmembers():
            content = opened.extractfile(member)
            if content is not None:
                # every npm archive has one folder at its top
                file = modules / package["name"] / member.name.partition("/")[2]
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())


def _compile(modules: Path, name: str) -> bytes:
    result = subprocess.run(
        [
            *("node", str(modules / "sass" / "sass.js")),
            *("--style=compressed", "--no-source-map", "--quiet-deps", "--no-charset"),
            *("--load-path", str(modules), str(THEME / f"{name}.scss")),
        ],
        check=True,
        capture_output=True,
    )
    sheet: bytes = result.stdout
    return sheet


def _mirror(modules: Path, sheet: bytes) -> bytes:
    script = (
        "process.stdout.write(require('rtlcss').process(require('fs').readFileSync(0, 'utf8')))"
    )
    told = subprocess.run(
        ["node", "-e", script],
        check=True,
        capture_output=True,
        input=sheet,
        env={**os.environ, "NODE_PATH": str(modules)},
    )
    mirrored: bytes = told.stdout
    return mirrored


def _written(name: str) -> Path:
    stem, _, kind = name.rpartition(".")
    (only,) = STATIC.glob(f"{stem}.*.{kind}")
    return only


def _served_name(name: str, content: bytes) -> str:
    stem, _, kind = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{kind}"


if __name__ == "__main__":
    main()
