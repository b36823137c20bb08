"""The demo town: who signs in, and who helps, the same people for the same seed."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of the staff."""

    name: str
    role: str


STAFF = (
    Member("demo-admin", "admin"),
    Member("demo-koordinaattori", "coordinator"),
    Member("demo-neuvoja", "operator"),
    Member("demo-raportoija", "reporter"),
    Member("demo-turvallisuus", "safeguarding_lead"),
)


PARTNER = "Esimerkkikumppani"


MIKKELI = "491"
_NAMES = (
    *("Aino", "Veikko", "Helmi", "Onni", "Sisko", "Urho", "Liisa", "Kalle"),
    *("Maj-Britt", "Gösta", "Grace", "Tom"),
)
_LANGUAGES = (
    *((("fi",),) * 6),
    *(("fi", "en"), ("fi", "sv"), ("sv", "fi"), ("sv",), ("en", "fi"), ("en",)),
)
_CATEGORIES = tuple(
    tuple(words.split())
    for words in (
        "groceries pharmacy errand_other",
        "groceries pet_care outdoor_company",
        "phone_company digital_support advice",
        "transport supplies food_aid",
        "family_support youth_work culture_creative",
        "groceries carer_relief exercise",
    )
)
_POSTAL_CODES = (
    *("50100", "50130", "50170", "50190"),  # Mikkeli
    *("51900", "51200", "52700"),  # Juva, Kangasniemi, Mäntyharju
    *("52550", "52200", "19430"),  # Hirvensalmi, Puumala, Pertunmaa
)


@dataclass(frozen=True, slots=True)
class Helper:
    """A volunteer of the demo, who helps at home and in Mikkeli.

    Mail to `.invalid` goes nowhere but to the catcher.
    """

    name: str
    email: str
    postal_code: str
    languages: tuple[str, ...]
    categories: tuple[str, ...]


def helpers(seed: int) -> list[Helper]:
    """Draw the volunteers."""
    draw = Random(seed)  # noqa: S311  # the same town every time, and no secret
    return [
        Helper(
            name=name,
            email=f"vapaaehtoinen{number}@demo.invalid",
            postal_code=draw.choice(_POSTAL_CODES),
            languages=languages,
            categories=_CATEGORIES[number % len(_CATEGORIES)],
        )
        for number, (name, languages) in enumerate(zip(_NAMES, _LANGUAGES, strict=True), start=1)
    ]
