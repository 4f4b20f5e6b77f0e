"""Writing a file so that it is either the new one, whole and on the disk, or still the old one, untouched.

Everything goes into a temporary file in the same folder; it is flushed, read again and only then put in place. After
any failure (full disk, no permission, the target open in another program) the old bytes are what they were.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from io import BufferedRandom, FileIO
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from planner.domain.errors import FileProblemError
from planner.storage.file_problem import file_problem

Write = Callable[[BinaryIO], None]
Verify = Callable[[Path], None]

_PREFIX, _SUFFIX = ".ballast-", ".tmp"
STALE_AFTER_SECONDS = 3600.0


def atomic_write(path: Path, content: bytes | Write, *, verify: Verify | None = None) -> None:
    """Put new content into a file, all of it or nothing.

    Parameters
    ----------
    path
        File to create or exchange; a link is followed, so that the file behind it changes.
    content
        The bytes, or a function that writes them into the open binary file it is given.
    verify
        Reads the finished temporary file and raises when it is not good; bytes are compared in any case.

    Raises
    ------
    FileProblemError
        With the reason in words; the file at ``path`` is as it was.
    """
    try:
        target = Path(os.path.realpath(path))
        _check_writable(target)
        temporary = target.with_name(f"{_PREFIX}{token_hex(6)}{_SUFFIX}")
        try:
            _write(temporary, content)
            _check(temporary, content, verify)
            _keep_mode(target, temporary)
            os.replace(temporary, target)  # noqa: PTH105 - the one call whose failure is tested by name
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - as above
            raise
        _flush_folder(target.parent)
    except OSError as error:
        raise file_problem(path, error) from error


def read_bytes(path: Path) -> bytes:
    """Return what a file holds.

    Raises
    ------
    FileProblemError
        When it cannot be read.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileProblemError(str(path), "it is a pipe or a device, not a file")
        return path.read_bytes()
    except OSError as error:
        raise file_problem(path, error) from error


def sweep_stale(folder: Path, *, now: float | None = None) -> int:
    """Remove temporary files that a killed program left in a folder an hour ago or earlier; return how many."""
    limit = (time.time() if now is None else now) - STALE_AFTER_SECONDS
    swept = 0
    with suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                if left.stat().st_mtime < limit:
                    left.unlink()
                    swept += 1
    return swept


def _check_writable(target: Path) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise FileProblemError(str(target), "it is write-protected")


def _write(temporary: Path, content: bytes | Write) -> None:
    with BufferedRandom(FileIO(temporary, "x+")) as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)
        file.flush()
        os.fsync(file.fileno())


def _check(temporary: Path, content: bytes | Write, verify: Verify | None) -> None:
    with FileIO(temporary, "r") as file:
        found = file.readall()
    if isinstance(content, bytes) and found != content:
        raise FileProblemError(str(temporary), "what was written could not be read back")
    if verify is not None:
        verify(temporary)


def _keep_mode(target: Path, temporary: Path) -> None:
    with suppress(OSError):
        os.chmod(temporary, target.stat().st_mode & 0o777)  # noqa: PTH101 - as above


def _flush_folder(folder: Path) -> None:
    """Make the exchange itself durable; Windows does so by itself, and some file systems refuse."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
