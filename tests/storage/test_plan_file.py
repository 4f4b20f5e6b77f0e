import subprocess
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from planner.domain.errors import FileProblemError, InvalidValueError, PlannerError, UnreadableFileError
from planner.domain.plan import Plan
from planner.storage.kinds import KINDS
from planner.storage.migrations import Migration, migrate
from planner.storage.plan_file import load, save, stamp_of
from planner.storage.plan_text import dumps, loads
from planner.storage.schema import SCHEMA, SchemaVersion
from planner.storage.sealed_lines import seal, unseal_all
from tests.edit_maker import EditMaker, starting_plan

RELEASED = Path(__file__).parent / "released"
CURRENT = f'"schema":"{SCHEMA}"'.encode()


def resealed(text: bytes, old: bytes, new: bytes) -> bytes:
    """Change a file as another program would: the lines get the sums of their new content."""
    assert old in text
    return b"\n".join([seal(line.kind, line.text.replace(old, new)) for line in unseal_all(text)]) + b"\n"


def grown_plan(seed: int, *, steps: int = 300) -> Plan:
    plan, maker = starting_plan(), EditMaker(seed)
    for _ in range(steps):
        try:
            plan = maker.edit(plan).apply(plan)
        except PlannerError:
            continue
    return plan


def test_a_saved_plan_opens_equal(tmp_path: Path) -> None:
    path = tmp_path / "team plan ü.ballast"
    stamp = save(starting_plan(), path)
    loaded = load(path)
    assert loaded.plan == starting_plan()
    assert loaded.stamp == stamp == stamp_of(path)
    assert (loaded.read_only, loaded.migrated, loaded.notices) == (False, False, ())


@pytest.mark.parametrize("seed", range(5))
def test_a_plan_after_300_random_edits_opens_equal_and_saves_to_the_same_bytes(seed: int) -> None:
    plan = grown_plan(seed)
    text = dumps(plan)
    assert loads(text).plan == plan
    assert dumps(loads(text).plan) == text


def test_the_empty_plan_opens_equal() -> None:
    assert loads(dumps(Plan())).plan == Plan()


def test_every_field_of_the_plan_has_a_kind() -> None:
    named = {kind.field for kind in KINDS}
    wanted = {field.name for field in fields(Plan)} | {field.name for field in fields(Plan().team)}
    assert wanted - {"name", "team"} == named
    assert all(is_dataclass(kind.value_type) for kind in KINDS)


def test_one_changed_item_is_one_changed_line() -> None:
    plan = starting_plan()
    changed = replace(plan, backlog=(replace(plan.backlog[0], title="Other"), *plan.backlog[1:]))
    before, after = dumps(plan).split(b"\n"), dumps(changed).split(b"\n")
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_git_merges_two_edits_into_a_plan_that_opens(tmp_path: Path) -> None:
    plan = starting_plan()
    mine = replace(plan, backlog=(replace(plan.backlog[0], title="Mine"), *plan.backlog[1:]))
    theirs = replace(plan, debt=(replace(plan.debt[0], title="Theirs"),))
    for name, version in (("mine", mine), ("base", plan), ("theirs", theirs)):
        save(version, tmp_path / name)
    names = [str(tmp_path / name) for name in ("mine", "base", "theirs")]
    merged = subprocess.run(["git", "merge-file", "-p", *names], capture_output=True, check=True).stdout
    assert loads(merged).plan == replace(mine, debt=theirs.debt)


def test_a_merge_left_unfinished_is_named() -> None:
    text = dumps(starting_plan()).replace(b'{"policy"', b'<<<<<<< HEAD\n{"policy"')
    with pytest.raises(UnreadableFileError) as caught:
        loads(text, path="plan.ballast")
    assert caught.value.reason == "line 3: a merge was left unfinished here"


def test_a_flipped_byte_opens_equal_or_is_refused() -> None:
    plan = grown_plan(7, steps=60)
    text, random = dumps(plan), Random(20260522)  # noqa: S311 - repeatable on purpose
    refused = 0
    for _ in range(1000):
        place, bits = random.randrange(len(text)), random.randrange(1, 256)
        flipped = text[:place] + bytes([text[place] ^ bits]) + text[place + 1 :]
        try:
            assert loads(flipped).plan == plan
        except UnreadableFileError:
            refused += 1
    assert refused > 900


