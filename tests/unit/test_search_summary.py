"""Which counts of a search are told, and in which order."""

from shared.search_summary import Opening, Part, Summary, sum_up

NOBODY = dict.fromkeys(Part, 0)


def test_all_counts_are_told_in_their_order() -> None:
    counts = {part: number for number, part in enumerate(Part, start=1)}

    told = sum_up(dict(reversed(counts.items())), None)

    assert list(told.counts.items()) == list(counts.items())


def test_who_fits_and_who_is_asked_is_told_always_and_the_rest_when_there_is_someone() -> None:
    told = sum_up(NOBODY | {Part.FITTING: 12, Part.AT_CAP: 2}, None)

    assert told == Summary({Part.FITTING: 12, Part.ASKED: 0, Part.AT_CAP: 2})


def test_after_an_opening_only_counts_of_someone_are_told() -> None:
    told = sum_up(NOBODY | {Part.AT_CAP: 2}, Opening.NOBODY_FITS)

    assert told == Summary({Part.AT_CAP: 2}, Opening.NOBODY_FITS)


def test_what_was_not_counted_is_not_told() -> None:
    assert sum_up({Part.ASKED: 0}, None) == Summary({Part.ASKED: 0})
    assert sum_up({}, Opening.NOT_YET) == Summary({}, Opening.NOT_YET)
