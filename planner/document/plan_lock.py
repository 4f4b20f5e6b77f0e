"""One window at a time may change a plan file."""

from pathlib import Path

from PySide6.QtCore import QLockFile


class PlanLock:
    """The lock of one plan file, held until :meth:`release` or the end of the program.

    A lock whose program has died is taken over; one that is only old is not.
    """

    def __init__(self, plan_path: Path) -> None:
        self._file = QLockFile(str(plan_path.with_name(f".{plan_path.name}.lock")))
        self._file.setStaleLockTime(0)

    def acquire(self) -> bool:
        """Take the lock; ``False`` only when somebody else has it.

        In a folder that takes no lock file nobody else can hold one either: saving there fails in words later.
        """
        return self._file.tryLock(0) or self._file.error() is not QLockFile.LockError.LockFailedError

    @property
    def owner(self) -> str:
        """Who holds the lock, such as ``"harbour-laptop, process 4711"``."""
        process, host, program = self._file.getLockInfo()
        del program
        return f"{host}, process {process}" if host else "another program"

    def release(self) -> None:
        """Give the lock back."""
        if self._file.isLocked():
            self._file.unlock()
