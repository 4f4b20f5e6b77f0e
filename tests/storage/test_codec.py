from dataclasses import replace

import msgspec
import pytest

from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.edits import EDIT_TYPES, BaseEdit, ChangeItem, SetOverheads, SetStatus, Several
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Scenario
from planner.domain.team import Meeting, Member, Overheads
from planner.storage.codec import RecordError, decode, decode_edit, encode, encode_edit
from planner.storage.records import record_type
from tests.edit_maker import EditMaker, starting_plan

ITEM = BacklogItem("PAY-1", "First", estimate=Estimate.single(3))


def test_an_edit_is_written_with_its_name_in_front() -> None:
    assert encode_edit(SetStatus("PAY-1", ITEM.status)) == b'{"edit":"SetStatus","key":"PAY-1","status":"todo"}'


def test_empty_fields_are_left_out_but_figures_and_kinds_are_written() -> None:
    text = encode(Member("m", "Mia"))
    # fte, week, projects and mentoring are judgements: they stay what they are when a default changes
    assert text == (
        b'{"id":"m","name":"Mia","fte":1.0,"week":{"shares":[1.0,1.0,1.0,1.0,1.0,0.0,0.0]},'
        b'"projects":1,"mentoring_pd":0.0}'
    )


def test_every_edit_type_has_a_record() -> None:
    for edit_type in EDIT_TYPES.values():
        assert issubclass(record_type(edit_type), msgspec.Struct)


@pytest.mark.parametrize("seed", range(0, 600, 3))
def test_an_edit_comes_back_equal(seed: int) -> None:
    edit = EditMaker(seed).edit(starting_plan())
    assert decode_edit(encode_edit(edit)) == edit


def test_edits_inside_edits_inside_scenarios_come_back_with_their_classes() -> None:
    inner = Several((SetStatus("A", ITEM.status), Several((ChangeItem(ITEM),), "deep")))
    scenario = Scenario("w", "What if", (inner,))
    assert decode(encode(scenario), Scenario) == scenario


def test_a_whole_number_and_its_float_are_the_same_bytes() -> None:
    assert encode(Estimate(3, 3, 3)) == encode(Estimate(3.0, 3.0, 3.0))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b'{"edit":"SetStatus","key":"A","status":"odd"}', "status"),
        (b'{"edit":"SetStatus","key":7,"status":"todo"}', "key"),
        (b'{"edit":"SetStatus","key":"A"}', "status"),
        (b'{"edit":"SetStatus","key":"A","status":"todo","more":1}', "more"),
        (b'{"edit":"Nonsense"}', "Nonsense"),
        (b'{"key":"A"}', "None"),
        (b'{"edit":["SetStatus"]}', "SetStatus"),
        (b"[1]", "None"),
        (b'{"edit":"SetEstimate","key":"A","estimate":{"likely":NaN,"low":1,"high":1}}', "malformed"),
        (b'{"edit":"SetEstimate","key":"A","estimate":{"likely":1e999,"low":1,"high":1}}', "out of range"),
        (b'{"edit":"SetEstimate","key":"A","estimate":{"likely":1,"low":2,"high":3}}', "low <= likely <= high"),
        (b'{"edit":"SetStatus","key":"\xff","status":"todo"}', "utf-8"),
        (b'{"edit":"SetSta', "truncated"),
        (b"", "truncated"),
        (b"[" * 100_000, "recursion"),
    ],
)
def test_what_does_not_fit_is_refused_and_named(text: bytes, told: str) -> None:
    with pytest.raises(RecordError) as caught:
        decode_edit(text)
    assert told.lower() in caught.value.reason.lower()


@pytest.mark.parametrize(
    "value",
    [
        SetOverheads(Overheads(meetings=(Meeting("Daily", float("nan")),))),
        SetOverheads(Overheads(meetings=(Meeting("Daily", float("inf")),))),
        SetOverheads(Overheads(meetings=(Meeting("\ud800", 1.0),))),
        ChangeItem(replace(ITEM, labels=(1,))),  # type: ignore[arg-type]
        ChangeItem(replace(ITEM, pinned="yes")),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_stored_exactly_is_refused_before_it_is_written(value: BaseEdit) -> None:
    with pytest.raises(InvalidValueError):
        encode_edit(value)


def test_an_edit_that_nobody_registered_is_refused() -> None:
    class Impostor(SetStatus):
        __slots__ = ()

    EDIT_TYPES.pop("Impostor")
    with pytest.raises(InvalidValueError):
        encode_edit(Impostor("A", ITEM.status))


def test_a_newer_minor_version_may_bring_fields_that_are_not_known() -> None:
    text = encode(ITEM).replace(b'"key"', b'"colour":"red","key"')
    with pytest.raises(RecordError, match="colour"):
        decode(text, BacklogItem)
    assert decode(text, BacklogItem, strict=False) == ITEM
