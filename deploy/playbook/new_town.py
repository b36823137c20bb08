"""The files of a new town: what is shipped or shared, with what somebody answered put into it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from deploy.playbook.contact_tree import PRINTED
from deploy.playbook.files import CONTACT_TREE
from deploy.playbook.payer import Payer, funder_of, listed, plain, project_of
from shared.areas import Municipality, municipalities
from shared.contracts.words import Language

OF_ONE_TOWN: Final = (
    *("about.toml", "contact.toml", "hours.toml", "town.toml"),
    *("emblems", "funding.toml", "projects.toml"),
)
"""What no town takes from another: it is written anew over what is shipped."""
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday")
_WEEKEND: Final = ("saturday", "sunday")
_SPAN: Final = re.compile(r"(\d{1,2})(?:[.:](\d\d))?\s*[-\u2013]\s*(\d{1,2})(?:[.:](\d\d))?")
_OFFICES: Final = {
    '{ fi = "Esimerkkikaupungin tietosuojavastaava", sv = "Exempelstadens dataskyddsombud",'
    ' en = "Data protection officer of Example Town",'
    ' selko = "Esimerkkikaupungin tietosuojavastaava" }': '{ fi = "Tietosuojavastaava",'
    ' sv = "Dataskyddsombudet", en = "Data protection officer", selko = "Tietosuojavastaava" }',
    '{ fi = "Esimerkkikaupungin verkkopalvelut", sv = "Exempelstadens webbtjänster",'
    ' en = "Web services of Example Town", selko = "Esimerkkikaupungin verkkopalvelut" }': "{ fi ="
    ' "Verkkopalvelut", sv = "Webbtjänsterna", en = "Web services", selko = "Verkkopalvelut" }',
}
"""Names that decline with the town's: what they are is said without it."""


class UnknownTownError(ValueError):
    """There is no municipality of this name or code."""


class UnknownLanguageError(ValueError):
    """What is printed is said in fi, sv or en."""


class UnreadableSpanError(ValueError):
    """Hours are written 8-16 or 8.30-15, several with commas between."""


@dataclass(frozen=True, slots=True)
class NewTown:
    """What somebody who begins a network answered."""

    name: str
    """The network's, as it is said on the phone."""
    town: Municipality
    serves: Sequence[Municipality]
    languages: Sequence[Language]
    """In which the printed fallback is made."""
    phone: str
    weekdays: Sequence[str]
    weekend: Sequence[str]
    sender: str
    safeguarding: str = ""
    """Who hears of concerns; empty where that is not known yet."""
    payer: Payer | None = None

    @property
    def places(self) -> Mapping[str, Municipality]:
        """Give the municipalities it is in and serves, its own first, by their codes."""
        return {each.code: each for each in (self.town, *self.serves)}


def town_called(said: str) -> Municipality:
    """Find a municipality by its code or its name; raises UnknownTownError with what is near."""
    every = municipalities()
    names = {each.name_fi.casefold(): each for each in every.values()}
    names |= {each.name_sv.casefold(): each for each in every.values()}
    wanted = said.strip().casefold()
    found = every.get(wanted) or names.get(wanted)
    if found is None:
        near = [names[name] for name in get_close_matches(wanted, names, n=3)]
        raise UnknownTownError(said, *(f"{each.name_fi} {each.code}" for each in near))
    return found


def language_called(said: str) -> Language:
    """Find a language by its code; raises UnknownLanguageError."""
    if said not in PRINTED:
        raise UnknownLanguageError(said)
    return Language(said)


def spans(said: str) -> Sequence[str]:
    """Read hours as they are typed; nothing is no hours. Raises UnreadableSpanError."""
    read = list[str]()
    for part in filter(None, (part.strip() for part in said.split(","))):
        found = _SPAN.fullmatch(part)
        if found is None:
            raise UnreadableSpanError(part)
        first, minute, last, other = found.groups()
        read.append(f"{int(first)}.{minute or '00'}-{int(last)}.{other or '00'}")
    return read


