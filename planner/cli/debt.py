"""``debt [PLAN]``: debt and velocity under several reserves, from a plan or from entered parameters alone."""

import argparse
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.analysis.debt.parameters import SYMBOLS, Basis, DebtParameters
from planner.analysis.debt.policy import break_even
from planner.analysis.debt.projection import DebtProjection, Thresholds, project, thresholds
from planner.cli.opening import open_plan
from planner.cli.terminal import days, percent, plain, print_json, progress, table
from planner.domain.errors import InvalidValueError
from planner.storage.plan_file import SUFFIX

if TYPE_CHECKING:
    from planner.analysis.debt.montecarlo import DebtFutures

DEFAULT_RESERVES = (0.0, 0.1, 0.25)
PROBABILITY_SPRINTS = (13, 26, 39, 52)
_SHOWN = (1, 13, 26, 52)
_MOST_HORIZON = 1000
_MOST_TRIALS = 200_000
_MOST_STEPS = 40_000_000
"""Trials times sprints times reserves: more would not fit into the memory of a small machine."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("plan", metavar="PLAN", type=Path, nargs="?", help="a plan; without one, defaults and --set")
    parser.add_argument("--set", metavar="NAME=VALUE", nargs="+", action="extend", default=[], help="a parameter")
    parser.add_argument("--reserve", metavar="SHARES", default="", help="shares of capacity, such as 0,0.1,0.25")
    parser.add_argument("--horizon", metavar="SPRINTS", type=int, default=52)
    parser.add_argument("--trials", type=int, default=0, help="futures to draw; 0 is the deterministic path")
    parser.add_argument("--seed", type=int, default=None, help="by default the plan's, without one 1")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print parameters, thresholds, paths and break-evens."""
    if options.plan is None and options.set and options.set[-1].endswith(SUFFIX):
        options.plan = Path(options.set.pop())  # PLAN was written after the values of --set
    parameters, seed = _team(options)
    options.seed = seed if options.seed is None else options.seed
    reserves = _reserves(options.reserve)
    _check(options, reserves)
    futures = _futures(parameters, reserves, options) if options.trials else None
    projections = [project(parameters, reserve, options.horizon) for reserve in reserves]
    answer = {
        "parameters": _parameters_json(parameters),
        "thresholds": _thresholds_json(thresholds(parameters)),
        "reserves": [
            _reserve_json(reserve, projection, futures, place)
            for place, (reserve, projection) in enumerate(zip(reserves, projections, strict=True))
        ],
        "break_even": _break_evens(parameters, reserves, futures),
    }
    if options.json:
        print_json(answer)
    else:
        _print(answer, options.horizon)
    return 0


def _check(options: argparse.Namespace, reserves: Sequence[float]) -> None:
    if not 1 <= options.horizon <= _MOST_HORIZON:
        raise InvalidValueError("horizon", options.horizon, f"1 to {_MOST_HORIZON} sprints")
    if not 0 <= options.trials <= _MOST_TRIALS:
        raise InvalidValueError("trials", options.trials, f"0 to {_MOST_TRIALS:,}")
    most = _MOST_STEPS // (options.horizon * len(reserves))
    if options.trials > most:
        raise InvalidValueError("trials", options.trials, f"0 to {most:,} with so many sprints and reserves")
    if options.seed < 0:
        raise InvalidValueError("seed", options.seed, "a whole number of 0 or more")


def _team(options: argparse.Namespace) -> tuple[DebtParameters, int]:
    """Return the parameters and the seed: the plan's, or the defaults with what was set."""
    if options.plan is None:
        return _entered(DebtParameters(), options.set), 1
    view = open_plan(options.plan).view
    return _entered(view.parameters, options.set), view.plan.settings.seed


def _entered(parameters: DebtParameters, texts: Sequence[str]) -> DebtParameters:
    values: dict[str, float] = {}
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        if name not in SYMBOLS:
            raise InvalidValueError("set", name, f"one of {', '.join(SYMBOLS)}")
        try:
            values[name] = float(value)
        except ValueError as error:
            raise InvalidValueError("set", text, "NAME=VALUE with a number, such as w0=0.2") from error
    return parameters.with_values(basis=Basis.ENTERED, **values) if values else parameters


def _reserves(text: str) -> tuple[float, ...]:
    if not text:
        return DEFAULT_RESERVES
    return tuple(share_of(part) for part in text.split(","))


