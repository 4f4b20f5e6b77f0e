"""One folder with everything: whole or not there, whatever happens on the way."""

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication

from planner.analysis.view import PlanView
from planner.domain.errors import CancelledError, FileProblemError
from planner.domain.exports import ExportKind, ExportSettings
from planner.domain.plan import Plan
from planner.ui import everything
from planner.ui.charts.export import scene_image
from planner.ui.charts.pictures import write_pictures
from planner.ui.everything import export_everything
from planner.ui.theme.fonts import ui_family
from tests.odd_plans import ODD_PLANS, TODAY, USUAL

DAY = date(2026, 5, 15)
QUICK = (ExportKind.PLAN, ExportKind.SVG, ExportKind.TRACKER)


def view_of(plan: Plan, *kinds: ExportKind, charts: tuple[str, ...] = ("velocity",)) -> PlanView:
    settings = replace(plan.settings, trials=200, exports=ExportSettings(kinds or QUICK, charts))
    return PlanView(replace(plan, name="Team: one", settings=settings), today=TODAY)


def test_the_folder_has_plan_and_day_in_its_name_and_an_older_one_stays(qapp: QApplication, tmp_path: Path) -> None:
    first = export_everything(view_of(USUAL), tmp_path, day=DAY)
    second = export_everything(view_of(USUAL), tmp_path, day=DAY)
    assert (first.name, second.name) == ("team-one-2026-05-15", "team-one-2026-05-15-2")
    assert {path.name for path in first.iterdir()} == {"team-one.ballast", "team-one.csv", "charts"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [first.name, second.name]


def test_every_kind_of_file_is_written_for_a_plan_with_nothing_in_it(qapp: QApplication, tmp_path: Path) -> None:
    folder = export_everything(view_of(ODD_PLANS["empty"], *ExportKind, charts=()), tmp_path, day=DAY)
    endings = {path.suffix for path in folder.iterdir() if path.is_file()}
    assert endings == {".ballast", ".xlsx", ".pptx", ".pdf", ".html", ".csv"}


@pytest.mark.parametrize("step", [1, 2, 3, 5])
def test_a_stop_at_any_step_leaves_nothing(step: int, qapp: QApplication, tmp_path: Path) -> None:
    calls = 0

    def stop(done: int, total: int = 0, note: str = "") -> None:
        nonlocal calls
        calls += 1
        if calls == step:
            raise CancelledError

    with pytest.raises(CancelledError):
        export_everything(view_of(USUAL), tmp_path, day=DAY, report=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", list(ExportKind))
def test_a_full_disk_at_any_file_leaves_nothing_and_says_so(
    kind: ExportKind, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(everything.WRITERS, kind, full)
    with pytest.raises(FileProblemError) as told:
        export_everything(view_of(USUAL, kind), tmp_path, day=DAY)
    assert "full" in told.value.reason
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_cannot_be_given_leaves_nothing(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(FileProblemError):
        export_everything(view_of(USUAL, ExportKind.TRACKER), tmp_path, day=DAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser writes everywhere")
def test_a_read_only_folder_is_said(qapp: QApplication, tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(FileProblemError):
        export_everything(view_of(USUAL), tmp_path, day=DAY)
    tmp_path.chmod(stat.S_IRWXU)


def test_a_folder_that_is_not_there_is_said(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(FileProblemError):
        export_everything(view_of(USUAL), tmp_path / "gone", day=DAY)


def test_progress_only_goes_up_and_ends(qapp: QApplication, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def hear(done: int, total: int = 0, note: str = "") -> None:
        seen.append((done, total))

    export_everything(view_of(USUAL), tmp_path, day=DAY, report=hear)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (300, 300)


def test_pictures_painted_in_threads_equal_those_of_the_window(
    qapp: QApplication, sample_plan: Plan, tmp_path: Path
) -> None:
    ui_family()
    settings = ExportSettings(charts=("sprint-stack", "release-fan"))

    def paint(folder: Path) -> Callable[[], None]:
        folder.mkdir()
        view = PlanView(sample_plan, today=DAY)
        return lambda: void(write_pictures(view, folder, settings=settings, endings=(".png",)))

    def void(_: object) -> None: ...

    threads = [Thread(target=paint(tmp_path / str(number))) for number in range(3)]
    for thread in threads:
        thread.start()
    view = PlanView(sample_plan, today=DAY)
    from planner.analysis.scenes.gallery import SCENES

    here = [scene_image(SCENES[name](view)) for name in settings.charts]
    for thread in threads:
        thread.join()
    write_pictures(view, tmp_path, settings=settings, endings=(".png",))
    assert all(not image.isNull() for image in here)
    for number in range(3):
        for name in settings.charts:
            made = (tmp_path / str(number) / f"{name}.png").read_bytes()
            assert made == (tmp_path / f"{name}.png").read_bytes()


def test_what_a_killed_program_left_is_swept_and_what_is_being_made_is_not(qapp: QApplication, tmp_path: Path) -> None:
    old, young = tmp_path / ".ballast-0a.part", tmp_path / ".ballast-0b.part"
    for folder in (old, young):
        folder.mkdir()
        (folder / "half.xlsx").write_bytes(b"half")
    os.utime(old, (0, 0))
    export_everything(view_of(USUAL, ExportKind.TRACKER), tmp_path, day=DAY)
    assert not old.exists()
    assert young.exists()
