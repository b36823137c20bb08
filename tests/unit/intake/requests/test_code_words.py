"""The code words are plain, and nobody takes one for another on the telephone."""

from itertools import combinations, pairwise
from typing import Final

import pytest

from services.intake.requests.adapters import code_words
from services.intake.requests.rules.code_words import words_left
from shared.contracts.words import OFFERED, Language

_SOUNDS_LIKE: Final = str.maketrans("kcqptäöåwz", "gggbdaoovs")
"""Soft and hard consonants, and vowels that a bad line or an old ear runs together."""
EDITS: Final = 3
_NUMERALS: Final = """
nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen sata tuhat
noll ett en två tre fyra fem sex sju åtta nio tio elva tolv tjugo hundra tusen
zero one two three four five six seven eight nine ten eleven twelve twenty hundred thousand
"""
_NAMES: Final = """
aada aamu aapo aarne aaro aatos ahti aila aili aino aki aleksi alma alpo alvar amanda anders anja
anna anne anni annika antero anton antti ari armas arto arttu arvi arvo asko aslak asta astrid
aune auli aulis aura auvo axel beata birgitta björn bo britt carita carl christian daniel eeli
eemeli eerik eero eeva eila eino elias elina elisa ella elli ellen elma elo elsa emil emilia emma
emmi enni eric erik erja erkki essi esko eskil ester eva eveliina fanni fredrik gun gustav hanna
hannele hannes hannu harri heidi heikki heino helena helga helge helka helmi henna henrik heli
hilja hilla hilma hugo iida iina iiris iivari ilkka ilma ilmari ilona ilta ilpo immi inga inkeri
irene irja irma isla ivar jaakko jami jan jani janne jari jarmo jasmin jenni jenny jere jesse joel
johan johanna john joni jonna jorma jouko jouni juha juhani juho jukka julia julius jussi jutta
jyrki kaarina kaarlo kai kaija kaino kaisa kaisla kalervo kalevi kalle kanerva karin kari karl
karoliina katri katja kati kauko keijo kerttu kielo kiia kim kirsi kirsti klaus konsta kristian
kristiina kukka kullervo kyllikki kyösti lahja lars lasse laura lauri leea leena leevi leif leila
lempi lenni leo lilja lilli linda lina linnea lotta lumi lyyli maarit maija maj maria maini marja
mari marika marjatta markku marko martta martti martin matias matilda matti maunu mauri meeri meri
merja miika mika mikael mikko milja milla minna minea minttu mirja mirjam miro mona myrsky
nea neea niilo niina niklas nils nina noora oiva olavi olga oliver olli olof onni oona orvokki
oskari otso otto outi paavo paula pauli pekka pentti per perttu peter petra petri pia pihla pilvi
pinja piia pirjo pirkko päivi päivikki raija raili raimo raisa rasmus rauha rauno rebecka reijo
reino riikka riina riitta risto ritva robin roosa runa ruusu saana saara saija saimi saku salla
sami sampo samu samuel sanelma sanna sara sari satu saga selma senja seija seppo sini siiri sirkka
sirkku sirpa sisko sofia sointu sohvi soile sonja stella suoma susanna suvi sven svante sylvi säde
taika taimi taina taisto talvikki tanja tapani tapio tarja taru tarmo tellervo teemu tero terttu
tiina timo toini toivo tommi toni topi torsti tuija tuire tuomas tuomo tuovi turo tuukka tuula
tuuli tuulia tyyne uljas ulla unto uolevi urho ursula usko vanamo vanessa varpu veera vellamo
veikko veli venla verna vesa viena viivi vilho viljo vilja ville vilma vilppu viola virpi virve
visa voitto vuokko väinö yrjö äiti alexander alice amber ann blossom carol charlie daisy david
dylan edward emily fern finn george ginger grace harry hazel heather henry holly iris ivy jack
jade james jasmine joan joy kate lily lucy mark mary may olive oscar pearl poppy rose rosemary
ruby sandy scarlett violet viktor wilma william willow
"""


def folded(word: str) -> str:
    """Give what is left of a word on a bad line: voiced as unvoiced, doubles as singles."""
    signs = word.translate(_SOUNDS_LIKE)
    return signs[:1] + "".join(after for before, after in pairwise(signs) if before != after)


def edits(one: str, other: str) -> int:
    """Count the letters to add, drop or change (Levenshtein)."""
    above = list(range(len(other) + 1))
    for number, sign in enumerate(one, start=1):
        line = [number]
        for place, theirs in enumerate(other):
            line.append(min(line[-1] + 1, above[place + 1] + 1, above[place] + (sign != theirs)))
        above = line
    return above[-1]


@pytest.mark.parametrize("language", OFFERED)
def test_there_are_many_code_words_of_one_word(language: Language) -> None:
    words = code_words(language)

    assert len(words) >= 60
    assert list(words) == sorted(set(words))
    assert all(word.isalpha() and word.islower() and 4 <= len(word) <= 11 for word in words)


@pytest.mark.long
@pytest.mark.parametrize("language", OFFERED)
def test_no_two_words_are_within_three_edits_once_heard(language: Language) -> None:
    heard = {word: folded(word) for word in code_words(language)}

    alike = [
        (one, other)
        for one, other in combinations(heard, 2)
        if edits(heard[one], heard[other]) <= EDITS
    ]

    assert alike == []


@pytest.mark.parametrize("language", OFFERED)
def test_no_word_is_heard_as_a_numeral_or_a_name(language: Language) -> None:
    others = {folded(word) for word in (*_NUMERALS.split(), *_NAMES.split())}

    assert [word for word in code_words(language) if folded(word) in others] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("kukka", "gukga"), ("lumme", "lume"), ("pöllö", "pollo"), ("tammi", "dami"), ("ägg", "ak")],
)
def test_what_sounds_alike_is_folded_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_word_that_was_used_is_not_drawn_again_while_there_are_others() -> None:
    words = code_words(Language.FINNISH)

    assert words_left(words, {words[0]}) == words[1:]
    assert words_left(words, set(words)) == words


def test_whoever_reads_plain_finnish_is_told_a_finnish_word() -> None:
    assert code_words(Language.SIMPLE_FINNISH) == code_words(Language.FINNISH)
