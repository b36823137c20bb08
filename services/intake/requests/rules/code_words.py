"""The words that a helper says first, to whoever is helped; plain, and hard to mishear."""

from collections.abc import Collection, Mapping
from typing import Final

from shared.contracts.words import Language

_FINNISH: Final = """
aamukaste ahven ananas apila appelsiini basilika haarukka haikara hamsteri heinäsirkka hunaja
hyasintti hylje inkivääri jogurtti joutsen juusto jääpuikko kallio kanttarelli karpalo
karuselli kaukoputki kaulaliina kilpikonna kirahvi kirja kissankello korvapuusti kottarainen
kottikärryt krookus kurpitsa kuutamo kynttilä laituri lakritsi lamppu lautanen lehmus leijona
leppäkerttu leskenlehti limonadi lumihiutale lumiukko löyly majava mansikka mehiläinen meloni
muikku mustarastas muurahainen narsissi niitty norsu omena pannukakku papukaija
parsakaali peippo pelargonia pensas perhonen pihlaja pingviini polkupyörä porkkana postikortti
potkukelkka punajuuri punatulkku puolukka purjevene pääskynen retiisi revontulet riekko
riikinkukko rusina sammakko saniainen satakieli sateenkaari seepra simpukka sinappi soutuvene
strutsi syreeni talitiainen tikapuut tomaatti tulppaani ukkonen vaahtera valkosipuli valkovuokko
varpunen vesiputous viinirypäle villasukka viulu vohveli voikukka voileipä vuohi ämpäri
"""
_SWEDISH: Final = """
abborre ananas apelsin basilika blåklint broccoli choklad diamant domherre dragspel elefant
fiskmås fjäril flygplan flöjt fyrtorn fönster gardin gräshoppa halsduk hjortron honung humla
hyacint häger ingefära istapp jordgubbe kanelbulle karusell kastrull kikare klippa klöver
koltrast krokus kyrkklocka körsbär lakrits lavendel lemonad ljusstake lodjur lokomotiv
luftballong lärka melon midsommar mossa muskot nejlika norrsken nyckelpiga näktergal ormbunke
papegoja paraply pelargon pepparkaka persilja piano pingvin plommon potatis prästkrage påfågel
påsklilja regnbåge russin ryggsäck rädisa rödbeta sallad segelbåt siden skottkärra skrivbord
smultron snöflinga snögubbe solros spegel stjärna struts stövlar synål talgoxe tallrik tekanna
tranbär trollslända trumpet trädgård tulpan ullstrumpa vante vattenfall vitlök vitsippa vykort
zebra äppelträd
"""
_ENGLISH: Final = """
accordion anchor beetroot bicycle blackbird blanket blueberry bookshelf bridge broccoli
bumblebee bush butterfly cactus carnation carousel cherry chestnut chocolate cinnamon clover
coconut compass cottage cucumber daffodil dandelion dolphin doorbell dragonfly elephant falcon
fireplace flute footpath frog garlic geranium gingerbread grasshopper guitar hamster harbour
hedgehog honeycomb hyacinth island keyboard kitchen lamb lavender lemonade lighthouse magpie
marmalade meadow midsummer moonlight mountain mushroom nightingale notebook nutmeg onion
orchestra ostrich pancake paper parsley pavement penguin peppermint pheasant picnic pillow
pineapple postcard pumpkin pyjamas radio railway rainbow sailboat sandcastle sandwich saucepan
scissors seashell skateboard snail snowflake snowman spinach squirrel strawberry sunflower
sunshine tambourine teaspoon telescope thunder tomato toothbrush tortoise tractor treasure
trumpet tulip umbrella violin waffle walnut waterfall wheelbarrow whistle windmill woodpecker
workshop zebra
"""

WORDS: Final[Mapping[Language, tuple[str, ...]]] = {
    Language.FINNISH: tuple(_FINNISH.split()),
    Language.SWEDISH: tuple(_SWEDISH.split()),
    Language.ENGLISH: tuple(_ENGLISH.split()),
}
"""In the language of the one who is helped; the helper reads it aloud."""


def words_left(language: Language, known: Collection[str]) -> tuple[str, ...]:
    """Give the words that nobody knows of this request; all of them once each was used."""
    return tuple(word for word in WORDS[language] if word not in known) or WORDS[language]
