"""Long work off the GUI thread: a plain function that takes ``report``, and signals that arrive on the GUI thread."""

import gc
import sys
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from planner.domain.errors import CancelledError, PlannerError

PROGRESS_EVERY_SECONDS = 0.03
CLOSE_WAIT_MS = 10_000


class Job(QObject):
    """One piece of work: connect to its signals, then hand it to :meth:`JobRunner.run`.

    Exactly one of ``succeeded(result)``, ``failed(error)`` and ``cancelled()`` arrives, then ``finished()``; after
    :meth:`drop` only the latter.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _stepped = Signal(int, int, str)
    _ended = Signal()

    def __init__(self, work: Callable[..., Any], *args: Any, **options: Any) -> None:
        super().__init__()
        self._work, self._args, self._options = work, args, options
        self._stop = Event()
        self._dropped = False
        self._told_at = 0.0
        self._result: Any = None
        self._error: BaseException | None = None
        # Emitted on the worker's thread, received on ours: only from there do results go out to anybody.
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next report, and ``cancelled`` follows."""
        self._stop.set()

    def drop(self) -> None:
        """Cancel, and let nothing of it arrive any more."""
        self._dropped = True
        self.cancel()

    def work(self) -> None:
        """Do the work, on the thread of the caller; the outcome is told on the thread of the job."""
        try:
            self._report(0)
            self._result = self._work(*self._args, **self._options, report=self._report)
        except BaseException as error:  # noqa: BLE001 - whatever happens must be told on the GUI thread
            self._error = error
        self._ended.emit()

    def _report(self, done: int, total: int = 0, note: str = "") -> None:
        if self._stop.is_set():
            raise CancelledError
        now = monotonic()
        if now - self._told_at >= PROGRESS_EVERY_SECONDS or (total and done == total):
            self._told_at = now
            self._stepped.emit(done, total, note)

    def _on_stepped(self, done: int, total: int, note: str) -> None:
        if not self._dropped:
            self.progressed.emit(done, total, note)

    def _on_ended(self) -> None:
        error, dropped = self._error, self._dropped
        if error is not None and not isinstance(error, PlannerError):
            sys.excepthook(type(error), error, error.__traceback__)  # a mistake of ours, whoever waits for it
        if not dropped:
            self._tell(error)
        self.finished.emit()

    def _tell(self, error: BaseException | None) -> None:
        if error is None:
            self.succeeded.emit(self._result)
        elif isinstance(error, CancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(error)


class _CollectionPause:
    """Keeps Python's cycle collector off while threads work.

    It runs on whichever thread allocates, and a widget or file watcher it frees on a worker's takes Qt down with it.
    """

    def __init__(self) -> None:
        self._held = 0

    def hold(self) -> None:
        """Stop collecting; called on the GUI thread, as is :meth:`release`."""
        self._held += 1
        gc.disable()

    def release(self) -> None:
        """Collect again once nobody works."""
        self._held -= 1
        if not self._held:
            gc.enable()


_PAUSE = _CollectionPause()


class JobRunner(QObject):
    """Runs jobs on a few threads. An owner has at most one job of a kind; a newer one takes the older one's place."""

    def __init__(self, parent: QObject | None = None, *, threads: int | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        if threads is not None:
            self._pool.setMaxThreadCount(threads)
        self._running: dict[Job, _Task] = {}
        self._latest: dict[tuple[int, str], Job] = {}

    def prepare(self, work: Callable[..., Any], *args: Any, **options: Any) -> Job:
        """Return a job that will call ``work(*args, **options, report=...)``; it does not run yet."""
        return Job(work, *args, **options)

    def run(self, job: Job, *, owner: QObject | None = None, kind: str = "") -> None:
        """Start a job whose signals are connected.

        Parameters
        ----------
        owner
            Page that waits for the result; its older job of the same kind is dropped, and this one when it goes.
        kind
            Name of the work among the owner's.
        """
        if owner is not None:
            older = self._latest.get((id(owner), kind))
            if older is not None:
                older.drop()
            self._latest[id(owner), kind] = job
            owner.destroyed.connect(job.drop)
        task = _Task(job)
        self._running[job] = task
        _PAUSE.hold()
        job.finished.connect(self._forget)
        self._pool.start(task)

    @property
    def is_idle(self) -> bool:
        """Say whether no job is running or waiting."""
        return not self._running

    def close(self) -> bool:
        """Drop all jobs and wait for their threads; return whether all of them ended in time."""
        for job in self._running:
            job.drop()
        self._pool.clear()
        ended = self._pool.waitForDone(CLOSE_WAIT_MS)
        if ended:
            for _job in self._running:
                _PAUSE.release()
            self._running.clear()
            self._latest.clear()
        return ended

    def _forget(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            if self._running.pop(job, None) is not None:
                _PAUSE.release()
            self._latest = {place: other for place, other in self._latest.items() if other is not job}


class _Task(QRunnable):
    """What a thread of the pool runs; Python keeps it until the job has ended, so Qt must not delete it."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._job = job

    def run(self) -> None:
        self._job.work()
