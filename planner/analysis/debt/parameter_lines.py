"""The parameters of the debt model as rows to read and change: value, range, where it comes from, and the source."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.analysis.debt.parameters import SYMBOLS, Basis, DebtParameters
from planner.analysis.debt.spreads import Spreads
from planner.domain.errors import InvalidValueError
from planner.domain.settings import DebtParameter, PlanSettings

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

COST, DISCOUNT = "cost", "discount"
FROM_PLAN = frozenset({"C", "f", "u", "l", "r"})
SOURCES = {
    "C": "your calendar after leave, on call and meetings",
    "f": "0.60 to 0.80 in practice reports; 10.9 of 36.5 hours in meetings, Clockwise 2022",
    "u": "rework and unplanned work, State of DevOps 2016",
    "l": "your overheads",
    "r": "20 to 30 %, practitioners: Cagan, DevOps Handbook, Shopify",
    "w0": "23 % of development time, 43 developers, Besker, Martini and Bosch 2018",
    "D0": "no published figure for a team",
    "g": "middle of 0.05 (code, SonarQube grade A) and 0.40 (whole estate, McKinsey 2020)",
    "eps": "1 / 1.33: mean overrun of estimates, Moløkken and Jørgensen 2003",
    "c": "almost a quarter of encounters add debt, Besker, Martini and Bosch 2018",
    "tau": "80 % of rework from 20 % of defects, Boehm and Basili 2001",
    "sigma_v": "assumed: fits teams that keep 80 % of commitments",
    "b": "off by default",
}
OWN_SOURCES = {
    "f": "your overheads",
    "u": "your overheads",
    "r": "the reserve in force",
    "w0": "interest of your register over feature effort",
    "D0": "sum of your register",
    "tau": "computed from your register",
    "sigma_v": "your closed sprints",
}


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One parameter ready to be shown; ``editable`` is false for what has its own place in the plan."""

    id: str
    meaning: str
    value: str
    unit: str
    span: str
    basis: str
    source: str
    editable: bool
    entered: bool
    unusual: bool = False


def parameter_lines(view: "PlanView") -> tuple[ParameterLine, ...]:
    """Return the cost of a person-day, the discount and every parameter of the model."""
    parameters = view.parameters
    spreads = Spreads().ranges(parameters)
    entered = {entry.name for entry in view.plan.settings.debt_parameters}
    surveyed = not view.plan.debt and bool(view.plan.settings.waste_surveys)
    lines = [_line(parameters, name, spreads, entered) for name in SYMBOLS]
    if surveyed and "w0" not in entered:
        lines = [replace(line, source="your survey") if line.id == "w0" else line for line in lines]
    return (_cost(view.plan.settings), _discount(view.plan.settings), *lines)


def _discount(settings: PlanSettings) -> ParameterLine:
    known = settings.discount_rate > 0
    return ParameterLine(
        id=DISCOUNT,
        meaning="discount: what a year of waiting costs",
        value=f"{settings.discount_rate:g}",
        unit="a year",
        span="",
        basis=Basis.ENTERED.value if known else "off",
        source="only you know it; 0 counts a feature in a year like one today",
        editable=True,
        entered=known,
    )


def _cost(settings: PlanSettings) -> ParameterLine:
    known = settings.cost_per_pd is not None
    return ParameterLine(
        id=COST,
        meaning="cost of one person-day",
        value=f"{settings.cost_per_pd:g}" if known else "",
        unit=settings.currency,
        span="",
        basis=Basis.ENTERED.value if known else "unknown",
        source="only you know it; without it no money is shown",
        editable=True,
        entered=known,
    )


def _line(
    parameters: DebtParameters, name: str, spreads: dict[str, tuple[float, float]], entered: set[str]
) -> ParameterLine:
    symbol, value, basis = SYMBOLS[name], float(getattr(parameters, name)), parameters.basis_of(name)
    span = "{:.3g} to {:.3g}".format(*spreads[name]) if name in spreads else ""
    own = basis is not Basis.LITERATURE and name in OWN_SOURCES and name not in entered
    return ParameterLine(
        id=name,
        meaning=symbol.meaning,
        value=f"{value:.4g}",
        unit=symbol.unit,
        span=span,
        basis=basis.value,
        source="typed here" if name in entered else OWN_SOURCES[name] if own else SOURCES[name],
        editable=name not in FROM_PLAN,
        entered=name in entered,
        unusual=name not in FROM_PLAN and not symbol.usual_low <= value <= symbol.usual_high,
    )


def with_parameter(settings: PlanSettings, name: str, text: str) -> PlanSettings:
    """Return settings with a typed value; an empty text goes back to the plan's own or the literature's.

    Raises
    ------
    InvalidValueError
        The text is no number, or lies outside the hard limits.
    """
    value = _number(name, text)
    if name == COST:
        return replace(settings, cost_per_pd=value)
    if name == DISCOUNT:
        return replace(settings, discount_rate=value or 0.0)
    others = tuple(entry for entry in settings.debt_parameters if entry.name != name)
    if value is None:
        return replace(settings, debt_parameters=others)
    if not SYMBOLS[name].allows(value):
        raise InvalidValueError(SYMBOLS[name].meaning, text, SYMBOLS[name].allowed)
    return replace(settings, debt_parameters=(*others, DebtParameter(name, value)))


def _number(name: str, text: str) -> float | None:
    bare = text.strip().replace(",", ".").removesuffix("%").strip()
    if not bare:
        return None
    try:
        value = float(bare)
    except ValueError as error:
        raise InvalidValueError(name, text, "a number, or nothing to go back") from error
    return value / 100 if text.strip().endswith("%") else value
