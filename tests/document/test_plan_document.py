import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.document.plan_document import PlanDocument
from planner.document.recovery import left_untitled, save_aside
from planner.domain.backlog import Status
from planner.domain.edits import AddMember, MergeBacklog, RenamePlan, SetOverheads, SetSprintReserve, SetStatus, Several
from planner.domain.errors import (
    FileProblemError,
    InvalidValueError,
    OutsideChangeError,
    PlannerError,
    ReadOnlyPlanError,
    UnreadableFileError,
)
from planner.domain.plan import Plan
from planner.domain.snapshot import Snapshot
from planner.domain.team import Meeting, Member, Overheads
from planner.storage.journal import journal_path
from planner.storage.plan_file import load, save
from tests.edit_maker import FIRST_DAY, EditMaker, starting_plan

Open = Callable[..., PlanDocument]
ZOE = AddMember(Member("z", "Zoe"))


def crashed(document: PlanDocument) -> None:
    """Leave the files as a killed program does: the journal stays, the lock is nobody's."""
    home = document._home
    if home._journal is not None:
        home._journal.close()
        home._journal = None
    if home.lock is not None:
        home.lock.release()


def test_a_new_document_is_untitled_and_not_modified(open_document: Open) -> None:
    document = open_document()
    assert (document.path, document.is_modified, document.plan) == (None, False, Plan())
    with pytest.raises(FileProblemError, match="no file yet"):
        document.save()


def test_what_is_saved_opens_equal(open_document: Open, path: Path, tmp_path: Path) -> None:
    document = open_document(path)
    modified = [document.is_modified]
    for step in (lambda: document.apply(ZOE), document.save, document.undo_stack.undo, document.undo_stack.redo):
        step()
        modified.append(document.is_modified)
    assert modified == [False, True, False, True, False]
    assert load(path).plan == document.plan


def test_saving_clears_the_journal(open_document: Open, path: Path) -> None:
    document = open_document(path)
    document.apply(ZOE)
    assert journal_path(path).exists()
    document.save()
    document.close()
    assert [entry.name for entry in path.parent.iterdir()] == ["plan.ballast"]


def test_saving_as_moves_the_plan_and_leaves_the_old_file(open_document: Open, path: Path, base: Plan) -> None:
    document = open_document(path)
    document.apply(ZOE)
    other = path.with_name("other.ballast")
    document.save_as(other)
    assert (document.path, document.is_modified) == (other, False)
    assert load(path).plan == base
    assert load(other).plan == document.plan
    document.apply(RenamePlan("later"))
    assert journal_path(other).exists()
    assert not journal_path(path).exists()


def test_an_untitled_plan_gets_its_file_by_saving_as(open_document: Open, tmp_path: Path) -> None:
    document = open_document()
    document.apply(ZOE)
    document.save_as(tmp_path / "plan.ballast")
    assert load(tmp_path / "plan.ballast").plan == document.plan
    assert list((tmp_path / "state").glob("untitled*")) == []


def test_a_file_that_does_not_open_leaves_the_old_plan(open_document: Open, path: Path) -> None:
    document = open_document(path)
    before = document.plan
    bad = path.with_name("bad.ballast")
    bad.write_bytes(b"rubbish")
    for wrong in (bad, path.with_name("none.ballast"), path.parent):
        with pytest.raises(PlannerError):
            document.open(wrong)
    assert document.plan is before
    assert document.path == path


def test_a_file_that_fails_its_check_is_never_overwritten(open_document: Open, path: Path) -> None:
    document = open_document(path)
    document.apply(ZOE)
    damaged = path.read_bytes().replace(b"Second", b"Secund")
    path.write_bytes(damaged)
    with pytest.raises(OutsideChangeError):
        document.save()
    assert path.read_bytes() == damaged
    with pytest.raises(UnreadableFileError):
        document.reload()
    assert path.read_bytes() == damaged


def test_what_is_odd_about_a_plan_is_noticed_on_opening(open_document: Open, path: Path, base: Plan) -> None:
    save(replace(base, backlog=(*base.backlog, base.backlog[0])), path)
    document = open_document(path)
    assert [(issue.code, issue.value) for issue in document.notices] == [("duplicate-id", "PAY-1")]


