"""What the Sprints and Backlog pages say first: one finding, and where it comes from."""

from planner.analysis.reserve import reserve_share_of
from planner.analysis.sprint_board import BoardColumn
from planner.analysis.view import PlanView
from planner.analysis.wording import count, day, number, period, share, unit_name
from planner.domain.backlog import ItemKind

_SURE = 85
FIRST_RANKS = 20
"""So many items from the top should have an estimate: they are the next sprints."""

Headline = tuple[str, str]


def sprints_headline(view: PlanView, columns: tuple[BoardColumn, ...]) -> Headline:
    """Return finding and detail of the Sprints page: whether the next sprint fits what can be promised."""
    if not columns:
        return "No sprint is planned yet", ""
    first = columns[0]
    name, unit = first.sprint.name, unit_name(view.plan.settings.unit)
    full = sum(bar.overloaded for bar in first.bars)
    people = f"{count(full, 'person', 'people')} above {share(1.0)}" if full else f"nobody above {share(1.0)}"
    parts = (period(first.sprint.period), f"{share(reserve_share_of(view.plan, first.sprint))} reserve", people)
    detail = f"{name}: {', '.join(parts)}. {count(len(columns), 'sprint')} ahead."
    if first.promise is None:
        return f"{name} holds {number(first.feature_load)} {unit}; there is no forecast to promise from yet", detail
    over = number(first.feature_load - first.promise)
    if first.features.over:
        return f"{name} holds {over} {unit} more than its promise of {number(first.promise)}", detail
    if first.reserve.over:
        return f"{name} fits its promise, but plans more debt work than its reserve", detail
    return f"{name} fits its promise of {number(first.promise)} {unit}", detail


def backlog_headline(view: PlanView) -> Headline:
    """Return finding and detail of the Backlog page: how much is open, when it is done, what has no estimate."""
    plan, forecast = view.plan, view.forecast_if_any
    items = [item for item in plan.backlog if item.is_open and item.kind is not ItemKind.EPIC]
    if not items:
        return "No open item is left", count(len(plan.backlog), "item") + " in all"
    first = items[:FIRST_RANKS]
    missing = sum(item.size is None for item in first)
    hint = f"{missing} of the first {len(first)} {'has' if missing == 1 else 'have'} no estimate" if missing else ""
    if forecast is None:
        return f"{count(len(items), 'open item')} without a forecast", hint
    total = f"{number(forecast.remaining.total)} {unit_name(plan.settings.unit)}"
    finish = forecast.finish[_SURE]
    when = f"by {day(finish.day)}" if finish.day else f"after {day(finish.later_than)}" if finish.later_than else ""
    detail = [hint] if hint else []
    detail.append(
        f"{total} open, unestimated items counted with {number(forecast.remaining.assumed_size)}"
        if forecast.remaining.unestimated
        else f"{total} open"
    )
    return f"{count(len(items), 'open item')} are done {when}, {_SURE} % sure", ". ".join(detail) + "."
