"""What a meeting may try out on a plan: levers with their names, ranges and words.

A lever never changes the plan. It is turned into the same edits that the pages would make, so that what was tried out
can be kept as a scenario.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from planner.analysis.scenes.scene import Style
from planner.analysis.story.lever_edits import (
    Chosen,
    Lever,
    committed_items,
    edits_of,
    epics,
    free_days,
    on_duty,
    tried,
    weeks_of,
)
from planner.analysis.wording import amount, count, percent, share, size
from planner.domain.sprint import Sprint

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

__all__ = ["Chosen", "Knob", "Lever", "edits_of", "in_words", "knobs", "tried"]

HIGHEST_RESERVE = 0.5
HIGHEST_UNPLANNED = 0.5
LOWEST_FOCUS, HIGHEST_FOCUS = 0.4, 1.0
MOST_ON_CALL = 3
MOST_AWAY_DAYS = 10
LEAST_GROWTH = 10.0
LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Knob:
    """A lever as it is shown.

    Parameters
    ----------
    low, high, step
        Its range and its steps; counts and choices have steps of 1.
    start
        Where the plan has it.
    text
        Returns a value in words.
    band
        The part of the range that was agreed, if any.
    """

    lever: Lever
    name: str
    low: float
    high: float
    step: float
    start: float
    text: Callable[[float], str]
    style: Style = Style.TOTAL
    band: tuple[float, float] | None = None


def knobs(view: "PlanView", levers: tuple[Lever, ...]) -> tuple[Knob, ...]:
    """Return the levers that make sense for a plan, in the order asked for."""
    if view.next_sprint is None:
        return ()
    found = (_MAKERS[lever](view, view.next_sprint) for lever in levers)
    return tuple(knob for knob in found if knob is not None)


def in_words(view: "PlanView", chosen: Chosen) -> str:
    """Return the moved levers as a name: ``"Debt reserve 15 %, focus 80 %"``."""
    moved = [knob for knob in knobs(view, tuple(Lever)) if knob.lever in chosen]
    texts = [f"{knob.name} {knob.text(chosen[knob.lever])}" for knob in moved]
    return ", ".join(text if place == 0 else text[0].lower() + text[1:] for place, text in enumerate(texts))


def _reserve(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    policy = view.plan.policy
    band = (policy.floor, policy.ceiling)
    return Knob(
        Lever.RESERVE, "Debt reserve", 0.0, HIGHEST_RESERVE, 0.01, view.reserve_share, share, Style.DEBT, band=band
    )


def _unplanned(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    start = view.plan.team.overheads.unplanned_share
    return Knob(Lever.UNPLANNED, "Unplanned", 0.0, HIGHEST_UNPLANNED, 0.01, start, percent, Style.UNPLANNED)


def _on_call(view: "PlanView", sprint: Sprint) -> Knob | None:
    if not view.plan.team.rota:
        return None
    weeks = weeks_of(sprint)
    start = round(fsum(len(on_duty(view.plan, week)) for week in weeks) / len(weeks))
    return Knob(
        Lever.ON_CALL, "On-call", 0.0, float(max(MOST_ON_CALL, start)), 1.0, float(start), _a_week, Style.ON_CALL
    )


def _a_week(people: float) -> str:
    return f"{people:.0f} a week" if people else "nobody"


def _focus(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    start = view.plan.team.overheads.focus
    return Knob(Lever.FOCUS, "Focus", min(LOWEST_FOCUS, start), HIGHEST_FOCUS, 0.01, start, percent)


def _away(view: "PlanView", sprint: Sprint) -> Knob | None:
    most = min(MOST_AWAY_DAYS, len(free_days(view, sprint)[1]))
    if most == 0:
        return None
    return Knob(Lever.AWAY, "Away", 0.0, float(most), 1.0, 0.0, _days, Style.LEAVE)


def _days(days: float) -> str:
    return f"one, {count(round(days), 'day')}" if days else "nobody"


def _moved_out(view: "PlanView", sprint: Sprint) -> Knob | None:
    items = committed_items(view.plan, sprint)
    if not items:
        return None
    unit = view.plan.settings.unit

    def text(number: float) -> str:
        gone = items[len(items) - round(number) :]
        return amount(fsum(item.size or 0.0 for item in gone), unit) if gone else "nothing"

    return Knob(Lever.MOVED_OUT, "Move out", 0.0, float(len(items)), 1.0, 0.0, text, Style.FEATURES)


def _epic(view: "PlanView", sprint: Sprint) -> Knob | None:
    del sprint
    names = epics(view.plan)
    if not names:
        return None

    def text(place: float) -> str:
        return _short(names[round(place) - 1]) if place else "no epic"

    return Knob(Lever.EPIC, "Drop", 0.0, float(len(names)), 1.0, 0.0, text, Style.FEATURES)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _growth(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    start = view.plan.settings.scope_growth.likely
    high = max(LEAST_GROWTH, 2 * start)
    return Knob(Lever.GROWTH, "New work a sprint", 0.0, high, 0.5, start, size)


def _compared(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    start = view.plan.settings.lab_share
    return Knob(Lever.COMPARED, "Compared with", 0.0, HIGHEST_RESERVE, 0.01, start, share, Style.COMPARISON)


_MAKERS: dict[Lever, Callable[["PlanView", Sprint], Knob | None]] = {
    Lever.RESERVE: _reserve,
    Lever.UNPLANNED: _unplanned,
    Lever.ON_CALL: _on_call,
    Lever.FOCUS: _focus,
    Lever.AWAY: _away,
    Lever.MOVED_OUT: _moved_out,
    Lever.EPIC: _epic,
    Lever.GROWTH: _growth,
    Lever.COMPARED: _compared,
}
