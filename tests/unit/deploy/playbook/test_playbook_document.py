"""A playbook says all of its files again, and says what is wrong with it."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.playbook.document import Playbook, read_playbook, written
from deploy.playbook.faults import PlaybookError
from deploy.playbook.files import FILES

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
NAMES = st.sampled_from([*FILES, "emblems/town.png", "outlines/491.yaml"])
CONTENTS = st.one_of(st.text().map(str.encode), st.binary(max_size=300))


def playbook(files: Mapping[str, bytes], town: str = "Mikkeli") -> Playbook:
    return Playbook(town, NOON, "0.1.0", with_names=False, files=files)


def refused(text: str) -> str:
    with pytest.raises(PlaybookError) as wrong:
        read_playbook(text, "sent.toml")
    return str(wrong.value)


@given(st.dictionaries(NAMES, CONTENTS, min_size=1, max_size=4))
def test_whatever_is_in_its_files_is_read_again(files: Mapping[str, bytes]) -> None:
    said = playbook(files, town='Pyhäjärvi "\\Idensalmi')

    again = read_playbook(written(said), "sent.toml")

    assert again == said
    assert written(again) == written(said)


def test_text_stands_in_it_as_it_is_and_the_same_is_the_same() -> None:
    said = playbook({"hours.toml": b"# when\nx = [[1]]\n"})

    text = written(said)

    assert "\ntext = '''\n# when\nx = [[1]]\n'''\n" in text
    assert read_playbook(text, "sent.toml") == said


def test_line_ends_of_a_mail_program_change_nothing() -> None:
    said = playbook({"hours.toml": b"a = 1\nb = 2\n"})

    again = read_playbook(written(said).replace("\n", "\r\n"), "sent.toml")

    assert again.files == said.files


def test_what_was_changed_by_hand_is_told_until_its_hash_is_taken_out() -> None:
    text = written(playbook({"hours.toml": b"a = 1\n"})).replace("a = 1", "a = 2")
    without = "\n".join(line for line in text.split("\n") if not line.startswith("sha256"))

    assert "hours.toml: is not as it was sent" in refused(text)
    assert read_playbook(without, "sent.toml").files == {"hours.toml": b"a = 2\n"}


@pytest.mark.parametrize(
    "name",
    ["../secrets/k", "/etc/passwd", "emblems/../x.svg", "played.json", "emblems/x.html", "a\\b"],
)
def test_a_name_that_no_network_has_is_refused(name: str) -> None:
    assert "a network has no file of this name" in refused(written(playbook({name: b"x"})))


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ("format = 1", "format = 2", "format 2 is of a newer release; this one reads 1"),
        ("format = 1", "format = 'x'", "line 6: format: "),
        ('town = "Mikkeli"', "", "town: is missing"),
        ('town = "Mikkeli"', "town = ", "line 7: no TOML: Invalid value"),
        ("with_names = false", "with_names = false\nmore = 1", "more: is not known here"),
        ("'''\na = 1\n'''", "'''\na = 1\n'''\nbase64 = ''", "either text or base64"),
    ],
)
def test_what_is_wrong_with_it_is_told(was: str, becomes: str, reason: str) -> None:
    text = written(playbook({"hours.toml": b"a = 1\n"}))
    assert was in text

    assert reason in refused(text.replace(was, becomes))


def test_all_that_is_wrong_is_told_at_once() -> None:
    files = {"emblems/x.png": b"\x89\x00", "hours.toml": b"a = 1\n", "../x": b""}
    text = written(playbook(files)).replace("a = 1", "a = 2").replace("iQA=", "?")

    told = refused(text).split("\n")

    assert [line.partition(":")[0] for line in told] == ["sent.toml"] * 3
    assert [line.split()[2] for line in told] == ["'../x':", "emblems/x.png:", "hours.toml:"]


def test_a_file_that_stands_twice_is_refused() -> None:
    text = written(playbook({"hours.toml": b"a = 1\n"}))

    assert "stands there twice" in refused(text + text[text.index("[[part]]") :])


def test_nothing_but_a_playbook_is_one() -> None:
    assert "line 1: no TOML" in refused("<html>")
    assert "format: is missing" in refused("")


def test_what_is_wrong_with_a_file_is_shown_where_it_stands_in_the_playbook() -> None:
    text = written(playbook({"doors.toml": b"x = 1\n", "hours.toml": b"one = 1\ntwo = 2\n"}))

    begins = read_playbook(text, "sent.toml").begins

    assert text.split("\n")[begins["hours.toml"] + 2 - 1] == "two = 2"
