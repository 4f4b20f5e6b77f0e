import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from planner.domain.errors import CancelledError, FileProblemError, PlannerError
from planner.storage import atomic
from planner.storage.atomic import STALE_AFTER_SECONDS, atomic_write, read_bytes, sweep_stale

OLD, NEW = b"old bytes", b"new bytes" * 5000


class FailingDisk:
    """Lets ``allowed`` calls to the disk succeed and fails the next one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, allowed: int, error: int) -> None:
        self.allowed, self.error, self.calls = allowed, error, 0
        monkeypatch.setattr(atomic, "FileIO", self._file_type())
        for name in ("fsync", "replace", "chmod", "open", "close"):
            monkeypatch.setattr(os, name, self._counted(getattr(os, name)))

    def step(self) -> None:
        self.calls += 1
        if self.calls == self.allowed + 1:
            raise OSError(self.error, os.strerror(self.error))

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self.step()
            return call(*args, **options)

        return counted

    def _file_type(self) -> type[io.FileIO]:
        disk = self

        class CountedFile(io.FileIO):
            def __init__(self, *args: Any) -> None:
                disk.step()
                super().__init__(*args)

            def write(self, content: Any) -> int:
                disk.step()
                return super().write(content)

            def readall(self) -> bytes:
                disk.step()
                return super().readall()

        return CountedFile


def write_in_parts(file: BinaryIO) -> None:
    for start in range(0, len(NEW), 9000):
        file.write(NEW[start : start + 9000])
        file.flush()


@pytest.mark.parametrize("content", [NEW, write_in_parts], ids=["bytes", "writer"])
@pytest.mark.parametrize("allowed", range(20))
def test_a_failure_at_any_call_leaves_the_old_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | Callable[[BinaryIO], None], allowed: int
) -> None:
    path = tmp_path / "plan.ballast"
    path.write_bytes(OLD)
    with monkeypatch.context() as patch:
        disk = FailingDisk(patch, allowed=allowed, error=28)
        problem = None
        try:
            atomic_write(path, content)
        except FileProblemError as error:
            problem = error
    assert problem is None or (problem.reason, problem.path) == ("the disk is full", str(path))
    assert path.read_bytes() == (OLD if problem else NEW)
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.ballast"]
    if allowed < 4:
        assert problem, disk.calls


def test_the_failing_disk_reaches_every_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        disk = FailingDisk(patch, allowed=10_000, error=28)
        atomic_write(tmp_path / "plan.ballast", write_in_parts)
    # temp file, 5 parts, fsync, reopen, read, replace, folder: open, fsync, close; no mode to keep
    assert 12 <= disk.calls < 20


def test_the_bytes_are_on_the_disk_before_they_take_the_place_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def noted(name: str, call: Callable[..., None]) -> Callable[..., None]:
        def note(*args: object) -> None:
            calls.append(name)
            call(*args)

        return note

    monkeypatch.setattr(os, "fsync", noted("fsync", os.fsync))
    monkeypatch.setattr(os, "replace", noted("replace", os.replace))
    atomic_write(tmp_path / "plan.ballast", NEW)
    assert calls == (["fsync", "replace"] if os.name == "nt" else ["fsync", "replace", "fsync"])


def test_bytes_that_read_back_differently_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class ForgetfulFile(io.FileIO):
        def readall(self) -> bytes:
            return super().readall()[:-1]

    path = tmp_path / "plan.ballast"
    path.write_bytes(OLD)
    monkeypatch.setattr(atomic, "FileIO", ForgetfulFile)
    with pytest.raises(FileProblemError, match="could not be read back"):
        atomic_write(path, NEW)
    assert path.read_bytes() == OLD


def test_a_really_full_disk_leaves_the_old_bytes(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    path = tmp_path / "plan.ballast"
    path.write_bytes(OLD)
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from planner.storage.atomic import atomic_write\n"
        "from planner.domain.errors import FileProblemError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: atomic_write(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except FileProblemError as error: print(error.reason)\n"
    )
    told = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "the file would be larger than the disk allows"
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_refused_check_leaves_the_old_bytes(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(OLD)

    def refuse(written: Path) -> None:
        assert written.read_bytes() == NEW
        raise FileProblemError(str(path), "it does not open")

    with pytest.raises(FileProblemError, match="does not open"):
        atomic_write(path, NEW, verify=refuse)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_cancelled_writer_leaves_the_old_bytes_and_stays_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(OLD)

    def cancelled(file: BinaryIO) -> None:
        file.write(NEW)
        raise CancelledError

    with pytest.raises(CancelledError):
        atomic_write(path, cancelled)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_writer_may_go_back_in_the_file(tmp_path: Path) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"____tail")
        file.seek(0)
        file.write(b"head")

    atomic_write(tmp_path / "zip", write)
    assert (tmp_path / "zip").read_bytes() == b"headtail"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileProblemError) as caught:
        atomic_write(tmp_path / "none" / "plan.ballast", NEW)
    assert caught.value.reason == "it does not exist"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_write_protected_file_and_folder_are_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.ballast"
    path.write_bytes(OLD)
    path.chmod(0o444)
    with pytest.raises(FileProblemError, match="write-protected"):
        atomic_write(path, NEW)
    path.chmod(0o644)
    tmp_path.chmod(0o555)
    with pytest.raises(FileProblemError, match="no permission"):
        atomic_write(path, NEW)
    tmp_path.chmod(0o755)
    assert path.read_bytes() == OLD


def test_a_write_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.ballast"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileProblemError, match="write-protected"):
        atomic_write(path, NEW)
    assert path.read_bytes() == OLD


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real.ballast", tmp_path / "link.ballast"
    real.write_bytes(OLD)
    real.chmod(0o640)
    link.symlink_to(real)
    atomic_write(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW
    assert real.stat().st_mode & 0o777 == 0o640


def test_only_stale_leftovers_are_swept(tmp_path: Path) -> None:
    stale, fresh, other = (tmp_path / name for name in (".ballast-aa.tmp", ".ballast-bb.tmp", "mine.tmp"))
    for path in (stale, fresh, other):
        path.write_bytes(b"")
    fresh_at = fresh.stat().st_mtime
    os.utime(stale, (0, 0))
    os.utime(other, (0, 0))
    assert sweep_stale(tmp_path, now=fresh_at + STALE_AFTER_SECONDS - 60) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".ballast-bb.tmp", "mine.tmp"]
    assert sweep_stale(tmp_path / "none") == 0


def test_reading_what_is_not_there_is_one_of_our_errors(tmp_path: Path) -> None:
    with pytest.raises(PlannerError):
        read_bytes(tmp_path / "none")
