"""A scene as a file: PNG, SVG or PDF, painted by the same function as the screen, light unless asked."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from planner.analysis.scenes.scene import Scene
from planner.domain.errors import FileProblemError, InvalidValueError
from planner.ui.charts.paint import paint_scene
from planner.ui.charts.rich_text import RichText
from planner.ui.theme.fonts import PANEL, as_typed
from planner.ui.theme.tokens import LIGHT, Theme

PICTURE_SIZE = QSize(960, 540)
_MARGIN = 16.0
_HEAD = 28.0
_DPI = 96
_POINTS_PER_PIXEL = 72 / _DPI


def scene_image(
    scene: Scene, *, size: QSize = PICTURE_SIZE, theme: Theme = LIGHT, scale: float = 1.0, ratio: float = 2.0
) -> QImage:
    """Return the chart as a picture.

    Parameters
    ----------
    size
        Size in pixels at 100 %.
    scale
        Factor of fonts and strokes.
    ratio
        Picture pixels per pixel at 100 %; 2 is crisp in slides and on paper.
    """
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.base)
    painter = QPainter(image)
    _paint_page(painter, QSizeF(size), scene, theme, scale=scale)
    painter.end()
    return image


def save_scene(
    scene: Scene, path: Path, *, size: QSize = PICTURE_SIZE, theme: Theme = LIGHT, scale: float = 1.0
) -> None:
    """Save the chart; the ending of ``path`` chooses PNG, SVG or PDF.

    Raises
    ------
    InvalidValueError
        When the ending is another one.
    FileProblemError
        When the file cannot be written.
    """
    writers = {".png": _write_png, ".svg": _write_svg, ".pdf": _write_pdf}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise InvalidValueError(field="path", value=path.name, allowed=".png, .svg or .pdf")
    page = QBuffer()
    page.open(QIODevice.OpenModeFlag.WriteOnly)
    write(page, scene, QSizeF(size), theme, scale)
    try:
        path.write_bytes(page.data().data())
    except OSError as error:
        raise FileProblemError(path=str(path), reason=error.strerror or "not writable") from error


def _paint_page(painter: QPainter, size: QSizeF, scene: Scene, theme: Theme, *, scale: float) -> None:
    """Paint the title and the chart below it."""
    room = QRectF(0, 0, size.width(), size.height()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    title = RichText(scene.title, size_px=PANEL, strong=True, scale=scale)
    title.paint(painter, room.topLeft(), colour=theme.text)
    paint_scene(painter, room.adjusted(0, _HEAD * scale, 0, 0), scene, theme, scale=scale)


def _write_png(page: QBuffer, scene: Scene, size: QSizeF, theme: Theme, scale: float) -> None:
    writer = QImageWriter(page, b"png")
    writer.write(scene_image(scene, size=size.toSize(), theme=theme, scale=scale))


def _write_svg(page: QBuffer, scene: Scene, size: QSizeF, theme: Theme, scale: float) -> None:
    """Write an SVG whose units are the pixels of the screen."""
    generator = QSvgGenerator()
    generator.setOutputDevice(page)
    generator.setResolution(_DPI)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(scene.title)
    generator.setDescription(scene.summary)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.base)
    _paint_page(painter, size, scene, theme, scale=scale)
    painter.end()


def _write_pdf(page: QBuffer, scene: Scene, size: QSizeF, theme: Theme, scale: float) -> None:
    """Write a one-page PDF of exactly the picture's size."""
    writer = QPdfWriter(page)
    writer.setTitle(scene.title)
    writer.setCreator("Ballast")
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(size * _POINTS_PER_PIXEL, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    with as_typed():
        _paint_page(painter, size, scene, theme, scale=scale)
    painter.end()
