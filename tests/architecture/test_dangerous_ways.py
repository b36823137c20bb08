"""Ways of doing things that open doors are refused by the linter, or are simply not here."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.style_sheets import TAKEN

ROOT = Path(__file__).parents[2]
RUFF = ROOT / ".venv" / "bin" / "ruff"
SOURCES = [path for tree in ("shared", "services") for path in (ROOT / tree).rglob("*.py")]
TEMPLATES = [path for tree in ("shared", "services") for path in (ROOT / tree).rglob("*.html")]

DANGEROUS = {
    "exec(text)": "S102",
    "eval(text)": "S307",
    "pickle.loads(data)": "S301",
    "marshal.loads(data)": "S302",
    "yaml.load(data)": "S506",
    "xml.etree.ElementTree.fromstring(data)": "S314",
    "subprocess.run(text, shell=True)": "S602",
    "os.system(text)": "S605",
    "cursor.execute(f'SELECT * FROM t WHERE a = {text}')": "S608",
    "hashlib.md5(data)": "S324",
    "hashlib.sha1(data)": "S324",
    "random.choice(data)": "S311",
    "httpx.get(text, verify=False)": "S501",
    "ssl._create_unverified_context()": "S323",
    "jinja2.Environment()": "S701",
    "markupsafe.Markup(text)": "S704",
}
MODULES = (
    "hashlib, httpx, jinja2, markupsafe, marshal, os, pickle, random, ssl, subprocess, xml, yaml"
)
ABSENT_MODULES = frozenset(
    {
        *("ctypes", "marshal", "pickle", "shelve", "subprocess", "xml"),
        *("defusedxml", "graphene", "jwt", "ldap3", "lxml", "strawberry", "yaml"),
        *("authlib", "jose", "oauthlib", "pymemcache", "redis", "websockets"),
    }
)
"""Ways in that we do not have: other processes, other formats, other people's identities."""
ABSENT_NAMES = frozenset({"File", "UploadFile", "WebSocket", "from_string", "Markup"})
FILES_COME_IN = {
    ("services/intake/imports/pages.py", "UploadFile"),
    ("services/intake/call_rounds/pages/rounds.py", "UploadFile"),
    ("services/matching/activities/pages/sheets.py", "UploadFile"),
    ("services/reporting/picture/use_cases/draw.py", "Markup"),
    ("shared/network_yaml.py", "yaml"),
}
"""Two pages, for coordinators: 1 MB, read as text in memory, never stored or served by its name.

And a file of the network's own, by the loader that makes plain values only.
"""
FORMATTED = {
    "_SHIFT",
    "associationid",
    "self.confirmation_page",
    "self.links.contact",
    "self.links.proposal",
    "self.links.task",
    "self.member_page",
    "self.pages[page]",
    "ytunnus",
}
"""A statement of the owner's, addresses of `pages.toml`, numbers of a register by `stdnum`."""
IN_A_BROWSER = ("innerHTML", "localStorage", "sessionStorage", "postMessage", "eval(", "| safe")


@pytest.mark.parametrize(("statement", "rule"), DANGEROUS.items())
def test_the_linter_refuses_what_is_dangerous(statement: str, rule: str) -> None:
    done = subprocess.run(
        [RUFF, "check", "--output-format", "concise", "--stdin-filename", "services/some.py", "-"],
        input=f"import {MODULES}, yaml\n{statement}\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert f"{rule} " in done.stdout


def names_of(tree: ast.AST) -> Iterator[str]:
    """Name every module that is imported and every name that is taken from one or called."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (each.name.partition(".")[0] for each in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield module.partition(".")[0]
                yield from (each.name for each in names)
            case ast.Attribute(attr=name):
                yield name


@pytest.mark.long
def test_no_service_has_such_a_way_in() -> None:
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in SOURCES
        for name in names_of(ast.parse(path.read_text(encoding="utf-8")))
        if name in ABSENT_MODULES | ABSENT_NAMES
    }

    assert found == FILES_COME_IN


def test_a_way_in_would_be_found() -> None:
    assert set(names_of(ast.parse("import xml.sax\nfrom fastapi import UploadFile"))) == {
        *("xml", "fastapi", "UploadFile")
    }


@pytest.mark.long
def test_no_pattern_is_made_of_what_somebody_typed() -> None:
    """Patterns are made where a module is read, when nothing was typed yet, or are constants."""
    found = {
        (str(path.relative_to(ROOT)), call.lineno)
        for path in SOURCES
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).startswith("re.")
        and ast.unparse(call.func) != "re.escape"
        and not isinstance(call.args[0], ast.Constant)
    }

    assert found == set()


@pytest.mark.long
def test_what_is_formatted_was_written_by_us() -> None:
    """A text with places to fill in is a constant or a setting, never what somebody typed."""
    found = {
        ast.unparse(call.func).removesuffix(".format")
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".format")
    }

    assert {text for text in found if not text.startswith(("'", '"'))} == FORMATTED


def test_no_page_keeps_or_runs_what_it_was_sent() -> None:
    static = ROOT / "shared" / "web" / "static"
    scripts = [file for file in static.glob("*.js") if f"{file.name.split('.')[0]}.js" not in TAKEN]
    found = {
        (str(path.relative_to(ROOT)), word)
        for path in [*TEMPLATES, *scripts]
        for word in IN_A_BROWSER
        if word in path.read_text(encoding="utf-8")
    }

    assert found == set()


def test_no_template_has_a_script_or_a_style_of_its_own() -> None:
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")

        assert "<style" not in text, path
        assert not any("<script" in part and "src=" not in part for part in text.split(">")), path
        assert " style=" not in text, path
        assert "javascript:" not in text, path


def test_no_private_key_or_token_lies_in_the_tree() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    marks = ("-----BEGIN " + "PRIVATE KEY", "-----BEGIN RSA " + "PRIVATE KEY", "AKIA", "ghp_")
    found = {
        name
        for name in listed.stdout.split("\0")
        if name and (ROOT / name).is_file()
        for mark in marks
        if mark.encode() in (ROOT / name).read_bytes()
        and name != str(Path(__file__).relative_to(ROOT))
    }

    assert found == set()
