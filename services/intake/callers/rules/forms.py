"""The same name in Finnish and in Swedish: of people, and of streets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_PEOPLE: Final = (
    "heikki henrik",
    "kaarlo kalle karl",
    "juhani juha jukka johan",
    "antti anders",
    "pekka petri peter",
    "pentti bengt",
    "matti mats matts matias",
    "lauri lasse lars",
    "erkki eero erik",
    "yrjo georg goran",
    "jaakko jakob",
    "mikko mikael",
    "martti marten martin",
    "paavo paul",
    "olli olavi olof",
    "niilo nils",
    "tuomas tomas",
    "risto krister khrister",
    "klaus klas",
    "hannu hans",
    "kustaa gustav",
    "aleksi aleksander",
    "timo timoteus",
    "risto kristian",
    "johannes johan",
    "eeva eva",
    "liisa lisa elisabet",
    "leena lena helena",
    "maija maja maria",
    "kaarina karin",
    "kristiina kristina",
    "katariina katri katrin katarina",
    "riitta brita britta",
    "ulla ulrika",
    "marketta margareta",
    "pirkko pirjo birgit birgitta",
    "kerttu gertrud",
    "elina elin",
    "helena helene",
    "inkeri ingrid inger",
    "kirsti kerstin",
    "saara sara",
    "sofia sofie",
    "susanna susanne",
    "aino aina",
    "hanna johanna",
    "anna anni anne",
    "elisa elise",
    "tiina stina",
)
_STREETS: Final = {
    "strand": "ranta",
    "kyrko": "kirkko",
    "skol": "koulu",
    "industri": "teollisuus",
    "sluttnings": "rinne",
    "kvarn": "mylly",
    "gran": "kuusi",
    "tall": "manty",
    "bjork": "koivu",
    "mellan": "vali",
    "bakk": "maki",
    "skogs": "metsa",
    "aker": "pelto",
    "angs": "niitty",
    "stations": "asema",
    "bergs": "kallio",
    "berg": "vuori",
    "ronn": "pihlaja",
    "as": "harju",
    "asp": "haapa",
    "sten": "kivi",
    "hamn": "satama",
    "lund": "lehto",
    "prastgards": "pappilan",
    "sjukhus": "sairaala",
    "fabriks": "tehtaan",
    "mo": "kangas",
    "sand": "hiekka",
    "kentrum": "keskus",
    "kentral": "keskus",
    "hem": "koti",
    "al": "leppa",
    "idrotts": "urheilu",
    "park": "puisto",
    "bastu": "sauna",
    "karr": "suo",
    "falt": "vainio",
    "a": "joki",
    "sjo": "jarvi",
    "trask": "lammen",
    "ny": "uusi",
    "gamla": "vanha",
    "torp": "torpan",
    "by": "kyla",
    "udd": "niemen",
    "holm": "saaren",
    "herrgards": "kartanon",
    "mejeri": "meijeri",
    "sag": "saha",
    "smedje": "paja",
    "lager": "varasto",
    "handels": "kauppa",
    "torg": "tori",
    "slotts": "linnan",
    "kasern": "kasarmi",
    "freds": "rauhan",
    "radhus": "raatihuoneen",
    "regerings": "hallitus",
    "gen": "oiko",
    "post": "posti",
    "bro": "silta",
    "havs": "meri",
    "brand": "palo",
    "doktors": "laakarin",
    "klokkar": "lukkarin",
    "smeds": "sepan",
    "os": "suu",
}


def _others() -> Iterator[tuple[str, Sequence[str]]]:
    groups = [group.split() for group in _PEOPLE]
    for word in {word for group in groups for word in group}:
        yield word, tuple({other for group in groups if word in group for other in group} - {word})


_OTHER: Final[Mapping[str, Sequence[str]]] = dict(_others())


def other_forms(word: str) -> Sequence[str]:
    """Give what a folded first name may be called too."""
    return _OTHER.get(word, ())


def in_finnish(street: str) -> str:
    """Give the folded Finnish beginning of a street by its Swedish one, where it is known."""
    return _STREETS.get(street) or _STREETS.get(f"{street}s") or street
