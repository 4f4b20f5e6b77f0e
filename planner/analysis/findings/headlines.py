"""One finding per page: a sentence for the headline and a second line with dates and range."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.analysis.calibration.words import is_telling, scored_sprints
from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.findings.attention import SOON
from planner.analysis.findings.expiring import decisions_due
from planner.analysis.forecast.view import last_open
from planner.analysis.forecast.words import GUARDED
from planner.analysis.scenes.calibration_marks import ENOUGH, score_sentence
from planner.analysis.scenes.finish_ranges import finish_text
from planner.analysis.wording import (
    WEEKDAYS,
    amount,
    chance,
    count,
    day,
    listing,
    number,
    percent,
    period,
    period_long,
    size,
    small,
    unit_name,
    weekday,
)
from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.calendar import Period
from planner.domain.issue import Severity
from planner.domain.settings import Unit
from planner.domain.sprint import Sprint

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

NAMED_ABSENCES = 3
_FRACTIONS = ((0.25, "A quarter"), (1 / 3, "A third"), (0.5, "Half"), (2 / 3, "Two thirds"), (0.75, "Three quarters"))
NEAR = 0.015
SAME_SHARE = 0.0005  # a tenth of a percent is what is shown
NEXT_ITEMS = 20


@dataclass(frozen=True, slots=True)
class Headline:
    """Title and second line of a page; both are sentences."""

    title: str
    subtitle: str


def headlines(view: "PlanView") -> dict[str, Headline]:
    """Return the headline of every page by its name, as in the rail, and ``"Capacity"`` of the meeting."""
    return {
        "Overview": overview(view),
        "Backlog": backlog(view),
        "Team": team(view),
        "Sprints": sprints(view),
        "Debt": debt(view),
        "Forecast": forecast(view),
        "Track": track(view),
        "Decisions": decisions(view),
        "Capacity": meeting_capacity(view),
    }


def overview(view: "PlanView") -> Headline:
    """Say whether the team is all right."""
    sprint, outlook = view.next_sprint, view.next_outlook
    if sprint is None or outlook is None:
        return Headline("Nothing is planned yet", "Add people and a sprint, or import what your tracker has.")
    stops = [finding for finding in view.attention if finding.severity is Severity.STOP]
    return Headline(_overview_title(view, stops_elsewhere=len(stops)), _sprint_line(view, sprint))


def _overview_title(view: "PlanView", *, stops_elsewhere: int) -> str:
    outlook = view.next_outlook
    warnings = sum(1 for finding in view.attention if finding.severity is Severity.WARN)
    unit = view.plan.settings.unit
    if outlook is None or asks_for_velocity(view):
        return "No forecast yet: enter a velocity or import sprint history"
    name = outlook.sprint.name
    if outlook.over > 0 and not outlook.sprint.started_on:
        start = "Nearly all right: " if stops_elsewhere <= 1 else ""
        return f"{start}{name} is {amount(outlook.over, unit)} above what you can promise"
    if stops_elsewhere:
        return f"{name} fits its promise, {count(stops_elsewhere, 'thing')} cannot stay as {_they(stops_elsewhere)}"
    if warnings:
        return f"{name} fits its promise, {count(warnings, 'thing')} {_need(warnings)} a look"
    return f"All right: {name} fits what you can promise"


def _they(many: int) -> str:
    return "it is" if many == 1 else "they are"


def _need(many: int) -> str:
    return "needs" if many == 1 else "need"


def _sprint_line(view: "PlanView", sprint: Sprint) -> str:
    capacity = view.capacity[sprint.id]
    there = [person for person in capacity.people if person.steps.calendar_pd > 0]
    parts = [f"{count(len(there), 'person', 'people')}, {count(len(capacity.there_by_day), 'working day')}"]
    parts += [f"{name} off in {listing(places)}" for name, places in _holidays(view, capacity)]
    return f"{sprint.name}, {period_long(sprint.period)}. {', '.join(parts)}."


def _holidays(view: "PlanView", capacity: CapacityBreakdown) -> list[tuple[str, list[str]]]:
    """Return the holidays inside a sprint with the places that have them, as far as somebody works there."""
    used = {person.member.place for person in capacity.people}
    week = view.plan.team.week
    found: dict[str, list[str]] = {}
    for entry in view.plan.team.holiday_sets:
        for holiday in entry.holidays:
            inside = holiday.day in capacity.sprint.period and week.share_on(holiday.day) > 0
            if entry.id in used and inside:
                found.setdefault(holiday.name, []).append(entry.name)
    return list(found.items())


def backlog(view: "PlanView") -> Headline:
    """Say how much is open and how far the coming sprints reach."""
    work = view.forecast_if_any.remaining if view.forecast_if_any else None
    unit = view.plan.settings.unit
    open_items = [item for item in view.plan.backlog if item.is_open]
    if not open_items:
        return Headline("The backlog is empty", "Import it from your tracker, paste it from a sheet, or type items.")
    title = count(len(open_items), "open item")
    if work is None or unit.value == "items":
        return Headline(title, "In rank order.")
    text = f"{title}, {amount(work.estimated, unit)}"
    planned = sum(1 for item in open_items if item.sprint_id is not None)
    return Headline(text, f"{planned} of them are in a sprint.{_unsized(open_items)}")


def _unsized(open_items: list[BacklogItem]) -> str:
    """Return how many of the next items have no estimate: those are the ones that a sprint needs soon."""
    first = [item for item in open_items if item.kind is not ItemKind.EPIC][:NEXT_ITEMS]
    missing = sum(1 for item in first if item.size is None)
    return f" {missing} of the first {len(first)} {'has' if missing == 1 else 'have'} no estimate." if missing else ""


def team(view: "PlanView") -> Headline:
    """Say what is left of the calendar in the next sprint, and who is away."""
    sprint = view.next_sprint
    if sprint is None or not view.plan.team.members:
        return Headline("Nobody is in the team yet", "Add people to see what they can really do.")
    capacity = view.capacity[sprint.id]
    steps = capacity.steps
    title = (
        f"{number(steps.effective_pd, 1)} person-days in {sprint.name}, of {size(steps.calendar_pd)} on the calendar"
    )
    parts = [f"{name} is off in {listing(places)}." for name, places in _holidays(view, capacity)]
    away = _absences(view, sprint)
    parts += [f"{', '.join(away[:NAMED_ABSENCES])}."] if away else []
    new = [person.member.name.split()[0] for person in capacity.people if person.ramp_share < 1]
    parts += [f"{listing(new)} {'is' if len(new) == 1 else 'are'} ramping up."] if new else []
    return Headline(title, " ".join(parts) or f"{period_long(sprint.period)}.")


def _absences(view: "PlanView", sprint: Sprint) -> list[str]:
    """Return whole absences inside a sprint in words, the longest first."""
    names = {member.id: member.name.split()[0] for member in view.plan.team.members}
    inside = [
        (
            entry.member_id,
            Period(max(entry.period.start, sprint.period.start), min(entry.period.end, sprint.period.end)),
        )
        for entry in view.plan.team.absences
        if entry.period.overlaps(sprint.period) and entry.share >= 1
    ]
    longest = sorted(inside, key=lambda entry: -(entry[1].end - entry[1].start).days)
    texts = [(names[member], period(span)) for member, span in longest if member in names]
    return [f"{name} away {dates}" if place == 0 else f"{name} {dates}" for place, (name, dates) in enumerate(texts)]


def sprints(view: "PlanView") -> Headline:
    """Say whether the next sprint fits its promise."""
    outlook = view.next_outlook
    if outlook is None:
        return Headline("No sprint is planned", "Add sprints, or let the plan continue its rhythm.")
    unit, name = view.plan.settings.unit, outlook.sprint.name
    if outlook.promise is None or asks_for_velocity(view):
        why = "no sprint is closed" if outlook.promise is None else "nothing was completed so far"
        line = f"{amount(outlook.load, unit)} planned; {why}. Enter a velocity, or import sprint history."
        return Headline(f"{name} has no promise yet", line)
    likely = "" if outlook.chance is None else f", {chance(outlook.chance)} likely"
    promise = amount(round(outlook.promise), unit)
    line = f"{amount(outlook.load, unit)} planned{likely}{_read_with_plan(view)}; {promise} can be promised."
    if outlook.sprint.started_on:
        return Headline(f"{name} is running", track(view).subtitle)
    if outlook.over > 0:
        return Headline(f"{name} is {amount(outlook.over, unit)} above its promise", line)
    return Headline(f"{name} fits its promise", line)


def _read_with_plan(view: "PlanView") -> str:
    """Return the chance of the next sprint read with its plan, in brackets; nothing when nothing is planned."""
    found = view.forecast_if_any
    if found is None or found.planned is None or view.next_outlook is None:
        return ""
    own = found.next_sprint_id == view.next_outlook.sprint.id
    return f" ({chance(found.planned.chance)} read with its plan)" if own else ""


def asks_for_velocity(view: "PlanView") -> bool:
    """Say whether nothing can be promised before a velocity is entered: no history, or nothing done in it."""
    found = view.forecast_if_any
    return found is None or (not found.history.typed and not any(found.history.values))


def debt(view: "PlanView") -> Headline:
    """Say what the registered debt costs."""
    totals = view.register.totals
    if totals.entries == 0:
        return Headline("No debt is registered", "Add what slows you down, what it costs and what removes it.")
    principal, interest = totals.principal, totals.interest
    span = f"{number(principal.p10)} to {number(principal.p90)}"
    cost = f"interest {small(interest.p10)} to {small(interest.p90)} a sprint"
    return Headline(
        f"Registered debt costs {number(interest.p50, 1)} person-days a sprint",
        f"{count(totals.entries, 'item')}, principal {number(principal.p50, 1)} person-days ({span}), {cost}. "
        "Ranked by interest per principal.",
    )


def debt_cost(view: "PlanView") -> str:
    """Return what debt costs as part of feature work, and the reviews ahead."""
    totals, parameters = view.register.totals, view.parameters
    until = view.today + 2 * SOON
    dates = [row.item.review_on for row in view.register.rows if row.item.review_on is not None]
    soon = [when for when in dates if view.today <= when <= until]
    reviews = f" {count(len(soon), 'review')} in the next four weeks." if soon else ""
    waste = f", {percent(parameters.w0)} of feature work" if parameters.w0 > 0 else ""
    return f"Costs {number(totals.interest.p50, 1)} person-days a sprint{waste}.{reviews}"


def forecast(view: "PlanView", *, unit_of: Unit | None = None) -> Headline:
    """Say by when the release is done, 85 % sure; counted in the plan's own unit unless another one is asked for."""
    found = view.forecast_in(unit_of or view.plan.settings.unit)
    if found is None:
        return Headline("No forecast yet", "Close a sprint, import sprint history, or enter a velocity.")
    if found.remaining.total <= 0:
        return Headline("Everything is done", "There is no open work to forecast.")
    inside = "Leave in the calendar is already inside." if found.history.per_pd else str(_first_note(view))
    milestone = last_open(found)
    unit = unit_name(found.unit)
    if milestone is None:
        sure = found.finish[85]
        when = f"by {day(sure.day)}" if sure.day else f"later than {day(found.horizon_end)}"
        return Headline(f"Everything {when}, 85 % sure", f"{size(found.remaining.estimated)} {unit} left. {inside}")
    text = finish_text(milestone, 85)
    when = text if text.startswith("after") else f"by {text}"
    target = (
        f"{chance(milestone.probability)} likely by the target of {day(milestone.milestone.due)}. "
        if milestone.milestone.due and milestone.probability is not None
        else ""
    )
    line = f"{size(milestone.estimated)} {unit} left. {target}{inside}"
    return Headline(f"{milestone.milestone.name} {when}, 85 % sure", line)


