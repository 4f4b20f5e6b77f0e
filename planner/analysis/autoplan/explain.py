"""Each reason in one short English sentence, for lists, popovers, files and the terminal alike."""

from collections.abc import Callable
from datetime import date

from planner.analysis.autoplan.proposal import Reason, ReasonCode

_ORDINALS = {1: "Best", 2: "Second best", 3: "Third best"}
_ONE_DECIMAL = 1


def sentence(reason: Reason) -> str:
    """Return a reason in plain English, without a full stop.

    Examples
    --------
    >>> sentence(Reason(ReasonCode.FULL, sprint="S15", amount=25.0, limit=23.0, unit="points"))
    'S15 is at its promise of 23 points'
    """
    return _SENTENCES[reason.code](reason)


def sentences(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """Return several reasons in English, each once, in the same order."""
    return tuple(dict.fromkeys(sentence(reason) for reason in reasons))


def _size(amount: float | None, unit: str) -> str:
    """Return an amount with its unit: person-days with one decimal, sizes without needless ones."""
    figure = 0.0 if amount is None else amount
    if unit == "pd":
        return f"{figure:.1f} pd"
    text = f"{round(figure, _ONE_DECIMAL):g}"
    return f"{text} {unit[:-1] if text == '1' and unit.endswith('s') else unit}"


def _figure(amount: float | None, unit: str) -> str:
    return _size(amount, unit).rpartition(" ")[0]


def _amount(reason: Reason) -> str:
    return _size(reason.amount, reason.unit)


def _limit(reason: Reason) -> str:
    return _size(reason.limit, reason.unit)


def _percent(share: float | None) -> str:
    figure = round(100 * (share or 0.0))
    return "> 95 %" if figure > 95 else f"{figure} %"  # noqa: PLR2004 - no chance is ever shown as certain


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%b %Y}"


def _pinned(reason: Reason) -> str:
    return f"Pinned to {reason.sprint}" if reason.sprint else "Pinned where it is"


def _skill_full(reason: Reason) -> str:
    if reason.who:
        return f"Only {reason.who} can do {reason.skill}, with {_limit(reason)} in {reason.sprint}"
    return f"{reason.skill} has {_limit(reason)} in {reason.sprint}, it would take {_amount(reason)}"


def _debt_rank(reason: Reason) -> str:
    place = int(reason.amount or 0)
    return f"{_ORDINALS.get(place, f'Number {place} by')} interest per day" if place else "No interest per day known"


def _waits_for(reason: Reason) -> str:
    return f"Needs {reason.other}, which has no sprint here"


def _too_large(reason: Reason) -> str:
    if round(reason.limit or 0.0) == 0:
        return "No sprint can promise anything: past sprints vary too much to be 85 % sure of any work"
    return f"Larger than any sprint can promise, {_amount(reason)} against {_limit(reason)}: split it"


_SENTENCES: dict[ReasonCode, Callable[[Reason], str]] = {
    ReasonCode.PINNED: _pinned,
    ReasonCode.STARTED: lambda r: f"Already started, stays in {r.sprint}",
    ReasonCode.SPRINT_RUNS: lambda r: f"{r.sprint} is running, nothing is moved in or out",
    ReasonCode.STAYS: lambda r: f"Fits where it is, in {r.sprint}",
    ReasonCode.FIRST_ROOM: lambda r: f"{r.sprint} is the first sprint with room",
    ReasonCode.AFTER: lambda r: f"Needs {r.other}, which ends in {r.sprint}",
    ReasonCode.FULL: lambda r: f"{r.sprint} is at its promise of {_limit(r)}",
    ReasonCode.NO_ROOM: lambda r: f"No sprint here has room for {_amount(r)}",
    ReasonCode.TOO_LARGE: _too_large,
    ReasonCode.WAITS_FOR: _waits_for,
    ReasonCode.NEEDS_STRETCH: lambda r: f"Needs {r.other}, which is only stretch in {r.sprint}",
    ReasonCode.PIN_BEFORE_DEPENDENCY: lambda r: f"Stands before {r.other}, which it needs",
    ReasonCode.OVER_PROMISE: lambda r: f"Takes {r.sprint} to {_amount(r)}, above {_limit(r)}",
    ReasonCode.NO_SKILL: lambda r: f"Nobody in the team can do {r.skill}",
    ReasonCode.SKILL_AWAY: lambda r: f"Nobody who can do {r.skill} is there in {r.sprint}",
    ReasonCode.SKILL_FULL: _skill_full,
    ReasonCode.PERSON_AWAY: lambda r: f"{r.who} is away in {r.sprint}",
    ReasonCode.PERSON_FULL: lambda r: f"{r.who} would have {_amount(r)} in {r.sprint}, with room for {_limit(r)}",
    ReasonCode.PERSON_PARTLY_AWAY: lambda r: (
        f"{r.who} is away for part of {r.sprint}: {_amount(r)} of work, room for {_limit(r)}"
    ),
    ReasonCode.MEDIAN_SIZE: lambda r: f"Has no estimate, counted with the usual {_amount(r)}",
    ReasonCode.STRETCH: lambda r: f"Stretch in {r.sprint}: fits the middle of the forecast, not the promise",
    ReasonCode.CHANCE: lambda r: f"In {r.sprint} instead: promise kept {_percent(r.amount)}, not {_percent(r.limit)}",
    ReasonCode.OUTSIDE: lambda r: f"Planned in {r.sprint}, after the sprints planned here",
    ReasonCode.CONTAINER: lambda _: "Holds other items, its size is theirs",
    ReasonCode.CLOSED: lambda r: f"No work left: {r.other}",
    ReasonCode.RESERVE_ROOM: lambda r: f"Leaves {_figure(r.amount, r.unit)} of {_limit(r)} of reserve in place",
    ReasonCode.RESERVE_FULL: lambda r: f"The reserve of {r.sprint} is {_limit(r)}, it would take {_amount(r)}",
    ReasonCode.DEBT_RANK: _debt_rank,
    ReasonCode.DEADLINE: lambda r: f"Done before its deadline, {_day(r.other)}",
    ReasonCode.DEADLINE_MISSED: lambda r: f"The reserve cannot meet its deadline, {_day(r.other)}: escalate",
    ReasonCode.LONG_PAYBACK: lambda r: f"Pays back in {_amount(r)}, beyond {_limit(r)}: can wait",
    ReasonCode.NO_INTEREST: lambda _: "Costs nothing as far as known: can wait",
    ReasonCode.ACCEPTED: lambda r: f"Its risk is accepted until {_day(r.other)}",
    ReasonCode.PAID: lambda _: "Already repaid",
    ReasonCode.BY_ITEMS: lambda r: f"Backlog items pay it down with {_amount(r)}",
    ReasonCode.SPLIT: lambda r: f"Larger than one sprint of reserve, split over {int(r.amount or 0)} sprints",
    ReasonCode.PARTLY: lambda r: (
        f"{_figure(r.amount, r.unit)} of {_limit(r)} do not fit into the reserve of these sprints"
    ),
}
