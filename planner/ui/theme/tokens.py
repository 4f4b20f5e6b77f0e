"""Every colour of the app, by meaning. No other module holds a colour literal."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

BLANK = QColor("black")
"""What a projector shows while nothing is to be looked at."""

_SRGB_KNEE = 0.04045  # below it the curve is a straight line (IEC 61966-2-1)


@dataclass(frozen=True, slots=True)
class Theme:
    """One complete set of colours.

    ``x`` is a fill, ``x_text`` the same meaning as text (4.5:1 on every ground), ``x_soft`` a quiet ground for it.
    """

    name: str
    dark: bool
    window: QColor
    base: QColor
    alt: QColor
    line: QColor
    strong: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    features: QColor
    features_text: QColor
    features_soft: QColor
    on_features: QColor
    debt: QColor
    debt_text: QColor
    debt_soft: QColor
    flag: QColor
    on_flag: QColor
    unplanned: QColor
    unplanned_text: QColor
    unplanned_soft: QColor
    learning: QColor
    learning_text: QColor
    learning_soft: QColor
    warn: QColor
    warn_text: QColor
    warn_soft: QColor
    stop: QColor
    stop_soft: QColor
    leave: QColor
    on_call: QColor
    ramp: QColor
    holiday: QColor
    total: QColor
    hatch: QColor
    shadow: QColor
    scrim: QColor


def _rgba(red: int, green: int, blue: int, *, share: float) -> QColor:
    """Return a colour with an opacity between 0 and 1."""
    return QColor(red, green, blue, round(255 * share))


LIGHT = Theme(
    name="light",
    dark=False,
    window=QColor("#F3F4F6"),
    base=QColor("#FFFFFF"),
    alt=QColor("#F8F9FA"),
    line=QColor("#E2E5E9"),
    strong=QColor("#C5CBD3"),
    text=QColor("#18202C"),
    text2=QColor("#4A5564"),
    text3=QColor("#606B7A"),
    accent=QColor("#4B45B5"),
    accent_soft=QColor("#ECEBF9"),
    on_accent=QColor("#FFFFFF"),
    features=QColor("#0072B2"),
    features_text=QColor("#00639B"),
    features_soft=QColor("#DCEBF5"),
    on_features=QColor("#FFFFFF"),
    debt=QColor("#D55E00"),
    debt_text=QColor("#A84A00"),
    debt_soft=QColor("#FBE6D8"),
    flag=QColor("#A84A00"),
    on_flag=QColor("#FFFFFF"),
    unplanned=QColor("#858D98"),
    unplanned_text=QColor("#5A6370"),
    unplanned_soft=QColor("#E9EBEE"),
    learning=QColor("#009E73"),
    learning_text=QColor("#00704F"),
    learning_soft=QColor("#D8F0E8"),
    warn=QColor("#E69F00"),
    warn_text=QColor("#855800"),
    warn_soft=QColor("#FDF1D6"),
    stop=QColor("#B3261E"),
    stop_soft=QColor("#FBE5E3"),
    leave=QColor("#CC79A7"),
    on_call=QColor("#E69F00"),
    ramp=QColor("#56B4E9"),
    holiday=QColor("#C9CED6"),
    total=QColor("#4A5564"),
    hatch=_rgba(255, 255, 255, share=0.42),
    shadow=_rgba(24, 32, 44, share=0.22),
    scrim=_rgba(24, 32, 44, share=0.36),
)

DARK = Theme(
    name="dark",
    dark=True,
    window=QColor("#12161C"),
    base=QColor("#191E26"),
    alt=QColor("#1E242D"),
    line=QColor("#2A313B"),
    strong=QColor("#434D5A"),
    text=QColor("#E8ECF1"),
    text2=QColor("#B1BAC6"),
    text3=QColor("#929DAB"),
    accent=QColor("#A8A2FF"),
    accent_soft=QColor("#2B2B4A"),
    on_accent=QColor("#12161C"),
    features=QColor("#56B4E9"),
    features_text=QColor("#7CC6F0"),
    features_soft=QColor("#1C3A4E"),
    on_features=QColor("#12161C"),
    debt=QColor("#F0803C"),
    debt_text=QColor("#F79A62"),
    debt_soft=QColor("#482A14"),
    flag=QColor("#F0803C"),
    on_flag=QColor("#12161C"),
    unplanned=QColor("#8D97A4"),
    unplanned_text=QColor("#AAB3BF"),
    unplanned_soft=QColor("#2C343F"),
    learning=QColor("#2FBF93"),
    learning_text=QColor("#4FD0A8"),
    learning_soft=QColor("#143B30"),
    warn=QColor("#F0B32E"),
    warn_text=QColor("#F0BE55"),
    warn_soft=QColor("#3D3012"),
    stop=QColor("#FF8A80"),
    stop_soft=QColor("#4A2320"),
    leave=QColor("#D88BB6"),
    on_call=QColor("#E69F00"),
    ramp=QColor("#56B4E9"),
    holiday=QColor("#3A4350"),
    total=QColor("#B1BAC6"),
    hatch=_rgba(18, 22, 28, share=0.42),
    shadow=_rgba(0, 0, 0, share=0.55),
    scrim=_rgba(0, 0, 0, share=0.5),
)


def mix(over: QColor, under: QColor, *, share: float) -> QColor:
    """Return ``over`` laid on ``under`` with the opacity ``share`` in [0, 1], as an opaque colour.

    Examples
    --------
    >>> mix(QColor("#000000"), QColor("#FFFFFF"), share=0.5).name()
    '#808080'
    """
    rest = 1.0 - share
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * rest,
        over.greenF() * share + under.greenF() * rest,
        over.blueF() * share + under.blueF() * rest,
    )


def with_opacity(colour: QColor, *, share: float) -> QColor:
    """Return the colour with the opacity ``share`` in [0, 1]."""
    out = QColor(colour)
    out.setAlphaF(share)
    return out


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21.

    Notes
    -----
    WCAG 2.1, relative luminance of sRGB: ``(L1 + 0.05) / (L2 + 0.05)`` with the lighter one on top.

    Examples
    --------
    >>> round(contrast(QColor("#000000"), QColor("#FFFFFF")), 1)
    21.0
    """
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour in [0, 1]."""
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Undo the sRGB transfer curve of one channel."""
    return part / 12.92 if part <= _SRGB_KNEE else float(((part + 0.055) / 1.055) ** 2.4)
