import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.domain.exports import ExportKind, ExportSettings
from planner.importing import inspect
from planner.storage.plan_file import load, save

Ballast = Callable[..., Any]


def test_workbook_and_tracker_file_are_written(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    book, board = tmp_path / "plan.xlsx", tmp_path / "board.csv"
    answer = ballast("export", sample, book, board)
    assert answer.code == 0
    assert answer.out.splitlines()[0] == str(book)
    assert book.read_bytes().startswith(b"PK")
    assert inspect(board).items >= 64


@pytest.mark.parametrize("name", ["plan.doc", "plan.ballast"])
def test_an_ending_that_is_not_written_is_said_before_anything_is(
    name: str, sample: Path, tmp_path: Path, ballast: Ballast
) -> None:
    answer = ballast("export", sample, tmp_path / "plan.xlsx", tmp_path / name)
    assert (answer.code, answer.out) == (1, "")
    assert name in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_gets_a_picture_of_every_chart_that_has_something_to_show(
    sample: Path, tmp_path: Path, ballast: Ballast
) -> None:
    folder = tmp_path / "charts"
    answer = ballast("export", sample, folder, "--pictures", "svg")
    assert answer.code == 0
    names = {path.stem for path in folder.iterdir()}
    assert {"capacity-waterfall", "release-fan", "velocity", "reserve-lab-velocity"} <= names
    assert all(path.read_bytes().lstrip().startswith(b"<?xml") for path in folder.iterdir())
    assert answer.out.count("\n") == len(names)


def test_a_template_is_filled_in_and_its_unknown_marks_are_said(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    import openpyxl

    template, out = tmp_path / "template.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    book["Sheet"]["A1"], book["Sheet"]["A2"] = "{{plan.name}}", "{{plan.nam}}"
    book.save(template)
    answer = ballast("export", sample, out, "--template", template)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        str(out),
        "  Sheet!A2 {{plan.nam}} There is no such mark, so it was left as it is. Is plan.name meant?",
    ]
    assert openpyxl.load_workbook(out)["Sheet"]["A1"].value == "Payments platform"


@pytest.mark.parametrize("name", ["template.xlsx", "board.csv"])
def test_a_template_is_never_written_and_fills_workbooks_only(
    name: str, sample: Path, tmp_path: Path, ballast: Ballast
) -> None:
    template = tmp_path / "template.xlsx"
    template.write_bytes(b"as it was")
    answer = ballast("export", sample, tmp_path / name, "--template", template)
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert template.read_bytes() == b"as it was"


def test_slides_paper_and_page_are_written_by_their_ending(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    names = ("plan.pptx", "plan.pdf", "plan.html")
    answer = ballast("export", sample, *(tmp_path / name for name in names))
    assert answer.code == 0
    assert answer.out.splitlines() == [str(tmp_path / name) for name in names]
    heads = [(tmp_path / name).read_bytes()[:4] for name in names]
    assert heads == [b"PK\x03\x04", b"%PDF", b"<!DO"]


def test_pictures_have_the_asked_size_and_ground(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    from PySide6.QtGui import QImage

    plan = tmp_path / "one.ballast"
    found = load(sample).plan
    exports = ExportSettings(charts=("velocity",), dark=True)
    save(replace(found, settings=replace(found.settings, exports=exports)), plan)
    folder = tmp_path / "charts"
    answer = ballast("export", plan, folder, "--pictures", "png", "--size", "3840x2160")
    assert answer.out.splitlines() == [str(folder / "velocity.png")]
    image = QImage(str(folder / "velocity.png"))
    assert (image.width(), image.height()) == (3840, 2160)
    assert image.pixelColor(2, 2).lightness() < 60  # dark, as the plan remembers
    ballast("export", plan, folder, "--pictures", "png", "--light")
    image = QImage(str(folder / "velocity.png"))
    assert (image.width(), image.pixelColor(2, 2).lightness()) == (1920, 255)


def test_everything_goes_into_a_dated_folder(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    plan = tmp_path / "one.ballast"
    found = load(sample).plan
    exports = ExportSettings((ExportKind.PAGE, ExportKind.SVG, ExportKind.TRACKER), ("velocity",))
    save(replace(found, settings=replace(found.settings, exports=exports)), plan)
    answer = ballast("export", plan, tmp_path, "--everything")
    folder = tmp_path / "payments-platform-2026-05-15"
    assert answer.out.strip() == str(folder)
    assert {path.name for path in folder.iterdir()} == {"payments-platform.html", "payments-platform.csv", "charts"}
    missing = ballast("export", plan, tmp_path / "gone", "--everything")
    assert missing.code == 1
    assert "folder" in missing.err


@pytest.mark.parametrize("ending", [".pptx", ".pdf", ".html", ".xlsx", ".csv"])
def test_a_file_that_cannot_be_exchanged_stays_as_it_was_and_is_named(
    ending: str, sample: Path, tmp_path: Path, ballast: Ballast, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"plan{ending}"
    path.write_bytes(b"older")

    def held(*_: object) -> None:  # what Windows says of a file that is open elsewhere
        raise PermissionError(13, "The file is used by another program")

    monkeypatch.setattr(os, "replace", held)
    answer = ballast("export", sample, path)
    assert answer.code == 1
    assert path.name in answer.err
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", [".pptx", ".pdf", ".html"])
def test_a_full_disk_leaves_the_older_file(
    ending: str, sample: Path, tmp_path: Path, ballast: Ballast, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"plan{ending}"
    path.write_bytes(b"older")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    answer = ballast("export", sample, path)
    assert (answer.code, "full" in answer.err) == (1, True)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]
