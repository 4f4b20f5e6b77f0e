"""How plans of older versions are read: numbered pure steps, each from one version to the next.

A step is a module ``mNNNN_what_changed`` with a function ``dict -> dict`` over the whole file as plain values: the
kinds of records (see ``planner.storage.kinds``) with the list of their records. It is added to :data:`MIGRATIONS`
together with a plan of the old version in ``tests/storage/released``, which must open for ever. A minor version that
only adds fields with defaults needs no step.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from planner.storage.codec import RecordError
from planner.storage.schema import SCHEMA, SchemaVersion

PlainPlan = dict[str, list[Any]]
"""A plan file as plain values: kind of record -> records, in file order."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step between two versions."""

    start: SchemaVersion
    goal: SchemaVersion
    change: Callable[[PlainPlan], PlainPlan]


MIGRATIONS: tuple[Migration, ...] = ()
"""Every step there ever was, oldest first. Version 1.0 is the first one released."""


def migrate(
    plan: PlainPlan,
    *,
    start: SchemaVersion,
    goal: SchemaVersion = SCHEMA,
    steps: tuple[Migration, ...] = MIGRATIONS,
) -> PlainPlan:
    """Return a plan of an older version as one of ``goal``.

    Raises
    ------
    RecordError
        When the plan is of another major version and no chain of steps leads from there to here.
    """
    version = start
    for step in steps:
        if version <= step.start and step.goal <= goal and step.start.major == version.major:
            plan, version = step.change(plan), step.goal
    if version.major != goal.major:
        raise RecordError(f"no way is known from version {start} to {goal}")
    return plan
