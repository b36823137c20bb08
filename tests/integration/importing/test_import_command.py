"""`import requests` as it is typed, at a network that only has doors."""

import os
import random
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.cli.exits import Exit
from shared.contracts.activation_words import Shut
from tests.support.deploy.fake_door import FakeDoor, fake_door
from tests.support.sheets import entries, malformed, row, written

SAMPLES: Final = Path(__file__).parents[3] / "deploy" / "samples"
CASES: Final = Path(__file__).parents[3].parent / "shared" / "findings" / "cases"
ENDS: Final = {Exit.OK, Exit.FAILED, Exit.USAGE}


@pytest.fixture(scope="module")
def network() -> Iterator[FakeDoor]:
    with fake_door() as door:
        yield door


@pytest.fixture
def door(network: FakeDoor) -> FakeDoor:
    network.taken.clear()
    network.forgets, network.shut = False, None
    return network


class Typed:
    """What the command printed and how it ended."""

    def __init__(self, door: FakeDoor, folder: Path, file: Path, *words: str) -> None:
        words = ("import", "requests", str(file), "--url", door.origin, *words)
        result = CliRunner().invoke(app, [*words, "--state", str(folder / "var")])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        self.code, self.said = result.exit_code, result.stderr
        pairs = (line.split("\t", 1) for line in result.stdout.splitlines())
        self.told = {pair[0]: pair[1] for pair in pairs}

    @property
    def counts(self) -> tuple[int, ...]:
        """Give rows, imported, received before, rejected and left out."""
        names = ("rows", "imported", "received before", "rejected", "left out")
        return tuple(int(self.told[name]) for name in names)


@pytest.fixture
def typed(door: FakeDoor, tmp_path: Path) -> Callable[..., Typed]:
    def run(content: bytes | Path, *words: str) -> Typed:
        file = content if isinstance(content, Path) else tmp_path / "rows.csv"
        if isinstance(content, bytes):
            file.write_bytes(content)
        return Typed(door, tmp_path, file, *words)

    return run


def test_the_same_rows_again_are_counted_as_received_before_on_any_later_day(
    door: FakeDoor, typed: Callable[..., Typed]
) -> None:
    first = typed(written([row(1), row(2), row(2)]))
    door.forgets = True

    again = typed(written([row(9), row(2), row(2), row(1)], separator=";", encoding="cp1252"))

    assert (first.code, first.counts) == (Exit.OK, (3, 3, 0, 0, 0))
    assert (again.code, again.counts) == (Exit.OK, (4, 1, 3, 0, 0))
    assert len(door.taken) == 4


def test_what_is_said_for_all_rows_changes_no_row_that_came_before(
    door: FakeDoor, typed: Callable[..., Typed]
) -> None:
    raw = written([row(1)[:5]], ("Puhelin", "Postinumero", "Viesti", "Nimi", "Tarve"))
    typed(raw, "--if-unsaid", "urgency=today")

    again = typed(raw, "--if-unsaid", "urgency=no_hurry")

    assert again.counts == (1, 0, 1, 0, 0)
    assert len(door.taken) == 1


def test_a_row_whose_id_came_with_other_content_is_rejected_and_not_lost(
    typed: Callable[..., Typed], tmp_path: Path
) -> None:
    mapping = tmp_path / "map.toml"
    fields = {"text": "Viesti", "postal_code": "Postinumero"}
    columns = "".join(f'{name} = {{ column = "{at}" }}\n' for name, at in fields.items())
    mapping.write_text(f'[rows]\nid = "nimi"\n[fields]\n{columns}', "utf-8")
    typed(written([row(1, Nimi="A-1"), row(2, Nimi="A-2")]), "--mapping", str(mapping))

    again = typed(written([row(1, Nimi="A-1"), row(3, Nimi="A-2")]), "--mapping", str(mapping))

    assert again.counts == (2, 0, 1, 1, 0)
    assert "line 3" in again.said


def test_a_file_that_breaks_refuses_all_before_a_row_is_taken(
    door: FakeDoor, typed: Callable[..., Typed]
) -> None:
    ended = typed(written([row(1), row(2)]) + b'040,50100,"open\r\n' + written([row(3)]))

    assert (ended.code, door.taken) == (Exit.USAGE, {})
    assert "4" in ended.said


def test_rejected_rows_lie_in_a_file_for_their_owner_alone_and_can_be_tried_again(
    typed: Callable[..., Typed], tmp_path: Path
) -> None:
    target = tmp_path / "rows.rejected.csv"
    target.write_text("from an earlier time", "utf-8")
    target.chmod(0o644)
    umask = os.umask(0o022)
    bad = [row(2, Puhelin="401234567"), row(3, Postinumero="x", Tarve="pizza")]
    try:
        ended = typed(written([row(1), *bad], separator=";"))
    finally:
        os.umask(umask)

    assert (ended.code, ended.counts) == (Exit.FAILED, (3, 1, 0, 2, 0))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    lines = target.read_text("utf-8").splitlines()
    assert [line.split(";", 1)[0] for line in lines] == ["line", "3", "4"]
    assert "postal_code: five digits" in lines[2]
    assert "category: " in lines[2]
    mended = target.read_text("utf-8").replace("401234567", "0401234567")
    mended = mended.replace("pizza", "Ruoka").replace(";x;", ";50100;")
    assert typed(mended.encode()).counts == (2, 2, 0, 0, 0)


