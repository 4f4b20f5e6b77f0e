"""Our own icons: one stroke SVG each, tinted by the theme and rendered at the device's resolution."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from planner.resource_files import resource_path
from planner.ui.theme.tokens import Theme

_RATIOS = (1.0, 1.5, 2.0)


def icon_names() -> tuple[str, ...]:
    """Return the names of all shipped icons."""
    return tuple(sorted(path.stem for path in resource_path("icons").glob("*.svg")))


def icon_pixmap(name: str, colour: QColor, *, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture.

    Parameters
    ----------
    name
        File name below ``resources/icons`` without its ending.
    colour
        Replaces ``currentColor``.
    size
        Edge in device-independent pixels.
    ratio
        Device pixels per device-independent pixel.
    """
    return _pixmap(name, colour.name(), size, round(ratio, 2))


def themed_icon(name: str, theme: Theme, *, size: int = 16, colour: QColor | None = None) -> QIcon:
    """Return an icon in the text colour of a theme, with its disabled and chosen tints."""
    icon = QIcon()
    tints = (
        (QIcon.Mode.Normal, colour or theme.text2),
        (QIcon.Mode.Disabled, theme.strong),
    )
    for mode, tint in tints:
        for ratio in _RATIOS:
            icon.addPixmap(icon_pixmap(name, tint, size=size, ratio=ratio), mode)
    return icon


@lru_cache(maxsize=512)
def _svg(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Render an icon once per colour, size and ratio."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
