"""Charts leave the app as PNG, SVG and PDF, light, with selectable shapes and no trace of the machine."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from planner.analysis.scenes.scene import Scene
from planner.domain.errors import FileProblemError, InvalidValueError
from planner.ui.charts.export import save_scene
from planner.ui.theme.controller import ThemeController, ThemeMode
from planner.ui.theme.tokens import LIGHT


def test_a_png_has_the_asked_size_and_is_light_in_a_dark_window(
    scene: Scene, themes: ThemeController, tmp_path: Path
) -> None:
    themes.set_mode(ThemeMode.DARK)
    save_scene(scene, tmp_path / "chart.png", size=QSize(640, 360))

    image = QImage(str(tmp_path / "chart.png"))
    assert image.size() == QSize(1280, 720)  # two picture pixels per pixel
    assert image.pixelColor(2, 2) == LIGHT.base


def test_an_svg_has_shapes_in_the_size_of_the_widget(scene: Scene, themes: ThemeController, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    save_scene(scene, path, size=QSize(640, 360))

    text = path.read_text(encoding="utf-8")
    assert 'viewBox="0 0 640 360"' in text
    assert "<image" not in text
    assert str(tmp_path) not in text
    assert QSvgRenderer(str(path)).isValid()


def test_a_pdf_is_one_page(scene: Scene, themes: ThemeController, tmp_path: Path) -> None:
    save_scene(scene, tmp_path / "chart.pdf")
    content = (tmp_path / "chart.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/Count 1" in content


def test_an_unknown_ending_is_refused(scene: Scene, themes: ThemeController, tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError):
        save_scene(scene, tmp_path / "chart.bmp")


@pytest.mark.parametrize("name", ["chart.png", "chart.svg", "chart.pdf"])
def test_a_folder_that_is_not_there_is_a_file_problem(
    scene: Scene, themes: ThemeController, tmp_path: Path, name: str
) -> None:
    with pytest.raises(FileProblemError):
        save_scene(scene, tmp_path / "missing" / name)
