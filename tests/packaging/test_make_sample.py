from pathlib import Path

import pytest

import make_sample
from planner.domain.plan import Plan
from planner.resource_files import resource_path
from planner.storage.plan_file import load


@pytest.mark.parametrize("name", sorted(make_sample.files()))
def test_shipped_file_is_what_the_tables_give(name: str) -> None:
    assert resource_path("sample", name).read_bytes() == make_sample.files()[name]()


def test_nothing_else_is_shipped_as_sample() -> None:
    assert {path.name for path in resource_path("sample").iterdir()} == set(make_sample.files())


def test_sample_is_written_anywhere(tmp_path: Path) -> None:
    assert make_sample.main([str(tmp_path / "new")]) == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == set(make_sample.files())


def test_shipped_plan_opens_as_it_was_built(sample_plan: Plan) -> None:
    assert load(resource_path("sample", "payments.ballast")).plan == sample_plan
