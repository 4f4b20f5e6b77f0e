"""What a forecast says about itself and about a day, in sentences."""

from datetime import date

from planner.analysis.forecast.plan_forecast import amount_by
from planner.analysis.forecast.results import PlanForecast
from planner.analysis.wording import amount, chance, count, day, number, percent, size

SURE, HALF = 15, 50
FEW, ENOUGH = 3, 5
GUARDED = frozenset({"typed-velocity", "few-sprints", "short-history"})
"""Notes that :func:`guard_sentence` says once, above everything."""


def planned_sentence(forecast: PlanForecast | None) -> str:
    """Return what the next sprint can be promised when it is read with its plan, and what that means."""
    if forecast is None or forecast.planned is None:
        return ""
    found, unit, name = forecast.planned, forecast.unit, forecast.sprints[forecast.next_index].name
    all_of_it = amount(found.committed, unit)
    return (
        f"With {all_of_it} {'committed' if found.started else 'planned'}, {name} brings at least "
        f"{amount(round(found.promise), unit)}, 85 % sure, {number(found.amounts[HALF])} at the median; "
        f"all of it is {chance(found.chance)} likely."
    )


def promise_sentence(forecast: PlanForecast) -> str:
    """Return what the next sprint can be promised, and the same read with its plan."""
    name, promise = forecast.sprints[forecast.next_index].name, amount(round(forecast.commitment), forecast.unit)
    first = f"{name} can be promised {promise}, 85 % sure."
    planned = forecast.planned
    if planned is None:
        return first
    what = "Read with the" if planned.started else "Read with its plan of"
    committed = f"{size(planned.committed)}{' committed' if planned.started else ''}"
    return (
        f"{first} {what} {committed}: {number(planned.promise)} sure, {number(planned.amounts[HALF])} at the median, "
        f"{chance(planned.chance)} likely in full."
    )


PLANNED_LABEL = (
    "Read with the plan: on public sprints a team did more when it planned more, and less when it planned less, by "
    "four tenths of the distance. It counts for this sprint only; dates and milestones do not use it."
)


def learned_sentence(forecast: PlanForecast | None) -> str:
    """Return what the model learned about the team: its noise, its drift, how far back it looks, and every warning."""
    if forecast is None:
        return ""
    noise, drift = percent(forecast.noise), percent(forecast.drift)
    memory = count(round(forecast.memory_sprints), "sprint")
    parts = [
        f"Sprints vary by {noise} around their level, which drifts {drift} a sprint.",
        f"The forecast remembers about {memory}; {forecast.trials:,} futures, seed {forecast.seed}.",
        *(str(note) for note in forecast.warnings if note.code not in GUARDED),
    ]
    return " ".join(parts)


def amount_sentence(forecast: PlanForecast, by: date) -> str:
    """Return how much is done by a day: the sure amount first, then the even chance."""
    amounts = amount_by(forecast, by)
    sure, half = amount(round(amounts[SURE]), forecast.unit), amount(round(amounts[HALF]), forecast.unit)
    if by > forecast.horizon_end:
        return f"The forecast ends on {day(forecast.horizon_end)}: by then at least {sure}, 85 % sure; {half} at P50."
    return f"By {day(by)} at least {sure}, 85 % sure; {half} at the median."


def goal_sentence(name: str, probability: float | None, by: date) -> str:
    """Return how likely a goal is done by a day; without a name it is everything that is open."""
    what = name or "Everything"
    return f"{what} is done." if probability is None else f"{what} by {day(by)} is {chance(probability)} likely."


def guard_sentence(forecast: PlanForecast | None) -> str:
    """Return how little is known under five sprints of history; empty from five on."""
    if forecast is None:
        return ""
    known = 0 if forecast.history.typed else len(forecast.history.values)
    if known and not any(forecast.history.values):
        return "Nothing was completed in the closed sprints: enter a velocity until there is something to learn from."
    if known >= ENOUGH:
        return ""
    if forecast.history.typed:
        return "Made from a velocity that was typed in, not from sprints: the range is wide, and nothing checks it yet."
    if known < FEW:
        return f"Only {count(known, 'closed sprint')}: the widest range there is, and too few sprints to say more."
    return f"Only {count(known, 'closed sprint')}: the range is wide, and narrows with every sprint from here."
