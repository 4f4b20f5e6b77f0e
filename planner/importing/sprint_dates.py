"""Dates for the sprints of a file: those it tells where they make sense, a plain rhythm of weeks where it does not."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from planner.domain.calendar import ONE_DAY, Period
from planner.importing.history import ImportedSprint

_WORKING_WEEK = 5
_LONGEST_DAYS = 92


def lay_out(history: Sequence[ImportedSprint], *, taken_on: date, sprint_days: int) -> tuple[list[Period], bool]:
    """Return one period per sprint, in order and without overlap, and whether they had to be assumed.

    Parameters
    ----------
    history
        Sprints in time order.
    taken_on
        The day of the export; without dates the last closed sprint ends on the Monday before it.
    sprint_days
        Working days of a sprint, for the assumed rhythm.
    """
    told = _told(history)
    if told is not None:
        return told, False
    between = _between_items(history)
    if between is not None:
        return between, True
    length = timedelta(days=7 * max(1, round(sprint_days / _WORKING_WEEK)))
    monday = taken_on - timedelta(days=taken_on.weekday())
    first = monday - length * sum(sprint.closed for sprint in history)
    return [Period(first + length * n, first + length * (n + 1)) for n in range(len(history))], True


def _told(history: Sequence[ImportedSprint]) -> list[Period] | None:
    """Take the file's own dates when every sprint has a start and they are in order; an end gives way to a start."""
    starts = [sprint.start for sprint in history if sprint.start is not None and sprint.dated_by == "file"]
    if len(starts) < len(history) or any(later <= earlier for earlier, later in pairwise(starts)):
        return None
    usual = _usual_length(starts)
    periods = []
    for place, (sprint, start) in enumerate(zip(history, starts, strict=True)):
        following = starts[place + 1] if place + 1 < len(starts) else None
        end = sprint.end + ONE_DAY if sprint.end is not None and sprint.end > start else start + usual
        periods.append(Period(start, min(end, following) if following is not None else end))
    return periods


def _usual_length(starts: Sequence[date]) -> timedelta:
    gaps = sorted(later - earlier for earlier, later in pairwise(starts))
    return gaps[len(gaps) // 2] if gaps else timedelta(days=14)


def _between_items(history: Sequence[ImportedSprint]) -> list[Period] | None:
    """Let each sprint last from the end of the one before to its own last finished item, where that is in order."""
    if any(sprint.start is None or sprint.end is None or not sprint.closed for sprint in history):
        return None
    ends = [sprint.end + ONE_DAY for sprint in history if sprint.end is not None]
    first = history[0].start if history else None
    edges = [first, *ends] if first is not None else []
    spans = list(pairwise(edges))
    if not spans or any(not ONE_DAY <= later - earlier <= timedelta(days=_LONGEST_DAYS) for earlier, later in spans):
        return None
    return [Period(earlier, later) for earlier, later in spans]
