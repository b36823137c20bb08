"""SQL files are read as they are written."""

from pathlib import Path

import pytest

from shared.postgres.queries import DuplicateQueryError, load_queries


def test_each_named_block_is_one_statement(tmp_path: Path) -> None:
    file = tmp_path / "queries.sql"
    file.write_text(
        "-- a comment\n-- name: one\nSELECT 1;\n\n-- name: two\nSELECT\n  2;\n", encoding="utf-8"
    )

    assert dict(load_queries(file)) == {"one": "SELECT 1;", "two": "SELECT\n  2;"}


def test_two_blocks_of_one_name_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "queries.sql"
    file.write_text("-- name: one\nSELECT 1;\n-- name: one\nSELECT 2;\n", encoding="utf-8")

    with pytest.raises(DuplicateQueryError):
        load_queries(file)
