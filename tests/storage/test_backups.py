from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.errors import FileProblemError
from planner.domain.plan import Plan
from planner.storage.backups import Backups, retained
from planner.storage.plan_file import load
from tests.edit_maker import starting_plan

NOW = datetime(2026, 5, 22, 12, 0, tzinfo=UTC)  # a Friday


def test_a_backup_opens_equal_and_says_when_and_why(tmp_path: Path) -> None:
    backups = Backups(tmp_path / "backups")
    plan = starting_plan()
    kept = backups.keep(plan, of=tmp_path / "a.ballast", reason="import", now=NOW)
    assert backups.listed(tmp_path / "a.ballast") == (kept,)
    assert (kept.kept_at, kept.reason) == (NOW, "import")
    assert load(kept.path).plan == plan


def test_plans_of_the_same_name_in_two_folders_are_kept_apart(tmp_path: Path) -> None:
    backups = Backups(tmp_path / "backups")
    backups.keep(Plan("one"), of=tmp_path / "x" / "plan.ballast", reason="import", now=NOW)
    assert backups.listed(tmp_path / "y" / "plan.ballast") == ()


def test_twelve_recent_seven_daily_and_four_weekly_are_held() -> None:
    half_hours = [NOW - timedelta(minutes=30 * step) for step in range(20)]  # all on Friday 22 May
    days = [NOW - timedelta(days=step) for step in range(1, 30)]
    held = retained((*half_hours, *days))
    # 12 half hours; the last of 7 days = today's (already held) and 6 more, 21 to 16 May; the last of 4 weeks:
    # this one (held), Sunday 17 May (held as a day), Sundays 10 and 3 May
    expected = [*half_hours[:12], *days[:6], NOW - timedelta(days=12), NOW - timedelta(days=19)]
    assert held == frozenset(expected)


def test_nothing_is_dropped_while_there_are_few() -> None:
    moments = tuple(NOW - timedelta(hours=step) for step in range(12))
    assert retained(moments) == frozenset(moments)
    assert retained(()) == frozenset()


def test_old_backups_are_dropped_as_new_ones_come(tmp_path: Path) -> None:
    backups = Backups(tmp_path)
    for step in range(20):
        backups.keep(Plan(str(step)), of=tmp_path / "p", reason="change", now=NOW + timedelta(seconds=step))
    names = [load(backup.path).plan.name for backup in backups.listed(tmp_path / "p")]
    assert names == [str(step) for step in range(19, 7, -1)]


def test_the_size_cap_drops_the_oldest_but_never_the_newest(tmp_path: Path) -> None:
    roomy, tight = Backups(tmp_path, max_bytes=3000), Backups(tmp_path, max_bytes=1)
    for step in range(9):
        roomy.keep(Plan(), of=tmp_path / "p", reason="change", now=NOW + timedelta(seconds=step))
    size = roomy.listed(tmp_path / "p")[0].size
    assert len(roomy.listed(tmp_path / "p")) == 3000 // size
    last = tight.keep(Plan(), of=tmp_path / "p", reason="change", now=NOW + timedelta(minutes=1))
    assert tight.listed(tmp_path / "p") == (last,)


def test_the_newest_good_backup_is_found_past_a_damaged_one(tmp_path: Path) -> None:
    backups = Backups(tmp_path)
    backups.keep(Plan("good"), of=tmp_path / "p", reason="change", now=NOW)
    bad = backups.keep(Plan("bad"), of=tmp_path / "p", reason="change", now=NOW + timedelta(hours=1))
    bad.path.write_bytes(b"damaged")
    found = backups.newest_good(tmp_path / "p")
    assert found is not None
    assert found.plan.name == "good"
    assert backups.newest_good(tmp_path / "other") is None


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileProblemError):
        Backups(tmp_path / "file").keep(Plan(), of=tmp_path / "p", reason="import", now=NOW)