def calibration(view: "PlanView") -> Headline:
    """Say how often the forecast was right on the team's own history."""
    known = scored_sprints(view.records)
    if not is_telling(view.records):
        line = "Public figures are shown until eight sprints are scored; the first is scored after three closed ones."
        return Headline(f"Too few sprints to score: {known} of {ENOUGH}", line)
    line = f"{count(known, 'sprint')} scored, each forecast from the sprints before it only; then three sprints ahead."
    return Headline(score_sentence(view.records), line)


def _first_note(view: "PlanView") -> str:
    found = view.forecast_if_any
    notes = () if found is None else (note for note in found.warnings if note.code not in GUARDED)
    return next((str(note) for note in notes), "")


def track(view: "PlanView") -> Headline:
    """Say how the running sprint will end, or how the last one ended."""
    sprint = view.tracking.sprint
    if sprint is None:
        return Headline("Nothing to track yet", "Plan a sprint and start it.")
    return sprint_course(view, sprint)


def sprint_course(view: "PlanView", sprint: Sprint) -> Headline:
    """Say how one sprint ended, or will."""
    unit = view.plan.settings.unit
    if sprint.is_closed:
        bridge = view.tracking.bridge(sprint.id)
        kept = f" of {size(bridge.committed)} committed" if bridge.committed is not None else ""
        record = view.tracking.predictability
        line = (
            f"Commitment met in {record.met} of {record.counted} sprints." if record.counted else "Frozen at its close."
        )
        return Headline(f"{sprint.name} completed {amount(bridge.done, unit)}{kept}", line)
    if not sprint.started_on:
        return Headline(f"{sprint.name} has not started", f"It starts on {weekday(sprint.period.start)}.")
    return _running(view, sprint)


