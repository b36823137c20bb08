"""An installation's own file of centroids, right and wrong."""

from pathlib import Path

import pytest

from shared.areas import coordinates_of
from shared.areas.centroids import UnreadableCentroidsError, read

GOOD = "postal_code,latitude,longitude\n50100,61.6885,27.2720\n50130,61.7012,27.3051\n"


def file_of(folder: Path, text: str) -> Path:
    path = folder / "centroids.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_centroids_override_the_tables(tmp_path: Path, text: str) -> None:
    exact = read(file_of(tmp_path, text))

    point = coordinates_of("50130", exact)
    assert point
    assert (point.latitude, point.longitude, point.precision) == (61.7012, 27.3051, "exact")


def test_codes_that_are_not_in_the_file_keep_the_tables_answer(tmp_path: Path) -> None:
    exact = read(file_of(tmp_path, GOOD))

    assert coordinates_of("51900", exact) == coordinates_of("51900")


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("50100,61.68\n", 2),
        ("50100,61.68,27.27,extra\n", 2),
        ("50100,61.68,27.27\n5013,61.70,27.30\n", 3),
        ("50100,north,27.27\n", 2),
        ("50100,27.27,61.68\n", 2),
        ("50100,nan,27.27\n", 2),
        ("50100,61.68,27.27\n50100,61.70,27.30\n", 3),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, rows: str, line: int) -> None:
    path = file_of(tmp_path, "postal_code,latitude,longitude\n" + rows)

    with pytest.raises(UnreadableCentroidsError, match=f"^line {line}$"):
        read(path)


@pytest.mark.parametrize("text", ["", "code;lat;lon\n50100;61;27\n"])
def test_another_header_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableCentroidsError, match=r"^line 1$"):
        read(file_of(tmp_path, text))
