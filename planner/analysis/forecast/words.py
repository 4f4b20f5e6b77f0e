"""What a forecast says about itself and about a day, in sentences."""

from datetime import date

from planner.analysis.forecast.plan_forecast import amount_by
from planner.analysis.forecast.results import PlanForecast
from planner.analysis.wording import amount, chance, count, day, number, percent

SURE, HALF = 15, 50


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
        *(str(note) for note in forecast.warnings),
    ]
    return " ".join(parts)


def amount_sentence(forecast: PlanForecast, by: date) -> str:
    """Return how much is done by a day: the sure amount first, then the even chance."""
    amounts = amount_by(forecast, by)
    sure, half = amount(round(amounts[SURE]), forecast.unit), amount(round(amounts[HALF]), forecast.unit)
    if by > forecast.horizon_end:
        return f"The forecast ends on {day(forecast.horizon_end)}: by then at least {sure}, 85 % sure; {half} at P50."
    return f"By {day(by)} at least {sure}, 85 % sure; {half} at the median."
