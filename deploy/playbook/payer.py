"""Who pays for a new town, as funding.toml and projects.toml say it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shared.areas import Municipality


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays, the code under which they know it, and from when to when."""

    name: str
    project: str
    first: date
    last: date


def funder_of(payer: Payer | None) -> str:
    """Write who pays; nothing where nobody does."""
    if payer is None:
        return ""
    name = plain(payer.name)
    said = f"{name} rahoittaa", f"Finansieras av {name}", f"Funded by {name}"
    plainly = f"{name} maksaa tämän"
    return f"""\
[[funder]]
example = true
name = {_words(name, name, name)}
sentence = {_words(*said, plainly)}
project = "{plain(payer.project)}"
emblem = "example.svg"
first = {payer.first}
last = {payer.last}
"""


def project_of(payer: Payer | None, name: str, places: Mapping[str, Municipality]) -> str:
    """Write what they pay for: one project, with one period for its report."""
    if payer is None:
        return ""
    code = re.sub(r"[^a-z0-9]+", "-", payer.project.casefold())[:40].strip("-") or "hanke"
    town, funder, title = next(iter(places.values())), plain(payer.name), plain(name)
    kept = payer.last.replace(year=payer.last.year + 10, day=min(payer.last.day, 28))
    return f"""\
[[project]]
example = true
code = "{code}"
name = {_words(title, title, title)}
funding = "{plain(payer.project)}"
programme = {_words(funder, funder, funder)}
implementers = [{_words(town.name_fi, town.name_sv, town.name_fi)}]
target_groups = []
areas = [{listed(places)}]
budget = []
first = {payer.first}
last = {payer.last}
keep_until = {kept}
periods = [{{ first = {payer.first}, last = {payer.last} }}]
"""


def listed(values: Sequence[str] | Mapping[str, object]) -> str:
    """Write texts as a file lists them."""
    return ", ".join(f'"{value}"' for value in values)


def plain(text: str) -> str:
    """Take out what would end a text in the file; what is left is checked by its reader."""
    return " ".join(re.sub(r'[\\"\x00-\x1f\x7f]', " ", text).split())


def _words(fi: str, sv: str, en: str, selko: str = "") -> str:
    return f'{{ fi = "{fi}", sv = "{sv}", en = "{en}", selko = "{selko or fi}" }}'
