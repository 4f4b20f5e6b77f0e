from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.edits import AddMember, RenamePlan
from planner.domain.errors import FileProblemError, InvalidValueError, PlannerError, UnreadableFileError
from planner.domain.plan import Plan
from planner.domain.team import Member
from planner.storage.journal import REACH, Journal, journal_path
from planner.storage.plan_file import save
from planner.storage.replay import replay_journal
from planner.storage.sealed_lines import seal
from tests.edit_maker import EditMaker, starting_plan


def begun(tmp_path: Path, plan: Plan) -> Journal:
    path = tmp_path / "plan.ballast"
    return Journal(journal_path(path), base=plan, stamp=save(plan, path))


def named(plan: Plan, journal: Journal, name: str) -> Plan:
    edit = RenamePlan(name)
    after = edit.apply(plan)
    journal.append_edit(edit, after=after)
    return after


def test_the_journal_stands_beside_the_plan() -> None:
    assert journal_path(Path("/plans/team.ballast")) == Path("/plans/team.ballast-journal")


def test_edits_are_replayed_in_order(tmp_path: Path) -> None:
    base = starting_plan()
    with begun(tmp_path, base) as journal:
        one = named(base, journal, "one")
        named(one, journal, "two")
    stamp = save(base, tmp_path / "plan.ballast")
    replayed = replay_journal(journal.path, base=base, stamp=stamp)
    assert (replayed.plan.name, replayed.changes, replayed.notices) == ("two", 2, ())


def test_undo_and_redo_are_one_short_line_each(tmp_path: Path) -> None:
    base = starting_plan()
    with begun(tmp_path, base) as journal:
        one = named(base, journal, "one")
        two = named(one, journal, "two")
        size = journal.path.stat().st_size
        journal.append_return(one)
        journal.append_return(base)
        journal.append_return(one)
        journal.append_return(two)
        journal.append_return(one)
        assert journal.path.stat().st_size - size < 5 * 50
    stamp = save(base, tmp_path / "plan.ballast")
    assert replay_journal(journal.path, base=base, stamp=stamp).plan == one


def test_going_back_to_before_the_last_save_is_kept_too(tmp_path: Path) -> None:
    before = starting_plan()
    base = AddMember(Member("z", "Zoe")).apply(before)
    with begun(tmp_path, base) as journal:
        journal.append_return(before)
    stamp = save(base, tmp_path / "plan.ballast")
    assert replay_journal(journal.path, base=base, stamp=stamp).plan == before


def test_a_recovered_plan_starts_a_journal_that_holds_it(tmp_path: Path) -> None:
    base = starting_plan()
    stamp = save(base, tmp_path / "plan.ballast")
    recovered = replace(base, name="recovered", backlog=base.backlog[1:])
    Journal(tmp_path / "j", base=base, stamp=stamp, plan=recovered).close()
    assert replay_journal(tmp_path / "j", base=base, stamp=stamp).plan == recovered


@settings(max_examples=settings().max_examples // 4)
@given(seeds=st.lists(st.integers(0, 10**6), max_size=40), walk=st.randoms(use_true_random=False))
def test_any_walk_of_edits_undos_and_redos_is_replayed_equal(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int], walk: Random
) -> None:
    folder = tmp_path_factory.mktemp("walk")
    base = starting_plan()
    trail = [base]
    with begun(folder, base) as journal:
        for seed in seeds:
            if walk.random() < 0.3:
                trail.append(walk.choice(trail))
                journal.append_return(trail[-1])
                continue
            edit = EditMaker(seed).edit(trail[-1])
            try:
                after = edit.apply(trail[-1])
            except PlannerError:
                continue
            journal.append_edit(edit, after=after)
            trail.append(after)
    stamp = save(base, folder / "plan.ballast")
    assert replay_journal(journal.path, base=base, stamp=stamp).plan == trail[-1]


def test_a_walk_longer_than_its_reach_is_replayed_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.storage.journal.os.fsync", lambda _: None)
    plan = base = starting_plan()
    with begun(tmp_path, base) as journal:
        for number in range(REACH + 20):
            plan = named(plan, journal, f"name {number}")
        journal.append_return(base)
    stamp = save(base, tmp_path / "plan.ballast")
    assert replay_journal(journal.path, base=base, stamp=stamp).plan == base


