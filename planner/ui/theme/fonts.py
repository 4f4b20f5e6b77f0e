"""The type scale: 12 to 28 px, 18 to 44 in meetings; tabular figures, the platform's font or the bundled Inter."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from threading import get_ident

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

from planner.resource_files import resource_path

AXIS, BODY, PANEL, HEADLINE, FIGURE = 12, 13, 15, 20, 28
MEETING, MEETING_LEAD, MEETING_TITLE = 18, 22, 44
_SPACING = {HEADLINE: -0.2, FIGURE: -0.5, MEETING_TITLE: -0.9}
_AS_TYPED: ContextVar[bool] = ContextVar("as_typed", default=False)
_POOR_FAMILIES = ("dejavu", "bitstream", "fixed", "helvetica", "sans")


@lru_cache(maxsize=1)
def ui_family() -> str:
    """Return the family of the user interface; needs a running ``QGuiApplication``.

    Returns
    -------
    str
        The platform's own font, or Inter where the platform has only a stand-in (bare X11, no font server).
    """
    platform = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()
    bare = QGuiApplication.platformName() in {"offscreen", "minimal", "vnc"}
    if platform and not bare and not platform.lower().startswith(_POOR_FAMILIES):
        return platform
    return _bundled_family() or platform


def _bundled_family() -> str:
    """Register the bundled fonts and return their family, or an empty text when they are missing."""
    family = ""
    for path in sorted(resource_path("fonts").glob("Inter-*.otf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        family = family or (families[0] if families else "")
    return family


def ui_font(size_px: int = BODY, *, strong: bool = False, scale: float = 1.0) -> QFont:
    """Return the font for a size of the scale; ``strong`` is semibold.

    Parameters
    ----------
    size_px
        Size in pixels at 100 %.
    strong
        Semibold instead of regular.
    scale
        Factor for meeting mode and exports.
    """
    return QFont(_font(ui_family(), size_px, strong, round(scale, 3), (_AS_TYPED.get(), get_ident())))


@contextmanager
def as_typed() -> Iterator[None]:
    """Use the signs of the font as they are: a PDF knows the letter behind a figure only where none stands in for it.

    Tabular figures are other signs of the font; painted into a PDF they can be seen, but neither searched nor copied.
    """
    token = _AS_TYPED.set(True)
    try:
        yield
    finally:
        _AS_TYPED.reset(token)


@lru_cache(maxsize=256)
def _font(family: str, size_px: int, strong: bool, scale: float, use: tuple[bool, int]) -> QFont:  # noqa: FBT001 - key
    """Build one font, with tabular figures unless its signs are wanted as typed; each thread has its own."""
    as_typed = use[0]
    font = QFont(family)
    font.setPixelSize(max(1, round(size_px * scale)))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    spacing = _SPACING.get(size_px, 0.0)
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * scale)
    if hasattr(font, "setFeature"):  # Qt 6.7 and later
        if as_typed:
            font.setFeature(QFont.Tag("calt"), 0)
        else:
            font.setFeature(QFont.Tag("tnum"), 1)
    return font
