"""A mail on the wire."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default as default_policy
from uuid import UUID

from services.notify.deliveries.model import DeliveryId
from services.notify.letters.adapters.smtp import compose
from services.notify.letters.model import Mail, Text
from tests.support.notify.building import NOW

MAIL = Mail(
    DeliveryId(UUID("01939f6c-0000-7000-8000-000000000001")),
    "aino@example.org",
    "fi",
    Text("Porukalla: voisitko auttaa? Ääkköset", "Hei Åke,\n\npitkä \nkappale\n"),
)


def test_a_mail_has_one_recipient_and_says_that_a_machine_wrote_it() -> None:
    message = message_from_bytes(
        compose(MAIL, MAIL.recipient, "porukalla@example.fi", NOW), policy=default_policy
    )

    assert message["To"] == "aino@example.org"
    assert message["From"] == "porukalla@example.fi"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fi"
    assert message["Subject"] == MAIL.text.subject
    assert "Cc" not in message
    assert "Bcc" not in message


def test_the_same_delivery_always_has_the_same_message_id() -> None:
    ids = {
        message_from_bytes(compose(MAIL, MAIL.recipient, "porukalla@example.fi", moment))[
            "Message-ID"
        ]
        for moment in (NOW, NOW + timedelta(hours=1))
    }

    assert ids == {f"<{MAIL.id}@example.fi>"}


def test_the_text_flows_and_reads_back() -> None:
    raw = compose(MAIL, MAIL.recipient, "porukalla@example.fi", NOW)

    message = message_from_bytes(raw, policy=default_policy)

    assert message.get_content_type() == "text/plain"
    assert message["Content-Type"].params["format"] == "flowed"
    assert message.get_content().replace("\r\n", "\n") == MAIL.text.body
    assert raw.isascii()
