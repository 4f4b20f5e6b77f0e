"""The parameters of the debt model: every symbol with its unit, its range and where its value comes from.

Nothing here is a truth about a team. Each default is labelled ``literature`` until somebody measures or enters it.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from planner.domain.errors import InvalidValueError, UnknownReferenceError

QUARTER_SPRINTS: Final = 6.5  # two-week sprints in a quarter
D0_SPRINTS: Final = 3.0  # without a register, its principal is taken as three sprints of capacity


class Basis(StrEnum):
    """Where a value comes from."""

    LITERATURE = "literature"
    YOUR_DATA = "your data"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a parameter means.

    Parameters
    ----------
    name, meaning, unit
        The symbol, what it stands for, and its unit ("" is a pure number).
    least, most
        Hard limits; a value outside is refused. ``open_end`` excludes the limits themselves.
    usual_low, usual_high
        The range found in the literature; a value outside is unusual but allowed.
    """

    name: str
    meaning: str
    unit: str
    least: float
    most: float
    usual_low: float
    usual_high: float
    open_end: bool = False

    def allows(self, value: float) -> bool:
        """Tell whether ``value`` is a finite number inside the hard limits."""
        if not math.isfinite(value):
            return False
        return self.least < value < self.most if self.open_end else self.least <= value <= self.most

    @property
    def allowed(self) -> str:
        """The hard limits in words, for an error message."""
        return f"{'more than ' if self.open_end else ''}{self.least:g} to {self.most:g}"


SYMBOLS: Final = {
    symbol.name: symbol
    for symbol in (
        Symbol("C", "effective capacity", "pd/sprint", 0.0, 1e6, 1.0, 2000.0, open_end=True),
        Symbol("f", "focus factor", "share", 0.01, 1.0, 0.60, 0.80),
        Symbol("u", "unplanned work", "share of C", 0.0, 0.95, 0.10, 0.35),
        Symbol("l", "learning", "share of C", 0.0, 0.95, 0.0, 0.10),
        Symbol("r", "debt reserve", "share of C", 0.0, 1.0, 0.20, 0.30),
        Symbol("w0", "share of feature effort lost to registered debt", "share", 0.0, 0.95, 0.10, 0.42),
        Symbol("D0", "principal of the register", "pd", 0.0, 1e8, 0.0, 24_000.0),
        Symbol("g", "new principal per ideal pd of features", "pd/pd", 0.0, 10.0, 0.05, 0.40),
        Symbol("eps", "principal removed per pd of reserve", "pd/pd", 0.01, 10.0, 0.50, 1.00),
        Symbol("c", "contagion: share of paid interest that adds principal", "share", 0.0, 1.0, 0.0, 1.0),
        Symbol("tau", "targeting: interest density of what is repaid over the average", "", 0.05, 50.0, 1.0, 7.2),
        Symbol("sigma_v", "noise of log sprint output", "", 0.0, 2.0, 0.10, 0.35),
        Symbol("b", "ageing: principal that appears on its own", "pd/sprint", 0.0, 1e6, 0.0, 5.0),
    )
}
"""Every parameter by name, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter ready to be shown: its symbol, value and basis."""

    symbol: Symbol
    value: float
    basis: Basis

    @property
    def unusual(self) -> bool:
        """Whether the value lies outside the range of the literature."""
        return not self.symbol.usual_low <= self.value <= self.symbol.usual_high


@dataclass(frozen=True, slots=True)
class DebtParameters:
    """Values of all parameters, with the basis of those that are not from the literature.

    Parameters
    ----------
    C, f, u, l, r, w0, D0, g, eps, c, tau, sigma_v, b
        See :data:`SYMBOLS`. The defaults are the demo team: 56 pd, 3 sprints of registered debt, 23 % waste.
    bases
        Pairs of name and basis; a name that is missing is from the literature.

    Raises
    ------
    InvalidValueError
        A value is outside its hard limits, ``u + l`` leaves no capacity, or waste is claimed without any debt.

    >>> DebtParameters().with_values(w0=0.1).basis_of("w0").value
    'entered'
    """

    C: float = 56.0
    f: float = 0.70
    u: float = 0.20
    l: float = 0.0  # noqa: E741 - the symbol of the model
    r: float = 0.25
    w0: float = 0.23
    D0: float = 168.0
    g: float = 0.15
    eps: float = 0.75
    c: float = 0.25
    tau: float = 2.0
    sigma_v: float = 0.20
    b: float = 0.0
    bases: tuple[tuple[str, Basis], ...] = ()

    def __post_init__(self) -> None:
        """Refuse values that the equations cannot take."""
        for name, symbol in SYMBOLS.items():
            value = float(getattr(self, name))
            if not symbol.allows(value):
                raise InvalidValueError(field=name, value=value, allowed=symbol.allowed)
        if self.k <= 0:
            raise InvalidValueError(field="u + l", value=self.u + self.l, allowed="less than 1")
        if self.D0 == 0 and self.w0 > 0:
            raise InvalidValueError(field="w0", value=self.w0, allowed="0 while D0 is 0: no debt costs no time")

    @property
    def k(self) -> float:
        """Share of capacity left for features and reserve, ``1 - u - l``."""
        return 1.0 - self.u - self.l

    @property
    def x0(self) -> float:
        """Drag today: extra time per ideal person-day, ``w0 / (1 - w0)``."""
        return self.w0 / (1.0 - self.w0)

    @property
    def D_half(self) -> float:
        """Principal at which velocity halves, pd; infinite when debt costs nothing."""
        return self.D0 / self.x0 if self.w0 > 0 else math.inf

    def basis_of(self, name: str) -> Basis:
        """Return where the value of ``name`` comes from."""
        return dict(self.bases).get(name, Basis.LITERATURE)

    def described(self) -> tuple[Parameter, ...]:
        """Return every parameter with its symbol, value and basis, in the order they are shown."""
        return tuple(
            Parameter(symbol, float(getattr(self, name)), self.basis_of(name)) for name, symbol in SYMBOLS.items()
        )

    def with_values(self, *, basis: Basis = Basis.ENTERED, **values: float) -> "DebtParameters":
        """Return the parameters with some values replaced and labelled with ``basis``.

        A ``D0`` that is still from the literature follows ``C``: it stays at three sprints of capacity.

        >>> DebtParameters().with_values(C=100).D0
        300.0

        Raises
        ------
        UnknownReferenceError
            A name is no parameter.
        InvalidValueError
            A value is outside its limits.
        """
        for name in values:
            if name not in SYMBOLS:
                raise UnknownReferenceError(noun="parameter", reference=name)
        bases = dict(self.bases) | dict.fromkeys(values, basis)
        amounts = {name: float(value) for name, value in values.items()}
        if "C" in amounts and "D0" not in bases:
            amounts["D0"] = D0_SPRINTS * amounts["C"]
        return replace(self, **amounts, bases=tuple(bases.items()))
