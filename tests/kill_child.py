"""The program that the kill test kills: it edits, undoes and saves, and tells every state once it is safe."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from planner.document.plan_document import PlanDocument
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.storage.loaded_plan import Stamp
from planner.storage.plan_text import dumps
from tests.edit_maker import EditMaker


def digest(plan: Plan) -> str:
    return Stamp.of(dumps(plan)).digest


def states(document: PlanDocument, seed: int, *, save: Callable[[], None]) -> Iterator[str]:
    """Change a document for ever; yield the state after each change. The same seed makes the same changes."""
    maker = EditMaker(seed)
    while True:
        choice = maker.random.random()
        try:
            if choice < 0.1:
                save()
            elif choice < 0.2:
                document.undo_stack.undo()
            elif choice < 0.25:
                document.undo_stack.redo()
            else:
                document.apply(maker.edit(document.plan))
        except PlannerError:
            continue
        yield digest(document.stored_plan)


def main() -> None:
    application = QCoreApplication([])
    document = PlanDocument()
    document.open(Path(sys.argv[1]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for state in states(document, int(sys.argv[2]), save=document.save):
        sys.stdout.write(f"{state}\n")
        sys.stdout.flush()
    del application


if __name__ == "__main__":
    main()
