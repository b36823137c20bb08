"""One caught mail, as its reader would see it."""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from pydantic import BaseModel


class Mail(BaseModel):
    """What arrived; `recipients` are the envelope's, so that a blind copy shows too."""

    received_at: datetime
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    language: str
    text: str


def read_mail(
    content: bytes, *, sender: str, recipients: tuple[str, ...], received_at: datetime
) -> Mail:
    """Take the plain text and the headers that matter out of a message."""
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    return Mail(
        received_at=received_at,
        message_id=_header(message, "Message-ID"),
        sender=sender,
        recipients=recipients,
        subject=_header(message, "Subject"),
        language=_header(message, "Content-Language"),
        text=_text(body) if isinstance(body, EmailMessage) else "",
    )


def _text(body: EmailMessage) -> str:
    text = str(body.get_content()).replace("\r\n", "\n")
    return unflowed(text) if body.get_param("format") == "flowed" else text


def unflowed(text: str) -> str:
    """Join the lines that were only wrapped on the way (RFC 3676); `-- ` begins a signature."""
    paragraphs: list[str] = []
    open_line = False
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        if open_line:
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
        open_line = line.endswith(" ") and line != "-- "
    return "\n".join(paragraphs)


def _header(message: EmailMessage, name: str) -> str:
    return str(message.get(name, "")).strip()
