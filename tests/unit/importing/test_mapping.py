"""From somebody's columns to the fields of a request."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.importing.handed_in import read_rows, write_rejected
from deploy.importing.mapping_file import (
    FileMapping,
    MappingError,
    Rejected,
    missing_columns,
    pleas,
    read_mapping,
)
from shared.sealing.pseudonyms import Pseudonyms
from tests.support.pseudonyms import PSEUDONYMS

MAPPING = FileMapping.model_validate(
    {
        "rows": {"where": {"wants": "1"}},
        "fields": {
            "text": {"column": "message"},
            "category": {"column": "kind", "map": {"ruoka": "groceries"}, "default": "advice"},
            "urgency": {"value": "today"},
            "postal_code": {"cycle": ["50100", "51900"]},
        },
    }
)


def row(message: str = "apua", kind: str = "ruoka", wants: str = "1") -> dict[str, str]:
    return {"message": message, "kind": kind, "wants": wants}


def test_each_field_comes_from_where_the_mapping_says() -> None:
    (plea,) = pleas(MAPPING, [row()], PSEUDONYMS)

    assert plea.body == {
        "text": "apua",
        "category": "groceries",
        "urgency": "today",
        "postal_code": "50100",
    }


def test_rows_that_are_not_meant_are_left_out_and_lines_still_count() -> None:
    found = list(pleas(MAPPING, [row(), row(wants="0"), row()], PSEUDONYMS))

    assert [plea.line for plea in found] == [2, 4]
    assert [plea.body["postal_code"] for plea in found] == ["50100", "51900"]


def test_empty_text_takes_the_default_or_leaves_the_field_out() -> None:
    (plea,) = pleas(MAPPING, [row(message=" ", kind="")], PSEUDONYMS)

    assert plea.body["category"] == "advice"
    assert "text" not in plea.body


@given(st.lists(st.text(max_size=20), max_size=20))
def test_the_same_file_gives_the_same_keys_and_two_rows_never_share_one(texts: list[str]) -> None:
    rows = [row(text) for text in texts]

    keys = [plea.key for plea in pleas(MAPPING, rows, PSEUDONYMS)]

    assert keys == [plea.key for plea in pleas(MAPPING, rows, PSEUDONYMS)]
    assert len(set(keys)) == len(rows)


def test_who_knows_a_row_but_not_the_key_of_those_who_imported_it_does_not_know_its_key() -> None:
    (ours,) = pleas(MAPPING, [row()], PSEUDONYMS)
    (guessed,) = pleas(MAPPING, [row()], Pseudonyms(b"g" * 32))

    assert ours.body == guessed.body
    assert ours.key != guessed.key


def test_a_missing_column_is_named() -> None:
    assert missing_columns(MAPPING, ["message"]) == ["kind", "wants"]


@pytest.mark.parametrize(
    "text", ["nonsense", "[fields]\ntext = {}", '[fields]\ntext = {column = "a", value = "b"}']
)
def test_an_unclear_mapping_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mapping.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(MappingError):
        read_mapping(file)


def test_the_committed_sample_is_a_mapping() -> None:
    sample = Path(__file__).parents[3] / "deploy" / "samples" / "help_messages.toml"

    assert "text" in read_mapping(sample).fields


def test_a_file_with_a_byte_order_mark_and_short_rows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("\ufeffmessage,kind,wants\nhello,ruoka,1\nshort\n", encoding="utf-8")

    assert [plea.body["text"] for plea in read_rows(file, MAPPING, PSEUDONYMS)] == ["hello"]


def test_rejected_rows_can_be_mended_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "rejected.csv"

    write_rejected(file, [Rejected(7, row('a,b\n"c"'), ("phone: too short", "text: empty"))])

    text = file.read_text(encoding="utf-8")
    assert text.startswith("line,reasons,message,kind,wants\n7,phone: too short; text: empty,")
    assert [plea.body["text"] for plea in read_rows(file, MAPPING, PSEUDONYMS)] == ['a,b\n"c"']
