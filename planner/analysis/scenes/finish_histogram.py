"""When it is done: the distribution of the finish over the coming sprints."""

from collections.abc import Mapping

from planner.analysis.forecast.results import FinishBin, FinishDate, MilestoneForecast, PlanForecast
from planner.analysis.scenes.frame import empty_scene, hidden
from planner.analysis.scenes.scene import Axis, Bar, Bars, Hit, Mark, Rule, Scene, Style, Table, Tick
from planner.analysis.wording import chance, day, percent, period
from planner.domain.calendar import ONE_DAY, Period

NAME, TITLE = "finish-histogram", "When it is done"
EMPTY = "There is no open work with a forecast."
LEAST_SHOWN = 0.003
FAR = 0.22  # of the width: words to the right of such a mark would be cut
DARK, MIDDLE, LIGHT = 1.0, 0.62, 0.32


def finish_histogram(
    forecast: PlanForecast | None, *, milestone: MilestoneForecast | None = None, sure: FinishDate | None = None
) -> Scene:
    """Return the share of futures that finish in each quarter of a sprint; darker before P50, lighter after P85.

    Parameters
    ----------
    milestone
        What is to be finished; everything open by default.
    sure
        The date that is marked beside the median; P85 by default.
    """
    found_bins = () if forecast is None else forecast.histogram if milestone is None else milestone.histogram
    if forecast is None or not found_bins:
        return empty_scene(NAME, TITLE, EMPTY)
    bins = _telling(found_bins)
    finish = forecast.finish if milestone is None else milestone.finish
    half, sure = finish[50], sure or finish[85]
    finish = {**finish, sure.percentile: sure}
    top = max(entry.share for entry in bins) or 1.0
    marks: list[Mark] = [Bars("finish", tuple(_bar(entry, half, sure) for entry in bins))]
    first, second = sorted((half, sure), key=lambda entry: entry.percentile)
    last = bins[-1].high
    room = last - bins[0].low
    far = second.position is not None and second.position > last - FAR * room
    marks += [*_mark(first, "left"), *(_mark(second, "left" if far else "right") if second is not first else ())]
    return Scene(
        name=NAME,
        title=TITLE,
        x=_axis(bins),
        y=hidden(0.0, top * 1.25),
        marks=tuple(marks),
        table=_table(forecast, finish),
        summary=_summary(forecast, half, sure),
        top_margin=18,
    )


def _mark(found: FinishDate, side: str) -> list[Mark]:
    if found.position is None or found.day is None:
        return []
    text = f"**P{found.percentile}** {day(found.day)}"
    return [Rule(found.position, width=2.0, label=text, label_align=side)]


def later_text(forecast: PlanForecast, milestone: MilestoneForecast | None = None) -> str:
    """Return what part of the futures is not done at the horizon: ``"Later than 6 Nov: 1.1 %"``."""
    later = forecast.later_share if milestone is None else milestone.later_share
    return f"Later than {day(forecast.horizon_end)}: {percent(later, 1)}"


def _telling(bins: tuple[FinishBin, ...]) -> tuple[FinishBin, ...]:
    """Leave out the ends that hold next to nothing, whole sprints at a time."""
    used = [entry for entry in bins if entry.share >= LEAST_SHOWN] or bins  # almost all lies beyond the horizon
    first, last = int(used[0].low), int(used[-1].low)
    return tuple(entry for entry in bins if first <= int(entry.low) <= last)


def _bar(entry: FinishBin, half: FinishDate, sure: FinishDate) -> Bar:
    middle = (entry.low + entry.high) / 2
    first, second = sorted((half, sure), key=lambda found: found.percentile)
    opacity = DARK
    if first.position is not None and middle > first.position:
        opacity = MIDDLE
    if second.position is not None and middle > second.position:
        opacity = LIGHT
    span = period(Period(entry.first_day, entry.last_day + ONE_DAY))
    hit = Hit(f"{entry.sprint_name}, {span}", (f"{percent(entry.share, 1)} of the futures finish then",))
    width = (entry.high - entry.low) * 0.92
    return Bar(middle, 0.0, entry.share, width, Style.FEATURES, opacity=opacity, hit=hit)


def _axis(bins: tuple[FinishBin, ...]) -> Axis:
    first, last = int(bins[0].low), int(bins[-1].low)
    names = {int(entry.low): entry.sprint_name for entry in bins}
    every = max(1, (last - first + 1) // 7)
    ticks = tuple(Tick(place + 0.5, names[place]) for place in range(first, last + 1, every) if place in names)
    return Axis(low=float(first), high=float(last + 1), ticks=ticks)


def _table(forecast: PlanForecast, finish: Mapping[int, FinishDate]) -> Table:
    rows = [
        (
            f"P{percentile}",
            day(found.day) if found.day else f"later than {day(forecast.horizon_end)}",
            found.sprint_name,
        )
        for percentile, found in sorted(finish.items())
    ]
    return Table(("How sure", "Done by", "Sprint"), tuple(rows))


def _summary(forecast: PlanForecast, half: FinishDate, sure: FinishDate) -> str:
    late = chance(forecast.later_share)
    if half.day is None or sure.day is None:
        return f"Everything is done later than {day(forecast.horizon_end)} in {late} of the futures."
    return f"Everything is done by {day(half.day)} with 50 %, by {day(sure.day)} with {sure.percentile} %."