class TestOutsideChange:
    def test_each_of_ten_outside_changes_is_caught_before_it_is_overwritten(
        self, open_document: Open, path: Path, base: Plan
    ) -> None:
        document = open_document(path)
        for number in range(10):
            theirs = replace(base, name=f"theirs {number}")
            save(theirs, path)
            document.apply(RenamePlan(f"mine {number}"))
            with pytest.raises(OutsideChangeError):
                document.save()
            assert load(path).plan == theirs

    def test_reloading_takes_theirs_and_undo_goes_back_to_mine(
        self, open_document: Open, path: Path, base: Plan
    ) -> None:
        document = open_document(path)
        document.apply(ZOE)
        mine, theirs = document.plan, replace(base, name="theirs")
        save(theirs, path)
        document.reload()
        assert (document.plan, document.is_modified) == (theirs, False)
        document.undo_stack.undo()
        assert document.plan is mine
        document.save()
        assert load(path).plan == mine

    def test_overwriting_keeps_theirs_as_a_backup(self, open_document: Open, path: Path, base: Plan) -> None:
        document = open_document(path)
        document.apply(ZOE)
        save(replace(base, name="theirs"), path)
        document.save(overwrite=True)
        assert load(path).plan == document.plan
        assert document.backups is not None
        assert [load(kept.path).plan.name for kept in document.backups.listed(path)] == ["theirs"]

    def test_the_watch_tells_of_every_outside_change_but_not_of_our_own(
        self, open_document: Open, path: Path, base: Plan, qtbot: QtBot
    ) -> None:
        document = open_document(path)
        for number in range(3):
            with qtbot.waitSignal(document.changed_outside, timeout=5000):
                save(replace(base, name=f"theirs {number}"), path)
            document.apply(RenamePlan(f"mine {number}"))
            with qtbot.assertNotEmitted(document.changed_outside, wait=100):
                document.save(overwrite=True)
        text = path.read_bytes()
        with qtbot.waitSignal(document.changed_outside, timeout=5000):
            path.write_bytes(text + b"\n")  # in place: only the watch on the file itself sees it

    def test_a_deleted_file_is_simply_written_again(self, open_document: Open, path: Path) -> None:
        document = open_document(path)
        document.apply(ZOE)
        path.unlink()
        document.save()
        assert load(path).plan == document.plan