def test_a_door_that_is_shut_says_why(
    door: FakeDoor, typed: Callable[..., Typed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "sv_FI.UTF-8")
    door.shut = Shut.CLOSING

    ended = typed(written([row(1)]))
    checked = typed(written([row(1), row(2, Tarve="pizza")]), "--check")

    assert (ended.code, ended.counts) == (Exit.FAILED, (1, 0, 0, 1, 0))
    assert checked.told["rejected"] == "2"
    for each in (ended, checked):
        assert "Nätverket avslutar sin verksamhet" in each.said
    assert door.taken == {}


def test_a_check_takes_nothing_and_its_counts_add_up(
    door: FakeDoor, typed: Callable[..., Typed]
) -> None:
    ended = typed(written([row(1), row(2, Postinumero="100")]), "--check")

    assert (ended.told["rows"], ended.told["would be handed in"]) == ("2", "1")
    assert (ended.told["rejected"], door.taken) == ("1", {})


@pytest.mark.parametrize("forgets", [False, True])
def test_a_check_says_how_many_rows_came_before(
    door: FakeDoor, typed: Callable[..., Typed], *, forgets: bool
) -> None:
    typed(written([row(1), row(2)]))
    door.forgets = forgets

    checked = typed(written([row(2), row(3), row(1), row(4, Postinumero="x")]), "--check")

    names = ("rows", "would be handed in", "received before", "rejected", "left out")
    assert [checked.told[name] for name in names] == ["4", "1", "2", "1", "0"]
    assert len(door.taken) == 2


@pytest.mark.parametrize("kind", ["requests", "volunteers", "partners"])
def test_the_example_is_what_can_be_imported(kind: str) -> None:
    result = CliRunner().invoke(app, ["import", kind, "--example"])

    assert result.exit_code == Exit.OK
    assert result.stdout == (SAMPLES / f"{kind}.csv").read_text("utf-8")


def test_the_example_of_requests_has_nothing_wrong() -> None:
    found = entries((SAMPLES / "requests.csv").read_bytes())

    assert [entry.problems for entry in found.read] == [(), (), ()]
    assert found.unread == ()


def a_loop(folder: Path) -> Path:
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    return folder / "a"


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def closed_to_us(folder: Path) -> Path:
    file = folder / "closed.csv"
    file.write_bytes(b"Puhelin,Viesti\r\n")
    file.chmod(0)
    return file


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: folder,
        lambda folder: folder / "nothing.csv",
        lambda folder: folder / ("long" * 100),
        lambda _: Path("/dev/zero"),
        lambda folder: folder / "x.csv" / "y.csv",
        a_loop,
        a_pipe,
        closed_to_us,
    ],
)
@pytest.mark.parametrize("as_mapping", [False, True])
def test_what_is_no_file_is_said_in_one_line(
    typed: Callable[..., Typed], tmp_path: Path, make: Callable[[Path], Path], *, as_mapping: bool
) -> None:
    found = make(tmp_path)
    good = SAMPLES / "requests.csv"

    ended = typed(good, "--mapping", str(found)) if as_mapping else typed(found)

    assert ended.code == Exit.USAGE
    assert len(ended.said.strip().splitlines()) <= 3


@pytest.mark.skipif(not CASES.exists(), reason="../shared/findings is not here")
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("a", (3, 3, 0, 0, 0)),
        ("b_newest_first", (4, 4, 0, 0, 0)),
        ("blank_rows", (1, 1, 0, 0, 0)),
        ("case", (2, 2, 0, 0, 0)),
        ("cp1252", (2, 2, 0, 0, 0)),
        ("cr_in_cell", (1, 1, 0, 0, 0)),
        ("dupcol", None),
        ("hdrspace", (1, 1, 0, 0, 0)),
        ("nl2", (2, 1, 0, 1, 0)),
        ("q3", None),
        ("quote_last", None),
        ("semi", (2, 2, 0, 0, 0)),
        ("t2", None),
        ("vt_in_cell", (1, 1, 0, 0, 0)),
    ],
)
def test_the_files_of_the_complaints(
    typed: Callable[..., Typed], tmp_path: Path, name: str, counts: tuple[int, ...] | None
) -> None:
    words = ("--mapping", str(CASES / "map.toml"), "--rejected", str(tmp_path / "rejected.csv"))

    ended = typed(CASES / f"{name}.csv", *words)

    assert (ended.code == Exit.USAGE) == (counts is None)
    assert counts in {None, *([ended.counts] if counts else [])}


@pytest.mark.parametrize("seed", range(200))
def test_no_malformed_file_is_answered_by_a_traceback_and_all_counts_add_up(
    door: FakeDoor, typed: Callable[..., Typed], seed: int
) -> None:
    raw = malformed(random.Random(seed))  # noqa: S311  # made up again by its seed

    ended = typed(raw)

    assert ended.code in ENDS
    if ended.code == Exit.USAGE:
        assert door.taken == {}
        return
    rows, imported, before, rejected, left_out = ended.counts
    assert rows == len(entries(raw).sheet.rows) == imported + before + rejected + left_out
    assert imported == len(door.taken)
    assert (ended.code == Exit.FAILED) == bool(rejected)
