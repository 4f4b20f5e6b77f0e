"""Behind each figure of the lab: its formula, what goes into it here, and where that comes from."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.analysis.debt.parameter_lines import SOURCES
from planner.analysis.debt.parameters import SYMBOLS, DebtParameters
from planner.analysis.reserve.lab import HALF_YEAR, ONE_YEAR, LabResult
from planner.analysis.wording import money, number, percent


@dataclass(frozen=True, slots=True)
class NoteInput:
    """One value that goes into a figure: what it is, the value with its unit, and whose it is."""

    name: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class FigureNote:
    """What stands behind a figure.

    Parameters
    ----------
    formula
        How it is computed, one line per step.
    inputs
        The values of this plan.
    source
        Where formula and ranges come from, and how far they go.
    """

    title: str
    formula: tuple[str, ...]
    inputs: tuple[NoteInput, ...]
    source: str


_SPRINT = (
    "features V = F / (1 + x), with F = (k \u2212 r) C and k = 1 \u2212 u \u2212 l",
    "repaid P = eps r C, new N = g (V + c (F \u2212 V))",
    "debt D + N \u2212 P; drag x (1 \u2212 P/D)^tau + N / D_half",
)
_PATHS = "values drawn once per future from their ranges, unplanned work and output anew every sprint"
_MODEL = "Two stocks, debt and drag; accounting plus three assumptions about behaviour, each shown under Objections."


def figure_note(lab: LabResult, code: str) -> FigureNote:
    """Return what stands behind a figure of the lab, by its code; the chart's own note for any other."""
    return _NOTES.get(code, _fan)(lab)


def _inputs(parameters: DebtParameters, *names: str) -> tuple[NoteInput, ...]:
    found = []
    for name in names:
        symbol, value = SYMBOLS[name], float(getattr(parameters, name))
        text = percent(value, 1) if symbol.unit.startswith("share") else f"{value:.3g} {symbol.unit}".strip()
        found.append(NoteInput(f"{name}, {symbol.meaning}", text, parameters.basis_of(name).value))
    return tuple(found)


def _drawn(lab: LabResult) -> NoteInput:
    return NoteInput("futures, the same for every reserve", f"{lab.trials:,}, seed {lab.seed}", "settings")


def _fan(lab: LabResult) -> FigureNote:
    return FigureNote(
        "The fan",
        (*_SPRINT, f"P10, P50 and P90 of {_PATHS}", "inner band: without the luck of sprints; it does not average out"),
        (*_inputs(lab.parameters, "C", "w0", "D0", "g", "eps", "c", "tau", "sigma_v"), _drawn(lab)),
        f"{_MODEL} All spreads are judgements: {SOURCES['sigma_v']}.",
    )


def _marks(lab: LabResult) -> FigureNote:
    return FigureNote(
        "The marks over the slider",
        (
            "keeps clean code clean: (k g + b/C) / (g + eps)",
            "holds today: (k m + b/C) / (m + eps), m = g (y + c (1 \u2212 y)), y = 1 / (1 + x)",
            "tips over: (k c g + b/C) / (c g + eps); below it debt grows without bound",
        ),
        _inputs(lab.parameters, "u", "l", "g", "eps", "c", "w0"),
        "Closed forms of the model. The band 20 to 30 % is practice (Cagan, DevOps Handbook, Shopify), not a result.",
    )


def _cost(lab: LabResult) -> FigureNote:
    return FigureNote(
        "Costs in features",
        (f"features of the lower reserve less those of the higher one, summed over {HALF_YEAR} sprints", _PATHS),
        (*_inputs(lab.parameters, "C", "u", "w0", "g", "eps"), _drawn(lab)),
        "P50 with P10 to P90 of the difference, future by future.",
    )


def _faster(lab: LabResult) -> FigureNote:
    return FigureNote(
        "Faster from",
        ("first sprint in which the higher reserve delivers more", *_SPRINT),
        _inputs(lab.parameters, "C", "D0", "w0", "eps", "tau", "g"),
        "The path without luck. Never shown without the sprint from which it is ahead in total.",
    )


def _ahead(lab: LabResult) -> FigureNote:
    return FigureNote(
        "Ahead in total from",
        ("first sprint by whose end the higher reserve has delivered more in total", *_SPRINT),
        _inputs(lab.parameters, "C", "D0", "w0", "eps", "tau", "g"),
        "The path without luck, looked at for ten years. Principal over capacity decides most of it.",
    )


def _odds(lab: LabResult) -> FigureNote:
    return FigureNote(
        "Chance to be ahead in total",
        ("part of the futures in which the higher reserve has delivered more by then", _PATHS),
        (_drawn(lab), *_inputs(lab.parameters, "D0", "w0", "eps", "g", "c", "tau", "sigma_v")),
        "Both reserves meet the same draws, so that the difference is not drowned in luck.",
    )


def _debt(lab: LabResult) -> FigureNote:
    return FigureNote(
        "Debt left",
        (f"principal at the end of {min(ONE_YEAR, lab.horizon)} sprints, P50", *_SPRINT[1:]),
        (*_inputs(lab.parameters, "D0", "eps", "g", "c"), _drawn(lab)),
        f"Principal: {SOURCES['D0']}; it is what your register says.",
    )


def _money_inputs(lab: LabResult) -> tuple[NoteInput, ...]:
    found = lab.money
    cost = () if found is None else (NoteInput("a person-day", money(found.cost_per_pd, found.currency), "entered"),)
    return (*cost, NoteInput("sprints a quarter", number(6.5, 1), "calendar"))


def _interest(lab: LabResult) -> FigureNote:
    return FigureNote(
        "Interest per quarter, now",
        ("interest of the register a sprint x cost of a person-day x 6.5", "range: all entries drawn together"),
        _money_inputs(lab),
        "Half of the spread of the entries is common to all, so that a long list does not average its error away.",
    )


def _later(lab: LabResult) -> FigureNote:
    return FigureNote(
        "Interest in one year",
        ("interest F \u2212 V of sprint 26 x cost of a person-day x 6.5", *_SPRINT),
        (*_money_inputs(lab), *_inputs(lab.parameters, "w0", "D0", "g", "eps")),
        "The path without luck, not discounted.",
    )


def _best(lab: LabResult) -> FigureNote:
    return FigureNote(
        "Near best",
        (
            "every constant reserve from 0 to 50 % in steps of half a point, over the horizon",
            "features alone: sum of V; with debt priced: less (1 \u2212 w0) / eps for each day of debt left behind",
            "a feature in t sprints counts (1 + d)^(\u2212t/26)",
        ),
        _inputs(lab.parameters, "C", "w0", "D0", "g", "eps", "tau"),
        "All reserves within 1 % of the best, because one number would claim what nobody knows.",
    )


_NOTES: dict[str, Callable[[LabResult], FigureNote]] = {
    "fan": _fan,
    "marks": _marks,
    "cost": _cost,
    "faster": _faster,
    "ahead": _ahead,
    "odds": _odds,
    "debt": _debt,
    "interest": _interest,
    "interest-later": _later,
    "best": _best,
}
CODES = tuple(_NOTES)
"""What can be asked about."""
