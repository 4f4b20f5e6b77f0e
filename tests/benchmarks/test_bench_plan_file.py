"""Gate P10: saving, loading and journalling against ``json`` of the same rows with one fsync."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.edits import SetEstimate
from planner.domain.plan import Plan
from planner.storage.journal import Journal
from planner.storage.plan_file import load, save

ROUNDS = 9


def plan_of(count: int) -> Plan:
    return Plan(backlog=tuple(_item(number) for number in range(count)))


def _item(number: int) -> BacklogItem:
    return BacklogItem(
        key=f"PAY-{number}",
        title=f"Title of item number {number} in words",
        estimate=Estimate.single(3) if number % 3 else None,
        sprint_id="S12" if number % 2 else None,
        epic="Ledger",
        priority="High",
        labels=("backend", "audit"),
        assignees=("Mia",),
        depends_on=(f"PAY-{number - 1}",) if number % 5 == 1 else (),
        created_on=date(2026, 1, 5),
    )


def medians(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of both, taken in turns."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for call, seconds in zip((first, second), taken, strict=True):
            began = perf_counter()
            call()
            seconds.append(perf_counter() - began)
    return median(taken[0]), median(taken[1])


def save_plainly(rows: list[dict[str, object]], path: Path) -> None:
    with path.open("wb") as file:
        file.write(json.dumps(rows, default=str).encode())
        file.flush()
        os.fsync(file.fileno())


@pytest.mark.parametrize("count", [1_000, 10_000, 100_000])
def test_p10_save_and_load(tmp_path: Path, count: int) -> None:
    plan, ours, plain = plan_of(count), tmp_path / "plan.ballast", tmp_path / "rows.json"
    rows = [asdict(item) | {"created_on": "2026-01-05"} for item in plan.backlog]
    save_ours, save_plain = medians(lambda: save(plan, ours), lambda: save_plainly(rows, plain))
    load_ours, load_plain = medians(lambda: load(ours), lambda: json.loads(plain.read_bytes()))
    print(
        f"\n{count:>7,} items: save {save_ours * 1e3:6.1f} ms / {save_plain * 1e3:6.1f} = {save_ours / save_plain:.2f}"
        f"   load {load_ours * 1e3:6.1f} ms / {load_plain * 1e3:6.1f} = {load_ours / load_plain:.2f}"
        f"   size {ours.stat().st_size / plain.stat().st_size:.2f}"
    )
    if count == 10_000:
        assert save_ours <= 0.8 * save_plain
        assert load_ours <= 0.8 * load_plain


def test_p10_one_edit_in_the_journal(tmp_path: Path) -> None:
    plan = plan_of(10_000)
    edit = SetEstimate("PAY-5000", Estimate(8, 5, 13))
    after = edit.apply(plan)
    with (
        Journal(tmp_path / "j", base=plan, stamp=save(plan, tmp_path / "p")) as journal,
        (tmp_path / "x").open("ab") as raw,
    ):

        def bare() -> None:
            raw.write(b"x" * 120)
            raw.flush()
            os.fsync(raw.fileno())

        ours, fsync = medians(lambda: journal.append_edit(edit, after=after), bare)
    print(f"\n one edit: {ours * 1e3:.3f} ms, its fsync alone {fsync * 1e3:.3f} ms")
    assert ours - fsync < 0.002
