import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.domain.errors import MissingInputError
from planner.domain.progress import Report, silent


@pytest.fixture
def runner(qapp: QCoreApplication) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.close()
    runner.deleteLater()


def count(goal: int, *, report: Report = silent) -> int:
    for step in range(goal):
        report(step, goal, f"step {step}")
    report(goal, goal, "done")
    return goal


def answer(result: object, *, report: Report = silent) -> object:
    return result


class Gate:
    """Work that starts, waits for a word, and then reports."""

    def __init__(self) -> None:
        self.started, self.go = threading.Event(), threading.Event()

    def __call__(self, answer: object, *, report: Report = silent) -> object:
        self.started.set()
        assert self.go.wait(10)
        report(1, 2)
        return answer


def test_a_result_arrives_with_progress_on_the_gui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    threads: list[QThread] = []
    steps: list[tuple[int, int, str]] = []
    job = runner.prepare(count, 40)
    job.progressed.connect(lambda *step: steps.append(step))
    results: list[int] = []
    job.succeeded.connect(results.append)
    job.succeeded.connect(lambda _: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(job.finished):
        runner.run(job)
    assert results == [40]
    assert threads == [QCoreApplication.instance().thread()]  # type: ignore[union-attr]
    assert steps[-1] == (40, 40, "done")
    assert runner.is_idle


@pytest.mark.parametrize("result", [None, True, 0, "", (), [1, 2], {"a": 1}])
def test_any_result_arrives_as_it_is(runner: JobRunner, qtbot: QtBot, result: object) -> None:
    job = runner.prepare(answer, result)
    with qtbot.waitSignal(job.succeeded) as arrived:
        runner.run(job)
    assert arrived.args == [result]


def test_an_error_of_ours_arrives_as_failed(runner: JobRunner, qtbot: QtBot) -> None:
    def work(*, report: Report) -> None:
        raise MissingInputError("a velocity", "type one")

    job = runner.prepare(work)
    with qtbot.waitSignal(job.failed) as arrived:
        runner.run(job)
    assert isinstance(arrived.args[0], MissingInputError)


def test_a_mistake_reaches_the_crash_hook_too(runner: JobRunner, qtbot: QtBot) -> None:
    def work(*, report: Report) -> float:
        return 1 / 0

    job = runner.prepare(work)
    with capture_exceptions() as caught, qtbot.waitSignal(job.failed) as arrived:
        runner.run(job)
    assert isinstance(arrived.args[0], ZeroDivisionError)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_a_cancelled_job_says_so_and_nothing_else(runner: JobRunner, qtbot: QtBot) -> None:
    gate = Gate()
    job = runner.prepare(gate, "late")
    results: list[object] = []
    job.succeeded.connect(results.append)
    with qtbot.waitSignal(job.cancelled):
        runner.run(job)
        assert gate.started.wait(10)
        job.cancel()
        gate.go.set()
    assert results == []


def test_a_job_cancelled_before_it_starts_does_not_start(runner: JobRunner, qtbot: QtBot) -> None:
    gate = Gate()
    job = runner.prepare(gate, "never")
    job.cancel()
    with qtbot.waitSignal(job.cancelled):
        runner.run(job)
    assert not gate.started.is_set()


def test_a_newer_job_of_the_same_kind_silences_the_older(runner: JobRunner, qtbot: QtBot) -> None:
    page = QObject()
    results: list[object] = []
    first_gate, second_gate = Gate(), Gate()
    first, second = runner.prepare(first_gate, "stale"), runner.prepare(second_gate, "fresh")
    for job in (first, second):
        for signal in (job.succeeded, job.failed):
            signal.connect(results.append)
        job.cancelled.connect(lambda: results.append("cancelled"))
    runner.run(first, owner=page, kind="forecast")
    assert first_gate.started.wait(10)
    first_gate.go.set()  # the older one may already have ended: its result must still not arrive
    runner.run(second, owner=page, kind="forecast")
    with qtbot.waitSignal(second.finished):
        second_gate.go.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert results == ["fresh"]


def test_jobs_of_two_kinds_or_two_owners_run_side_by_side(runner: JobRunner, qtbot: QtBot) -> None:
    pages = (QObject(), QObject())
    results: list[str] = []
    jobs = [runner.prepare(answer, word) for word in ("a", "b", "c")]
    for job, owner, kind in zip(jobs, (pages[0], pages[0], pages[1]), ("x", "y", "x"), strict=True):
        job.succeeded.connect(results.append)
        runner.run(job, owner=owner, kind=kind)
    qtbot.waitUntil(lambda: runner.is_idle)
    assert sorted(results) == ["a", "b", "c"]


def test_a_page_that_is_gone_gets_nothing(runner: JobRunner, qtbot: QtBot) -> None:
    page, gate = QObject(), Gate()
    results: list[object] = []
    job = runner.prepare(gate, "late")
    job.succeeded.connect(results.append)
    runner.run(job, owner=page)
    assert gate.started.wait(10)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, 0)
    del page
    qtbot.waitUntil(lambda: job._dropped)
    gate.go.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert results == []


def test_closing_cancels_and_waits(qapp: QCoreApplication) -> None:
    runner, gate = JobRunner(threads=1), Gate()
    results: list[object] = []
    jobs = [runner.prepare(gate, number) for number in range(5)]
    for job in jobs:
        job.succeeded.connect(results.append)
        runner.run(job)
    assert gate.started.wait(10)
    threading.Timer(0.05, gate.go.set).start()
    assert runner.close()
    qapp.processEvents()
    assert results == []


def test_hundreds_of_jobs_all_arrive(runner: JobRunner, qtbot: QtBot) -> None:
    results: list[int] = []
    for number in range(400):
        job = runner.prepare(count, number % 7)
        job.succeeded.connect(results.append)
        runner.run(job)
    qtbot.waitUntil(lambda: runner.is_idle, timeout=20_000)
    assert len(results) == 400


class Bell(QObject):
    rang = Signal(object)
    named = Signal(str, bool)


def test_30000_signals_with_none_and_true_do_not_wear_them_out(qapp: QCoreApplication) -> None:
    # Some bindings drop a reference to None or True with every call, until the interpreter aborts.
    bell, heard = Bell(), [0]

    def hear(*_: object) -> None:
        heard[0] += 1

    bell.rang.connect(hear)
    bell.named.connect(hear)
    for _ in range(7_500):
        bell.rang.emit(None)
        bell.rang.emit(True)  # noqa: FBT003 - the value is what is tested
        bell.named.emit("x", True)  # noqa: FBT003 - as above
        bell.setObjectName("bell")
        bell.blockSignals(False)  # noqa: FBT003 - as above
    assert heard == [22_500]


def test_nothing_is_collected_while_a_thread_works(qtbot: QtBot) -> None:
    seen: list[bool] = []

    def work(*, report: Report) -> None:
        del report
        seen.append(gc.isenabled())

    runner = JobRunner()
    job = runner.prepare(work)
    with qtbot.waitSignal(job.finished):
        runner.run(job)
    assert seen == [False]
    assert gc.isenabled()


def test_collection_comes_back_when_jobs_are_dropped_at_close() -> None:
    runner = JobRunner(threads=1)
    for _time in range(3):
        runner.run(runner.prepare(_nothing_to_do))
    assert runner.close()
    assert gc.isenabled()


def _nothing_to_do(*, report: Report) -> None:
    del report
