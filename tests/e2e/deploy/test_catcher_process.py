"""The mail catcher as a process: SMTP in, pages out, and manners for tests."""

import smtplib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from deploy.local.folders import CLONE
from deploy.local.ports import free_port
from deploy.local.program import Program
from tests.support.deploy.answers import until_answers
from tests.support.deploy.programs import python_program


@dataclass(frozen=True)
class Catcher:
    program: Program
    http: str
    smtp: int

    def send(self, to: str) -> None:
        message = EmailMessage()
        message["Subject"] = "Hei"
        message.set_content("Katso http://localhost:8080/fi/v/abc")
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=10) as server:
            server.send_message(message, "porukalla@demo.invalid", [to])

    def recipients(self) -> list[list[str]]:
        found = httpx.get(f"{self.http}/_posti.json", trust_env=False).json()["mails"]
        return [mail["recipients"] for mail in found]

    def behave(self, **manners: str) -> None:
        httpx.put(f"{self.http}/_asetus", json=manners, trust_env=False).raise_for_status()


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[Catcher]:
    http, smtp = free_port(), free_port()
    words = ["deploy.local.catcher", "--http", str(http), "--smtp", str(smtp), "--settable"]
    program = python_program(
        tmp_path,
        [*words, "--folder", str(tmp_path / "mail")],
        {"CATCHER_PARTNER_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
        CLONE,
    )
    program.start()
    catcher = Catcher(program, f"http://127.0.0.1:{http}", smtp)
    try:
        until_answers(f"{catcher.http}/_posti")
        yield catcher
    finally:
        program.kill()


def test_a_mail_that_was_sent_is_there_also_after_a_crash(catcher: Catcher) -> None:
    catcher.send("aino@demo.invalid")

    catcher.program.kill()
    catcher.program.start()
    until_answers(f"{catcher.http}/_posti")

    assert catcher.recipients() == [["aino@demo.invalid"]]


def test_it_refuses_for_now_and_for_good_as_asked(catcher: Catcher) -> None:
    catcher.behave(mail="refuse")
    with pytest.raises(smtplib.SMTPDataError) as for_now:
        catcher.send("aino@demo.invalid")

    catcher.behave(mail="refuse_recipient")
    with pytest.raises(smtplib.SMTPRecipientsRefused) as for_good:
        catcher.send("aino@demo.invalid")

    assert for_now.value.smtp_code == 451
    assert for_good.value.recipients["aino@demo.invalid"][0] == 550
    assert catcher.recipients() == []


def test_it_stops_at_once_though_somebody_hangs(catcher: Catcher) -> None:
    catcher.behave(partner="hang")
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{catcher.http}/_kumppani", content=b"{}", timeout=0.3, trust_env=False)

    began = time.monotonic()
    catcher.program.stop()

    assert time.monotonic() - began < 5
