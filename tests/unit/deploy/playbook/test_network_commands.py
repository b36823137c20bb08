"""A playbook goes from one state folder into another, and back."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.cli.exits import Exit
from deploy.local.folders import Folders
from deploy.local.own_files import PLAYED, settings_of_files
from deploy.playbook.files import files_in, files_of


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["network", *map(str, words)])
    return result.exit_code, result.output


@pytest.fixture
def own(tmp_path: Path) -> Folders:
    """Give a state folder with hours of its own."""
    folders = Folders(tmp_path / "own")
    folders.network.mkdir(parents=True)
    hours = files_of(folders.network)["hours.toml"].replace(b"8.00-20.00", b"9.00-16.00")
    (folders.network / "hours.toml").write_bytes(hours)
    return folders


def test_what_is_exported_is_what_another_town_imports(own: Folders, tmp_path: Path) -> None:
    file, other = tmp_path / "own.toml", Folders(tmp_path / "other")

    exported = run("export", file, "--with-names", "--state", own.state)
    imported = run("import", file, "--state", other.state)

    assert (exported[0], imported[0]) == (Exit.OK, Exit.OK)
    assert "hours.toml\n    week monday: 8.00-20.00 → 9.00-16.00" in imported[1]
    assert files_in(other.network) == files_of(own.network)
    again = tmp_path / "again.toml"
    run("export", again, "--with-names", "--state", other.state)
    strip = [line for line in again.read_text().split("\n") if not line.startswith("made_at")]
    assert strip == [
        line for line in file.read_text().split("\n") if not line.startswith("made_at")
    ]


def test_a_check_only_says_what_would_change(own: Folders, tmp_path: Path) -> None:
    file, other = tmp_path / "own.toml", tmp_path / "other"
    run("export", file, "--state", own.state)

    code, said = run("import", file, "--check", "--state", other)

    assert code == Exit.OK
    assert "week sunday" not in said
    assert "~ hours.toml" in said
    assert not other.exists()


def test_a_part_of_a_regions_playbook_is_taken_and_the_rest_stays(
    own: Folders, tmp_path: Path
) -> None:
    before = files_of(own.network)
    triage = before["triage.yaml"].replace(b'version: "', b'version: "region ')
    region = Folders(tmp_path / "region")
    region.network.mkdir(parents=True)
    (region.network / "triage.yaml").write_bytes(triage)
    run("export", tmp_path / "region.toml", "--state", region.state)

    code, said = run(
        *("import", tmp_path / "region.toml", "--only", "triage.yaml", "--only", "checklists"),
        *("--state", own.state),
    )

    assert code == Exit.OK
    assert "hours.toml" not in said
    assert files_of(own.network) == {**before, "triage.yaml": triage}


def test_a_part_that_is_not_there_is_told(own: Folders, tmp_path: Path) -> None:
    run("export", tmp_path / "own.toml", "--state", own.state)

    code, said = run(
        "import", tmp_path / "own.toml", "--only", "outlines", "--state", tmp_path / "other"
    )

    assert code == Exit.FAILED
    assert "own.toml: --only outlines: is not in it" in said


def test_that_another_towns_playbook_makes_another_town_is_told(
    own: Folders, tmp_path: Path
) -> None:
    town = files_of(own.network)["town.toml"].replace(
        b'municipality = "491"', b'municipality = "178"'
    )
    (own.network / "town.toml").write_bytes(town)
    run("export", tmp_path / "own.toml", "--state", own.state)

    _, said = run("import", tmp_path / "own.toml", "--check", "--state", tmp_path / "other")

    assert "This makes a network of Mikkeli one of Juva: --only takes parts" in said


def test_an_import_is_undone_and_the_undoing_too(own: Folders, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    run("export", file, "--with-names", "--state", own.state)
    mine = files_of(own.network)
    shipped = tmp_path / "shipped.toml"
    run("export", shipped, "--with-names", "--state", tmp_path / "nothing")

    run("import", shipped, "--state", own.state)
    theirs = files_of(own.network)
    run("undo", "--state", own.state)
    undone = files_of(own.network)
    run("undo", "--state", own.state)

    assert theirs != mine
    assert undone == mine
    assert files_of(own.network) == theirs
    versions = run("history", "--state", own.state)[1].split()
    assert len(versions) == 3
    assert {Path(each).stat().st_mode & 0o777 for each in versions} == {0o600}


def test_a_file_with_an_error_changes_nothing_and_is_named_where_it_stands(
    own: Folders, tmp_path: Path
) -> None:
    file = tmp_path / "own.toml"
    run("export", file, "--state", own.state)
    text = file.read_text().replace('"9.00-16.00"', '"9-16"', 1).replace("a_day = 10", "a_day = 0")
    lines = [line for line in text.split("\n") if not line.startswith("sha256")]
    file.write_text("\n".join(lines))
    before = files_of(own.network)

    code, said = run("import", file, "--state", own.state)

    assert code == Exit.FAILED
    monday = lines.index('monday = ["9-16"]') + 1
    assert f"own.toml, line {monday}: (hours.toml, line 7) week monday 1: Hours are" in said
    assert "(doors.toml, line 9) same_person a_day" in said
    assert "2 things are wrong; nothing was written" in said
    assert files_of(own.network) == before
    assert not own.network_versions.exists()


def test_what_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")

    missing, no_text = run("import", tmp_path / "x"), run("import", picture)

    assert (missing[0], no_text[0]) == (Exit.FAILED, Exit.FAILED)
    assert "cannot be read: No such file" in missing[1]
    assert "is no playbook: it is not in UTF-8" in no_text[1]


def test_a_network_with_a_broken_file_is_not_exported(own: Folders, tmp_path: Path) -> None:
    (own.network / "hours.toml").write_text("x = 1\n")

    code, said = run("export", tmp_path / "own.toml", "--state", own.state)

    assert code == Exit.FAILED
    assert "hours.toml, line 1: x: is not known here" in said
    assert not (tmp_path / "own.toml").exists()


def test_an_import_leaves_what_says_that_a_project_was_played(own: Folders, tmp_path: Path) -> None:
    (own.network / PLAYED).write_text("{}")
    run("export", tmp_path / "own.toml", "--state", own.state)

    run("import", tmp_path / "own.toml", "--state", own.state)

    assert (own.network / PLAYED).read_text() == "{}"


def test_a_service_is_told_of_every_file_that_was_imported(own: Folders, tmp_path: Path) -> None:
    run("export", tmp_path / "own.toml", "--state", own.state)
    run("import", tmp_path / "own.toml", "--state", own.state)

    told = settings_of_files(own.network, "intake")

    assert told["INTAKE_TRIAGE_FILE"] == str(own.network / "triage.yaml")
    assert told["INTAKE_CONTACT_FILE"] == str(own.network / "contact.toml")
    assert "INTAKE_OUTLINES_FOLDER" not in told


def test_undoing_nothing_is_told(tmp_path: Path) -> None:
    assert run("undo", "--state", tmp_path) == (Exit.FAILED, "Nothing was imported here.\n")
