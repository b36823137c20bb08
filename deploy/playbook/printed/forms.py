"""Blank forms with the fields and words of the real ones, and room to write."""

from collections.abc import Sequence
from typing import Final

from deploy.playbook.printed.sheets import TURN, Block, Sheet, alert, heading, text, tick, write
from deploy.playbook.printed.words import PrintedWords
from services.intake.operating import NEEDS, PaymentWays, Relation
from services.matching.operating import GROUPS
from shared.contracts.words import SPOKEN, Category, Urgency
from shared.languages import writing_of

CALLS: Final = 12
"""Rows of the call log on a page."""


def request_form(words: PrintedWords, ways: PaymentWays, notice: str) -> Sheet:
    """Give the form for help; its order is that of the pages, and `notice` is read out first."""
    asked = [*_of_whom(words), *_of_what(words, ways), *_of_place(words)]
    blocks = [*_stamp(words), text(f"”{notice}”"), *asked, *_end(words)]
    return Sheet("request-form", words.said["request"], blocks, foot=words.said["safe"])


def call_log(words: PrintedWords) -> Sheet:
    """Give the list of calls, which lies on its side."""
    names = ("time", "caller", "about", "outcome", "form", "by")
    table = Block(
        kind="table",
        heads=[words.said[f"log_{name}"] for name in names],
        widths=(7, 22, 30, 26, 8, 10),
        rows=[[""] * len(names)] * CALLS,
        height=11,
    )
    danger = f"{words.form('danger.title')} {words.said['danger_call']}"
    blocks = [text(words.said["log_how"]), alert(danger), table]
    return Sheet("call-log", words.said["log"], blocks, wide=True, foot=words.said["safe"])


def volunteer_form(words: PrintedWords) -> Sheet:
    """Give the form for helping."""
    join = words.join
    groups = [
        tick(join(f"group.{group}"), [join(f"category.{each}") for each in categories], columns=2)
        for group, categories in GROUPS.items()
    ]
    rules = ("money", "home", "care", "silence", "worry")
    blocks = [
        *_stamp(words),
        heading(join("offer.you")),
        write(join("field.name"), columns=2),
        write(join("field.postal_code"), columns=2),
        write(join("field.email"), columns=2),
        write(join("field.phone"), columns=2),
        write(join("offer.where")),
        heading(join("offer.what")),
        *groups,
        tick(join("offer.languages"), [writing_of(each).name for each in SPOKEN], columns=3),
        write(join("offer.cap")),
        heading(join("rules.title")),
        *(text(f"– {join(f'rules.{rule}')}") for rule in rules),  # noqa: RUF001  # a dash
        tick("", [join("offer.consent")]),
        text(join("offer.privacy")),
        write(words.said["signed"], columns=2),
        write(words.said["typed_in"], columns=2),
    ]
    return Sheet("volunteer-form", words.said["volunteer"], blocks, foot=words.said["safe"])


def _stamp(words: PrintedWords) -> Sequence[Block]:
    return [write(words.said[name], columns=3) for name in ("number", "taken_on", "taken_by")]


def _of_whom(words: PrintedWords) -> Sequence[Block]:
    form, said = words.form, words.said
    relations = [form(f"relation.{each}") for each in Relation]
    return [
        tick(form("danger.title"), [f"{said['yes']}: 112", said["no"]], columns=2),
        heading(form("field.on_behalf")),
        tick("", [form("on_behalf.no"), form("on_behalf.yes")], columns=2),
        write(form("field.asker_name"), hint=said["optional"], columns=2),
        write(form("field.asker_phone"), hint=said["optional"], columns=2),
        tick(form("field.relation"), relations, columns=2),
        write(form("field.asker_email"), hint=said["optional"]),
        tick("", [form("consent.yes")]),
    ]


def _of_what(words: PrintedWords, ways: PaymentWays) -> Sequence[Block]:
    form = words.form
    urgencies = [form(f"urgency.{each}") for each in Urgency]
    paid = [way.asker[words.language] for way in ways.ways]
    return [
        heading(form("need.title")),
        tick("", [form(f"category.{Category(each)}") for each in NEEDS], columns=3),
        tick(form("urgency.title"), urgencies, columns=2),
        tick(form("payment.title"), paid),
        tick(form("age.title"), [form("age.yes"), form("age.no")], columns=2),
        write(form("field.text"), hint=form("field.text.hint"), lines=3),
    ]


def _of_place(words: PrintedWords) -> Sequence[Block]:
    form, optional = words.form, words.said["optional"]
    safe = [form(f"{name}.yes") for name in ("may_ring", "may_text", "may_leave_message")]
    spoken = [writing_of(each).name for each in SPOKEN]
    return [
        TURN,
        heading(form("where.title")),
        write(form("field.street"), hint=optional, columns=2),
        write(form("field.postal_code"), columns=2),
        write(form("field.area_note"), hint=optional),
        tick(form("field.address_secret"), [form("address_secret.yes")]),
        heading(form("contact.title")),
        write(form("field.first_name"), hint=optional, columns=2),
        write(form("field.phone"), columns=2),
        tick(form("safe.phone"), safe),
        write(form("field.email"), hint=optional, columns=2),
        write(form("field.ask_at"), hint=optional, columns=2),
        tick(form("safe.email"), [form("may_write.yes")]),
        tick(form("field.language"), spoken, columns=3),
        tick(form("field.may_be_referred"), [form("may_be_referred.yes")]),
    ]


def _end(words: PrintedWords) -> Sequence[Block]:
    said = words.said
    return [
        heading(said["agreed"]),
        write("", lines=5),
        write(said["helper"], columns=2),
        write(said["typed_in"], columns=2),
    ]
