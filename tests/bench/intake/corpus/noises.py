"""What goes wrong between who speaks and who types: a noise bends one field, or cannot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from tests.bench.intake.corpus.inflection import ENDINGS, inflected
from tests.bench.intake.corpus.names import other_forms, surname
from tests.bench.intake.corpus.people import Caller

_NEIGHBOURS: Final = {
    "a": "sqz",
    "e": "wrd",
    "i": "uok",
    "o": "ipl",
    "u": "yij",
    "y": "tuh",
    "ä": "öa",
    "ö": "äo",
    "k": "jlm",
    "l": "kö",
    "m": "nk",
    "n": "mbh",
    "r": "etf",
    "s": "adw",
    "t": "ryg",
    "v": "cbf",
    "h": "gjn",
    "j": "hkn",
    "p": "oå",
    "d": "sf",
    "g": "fh",
    "b": "vn",
    "f": "dg",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What was typed during a call."""

    name: str = ""
    phone: str = ""
    address: str = ""
    town: str = ""


Noise = Callable[[Caller, Heard, Random], Heard | None]


def typo_in_name(_: Caller, heard: Heard, chance: Random) -> Heard | None:
    """One letter of one word wrong, missing, doubled or changed places."""
    return replace(heard, name=_one_word(heard.name, chance, _typo)) if heard.name else None


def case_ending(_: Caller, heard: Heard, chance: Random) -> Heard | None:
    """End the last word as in "Korhosen Annelle"."""
    words = heard.name.split(" ")
    if not heard.name:
        return None
    return replace(
        heard, name=" ".join([*words[:-1], inflected(words[-1], chance.choice(ENDINGS))])
    )


def turned(_: Caller, heard: Heard, __: Random) -> Heard | None:
    """Surname first."""
    words = heard.name.split(" ")
    return replace(heard, name=" ".join(reversed(words))) if len(words) > 1 else None


def half_a_name(_: Caller, heard: Heard, chance: Random) -> Heard | None:
    """Half of what has a hyphen."""
    if "-" not in heard.name:
        return None
    words = [chance.choice(word.split("-")) for word in heard.name.split(" ")]
    return replace(heard, name=" ".join(words))


def other_surname(caller: Caller, heard: Heard, chance: Random) -> Heard | None:
    """Give the name of before the wedding, or of after it."""
    if not heard.name or not caller.gives_surname:
        return None
    return replace(heard, name=f"{caller.first} {surname(chance, swedish=False)}")


def swedish_form(caller: Caller, heard: Heard, _: Random) -> Heard | None:
    """Say a first name as it is in the other language."""
    other = other_forms().get(caller.first)
    if not other or not heard.name:
        return None
    return replace(heard, name=heard.name.replace(caller.first, other))


def plain_letters(_: Caller, heard: Heard, chance: Random) -> Heard | None:
    """Without dots, or with letters that sound the same."""
    signs = chance.choice((str.maketrans("äöåÄÖÅ", "aoaAOA"), str.maketrans("vVkK", "wWcC")))
    other = heard.name.translate(signs)
    return replace(heard, name=other) if other != heard.name else None


def swapped_digits(_: Caller, heard: Heard, chance: Random) -> Heard | None:
    """Two digits beside each other changed places."""
    if not heard.phone:
        return None
    at = chance.randint(3, len(heard.phone) - 2)
    one, other = heard.phone[at], heard.phone[at + 1]
    return replace(heard, phone=heard.phone[:at] + other + one + heard.phone[at + 2 :])


def wrong_digit(_: Caller, heard: Heard, chance: Random) -> Heard | None:
    """One digit misheard."""
    if not heard.phone:
        return None
    at = chance.randint(3, len(heard.phone) - 1)
    return replace(
        heard, phone=heard.phone[:at] + chance.choice("0123456789") + heard.phone[at + 1 :]
    )


def missing_digit(_: Caller, heard: Heard, chance: Random) -> Heard | None:
    """One digit not heard."""
    if not heard.phone:
        return None
    at = chance.randint(3, len(heard.phone) - 1)
    return replace(heard, phone=heard.phone[:at] + heard.phone[at + 1 :])


def not_all_digits(_: Caller, heard: Heard, chance: Random) -> Heard | None:
    """Typed so far."""
    return replace(heard, phone=heard.phone[: chance.randint(6, 9)]) if heard.phone else None


def wrong_number(caller: Caller, heard: Heard, chance: Random) -> Heard | None:
    """Take the house beside it."""
    if not heard.address or caller.street is None:
        return None
    number = max(1, caller.number + chance.choice((-2, -1, 1, 2, 10)))
    return replace(heard, address=f"{caller.street.name} {number}")


def typo_in_street(_: Caller, heard: Heard, chance: Random) -> Heard | None:
    """One letter of the street."""
    street, _space, rest = heard.address.partition(" ")
    return replace(heard, address=f"{_typo(street, chance)} {rest}") if heard.address else None


def spoken_street(caller: Caller, heard: Heard, chance: Random) -> Heard | None:
    """As in "Rantatiellä 5", or shortened."""
    if not heard.address or caller.street is None:
        return None
    name = caller.street.name
    spoken = (
        inflected(name, "lla")
        if chance.random() < 0.6 or not name.endswith("tie")
        else f"{name[:-2]}."
    )
    return replace(heard, address=f"{spoken} {caller.number}")


def other_language(caller: Caller, heard: Heard, _: Random) -> Heard | None:
    """Say the street as its other sign does."""
    if not heard.address or caller.street is None or not caller.street.other:
        return None
    return replace(heard, address=f"{caller.street.other} {caller.number}")


NOISES: Final[Mapping[str, Noise]] = {
    noise.__name__: noise
    for noise in (
        *(
            typo_in_name,
            case_ending,
            turned,
            half_a_name,
            other_surname,
            swedish_form,
            plain_letters,
        ),
        *(swapped_digits, wrong_digit, missing_digit, not_all_digits),
        *(wrong_number, typo_in_street, spoken_street, other_language),
    )
}


def _one_word(text: str, chance: Random, bend: Callable[[str, Random], str]) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    return " ".join([*words[:at], bend(words[at], chance), *words[at + 1 :]])


def _typo(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    near = _NEIGHBOURS.get(word[at].lower(), "aeitn")
    bent = (
        word[:at] + chance.choice(near) + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    )
    return chance.choice(bent) or word
