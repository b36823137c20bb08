"""Mail against a real server that behaves well, badly, and not at all."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default as default_policy
from uuid import uuid4

import pytest

from services.notify.deliveries.model import Accepted, DeliveryId, Outcome, Refused, Rejected
from services.notify.letters.adapters.smtp import MailServer, SmtpSender
from services.notify.letters.model import Mail, Text
from tests.support.notify.receivers import mail_server, silent_server


def sender(port: int, timeout: float = 5.0) -> SmtpSender:
    server = MailServer(host="127.0.0.1", port=port, sender="porukalla@example.fi", timeout=timeout)
    return SmtpSender(server, lambda: datetime.now(UTC))


def mail(recipient: str = "aino@example.org") -> Mail:
    return Mail(DeliveryId(uuid4()), recipient, "fi", Text("Porukalla: hei", "Hei Åke,\n"))


async def test_a_mail_arrives_at_its_one_recipient() -> None:
    async with mail_server() as mailbox:
        outcome = await sender(mailbox.port)(mail())

    (envelope,) = mailbox.envelopes
    message = message_from_bytes(mailbox.contents[0], policy=default_policy)
    assert outcome == Accepted("250")
    assert envelope.mail_from == "porukalla@example.fi"
    assert envelope.rcpt_tos == ["aino@example.org"]
    assert message["To"] == "aino@example.org"
    assert message.get_content() == "Hei Åke,\r\n"


async def test_a_mail_sent_twice_is_recognisable() -> None:
    twice = mail()

    async with mail_server() as mailbox:
        for _ in range(2):
            await sender(mailbox.port)(twice)

    ids = [message_from_bytes(content)["Message-ID"] for content in mailbox.contents]
    assert ids == [f"<{twice.id}@example.fi>"] * 2


async def test_a_domain_with_national_letters_travels_in_ascii() -> None:
    async with mail_server() as mailbox:
        await sender(mailbox.port)(mail("aino@straße.example"))

    assert mailbox.envelopes[0].rcpt_tos == ["aino@xn--strae-oqa.example"]


@pytest.mark.parametrize(
    "recipient",
    [
        "aino@example.org, matti@example.org",
        "aino@example.org\r\nBcc: matti@example.org",
        "aino@example.org\nRCPT TO:<matti@example.org>",
        "Aino <aino@example.org>",
        "aino@ex\u3002ample.org,matti@example.org",
        "aino@" + "ä" * 200,
        "aino@..",
        "a" * 10_000,
        "",
    ],
)
async def test_what_is_not_one_address_never_reaches_the_server(recipient: str) -> None:
    async with mail_server() as mailbox:
        outcome = await sender(mailbox.port)(mail(recipient))

    assert outcome == Rejected("bad_address", "bad_address")
    assert mailbox.envelopes == []


@pytest.mark.parametrize(
    ("step", "answer", "outcome"),
    [
        ("on_recipient", "550 no such user", Rejected("550", "recipient_refused")),
        ("on_recipient", "450 greylisted", Refused("450")),
        ("on_data", "554 spam", Rejected("554", "content_refused")),
        ("on_data", "451 try later", Refused("451")),
        ("on_sender", "550 who are you", Refused("550")),
        ("on_sender", "421 closing", Refused("421")),
    ],
)
async def test_each_refusal_has_its_meaning(step: str, answer: str, outcome: Outcome) -> None:
    async with mail_server() as mailbox:
        setattr(mailbox, step, answer)

        assert await sender(mailbox.port)(mail()) == outcome


async def test_a_server_that_is_away_is_tried_again() -> None:
    async with mail_server() as mailbox:
        port = mailbox.port

    assert await sender(port)(mail()) == Refused("connection")


async def test_a_server_that_never_speaks_is_not_waited_for() -> None:
    async with silent_server() as port:
        assert await sender(port, timeout=0.3)(mail()) == Refused("timeout")
