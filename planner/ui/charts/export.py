"""A scene as a file: PNG, SVG or PDF, painted by the same function as the screen, light unless asked."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from planner.analysis.scenes.scene import Scene
from planner.domain.errors import InvalidValueError
from planner.exporting import excel_safe
from planner.storage.atomic import atomic_write
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
    scene: Scene,
    path: Path,
    *,
    size: QSize = PICTURE_SIZE,
    theme: Theme = LIGHT,
    scale: float = 1.0,
    ratio: float = 2.0,
) -> None:
    """Save the chart; the ending of ``path`` chooses PNG, SVG or PDF. An older file goes when the new one is whole.

    Parameters
    ----------
    size
        Size in pixels at 100 %.
    ratio
        Picture pixels of a PNG per pixel at 100 %: 2 makes 1920 x 1080, 4 makes 3840 x 2160 of the usual size.

    Raises
    ------
    InvalidValueError
        When the ending is another one.
    FileProblemError
        When the file cannot be written; an older one is then as it was.
    """
    writers = {".png": _write_png, ".svg": _write_svg, ".pdf": _write_pdf}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise InvalidValueError(field="path", value=path.name, allowed=".png, .svg or .pdf")
    page = QBuffer()
    page.open(QIODevice.OpenModeFlag.WriteOnly)
    write(page, scene, _Sheet(QSizeF(size), theme, scale, ratio))
    atomic_write(path, bytes(page.data().data()))


def _paint_page(painter: QPainter, size: QSizeF, scene: Scene, theme: Theme, *, scale: float) -> None:
    """Paint the title and the chart below it."""
    room = QRectF(0, 0, size.width(), size.height()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    title = RichText(scene.title, size_px=PANEL, strong=True, scale=scale)
    title.paint(painter, room.topLeft(), colour=theme.text)
    paint_scene(painter, room.adjusted(0, _HEAD * scale, 0, 0), scene, theme, scale=scale)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a picture is painted on: size in pixels at 100 %, colours, factor of the type, pixels per pixel."""

    size: QSizeF
    theme: Theme
    scale: float
    ratio: float


def _write_png(page: QBuffer, scene: Scene, sheet: _Sheet) -> None:
    writer = QImageWriter(page, b"png")
    size = sheet.size.toSize()
    writer.write(scene_image(scene, size=size, theme=sheet.theme, scale=sheet.scale, ratio=sheet.ratio))


def _write_svg(page: QBuffer, scene: Scene, sheet: _Sheet) -> None:
    """Write an SVG whose units are the pixels of the screen."""
    size = sheet.size
    generator = QSvgGenerator()
    generator.setOutputDevice(page)
    generator.setResolution(_DPI)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(_plain(scene.title))
    generator.setDescription(_plain(scene.summary))
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), sheet.theme.base)
    _paint_page(painter, size, scene, sheet.theme, scale=sheet.scale)
    painter.end()


def _write_pdf(page: QBuffer, scene: Scene, sheet: _Sheet) -> None:
    """Write a one-page PDF of exactly the picture's size."""
    size = sheet.size
    writer = QPdfWriter(page)
    writer.setTitle(_plain(scene.title))
    writer.setCreator("Ballast")
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(size * _POINTS_PER_PIXEL, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    with as_typed():
        _paint_page(painter, size, scene, sheet.theme, scale=sheet.scale)
    painter.end()


def _plain(text: str) -> str:
    """Return a text without what XML and PDF cannot hold."""
    return excel_safe.cell_text(text).text
