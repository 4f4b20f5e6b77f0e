"""No text of a plan becomes markup in a saved picture, and a picture that cannot be written leaves the older one."""

import os
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from PySide6.QtWidgets import QApplication

from planner.domain.errors import FileProblemError
from planner.ui.charts.export import save_scene
from tests.exporting.conftest import PAYLOADS
from tests.exporting.told import bar_scene


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_returns_unchanged_in_an_svg(payload: str, qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    save_scene(bar_scene(payload), path)
    root = fromstring(path.read_bytes())
    tags = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert tags <= {"svg", "title", "desc", "defs", "g", "path", "rect", "polyline", "polygon", "text", "circle",
                    "ellipse", "line"}  # fmt: skip
    assert not [name for one in root.iter() for name in one.attrib if "href" in name or name.startswith("on")]
    written = "".join(one.text or "" for one in root.iter() if one.tag.endswith("}text"))
    assert "".join(payload.split()) in "".join(written.split())


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_a_picture_that_cannot_be_exchanged_stays(
    ending: str, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"chart{ending}"
    path.write_bytes(b"older")

    def held(*_: object) -> None:
        raise PermissionError(13, "The file is used by another program")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(FileProblemError):
        save_scene(bar_scene("S1"), path)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]
