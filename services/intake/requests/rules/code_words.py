"""Words that helper and helped say to each other at the door; plain, and easy to hear apart."""

from collections.abc import Mapping
from typing import Final

from shared.contracts.words import Language

_FINNISH: Final = """
aurinko harakka hauki heinä helmi ilves jänis järvi kaarna kaisla kallio kanerva karhu
karpalo kastanja kaura kettu kielo kivi koivu kotka kuikka kukka kukko kurki kuusi lampi
lato lehti leinikki lokki lumi lumme lähde mansikka mehiläinen meri metso minttu mustikka
mänty niitty omena orava orvokki pihlaja poro puolukka pähkinä pääsky pöllö ruis ruusu saari
saukko sieni siili silta sireeni sorsa tammi tervapääsky tiainen timotei torppa tuomi tuuli
unikko vaahtera vadelma valkovuokko vene villa vuori
"""
_SWEDISH: Final = """
abborre anemon apel backe björk björn blåbär bro båt duva ekorre fiskmås fjäll flod flöjt
gran gräs gås hallon hare havre honung humla hästsko igelkott jordgubbe kanel klippa klöver
kråka kulle lavendel lilja ljung lodjur lärka löv morgon mossa måne nattviol nyckel orre
pärla ren ripa ros räv råg rönn sjö skog skata smultron snö sol solros sommar stjärna strand
svala svamp svan syren tall tranbär trana trast tulpan uggla utter vallmo vass vind äng
äpple
"""
_ENGLISH: Final = """
acorn amber anchor apple autumn barley basket beaver bell birch blueberry bridge brook
candle canoe castle cedar cherry clover copper coral cranberry daisy eagle feather fern
forest fox garden ginger harbour hazel hedgehog heron holly honey island ivory jasmine
juniper kettle lake lantern lark lavender lemon lilac lily lynx maple meadow mint moon moss
oak orchard otter owl pearl pebble pine plum poppy raspberry reindeer river robin rose
saddle salmon silver sparrow spruce squirrel strawberry summer sunflower swallow swan
thunder tulip violet walnut willow winter
"""

WORDS: Final[Mapping[Language, tuple[str, ...]]] = {
    Language.FINNISH: tuple(_FINNISH.split()),
    Language.SWEDISH: tuple(_SWEDISH.split()),
    Language.ENGLISH: tuple(_ENGLISH.split()),
}
"""In the language of the one who is helped; the helper reads it aloud."""
