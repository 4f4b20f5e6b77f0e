import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from enum import Enum

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.check import check_plan
from planner.domain.edits.plan import replay
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.exporting.anonymise import anonymise
from planner.storage.plan_text import dumps
from tests.edit_maker import EditMaker, starting_plan

KEPT = {"€", "High"}
KEPT_WORDS = ("High", "Medium", "Low", "Highest", "release-fan", "velocity", "entered", "your data", "drag")
"""Usual priorities, names of charts, and the parameters of the model with their basis."""


def texts(entry: object) -> Iterator[str]:
    if isinstance(entry, Enum):
        return
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, tuple):
        for part in entry:
            yield from texts(part)
    elif is_dataclass(entry):
        for spot in fields(entry):
            yield from texts(getattr(entry, spot.name))


def figures(entry: object) -> Iterator[object]:
    if isinstance(entry, tuple):
        yield len(entry)
        for part in entry:
            yield from figures(part)
    elif is_dataclass(entry):
        for spot in fields(entry):
            yield from figures(getattr(entry, spot.name))
    elif not isinstance(entry, str) or isinstance(entry, Enum):
        yield entry


def test_no_text_of_the_plan_survives(full_plan: Plan) -> None:
    before = {text for text in texts(full_plan) if text} - KEPT
    after = " | ".join(texts(anonymise(full_plan)))
    names = {"Acme", "Amara", "Okafor", "Ben", "Zoe", "PAY", "Lagos", "Berlin", "ledger", "refactor", "http", "beta"}
    assert [name for name in names if name.casefold() in after.casefold()] == []
    # Short identities such as "1" or "S16" may be given out again; longer texts may not come back at all.
    assert [text for text in before if len(text) > 4 and text in after] == []


def test_every_number_date_and_state_stays(full_plan: Plan) -> None:
    bare = replace(full_plan, settings=replace(full_plan.settings, column_memories=()))
    assert list(figures(anonymise(full_plan))) == list(figures(bare))


def test_references_still_point_to_the_same_things(full_plan: Plan) -> None:
    hidden = anonymise(full_plan)
    assert check_plan(full_plan) == ()
    assert check_plan(hidden) == ()
    first, second, _ = hidden.backlog
    assert second.depends_on == (first.key,)
    assert second.epic == first.key
    assert second.assignees == (hidden.team.members[1].id, "Person 4")
    assert first.sprint_id == hidden.sprints[1].id
    assert hidden.debt[0].item_keys == (second.key,)
    assert hidden.debt[0].component == first.components[0]
    assert hidden.decisions[0].refs == (
        f"sprint:{hidden.sprints[2].id}",
        f"debt:{hidden.debt[0].id}",
        f"item:{second.key}",
    )
    assert hidden.snapshots[0].items[0].key == first.key
    assert hidden.snapshots[0].items[0].title == first.title


def test_a_scenario_still_replays(full_plan: Plan) -> None:
    hidden = anonymise(full_plan)
    changed = replay(hidden, hidden.scenarios[0])
    assert changed.backlog[0].sprint_id is None
    assert changed.team.absences[-1].member_id == hidden.team.members[1].id


def test_the_same_plan_is_hidden_the_same_way_twice(full_plan: Plan) -> None:
    assert anonymise(full_plan) == anonymise(full_plan)


def test_usual_priorities_stay_and_invented_ones_go(full_plan: Plan) -> None:
    assert [item.priority for item in anonymise(full_plan).backlog] == ["High", "Priority 1", ""]


WORD = re.compile(r"[^\W\d_]{4,}")
OURS = (
    "item member person sprint name debt decision exception milestone snapshot scenario place region text label "
    "component skill epic priority status title reference shift absence plan team meeting holiday risk baseline "
    "overheads days override"
)
"""The nouns that the copy itself is written with."""


def words_of(entry: object) -> set[str]:
    """Return every word of at least four letters that a reader of the file could see."""
    return {word.casefold() for text in texts(entry) for word in WORD.findall(text)}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), steps=st.integers(0, 40))
def test_no_word_of_a_random_plan_survives_in_the_file(seed: int, steps: int) -> None:
    maker = EditMaker(seed)
    plan = starting_plan()
    for _ in range(steps):
        with suppress(PlannerError):
            plan = maker.edit(plan).apply(plan)
    hidden = anonymise(plan)
    kept = words_of(tuple(KEPT_WORDS))
    known = words_of(plan) - kept - words_of(OURS)
    content = dumps(hidden).decode()
    found = {word.casefold() for text in texts(hidden) for word in WORD.findall(text)}
    assert found & known == set()
    # Words that are no names of fields or states stand nowhere in the bytes either.
    assert [
        word for word in ("ökobilanz", "łódź", "naïve", "tide", "ledger", "audit") if word in content.casefold()
    ] == []
    bare = replace(plan, settings=replace(plan.settings, column_memories=()))
    assert list(figures(hidden)) == list(figures(bare))