def _running(view: "PlanView", sprint: Sprint) -> Headline:
    burndown = view.tracking.burndown(sprint.id)
    unit = view.plan.settings.unit
    title = f"{sprint.name} has {amount(burndown.left, unit)} left"
    likely = ""
    if burndown.end is not None and burndown.done_chance is not None:
        short = round(burndown.end[50])
        title = (
            f"{sprint.name} will probably end {amount(short, unit)} short"
            if short > 0
            else f"{sprint.name} will probably be done in time"
        )
        last = WEEKDAYS[burndown.days[-1].day.weekday()]
        likely = f"; finishing everything by {last} is {chance(burndown.done_chance)} likely"
    line = (
        f"{weekday(view.today)}, working day {burndown.day_number} of {burndown.working_days}. "
        f"{size(burndown.done)} of {amount(burndown.scope, unit)} done{likely}."
    )
    return Headline(title, line)


def decisions(view: "PlanView") -> Headline:
    """Say what has to be decided again."""
    due = decisions_due(view.plan, today=view.today)
    records = len(view.plan.decisions)
    if not records and not due:
        return Headline("No decision is recorded", "Write down what was decided, why, and when to look at it again.")
    line = f"{count(records, 'record')}, {count(len(view.plan.exceptions), 'exception')} from the reserve."
    if not due:
        return Headline("Nothing has to be decided again soon", line)
    return Headline(f"{count(due, 'decision')} {'is' if due == 1 else 'are'} due", line)


