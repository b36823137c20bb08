"""How a name sounds in the middle of a sentence: endings, and what changes before them."""

from typing import Final

_VOWELS: Final = "aeiouyäö"
_WEAK: Final = (
    *(
        ("kk", "k"),
        ("pp", "p"),
        ("tt", "t"),
        ("nt", "nn"),
        ("lt", "ll"),
        ("rt", "rr"),
        ("mp", "mm"),
    ),
    *(("nk", "ng"), ("ht", "hd")),
)
_STEMS: Final = {
    "nen": "se",
    "mäki": "mäe",
    "niemi": "nieme",
    "koski": "koske",
    "lahti": "lahde",
    "saari": "saare",
    "salmi": "salme",
    "järvi": "järve",
    "vuori": "vuore",
    "suomi": "suome",
    "lehti": "lehde",
    "kangas": "kankaa",
    "ranta": "ranna",
    "virta": "virra",
    "katu": "kadu",
    "polku": "polu",
}
ENDINGS: Final = ("n", "lle", "lta", "lla")


def inflected(word: str, ending: str) -> str:
    """Put a name in a case: Korhonen, Korhosen; Mäki, Mäelle; Lindström, Lindströmin."""
    stem = _stem(word)
    last_part = word.lower()[-3:] if word.endswith("tie") else word.lower()
    if ending != "n" and not set("aou") & set(last_part):
        ending = ending.replace("a", "ä")
    return stem + ending


def _stem(word: str) -> str:
    for last, stem in _STEMS.items():
        if word.lower().endswith(last):
            begun = word[: len(word) - len(last)]
            return begun + (stem if begun else stem.capitalize())
    return word + "i" if word[-1] not in _VOWELS else _weakened(word)


def _weakened(word: str) -> str:
    for strong, weak in _WEAK:
        if word[:-1].endswith(strong):
            return word[: -1 - len(strong)] + weak + word[-1]
    return word
