"""What the matrix of machines decides without any machine."""

from pathlib import Path

import pytest

from deploy.machines.kinds import HELPER, KINDS, ROOT, UnknownKindError, choose
from deploy.machines.results import Result, table, tally_of
from deploy.machines.sockets import described, parse, processes
from deploy.machines.steps import advised, steps
from deploy.machines.ways_out import apt_proxies, foreign, proxies

TCP = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 101 1
   1: 00000000:1111 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 102 1
   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 103 1
"""
TCP6 = """\
  sl  local_address                         remote_address                        st tx_queue
   0: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 1
   1: 0000000000000000FFFF00000100007F:1F91 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 2
   2: 00000000000000000000000000000000:1F92 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 3
"""
ADVICE = """\
Debian packages are missing:
  sudo apt-get update
  sudo sh -c 'echo "a b" > /etc/c'
  apt-get install --yes caddy
(Ours run privately.)
    an indented remark
"""


def certificate(body: str) -> str:
    return f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"


def result(step: str, *, held: bool = True, note: str = "") -> Result:
    return Result(debian="12", user="root", step=step, seconds=1.25, held=held, note=note)


def test_all_machines_are_tried_when_none_is_named() -> None:
    assert [kind.name for kind in choose("")] == ["12-root", "12-user", "13-root", "13-user"]


def test_machines_named_keep_the_order_of_the_matrix() -> None:
    assert [kind.name for kind in choose("13-user, 12-root")] == ["12-root", "13-user"]


def test_a_machine_that_does_not_exist_is_named_beside_those_that_do() -> None:
    with pytest.raises(UnknownKindError, match="11-root; there are 12-root"):
        choose("11-root,12-root")


def test_the_clone_lies_where_programs_stumble() -> None:
    for person in (ROOT, HELPER):
        assert " " in person.clone
        assert not person.clone.isascii()


def test_only_an_ordinary_user_is_told_what_to_install() -> None:
    named = {kind.name: [step.name for step in steps(kind, 8080, quick=True)] for kind in KINDS}

    assert named["12-root"][0] == "up"
    assert named["12-user"][:2] == ["told by up", "up"]


def test_a_quick_run_leaves_out_the_whole_test_run_alone() -> None:
    whole = [step.name for step in steps(KINDS[0], 8080, quick=False)]
    quick = [step.name for step in steps(KINDS[0], 8080, quick=True)]

    assert set(whole) - set(quick) == {"test"}


def test_commands_to_type_are_taken_as_root_types_them() -> None:
    assert advised(ADVICE) == [
        ["apt-get", "update"],
        ["sh", "-c", 'echo "a b" > /etc/c'],
        ["apt-get", "install", "--yes", "caddy"],
    ]


def test_what_waits_for_all_is_told_from_what_waits_on_loopback() -> None:
    found = list(parse("tcp", TCP))

    assert [(str(one.address), one.port, one.is_private) for one in found] == [
        ("127.0.0.1", 8080, True),
        ("0.0.0.0", 4369, False),  # noqa: S104  # what must not be
    ]


def test_loopback_has_two_names_in_the_longer_addresses() -> None:
    assert [one.is_private for one in parse("tcp6", TCP6)] == [True, True, False]


def test_open_sockets_are_written_first() -> None:
    private, public = parse("tcp", TCP)

    lines = described([(private, "caddy"), (public, "epmd")]).splitlines()

    assert lines[0].split("\t") == ["OPEN", "tcp", "0.0.0.0", "4369", "epmd"]  # noqa: S104


def test_processes_are_the_numbered_folders(tmp_path: Path) -> None:
    for name, comm in (("1", "sleep"), ("17", "caddy"), ("net", "none")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "comm").write_text(f"{comm}\n", encoding="utf-8")
    (tmp_path / "18").mkdir()

    assert processes(tmp_path) == {"1": "sleep", "17": "caddy"}


def test_nothing_of_the_environment_passes_but_proxies() -> None:
    environ = {"http_proxy": "a", "NO_PROXY": "b", "PYTHONUNBUFFERED": "1", "HOME": "/x"}

    assert proxies(environ) == {"http_proxy": "a", "NO_PROXY": "b"}


def test_nothing_of_apts_settings_passes_but_proxies() -> None:
    dump = 'Acquire::http::Proxy "http://p:1";\nAcquire::Retries "3";\nAcquire::https::Proxy "";\n'

    assert apt_proxies(dump) == 'Acquire::http::Proxy "http://p:1";\n'


def test_only_certificates_that_the_machine_lacks_are_brought() -> None:
    ours, theirs = certificate("ours"), certificate("theirs")

    assert foreign(f"{theirs}# a remark\n{ours}", theirs) == [ours]


def test_the_last_tally_of_an_output_counts() -> None:
    output = "1 passed, 0 failed, 0 skipped\n...\n7 passed, 1 failed, 0 skipped\nexit code 1\n"

    assert tally_of(output) == "7 passed, 1 failed, 0 skipped"
    assert not tally_of("nothing ran")


def test_the_table_ends_with_how_many_failed() -> None:
    lines = table([result("up"), result("test", held=False, note="1 passed")])

    assert lines[1].split() == ["12", "root", "up", "1.2", "ok"]
    assert lines[2].split() == ["12", "root", "test", "1.2", "FAILED", "1", "passed"]
    assert lines[-1] == "1 ok, 1 failed"