def meeting_capacity(view: "PlanView") -> Headline:
    """Say in the meeting what part of the next sprint can go to features."""
    sprint = view.next_sprint
    if sprint is None or view.capacity[sprint.id].steps.effective_pd <= 0:
        return Headline("No capacity yet", "Add people and a sprint.")
    steps = view.capacity[sprint.id].steps
    title = f"{fraction(steps.feature_pd / steps.effective_pd)} of {sprint.name} can go to features"
    kept = fraction(steps.reserve_pd / steps.effective_pd)
    policy = [entry for entry in view.plan.decisions if entry.kind.value == "policy" and not entry.superseded_by]
    as_agreed = bool(policy) and abs(view.reserve_share - view.plan.policy.target) < SAME_SHARE
    agreed = f", as agreed in decision {policy[-1].id}" if as_agreed else ""
    return Headline(title, f"Person-days, {period(sprint.period)}. {kept} is kept for refactoring{agreed}.")


def fraction(part: float) -> str:
    """Return a share as people say it: ``"Half"``, ``"A quarter"``, else a percentage.

    >>> fraction(0.5), fraction(0.26), fraction(0.42)
    ('Half', 'A quarter', '42 %')
    """
    return next((words for value, words in _FRACTIONS if abs(part - value) <= NEAR), percent(part))