def test_a_changed_line_is_told_as_such() -> None:
    with pytest.raises(UnreadableFileError, match=r"line 9: it does not match its checksum"):
        loads(dumps(starting_plan()).replace(b"Ole Berg", b"Ole Burg"))


def test_every_single_bit_of_the_seals_counts() -> None:
    plan = Plan()
    text = dumps(plan)
    for place in range(len(text)):
        for bit in range(8):
            flipped = text[:place] + bytes([text[place] ^ (1 << bit)]) + text[place + 1 :]
            try:
                assert loads(flipped).plan == plan
            except UnreadableFileError:
                continue


def test_a_file_cut_short_anywhere_is_refused() -> None:
    text = dumps(starting_plan())
    for length in range(0, len(text) - 1, 7):
        with pytest.raises(UnreadableFileError):
            loads(text[:length])


def test_a_file_cut_inside_its_last_line_is_refused() -> None:
    text = dumps(Plan())
    for length in range(text.rindex(b'{"end"'), len(text) - 1):
        with pytest.raises(UnreadableFileError):
            loads(text[:length])


def test_a_file_cut_at_a_line_end_says_that_the_end_is_missing() -> None:
    text = dumps(Plan())
    with pytest.raises(UnreadableFileError) as caught:
        loads(text[: text.rindex(b'{"end"')])
    assert caught.value.reason == "the end is missing: the file stops after line 5"


@pytest.mark.parametrize(
    "text", [b"", b"\n", b"PK\x03\x04", b"key,title\nA,B\n", b"[1]", b'{"ballast":{}}', b"\x00" * 99]
)
def test_another_file_is_refused_in_words(text: bytes) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        loads(text, path="x.ballast")
    assert "line 1" in caught.value.reason or "not a Ballast plan" in caught.value.reason


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    text = b"\xef\xbb\xbf" + dumps(starting_plan()).replace(b"\n", b"\r\n")
    assert loads(text).plan == starting_plan()


def test_a_line_written_by_hand_needs_no_sum_and_is_told() -> None:
    text = dumps(Plan()).replace(b'{"end"', b'{"item":{"key":"X-1","title":"By hand"}}\n{"end"')
    loaded = loads(text)
    assert loaded.plan.item("X-1").title == "By hand"
    assert [(issue.code, issue.row) for issue in loaded.notices] == [("no-checksum", 6)]


def test_a_wrong_field_is_named_with_its_line() -> None:
    text = resealed(dumps(starting_plan()), b'"fte":0.8', b'"fte":"most"')
    with pytest.raises(UnreadableFileError) as caught:
        loads(text)
    assert caught.value.reason.startswith("line 8, member: Expected `float`, got `str`")
    assert "fte" in caught.value.reason


def test_an_impossible_value_is_refused_as_the_domain_says() -> None:
    text = resealed(dumps(starting_plan()), b'"likely":5.0,"low":3.0', b'"likely":5.0,"low":7.0')
    with pytest.raises(UnreadableFileError, match="low <= likely <= high"):
        loads(text)


def test_a_second_settings_line_is_refused() -> None:
    text = dumps(Plan()).replace(b'{"end"', seal("settings", b"{}") + b'\n{"end"')
    with pytest.raises(UnreadableFileError, match="a second time"):
        loads(text)


def test_lines_after_the_last_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="goes on after"):
        loads(dumps(Plan()) + seal("item", b'{"key":"A","title":"B"}') + b"\n")


def test_a_kind_that_is_not_known_is_refused() -> None:
    text = dumps(Plan()).replace(b'{"end"', seal("ship", b"{}") + b'\n{"end"')
    with pytest.raises(UnreadableFileError, match="ship"):
        loads(text)


def test_a_missing_settings_line_is_told() -> None:
    lines = [line for line in dumps(Plan()).split(b"\n") if not line.startswith(b'{"policy"')]
    assert [issue.value for issue in loads(b"\n".join(lines)).notices] == ["policy"]


