"""What is served beside the pages: recorded by hash, small, and asking for nothing else."""

import gzip
import hashlib
import json
import os
from pathlib import Path

import httpx
import pytest

from deploy.style_sheets import RECORD, TAKEN, ChangedPackageError, fetch, integrity
from shared.web import pages
from shared.web.pages import STATIC

RECORDED = json.loads(RECORD.read_text(encoding="utf-8"))
SHEETS = [item for item in RECORDED["built"] if item["name"].endswith(".css")]


@pytest.mark.parametrize("item", RECORDED["built"], ids=lambda item: item["name"])
def test_every_asset_is_the_recorded_one(item: dict[str, str]) -> None:
    digest = hashlib.sha256((STATIC / item["file"]).read_bytes()).hexdigest()

    assert digest == item["sha256"]
    assert item["file"].split(".")[1] == digest[:8]


def test_nothing_else_is_served() -> None:
    recorded = {item["file"] for item in RECORDED["built"]}

    others = {file.name for file in STATIC.iterdir()} - recorded
    assert others == {"VENDOR.json", "LICENCE-govuk-frontend.txt", "LICENCE-htmx.txt"}


@pytest.mark.parametrize(
    "package", RECORDED["packages"] + RECORDED["tools"], ids=lambda p: p["name"]
)
def test_every_package_has_its_version_licence_and_bytes(package: dict[str, str]) -> None:
    assert set(package) == {"name", "version", "licence", "integrity"}
    assert package["integrity"].startswith("sha512-")


def test_public_pages_need_twelve_kilobytes_of_style_at_most() -> None:
    sizes = {
        item["name"]: len(gzip.compress((STATIC / item["file"]).read_bytes())) for item in SHEETS
    }

    assert sizes["porukalla.css"] <= 12_000
    assert sizes["ops.css"] <= 2_000


def test_scripts_of_others_are_theirs_whole_and_name_no_other_file() -> None:
    by_name = {item["name"]: STATIC / item["file"] for item in RECORDED["built"]}

    for name in TAKEN:
        script = by_name[name].read_text(encoding="utf-8")
        assert "sourceMappingURL" not in script
        assert script.rstrip().endswith("})();")


def test_the_script_for_keys_is_smaller_than_two_kilobytes() -> None:
    (keys,) = STATIC.glob("keys.*.js")

    assert keys.stat().st_size < 2048


def test_the_script_of_the_board_is_sent_in_less_than_two_kilobytes() -> None:
    (file,) = (item["file"] for item in RECORDED["built"] if item["name"] == "board.js")

    assert len(gzip.compress((STATIC / file).read_bytes())) <= 2_000


@pytest.mark.parametrize("word", ["sourceMappingURL", "@import", "@font-face", "url(", "GDS"])
def test_no_style_sheet_asks_for_anything_else(word: str) -> None:
    assert SHEETS
    assert not any(word in (STATIC / item["file"]).read_text(encoding="utf-8") for item in SHEETS)


async def test_a_page_names_assets_by_their_content(client: httpx.AsyncClient) -> None:
    text = (await client.get("/fi/hello")).text

    served = [await client.get(pages.asset(name)) for name in ("porukalla.css", "icon.svg")]
    assert all(pages.asset(name) in text for name in ("porukalla.css", "icon.svg"))
    assert [answer.status_code for answer in served] == [200, 200]
    assert "<script" not in text
    assert " style=" not in text


def test_a_package_with_other_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm = tmp_path / "npm"
    npm.write_text(
        '#!/bin/sh\nprintf bytes > a.tgz\necho \'[{"filename": "a.tgz"}]\'\n', encoding="utf-8"
    )
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    package = {"name": "a", "version": "1", "licence": "MIT", "integrity": integrity(b"bytes")}

    assert fetch(package, tmp_path) == b"bytes"
    with pytest.raises(ChangedPackageError):
        fetch({**package, "integrity": integrity(b"others")}, tmp_path)
