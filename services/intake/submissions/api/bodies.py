"""What is sent to `/api/requests`, and what comes back."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from services.intake.requests.model import Relation
from services.intake.submissions.rules.needs import MOST_BESIDE
from services.intake.submissions.rules.plea import LONGEST, PHONES, as_stored
from services.intake.submissions.rules.ways import as_said_before
from shared.contracts.activation_words import Shut
from shared.contracts.words import Category, Language, Urgency


class AskForHelp(BaseModel):
    """A request for help."""

    model_config = ConfigDict(extra="forbid")

    category: Category
    also: list[Category] = Field(
        [],
        max_length=MOST_BESIDE,
        description="What the same helper does beside, all of it; other needs are other requests.",
    )
    urgency: Urgency
    postal_code: str = Field(description="Finnish, five digits.", examples=["50100"])
    language: Language = Field(description="The language the person wants to be helped in.")
    phone: str | None = Field(
        None,
        description="Of who is helped, in any unambiguous form. One of `phone`, `email`, `ask_at` "
        "must be given, or for another `asker_phone` or `asker_email`.",
        examples=["040 123 4567"],
    )
    phone_is_abroad: bool = Field(
        default=False, description="A number of another country is right, not a slip."
    )
    first_name: str | None = Field(None, max_length=LONGEST["first_name"])
    text: str | None = Field(None, description="In their own words; at most 5000 characters.")
    email: str | None = Field(None, description="Of who is helped; for news about the request.")
    ask_at: str | None = Field(
        None, description="Where or by whom to ask for them: then a person decides how."
    )
    may_ring: bool = Field(default=True, description="It is safe to ring `phone`.")
    may_text: bool = Field(default=False, description="It is safe to send it a text message.")
    may_leave_message: bool = Field(
        default=False, description="It is safe to leave word with whoever answers."
    )
    may_write: bool = Field(default=True, description="It is safe to write to `email`.")
    on_behalf: bool = Field(
        default=False,
        description="Someone else asks, with consent. Where nothing of theirs is given, `phone` "
        "and `email` are read as theirs.",
    )
    asker_name: str | None = Field(None, max_length=LONGEST["asker_name"])
    asker_phone: str | None = None
    asker_phone_is_abroad: bool = False
    asker_email: str | None = None
    relation: Relation | None = Field(None, description="Of who asks to who is helped.")
    consent: bool = Field(default=False, description="Who is helped agreed to be asked for.")
    address_secret: bool = Field(
        default=False,
        description="The address is secret for safety (turvakielto): no volunteer is asked.",
    )
    under_18: bool | None = Field(None, description="Of who is helped, where it matters.")
    payment: str | None = Field(None, description="How errands are paid: a code of the network.")
    may_be_referred: bool = Field(
        default=False,
        description="Who is helped agreed that an organisation of the network may be asked.",
    )
    street: str | None = None
    area_note: str | None = Field(None, description="A landmark, or how to find there.")
    channel: Literal["web", "referrer", "import"] = "web"

    def fields(self) -> dict[str, str]:
        """Give the fields as the form has them."""
        sent = dict(self)
        given = {name: value for name, value in sent.items() if isinstance(value, str)}
        told = {name: _said(value) for name, value in sent.items() if isinstance(value, bool)}
        abroad = {
            f"{name}_abroad": sent[name] or "" for name in PHONES if sent[f"{name}_is_abroad"]
        }
        return as_stored(as_said_before(given | told | abroad | {"also": " ".join(self.also)}))


def _said(is_so: bool) -> str:  # noqa: FBT001  # one of the body's own values
    return "yes" if is_so else "no"


class RequestTaken(BaseModel):
    """The request is stored; the link opens its own page and is for the person alone."""

    reference: str = Field(examples=["K7-0B11"])
    status_url: str
    state: str = Field(
        examples=["received"],
        description="`held`: stored; a person looks at it first, and no letter is sent.",
    )
    heard_by: AwareDatetime | None = Field(
        None, description="By when they hear from us either way; null where nothing is promised."
    )


class RequestKnown(BaseModel):
    """A request of this key and content was received before; to send it again changes nothing."""

    code: Literal["received_before"] = "received_before"


class FieldError(BaseModel):
    """One field that cannot be taken."""

    field: str
    code: str
    message: str
    """In the language asked for by `Accept-Language`."""
    allowed: list[str] | None = Field(
        None, description="The codes that can be taken, where another was sent."
    )


class Refusal(BaseModel):
    """A problem document (RFC 9457)."""

    title: str
    status: int
    code: Literal["received_before", "other_content"] | Shut | None = Field(
        None,
        description="Of a key that was used before: `received_before` is no failure. Of a door "
        "that is shut: why.",
    )
    errors: list[FieldError] = []