def test_a_newer_minor_version_opens_read_only() -> None:
    text = resealed(dumps(starting_plan()), CURRENT, b'"schema":"1.7"')
    text = resealed(text, b'"key":"PAY-1"', b'"colour":"red","key":"PAY-1"')
    text = text.replace(b'{"end"', seal("ship", b"{}") + b'\n{"end"')
    loaded = loads(text)
    assert loaded.read_only
    assert loaded.plan == starting_plan()
    assert [issue.code for issue in loaded.notices] == ["newer-version", "unknown-record"]


def test_a_newer_major_version_is_refused_in_words() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        loads(resealed(dumps(Plan()), CURRENT, b'"schema":"2.0"'))
    assert "version 2.0" in caught.value.reason
    assert caught.value.remedy == "Open it with a newer Ballast."


@pytest.mark.parametrize("schema", [b'"1"', b'"one.two"', b"1.0", b'"1.-1"', b'""'])
def test_a_version_that_is_none_is_refused(schema: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        loads(resealed(dumps(Plan()), CURRENT, b'"schema":' + schema))


def test_an_older_version_goes_through_its_steps_in_order() -> None:
    def split_sizes(plan: dict[str, list[Any]]) -> dict[str, list[Any]]:
        return {**plan, "item": [{**item, "size": item["points"]} for item in plan["item"]]}

    def name_estimates(plan: dict[str, list[Any]]) -> dict[str, list[Any]]:
        return {**plan, "item": [{"key": item["key"], "estimate": item["size"]} for item in plan["item"]]}

    steps = (
        Migration(SchemaVersion(1, 0), SchemaVersion(1, 4), split_sizes),
        Migration(SchemaVersion(1, 4), SchemaVersion(2, 0), name_estimates),
    )
    old = {"item": [{"key": "A", "points": 3}]}
    goal = SchemaVersion(2, 1)
    assert migrate(old, start=SchemaVersion(1, 0), goal=goal, steps=steps) == {"item": [{"key": "A", "estimate": 3}]}
    later = {"item": [{"key": "A", "size": 3}]}
    assert migrate(later, start=SchemaVersion(1, 4), goal=goal, steps=steps) == {"item": [{"key": "A", "estimate": 3}]}
    assert old == {"item": [{"key": "A", "points": 3}]}


def test_an_older_minor_version_opens_and_says_that_it_was_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    text = dumps(starting_plan())
    monkeypatch.setattr("planner.storage.plan_text.SCHEMA", SchemaVersion(1, 3))
    assert loads(text).migrated
    assert loads(text).plan == starting_plan()


def test_an_older_major_version_without_steps_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="no way is known"):
        loads(resealed(dumps(Plan()), CURRENT, b'"schema":"0.9"'))


@pytest.mark.parametrize("path", sorted(RELEASED.glob("*.ballast")), ids=lambda path: path.stem)
def test_a_plan_of_every_released_version_opens_for_ever(path: Path) -> None:
    loaded = load(path)
    assert not loaded.read_only
    assert loaded.plan.name == "Harbour lights"
    assert [member.name for member in loaded.plan.team.members] == ["Ada Quay", "Ben Mole"]
    assert loaded.plan.item("HL-2").depends_on == ("HL-1",)
    assert loaded.plan.team.overheads.focus == 0.7
    assert loaded.plan.scenarios[0].edits[0].apply(loaded.plan).policy.target == 0.3


def test_the_version_written_now_has_its_released_plan() -> None:
    assert (RELEASED / f"v{SCHEMA}.ballast").exists()


def test_a_plan_that_cannot_be_stored_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "plan.ballast"
    save(Plan(), path)
    plan = starting_plan()
    with pytest.raises(InvalidValueError):
        save(replace(plan, settings=replace(plan.settings, lab_share=float("nan"))), path)
    assert load(path).plan == Plan()


def test_a_missing_file_and_a_folder_are_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(FileProblemError) as caught:
        load(tmp_path / "none.ballast")
    assert caught.value.reason == "it does not exist"
    with pytest.raises(FileProblemError) as caught:
        load(tmp_path)
    assert caught.value.reason == "it is a folder"
    assert stamp_of(tmp_path / "none.ballast") is None