def test_a_state_last_seen_beyond_reach_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.storage.journal.os.fsync", lambda _: None)
    base = starting_plan()
    with begun(tmp_path, base) as journal:
        one = named(base, journal, "one")
        two = named(one, journal, "two")
        for _ in range(REACH // 2 + 5):
            journal.append_return(one)
            journal.append_return(two)
        journal.append_return(base)
    stamp = save(base, tmp_path / "plan.ballast")
    replayed = replay_journal(journal.path, base=base, stamp=stamp)
    assert (replayed.plan, replayed.notices) == (base, ())


def test_a_torn_last_line_loses_only_itself_wherever_it_is_torn(tmp_path: Path) -> None:
    base = starting_plan()
    with begun(tmp_path, base) as journal:
        one = named(base, journal, "one")
        whole = journal.path.stat().st_size
        two = named(one, journal, "two")
    text = journal.path.read_bytes()
    stamp = save(base, tmp_path / "plan.ballast")
    for length in range(whole, len(text) + 1):
        journal.path.write_bytes(text[:length])
        replayed = replay_journal(journal.path, base=base, stamp=stamp)
        assert replayed.plan == (two if length == len(text) else one)
        assert [issue.code for issue in replayed.notices] == (["journal-torn"] if whole < length < len(text) else [])


def test_a_damaged_line_stops_the_replay_there_and_is_told(tmp_path: Path) -> None:
    base = starting_plan()
    with begun(tmp_path, base) as journal:
        one = named(base, journal, "one")
        two = named(one, journal, "two")
        named(two, journal, "three")
    journal.path.write_bytes(journal.path.read_bytes().replace(b'"two"', b'"twa"'))
    stamp = save(base, tmp_path / "plan.ballast")
    replayed = replay_journal(journal.path, base=base, stamp=stamp)
    assert replayed.plan == one
    assert [(issue.code, issue.row) for issue in replayed.notices] == [("journal-stopped", 3)]


@pytest.mark.parametrize(
    "line",
    [
        seal("edit", b'{"edit":"RemoveItem","key":"nobody"}'),
        seal("edit", b'{"edit":"Nonsense"}'),
        seal("back", b'{"to":99}'),
        seal("back", b"[]"),
        seal("state", b'{"item":[{"key":1}]}'),
        seal("song", b"{}"),
        b'{"edit":{"edit":"RenamePlan","name":"by hand"}}',
    ],
)
def test_a_line_that_cannot_be_followed_stops_the_replay(tmp_path: Path, line: bytes) -> None:
    base = starting_plan()
    with begun(tmp_path, base) as journal:
        one = named(base, journal, "one")
    journal.path.write_bytes(journal.path.read_bytes() + line + b"\n")
    stamp = save(base, tmp_path / "plan.ballast")
    replayed = replay_journal(journal.path, base=base, stamp=stamp)
    assert replayed.plan == one
    assert [issue.code for issue in replayed.notices] == ["journal-stopped"]


def test_a_kill_between_saving_and_clearing_the_journal_replays_nothing_twice(tmp_path: Path) -> None:
    base = starting_plan()
    path = tmp_path / "plan.ballast"
    with begun(tmp_path, base) as journal:
        one = AddMember(Member("z", "Zoe"))
        after = one.apply(base)
        journal.append_edit(one, after=after)
        elsewhere = save(after, tmp_path / "copy")
        journal.append_saved(elsewhere)
    # killed before the plan file was replaced: the edit is still to be made
    replayed = replay_journal(journal.path, base=base, stamp=save(base, path))
    assert (replayed.plan, replayed.changes) == (after, 1)
    # killed after: it is in the file
    replayed = replay_journal(journal.path, base=after, stamp=save(after, path))
    assert (replayed.plan, replayed.changes) == (after, 0)


def test_a_journal_of_another_version_of_the_file_is_refused(tmp_path: Path) -> None:
    base = starting_plan()
    begun(tmp_path, base).close()
    other = replace(base, name="changed outside")
    with pytest.raises(UnreadableFileError, match="another version"):
        replay_journal(tmp_path / "plan.ballast-journal", base=other, stamp=save(other, tmp_path / "plan.ballast"))


@pytest.mark.parametrize("text", [b"", b"rubbish\n", seal("item", b"{}") + b"\n", seal("journal", b"[]") + b"\n"])
def test_what_is_no_journal_is_refused(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "j").write_bytes(text)
    with pytest.raises(UnreadableFileError):
        replay_journal(tmp_path / "j", base=Plan(), stamp=save(Plan(), tmp_path / "p"))


def test_a_journal_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "j").write_bytes(seal("journal", b'{"schema":"9.0","plan":{}}') + b"\n")
    with pytest.raises(UnreadableFileError, match="newer"):
        replay_journal(tmp_path / "j", base=Plan(), stamp=save(Plan(), tmp_path / "p"))


def test_an_edit_that_cannot_be_stored_leaves_the_journal_as_it_was(tmp_path: Path) -> None:
    base = starting_plan()
    with begun(tmp_path, base) as journal:
        text = journal.path.read_bytes()
        with pytest.raises(InvalidValueError):
            journal.append_edit(RenamePlan("\ud800"), after=base)
        assert journal.path.read_bytes() == text


def test_a_failed_append_is_told_and_leaves_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = starting_plan()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with begun(tmp_path, base) as journal:
        one = named(base, journal, "one")
        text = journal.path.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr("planner.storage.journal.os.fsync", full)
            with pytest.raises(FileProblemError, match="disk is full"):
                named(one, journal, "two")
        assert journal.path.read_bytes() == text
        three = named(one, journal, "three")
    stamp = save(base, tmp_path / "plan.ballast")
    assert replay_journal(journal.path, base=base, stamp=stamp).plan == three


def test_removing_a_journal_leaves_no_file(tmp_path: Path) -> None:
    journal = begun(tmp_path, Plan())
    journal.remove()
    assert not journal.path.exists()
