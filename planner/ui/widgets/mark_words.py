"""Where the words over the marks of a scale stand: near their marks, in order, never on each other or on the flag."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

GAP = 14.0


@dataclass(frozen=True, slots=True)
class MarkWords:
    """Words that want to stand at a place, in pixels.

    Parameters
    ----------
    wish
        Where their left edge would like to be.
    width
        Of the whole words.
    short_width
        Of what is left when there is no room: the figure alone.
    """

    wish: float
    width: float
    short_width: float


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Where words stand, and whether only the short form has room."""

    left: float
    is_short: bool


def place_words(
    words: Sequence[MarkWords], *, left: float, right: float, blocked: tuple[float, float] | None = None
) -> tuple[PlacedWords | None, ...]:
    """Return a place for each of the words, which come in the order of their marks; ``None`` where there is no room.

    Parameters
    ----------
    left, right
        Ends of the scale.
    blocked
        A part that must stay free, such as the flag over the knob.

    Notes
    -----
    The widest words give way first: they become short, and when all are short the last ones are left out.

    >>> place_words([MarkWords(0, 50, 20), MarkWords(10, 50, 20)], left=0, right=200)
    (PlacedWords(left=0, is_short=False), PlacedWords(left=64.0, is_short=False))
    """
    shown = list(words)
    short = [False] * len(shown)
    while shown:
        places = _fit([entry.width for entry in shown], [entry.wish for entry in shown], left, right, blocked)
        if places is not None:
            found = [PlacedWords(place, is_short) for place, is_short in zip(places, short, strict=False)]
            return (*found, *(None for _ in range(len(words) - len(found))))
        widest = max(
            (place for place, is_short in enumerate(short[: len(shown)]) if not is_short),
            key=lambda place: shown[place].width,
            default=None,
        )
        if widest is None:
            shown.pop()
        else:
            short[widest] = True
            shown[widest] = replace(shown[widest], width=shown[widest].short_width)
    return (None,) * len(words)


def _fit(
    widths: Sequence[float], wishes: Sequence[float], left: float, right: float, blocked: tuple[float, float] | None
) -> tuple[float, ...] | None:
    """Return the places nearest to the wishes, some before and the rest behind what is blocked; ``None`` if none."""
    if blocked is None:
        return _line(widths, wishes, left, right)
    best: tuple[float, tuple[float, ...]] | None = None
    for before in range(len(widths) + 1):
        first = _line(widths[:before], wishes[:before], left, blocked[0])
        second = _line(widths[before:], wishes[before:], blocked[1], right)
        if first is None or second is None:
            continue
        places = (*first, *second)
        moved = sum(abs(place - wish) for place, wish in zip(places, wishes, strict=True))
        if best is None or moved < best[0]:
            best = (moved, places)
    return None if best is None else best[1]


def _line(widths: Sequence[float], wishes: Sequence[float], left: float, right: float) -> tuple[float, ...] | None:
    """Return places in one line between two ends, pushed right and then back; ``None`` when they do not fit."""
    places: list[float] = []
    for width, wish in zip(widths, wishes, strict=True):
        least = left if not places else places[-1] + widths[len(places) - 1] + GAP
        places.append(min(max(wish, least), max(least, right - width)))
    end = right
    for place in range(len(places) - 1, -1, -1):
        places[place] = min(places[place], end - widths[place])
        end = places[place] - GAP
    if places and places[0] < left:
        return None
    return tuple(places)


def apart(lefts: Sequence[tuple[float, float]]) -> bool:
    """Say whether parts given as left edge and width, in order, leave the gap between them.

    >>> apart([(0.0, 10.0), (24.0, 5.0)]), apart([(0.0, 10.0), (20.0, 5.0)])
    (True, False)
    """
    return all(second[0] - (first[0] + first[1]) >= GAP - 1e-6 for first, second in pairwise(lefts))
