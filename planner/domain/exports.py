"""What one export of everything writes: files, charts, size and ground of the pictures."""

from dataclasses import dataclass
from enum import StrEnum


class ExportKind(StrEnum):
    """The kinds of file that an export of everything can hold."""

    PLAN = "plan"
    WORKBOOK = "workbook"
    SLIDES = "slides"
    PDF = "pdf"
    PAGE = "page"
    PNG = "png"
    SVG = "svg"
    TRACKER = "tracker"


class PictureSize(StrEnum):
    """Pixels of a saved picture."""

    HD = "1920x1080"
    UHD = "3840x2160"

    @property
    def ratio(self) -> float:
        """Picture pixels per pixel of a chart that is laid out 960 wide."""
        return int(self.value.partition("x")[0]) / 960


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """What was chosen the last time.

    Parameters
    ----------
    kinds
        Which files are written, in the order of :class:`ExportKind`.
    charts
        Names of the charts that become pictures and stand in the report; none means all that have something to show.
    size
        Pixels of PNG pictures.
    dark
        Slides, PDF and pictures on a dark ground; the HTML page follows its reader.
    """

    kinds: tuple[ExportKind, ...] = tuple(ExportKind)
    charts: tuple[str, ...] = ()
    size: PictureSize = PictureSize.HD
    dark: bool = False