def files_for(new: NewTown, base: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Give the files of a new town, over those of another one or the shipped ones."""
    texts = {name: content.decode() for name, content in base.items() if name.endswith(".toml")}
    paid = project_of(new.payer, new.name, new.places)
    written = {
        "about.toml": _about(texts["about.toml"], new),
        "contact.toml": _contact(new),
        CONTACT_TREE: _tree(texts[CONTACT_TREE], new),
        "funding.toml": _head(texts["funding.toml"], "[[funder]]") + funder_of(new.payer),
        "hours.toml": _hours(texts["hours.toml"], new),
        "projects.toml": _head(texts["projects.toml"], "[[project]]") + paid,
        "town.toml": _town(texts["town.toml"], new),
    }
    return {**base, **{name: text.encode() for name, text in written.items()}}


def _about(text: str, new: NewTown) -> str:
    for was, becomes in _OFFICES.items():
        text = text.replace(was, becomes)
    if new.payer is None:
        blocks = text.split("[[behind]]")
        text = "[[behind]]".join(each for each in blocks if 'kind = "funder"' not in each)
    else:
        for example in ("Esimerkkirahasto", "Exempelfonden", "Example Fund"):
            text = text.replace(example, plain(new.payer.name))
    text = text.replace("Exempelstaden", new.town.name_sv)
    return text.replace("Esimerkkikaupunki", new.town.name_fi).replace(
        "Example Town", new.town.name_fi
    )


def _contact(new: NewTown) -> str:
    lead = f'\n[safeguarding]\nemail = "{plain(new.safeguarding)}"\n' if new.safeguarding else ""
    return f"""\
# What every page of an outage must still be able to say. Read at start by each service
# (CONTACT_FILE) and by the page that Caddy shows when a service is away.

# When a named person last rang these numbers. Only who rang writes it; until then it stays empty,
# and `./porukalla doctor` names it.
verified_on = ""
verified_by = ""

[network]
name = "{plain(new.name)}"
phone = "{plain(new.phone)}"
# The sender of every letter.
sender = "{plain(new.sender)}"

[emergency]
phone = "112"

# Who is told when somebody of the staff looks at people's data unusually often, and when somebody
# says that something was wrong; the deputy, when nobody has read that for four hours.
#   [safeguarding]
#   email = ""
#   deputy_email = ""
{lead}"""


def _hours(text: str, new: NewTown) -> str:
    head = text[: text.index("[week]")]
    days = {**dict.fromkeys(_WEEKDAYS, new.weekdays), **dict.fromkeys(_WEEKEND, new.weekend)}
    week = "\n".join(f"{day} = [{listed(spans)}]" for day, spans in days.items())
    return (
        f"{head}[week]\n{week}\n\n"
        '# Days that are otherwise, as 2026-12-24 = ["8.00-12.00"]; no hours at all is a day off.\n'
        "[days]\n"
    )


def _town(text: str, new: NewTown) -> str:
    names = ", ".join(each.name_fi for each in new.places.values())
    head = text[: text.index("municipality =")]
    tail = text[text.index("# Whom to ask elsewhere") : text.index("[elsewhere]\n")]
    return (
        f'{head}municipality = "{new.town.code}"\n'
        f"# Where it helps as a rule: {names}.\n"
        "# Whoever lives elsewhere is told so before they send; help is searched all the same.\n"
        f"serves = [{listed(new.places)}]\n"
        "# Towns nearby where it does not help itself, but organisations or another network may.\n"
        f"neighbours = []\n\n{tail}[elsewhere]\n"
    )


def _tree(text: str, new: NewTown) -> str:
    return re.sub(
        r"^languages = .*$", f"languages = [{listed(new.languages)}]", text, flags=re.MULTILINE
    )


def _head(text: str, table: str) -> str:
    """Give the remarks that stand before the first table."""
    return text.partition(f"\n{table}")[0].rstrip("\n") + "\n"
