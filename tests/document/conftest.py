"""Shared fixtures of the document tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from planner.document.plan_document import PlanDocument
from planner.domain.plan import Plan
from planner.storage.plan_file import save
from tests.edit_maker import starting_plan


@pytest.fixture
def base() -> Plan:
    return starting_plan()


@pytest.fixture
def path(tmp_path: Path, base: Plan) -> Path:
    path = tmp_path / "team" / "plan.ballast"
    path.parent.mkdir()
    save(base, path)
    return path


@pytest.fixture
def open_document(qapp: QCoreApplication, tmp_path: Path) -> Iterator[Callable[..., PlanDocument]]:
    opened: list[PlanDocument] = []

    def make(path: Path | None = None, plan: Plan | None = None) -> PlanDocument:
        document = PlanDocument(plan, state_folder=tmp_path / "state")
        opened.append(document)
        if path is not None:
            document.open(path)
        return document

    yield make
    for document in opened:
        document.close()
        document.deleteLater()
