"""What the lab's answer hangs on: one parameter at a time from its P10 to its P90."""

from collections.abc import Sequence

from planner.analysis.debt.parameters import SYMBOLS, Basis, DebtParameters
from planner.analysis.debt.policy import Swing
from planner.analysis.scenes.frame import empty_scene, nice_step
from planner.analysis.scenes.scene import Axis, Bar, Bars, Hit, Label, Mark, Rule, Scene, Style, Table, Tick
from planner.analysis.wording import number, signed, small

NAME, TITLE = "debt-tornado", "What the gain hangs on, ideal days"
EMPTY = "Every parameter is known exactly: there is nothing to move."
SHORT = {
    "D0": "principal today",
    "w0": "time lost today",
    "eps": "removed per day of reserve",
    "g": "new debt per day of features",
    "c": "contagion",
    "tau": "targeting",
    "u": "unplanned work",
}


def debt_tornado(swings: Sequence[Swing], parameters: DebtParameters, *, gain: float, words: str) -> Scene:
    """Return a bar per parameter, the widest on top, around the gain as the values stand.

    Parameters
    ----------
    gain
        Features gained by the higher reserve with every parameter at its value, ideal pd.
    words
        What is compared: ``"25 % against 5 % over 52 sprints"``.
    """
    moving = [swing for swing in swings if swing.width > 0]
    if not moving:
        return empty_scene(NAME, TITLE, EMPTY)
    ends = [end for swing in moving for end in (swing.low_gain, swing.high_gain)]
    low, high = min(0.0, gain, *ends), max(0.0, gain, *ends)
    room = 0.16 * (high - low)
    marks: list[Mark] = [Rule(0.0, style=Style.STRONG), Rule(gain, dash="dot", label=f"{signed(gain)} as it stands")]
    for place, swing in enumerate(moving):
        marks += _row(swing, len(moving) - place - 0.5)
    names = tuple(Tick(len(moving) - place - 0.5, _name(swing.name, parameters)) for place, swing in enumerate(moving))
    return Scene(
        name=NAME,
        title=f"{TITLE}: {words}",
        x=_axis(low - room, high + room),
        y=Axis(low=0.0, high=len(moving) + 0.4, ticks=names),
        marks=tuple(marks),
        table=_table(moving, parameters),
        summary=f"{SHORT[moving[0].name].capitalize()} moves the gain most: {_span(moving[0])} ideal days.",
        top_margin=20,
    )


def _name(name: str, parameters: DebtParameters) -> str:
    own = "" if parameters.basis_of(name) is Basis.LITERATURE else ", yours"
    return f"{SHORT[name]}{own}"


def _axis(low: float, high: float) -> Axis:
    step = nice_step(high - low, most=6)
    first, last = int(low // step) + 1, int(high // step)
    ticks = tuple(Tick(place * step, signed(place * step)) for place in range(first, last + 1))
    return Axis(low=low, high=high, ticks=ticks, grid=True)


def _row(swing: Swing, y: float) -> list[Mark]:
    left, right = sorted((swing.low_gain, swing.high_gain))
    falling = swing.high_gain < swing.low_gain
    ends = (swing.high_value, swing.low_value) if falling else (swing.low_value, swing.high_value)
    hit = Hit(
        SYMBOLS[swing.name].meaning,
        (
            f"at {swing.low_value:.3g}: {signed(swing.low_gain)} ideal days",
            f"at {swing.high_value:.3g}: {signed(swing.high_gain)} ideal days",
        ),
    )
    return [
        Bars("gain", (Bar(y, left, right, 0.56, Style.UNPLANNED, hit=hit),), horizontal=True),
        Label(left, y, small(ends[0]), Style.MUTED, align="right", dx=-6.0),
        Label(right, y, small(ends[1]), Style.MUTED, dx=6.0),
    ]


def _span(swing: Swing) -> str:
    left, right = sorted((swing.low_gain, swing.high_gain))
    return f"{signed(left)} to {signed(right)}"


def _table(swings: Sequence[Swing], parameters: DebtParameters) -> Table:
    return Table(
        ("Parameter", "From", "P10", "P90", "Gain at P10", "Gain at P90"),
        tuple(
            (
                SYMBOLS[swing.name].meaning,
                parameters.basis_of(swing.name).value,
                f"{swing.low_value:.3g}",
                f"{swing.high_value:.3g}",
                number(swing.low_gain),
                number(swing.high_gain),
            )
            for swing in swings
        ),
    )