class TestReadOnly:
    def test_a_second_window_may_only_look_and_is_told_who_edits(self, open_document: Open, path: Path) -> None:
        open_document(path)
        second = open_document(path)
        assert "process" in second.read_only_because
        for change in (lambda: second.apply(ZOE), second.save):
            with pytest.raises(ReadOnlyPlanError, match="process"):
                change()
        assert second.plan == starting_plan()
        second.save_as(path.with_name("copy.ballast"))
        assert second.apply(ZOE)

    def test_another_process_holds_the_lock_until_it_ends(self, open_document: Open, path: Path) -> None:
        script = (
            "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
            "from planner.document.plan_document import PlanDocument\n"
            "app = QCoreApplication([]); document = PlanDocument(); document.open(Path(sys.argv[1]))\n"
            "print(document.read_only_because or 'mine', flush=True); sys.stdin.read()\n"
        )
        call = [sys.executable, "-c", script, str(path)]
        with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "mine\n"
            assert f"process {other.pid}" in open_document(path).read_only_because
            other.kill()
        assert open_document(path).read_only_because == ""

    def test_a_plan_of_a_newer_program_may_only_be_looked_at(
        self, open_document: Open, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from planner.storage import plan_text
        from planner.storage.schema import SchemaVersion

        with monkeypatch.context() as patch:
            patch.setattr(plan_text, "SCHEMA", SchemaVersion(1, 5))
            save(starting_plan(), path)
        document = open_document(path)
        with pytest.raises(ReadOnlyPlanError, match="newer"):
            document.apply(ZOE)

    def test_another_window_with_the_goal_open_refuses_saving_as(self, open_document: Open, path: Path) -> None:
        open_document(path)
        other = open_document()
        with pytest.raises(ReadOnlyPlanError):
            other.save_as(path)
        assert other.path is None


@pytest.mark.usefixtures("qapp")
class TestRecovery:
    def test_unsaved_edits_are_offered_and_taken_over_as_one_step(
        self, open_document: Open, path: Path, base: Plan
    ) -> None:
        first = open_document(path)
        first.apply(ZOE)
        first.apply(SetStatus("PAY-2", Status.DONE))
        crashed(first)
        second = open_document(path)
        assert second.plan == base
        assert second.recovery is not None
        assert (second.recovery.plan, second.recovery.changes) == (first.plan, 2)
        second.recover(second.recovery)
        assert (second.plan, second.is_modified) == (first.plan, True)
        second.undo_stack.undo()
        assert second.plan == base

    def test_a_recovered_plan_survives_the_next_crash(self, open_document: Open, path: Path) -> None:
        first = open_document(path)
        first.apply(ZOE)
        crashed(first)
        second = open_document(path)
        assert second.recovery is not None
        second.recover(second.recovery)
        second.apply(RenamePlan("more"))
        crashed(second)
        third = open_document(path)
        assert third.recovery is not None
        assert third.recovery.plan == second.plan

    def test_editing_without_an_answer_puts_the_journal_aside(self, open_document: Open, path: Path) -> None:
        first = open_document(path)
        first.apply(ZOE)
        crashed(first)
        text = journal_path(path).read_bytes()
        second = open_document(path)
        second.apply(RenamePlan("other"))
        assert path.with_name("plan-aside-1.ballast-journal").read_bytes() == text

    def test_edits_that_were_all_undone_are_not_offered(self, open_document: Open, path: Path) -> None:
        first = open_document(path)
        first.apply(ZOE)
        first.undo_stack.undo()
        crashed(first)
        assert open_document(path).recovery is None

    def test_a_journal_of_another_version_of_the_file_is_put_aside(
        self, open_document: Open, path: Path, base: Plan
    ) -> None:
        first = open_document(path)
        first.apply(ZOE)
        crashed(first)
        save(replace(base, name="pulled"), path)
        assert open_document(path).recovery is None
        assert path.with_name("plan-aside-1.ballast-journal").exists()

    def test_untitled_plans_are_found_again(self, open_document: Open, tmp_path: Path) -> None:
        first = open_document(plan=starting_plan())
        first.apply(ZOE)
        assert left_untitled(tmp_path / "state") == ()  # its window is still open
        crashed(first)
        (left,) = left_untitled(tmp_path / "state")
        second = open_document()
        second.recover(left)
        assert (second.plan, second.path) == (first.plan, None)
        assert left_untitled(tmp_path / "state") == ()
        crashed(second)
        (again,) = left_untitled(tmp_path / "state")
        assert again.plan == first.plan

    def test_a_plan_without_a_state_folder_needs_no_disk(self) -> None:
        document = PlanDocument()
        assert document.apply(ZOE)
        with pytest.raises(InvalidValueError):
            document.apply(SetOverheads(Overheads(meetings=(Meeting("Daily", float("nan")),))))
        document.close()

    def test_a_kill_right_after_the_file_was_replaced_offers_nothing_twice(
        self, open_document: Open, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = open_document(path)
        first.apply(ZOE)
        with monkeypatch.context() as patch:
            patch.setattr(first._home, "_drop_journal", lambda: None)
            first.save()
        crashed(first)
        second = open_document(path)
        assert second.plan == first.plan
        assert second.recovery is None
        assert not path.with_name("plan-aside-1.ballast-journal").exists()

    def test_a_drag_back_to_its_start_in_a_scenario_is_not_offered(self, open_document: Open, path: Path) -> None:
        first = open_document(path)
        first.activate_scenario("w1")
        first.apply(SetSprintReserve("S2", 0.3))
        first.apply(SetSprintReserve("S2", None))
        crashed(first)
        assert open_document(path).recovery is None

    def test_a_crashing_program_can_put_the_plan_aside(self, tmp_path: Path, base: Plan) -> None:
        kept = save_aside(base, tmp_path / "new" / "state", now=datetime(2026, 5, 22, 9, 30, tzinfo=UTC))
        assert kept.name == "rescued-2026-05-22-093000.ballast"
        assert load(kept).plan == base

    @pytest.mark.parametrize("seed", range(4))
    def test_300_edits_with_undo_and_redo_are_recovered_equal(
        self, open_document: Open, path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("planner.storage.journal.os.fsync", lambda _: None)
        first, maker = open_document(path), EditMaker(seed)
        for _ in range(300):
            chance = maker.random.random()
            if chance < 0.15:
                first.undo_stack.undo()
            elif chance < 0.25:
                first.undo_stack.redo()
            elif chance < 0.26:
                first.save()
            elif chance < 0.3 and first.stored_plan.scenarios:
                with suppress(PlannerError):
                    first.activate_scenario(maker.random.choice(("", first.stored_plan.scenarios[-1].id)))
            else:
                with suppress(PlannerError):
                    first.apply(maker.edit(first.plan))
        crashed(first)
        second = open_document(path)
        found = second.recovery.plan if second.recovery else second.plan
        assert found == first.stored_plan
        assert second.recovery is None or second.recovery.notices == ()


class TestDiskThatRefuses:
    def test_the_edit_stands_and_the_problem_is_told(
        self, open_document: Open, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = open_document(path)
        problems: list[PlannerError] = []
        document.problem.connect(problems.append)

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        document.apply(RenamePlan("zero"))
        with monkeypatch.context() as patch:
            patch.setattr("planner.storage.journal.os.fsync", full)
            document.apply(RenamePlan("one"))
            document.undo_stack.undo()
            document.apply(RenamePlan("two"))
        assert document.plan.name == "two"
        assert {str(problem) for problem in problems} == {str(problems[0])}
        assert "disk is full" in str(problems[0])
        document.apply(ZOE)  # the disk has room again: the journal starts anew, with all of it
        crashed(document)
        second = open_document(path)
        assert second.recovery is not None
        assert second.recovery.plan == document.plan

    def test_an_edit_that_cannot_be_stored_is_refused(self, open_document: Open, path: Path) -> None:
        document = open_document(path)
        before = document.plan
        with pytest.raises(InvalidValueError):
            document.apply(SetOverheads(Overheads(meetings=(Meeting("Daily", float("nan")),))))
        assert document.plan is before
        assert document.undo_stack.count() == 0

    def test_a_failed_save_keeps_file_journal_and_edits(
        self, open_document: Open, path: Path, base: Plan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = open_document(path)
        document.apply(ZOE)

        def refused(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        with monkeypatch.context() as patch:
            patch.setattr("planner.storage.atomic.os.replace", refused)
            with pytest.raises(FileProblemError, match="another program has it open"):
                document.save()
            with pytest.raises(FileProblemError):
                document.save_as(path.with_name("other.ballast"))
        assert document.is_modified
        assert document.path == path
        assert load(path).plan == base
        document.apply(RenamePlan("after"))
        crashed(document)
        second = open_document(path)
        assert second.recovery is not None
        assert second.recovery.plan == document.plan


@pytest.mark.usefixtures("qapp")
class TestBackups:
    def test_an_import_is_backed_up_before_it_is_made(self, open_document: Open, path: Path, base: Plan) -> None:
        document = open_document(path)
        merge = MergeBacklog("export.csv", (), Snapshot("n", FIRST_DAY, "export.csv", ()))
        document.apply(Several((merge,), "import"))
        assert document.backups is not None
        (kept,) = document.backups.listed(path)
        assert (kept.reason, load(kept.path).plan) == ("import", base)

    def test_half_an_hour_of_change_is_backed_up(self, path: Path, tmp_path: Path) -> None:
        now = [datetime(2026, 5, 22, 9, 0, tzinfo=UTC)]
        document = PlanDocument(state_folder=tmp_path / "state", clock=lambda: now[0])
        document.open(path)
        assert document.backups is not None
        document.apply(RenamePlan("early"))
        assert document.backups.listed(path) == ()
        now[0] += timedelta(minutes=31)
        document.apply(RenamePlan("late"))
        document.apply(RenamePlan("right after"))
        assert [load(kept.path).plan.name for kept in document.backups.listed(path)] == ["late"]
        document.close()

    def test_restoring_is_one_step_and_keeps_what_was(self, open_document: Open, path: Path, base: Plan) -> None:
        document = open_document(path)
        assert document.backups is not None
        kept = document.backups.keep(base, of=path, reason="change", now=datetime(2026, 5, 1, tzinfo=UTC))
        document.apply(ZOE)
        changed = document.plan
        document.restore(kept)
        assert document.plan == base
        assert [load(entry.path).plan for entry in document.backups.listed(path)] == [changed, base]
        document.undo_stack.undo()
        assert document.plan is changed

    def test_a_migrated_file_is_kept_to_the_byte(
        self, open_document: Open, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from planner.storage import plan_text
        from planner.storage.schema import SCHEMA, SchemaVersion

        text = path.read_bytes()
        monkeypatch.setattr(plan_text, "SCHEMA", SchemaVersion(SCHEMA.major, SCHEMA.minor + 1))
        document = open_document(path)
        assert document.backups is not None
        (kept,) = document.backups.listed(path)
        assert (kept.reason, kept.path.read_bytes()) == ("migration", text)
