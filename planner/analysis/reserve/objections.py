"""What speaks against the lab's answer: what a critic says, what is answered, and what this plan itself contradicts."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.analysis.debt.parameters import SYMBOLS, Basis
from planner.analysis.debt.plan_parameters import open_debt
from planner.analysis.debt.survey import surveyed_waste
from planner.analysis.wording import percent, size
from planner.domain.settings import DebtParameter, PlanSettings

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

YEAR_SPRINTS = 26
CAUTIOUS = (("w0", 0.10), ("tau", 1.0))
"""What somebody assumes who does not believe that untidy code slows work much."""
LOWEST_PRICE, HIGHEST_PRICE = 0.25, 1.20  # interest a year over principal, from two public triangulations


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection and the honest answer; ``own`` ones are about this plan's own figures."""

    id: str
    says: str
    answer: str
    own: bool = False


def objections(view: "PlanView") -> tuple[Objection, ...]:
    """Return what contradicts the model, this plan's own contradictions first."""
    return (*_own(view), *_GENERAL)


def _own(view: "PlanView") -> tuple[Objection, ...]:
    parameters = view.parameters
    found = [_guessed(view)]
    said = surveyed_waste(view.plan.settings)
    if said is not None and view.plan.debt:
        found.append(_survey(said, parameters.w0))
    price = _price(view)
    if price is not None:
        found.append(price)
    for name, symbol in SYMBOLS.items():
        value = float(getattr(parameters, name))
        if name not in {"C", "b"} and not symbol.usual_low <= value <= symbol.usual_high:
            usual = f"{symbol.usual_low:g} to {symbol.usual_high:g}"
            says = f"{symbol.meaning[:1].upper()}{symbol.meaning[1:]} is {value:.3g} here."
            found.append(Objection(f"unusual-{name}", says, f"Public figures lie between {usual}.", own=True))
    return tuple(found)


def _guessed(view: "PlanView") -> Objection:
    names = [
        name for name in ("D0", "w0", "eps", "g", "c", "tau") if view.parameters.basis_of(name) is Basis.LITERATURE
    ]
    if not names:
        return Objection(
            "guesses", "The values are guesses.", "None of the six that matter is the literature's.", own=True
        )
    says = f"{', '.join(names)} {'is a guess' if len(names) == 1 else 'are guesses'}."
    answer = "Yes: they are shown as ranges, with what each of them moves, and labelled until you replace them."
    return Objection("guesses", says, answer, own=True)


def _survey(said: float, registered: float) -> Objection:
    says = f"Your survey says {percent(said)} of the time is lost, your register says {percent(registered)}."
    if registered > said:
        answer = "The register claims more than people feel: its interest is estimated too high somewhere."
    else:
        answer = (
            f"The other {percent(said - registered)} is no registered debt. It stays in the focus factor, and "
            "repaying the register will not remove it."
        )
    return Objection("survey", says, answer, own=True)


def _price(view: "PlanView") -> Objection | None:
    """Compare the register's interest over principal with the two public figures that there are."""
    debt = open_debt(view.plan)
    if debt.principal_pd <= 0 or debt.interest_pd <= 0:
        return None
    yearly = YEAR_SPRINTS * debt.interest_pd / debt.principal_pd
    says = f"Your debt costs {percent(yearly)} of its principal a year."
    low, high = percent(LOWEST_PRICE), percent(HIGHEST_PRICE)
    answer = f"Public figures give {low} to {high}, a factor of five: nobody knows it better than that."
    if not LOWEST_PRICE <= yearly <= HIGHEST_PRICE:
        answer = (
            f"Public figures give {low} to {high}. Yours is outside: check its {size(debt.interest_pd)} pd a sprint."
        )
    return Objection("price", says, answer, own=True)


_GENERAL = (
    Objection(
        "smells",
        "Code smells do not slow work.",
        "Three studies found little or nothing: 6 developers and 298 files (2013), 33 Apache projects (2019), "
        "6 components (2024). So principal comes from items the team would fix, never from static analysis, and "
        "10 % waste without targeting is one click away.",
    ),
    Objection(
        "horizon",
        "A reserve loses within a year.",
        "Counting only features shipped within 26 sprints, it usually does. It pays over one to two years, or when the "
        "debt left behind is priced; both ranges are shown.",
    ),
    Objection(
        "growing",
        "Letting debt grow can be right.",
        "A policy that lets it grow for a while can win on value (2026). Compare two phases, and a lower share.",
    ),
    Objection(
        "stock",
        "One stock for all debt is too simple.",
        "Architecture debt moves in lumps: enter large items on their own, with dates. Items that make each other "
        "dearer are not modelled.",
    ),
    Objection(
        "value",
        "Velocity is not value.",
        "Correct: the lab counts ideal days of features. That each is worth the same is an assumption.",
    ),
    Objection(
        "causal",
        "Little of this is causal.",
        "It is accounting plus three assumptions about behaviour: drag, injection, repayment. Set w0, g or eps near 0 "
        "to switch one off.",
    ),
    Objection(
        "metrics",
        "No metric predicts how engineers judge debt.",
        "Regressions explained less than 1 % (2023). Surveys work, so there is one here.",
    ),
    Objection(
        "band",
        "20 to 30 % is not science.",
        "It is what practitioners say. In the model it is right while paying down, for teams that add a quarter to "
        "almost half a day of debt per day of features, or over one to two years.",
    ),
)


def with_cautious(settings: PlanSettings) -> PlanSettings:
    """Return settings under the critic's assumptions: 10 % waste, and no better targeting than chance."""
    names = {name for name, _ in CAUTIOUS}
    others = tuple(entry for entry in settings.debt_parameters if entry.name not in names)
    return replace(settings, debt_parameters=(*others, *(DebtParameter(name, value) for name, value in CAUTIOUS)))