def share_of(text: str) -> float:
    """Return a share written as ``0.25`` or ``25%``.

    Raises
    ------
    InvalidValueError
        When it is no share between 0 and 0.9.

    Examples
    --------
    >>> share_of("0.25"), share_of("25 %")
    (0.25, 0.25)
    """
    bare = text.strip()
    try:
        share = float(bare.removesuffix("%")) / (100 if bare.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 0.9:  # noqa: PLR2004 - the same bound as the policy's ceiling
        raise InvalidValueError("reserve", text, "shares between 0 and 0.9, such as 0.25")
    return share


def _futures(parameters: DebtParameters, reserves: Sequence[float], options: argparse.Namespace) -> "DebtFutures":
    from planner.analysis.debt.montecarlo import monte_carlo

    report = progress()
    report(0, 1, "drawing futures")
    futures = monte_carlo(parameters, list(reserves), options.horizon, trials=options.trials, seed=options.seed)
    report(1, 1)
    return futures


def _parameters_json(parameters: DebtParameters) -> dict[str, Any]:
    return {
        name: {
            "value": plain(getattr(parameters, name)),
            "unit": symbol.unit,
            "basis": parameters.basis_of(name).value,
        }
        for name, symbol in SYMBOLS.items()
    }


def _thresholds_json(found: Thresholds) -> dict[str, float]:
    return {"r_neutral": found.r_neutral, "r_tip": found.r_tip, "r_hold": found.r_hold, "v_max": found.v_max}


def _reserve_json(
    reserve: float, projection: DebtProjection, futures: "DebtFutures | None", place: int
) -> dict[str, Any]:
    return {
        "reserve": reserve,
        "velocity": projection.V.tolist(),
        "principal": projection.D.tolist(),
        "waste": projection.waste.tolist(),
        "cumulative": projection.cumulative.tolist(),
        "p10": _band(futures, place, 0.10),
        "p90": _band(futures, place, 0.90),
    }


def _band(futures: "DebtFutures | None", place: int, share: float) -> dict[str, list[float]]:
    """Return one quantile of every course; principal stands at the end of each sprint here."""
    if futures is None:
        return {}
    from planner.analysis.arrays import quantiles

    courses = {
        "velocity": futures.velocity[place],
        "principal": futures.principal[place],
        "waste": futures.waste[place],
        "cumulative": futures.cumulative()[place],
    }
    return {name: [float(value) for value in quantiles(course, (share,))[0]] for name, course in courses.items()}


def _break_evens(
    parameters: DebtParameters, reserves: Sequence[float], futures: "DebtFutures | None"
) -> list[dict[str, Any]]:
    found = []
    for (low_place, low), (high_place, high) in combinations(sorted(enumerate(reserves), key=lambda pair: pair[1]), 2):
        if high == low:
            continue
        point = break_even(parameters, high=high, low=low)
        odds = {} if futures is None else futures.probability_ahead(high_place, low_place, PROBABILITY_SPRINTS)
        found.append(
            {
                "high": high,
                "low": low,
                "velocity_sprint": point.velocity_sprint or None,
                "cumulative_sprint": point.cumulative_sprint or None,
                "probability": {str(sprint): chance for sprint, chance in odds.items()},
            }
        )
    return found


def _print(answer: dict[str, Any], horizon: int) -> None:
    parameters = answer["parameters"]
    print(
        table(
            ("name", "meaning", "value", "unit", "from"),
            [
                (name, SYMBOLS[name].meaning, f"{entry['value']:g}", entry["unit"], entry["basis"])
                for name, entry in parameters.items()
            ],
        )
    )
    marks = answer["thresholds"]
    print(
        f"\nBelow {100 * marks['r_tip']:.1f} % debt runs away, {100 * marks['r_hold']:.1f} % holds it where it is, "
        f"{100 * marks['r_neutral']:.1f} % keeps clean code clean. "
        f"No reserve gives more than {days(marks['v_max'])} ideal pd a sprint for good."
    )
    sprints = [sprint for sprint in _SHOWN if sprint <= horizon]
    head = ("reserve", *(f"features in sprint {sprint}" for sprint in sprints), "in total", "debt left", "waste")
    print("\n" + table(head, [_row(entry, sprints) for entry in answer["reserves"]]))
    print("\nIdeal person-days; debt in person-days at the end; waste is the share of feature effort lost in the end.")
    for point in answer["break_even"]:
        print(_break_even_text(point))


def _row(entry: dict[str, Any], sprints: Sequence[int]) -> tuple[str, ...]:
    amounts = (days(entry["velocity"][sprint - 1]) for sprint in sprints)
    last = (days(entry["cumulative"][-1]), days(entry["principal"][-1]), percent(entry["waste"][-1]))
    return (f"{100 * entry['reserve']:g} %", *amounts, *last)


def _break_even_text(point: dict[str, Any]) -> str:
    faster = point["velocity_sprint"]
    ahead = point["cumulative_sprint"]
    high, low = (f"{100 * point[side]:g} %" for side in ("high", "low"))
    if faster is None:
        return f"{high} against {low}: never faster within ten years."
    total = "never ahead in total within ten years" if ahead is None else f"ahead in total from sprint {ahead}"
    odds = ", ".join(f"{percent(chance)} by sprint {sprint}" for sprint, chance in point["probability"].items())
    return f"{high} against {low}: faster from sprint {faster}, {total}{f'; ahead in total: {odds}' if odds else ''}."
