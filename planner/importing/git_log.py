"""The text of ``git log --numstat``, in whatever shape it was printed, as a history of changed files."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from planner.domain.churn import ChangeLog, Commit, FileChange
from planner.domain.errors import FileProblemError
from planner.domain.progress import Report, silent
from planner.importing.dates import parse_date
from planner.importing.encodings import decode
from planner.importing.preflight import FileFormat, preflight, unreadable

COMMAND = "git log --numstat --date=short"
"""What to type for a log that is read without loss."""

_GRAPH = r"(?:[*|\\/_ ]*[*|\\/_] )?"
_STAT = re.compile(r"^(?:[*|\\/_ ]*(\d+|-)\t(\d+|-)\t(\S.*)|(\d+|-) +(\d+|-) +(\S.*))$")
_COMMIT = re.compile(rf"^{_GRAPH}commit ([0-9a-f]{{7,64}})\b")
_FIELD = re.compile(rf"^{_GRAPH}(Author|AuthorDate|Date|Merge|Commit|CommitDate|Reflog|Reflog message|gpg): ?(.*)$")
_MESSAGE = re.compile(rf"^{_GRAPH} {{4}}(.*)$")
_HASH = re.compile(r"(?<![0-9a-zA-Z])(?!1\d{9}(?![0-9a-f]))(?=[0-9a-f]*\d)[0-9a-f]{7,64}(?![0-9a-zA-Z])")
_DAY = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?: ?(?:[+-]\d\d:?\d\d|Z))?)?"
    r"|[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \d{4}(?: [+-]\d{4})?"
    r"|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}(?: \d\d:\d\d:\d\d [+-]\d{4})?"
    r"|\b1\d{9}\b(?: [+-]\d{4})?"
)
_ZONE = re.compile(r"\s*(?:[+-]\d\d:?\d\d|Z)$")
_BRACES = re.compile(r"^(.*)\{(.*) => (.*)\}(.*)$")
_ESCAPE = re.compile(r"\\([0-7]{3}|.)")
_LETTERS = {"n": b"\n", "t": b"\t", '"': b'"', "\\": b"\\", "r": b"\r", "a": b"\a", "b": b"\b", "f": b"\f", "v": b"\v"}
_FIX = re.compile(
    r"\b(?:hot-?|bug-?)?fix(?:es|ed|ing)?\b|\bbugs?\b|\brevert(?:s|ed)?\b|\bregressions?\b|\brepairs?\b", re.IGNORECASE
)
_EDGES = " \t-|,;:[]()<>\"'"
_LOOKED_AT = 400
_REPORT_EVERY = 20_000
_PATH_LIKE = 0.8


def read_git_log(path: Path, *, report: Report = silent) -> ChangeLog:
    """Read a saved ``git log --numstat``.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the file cannot be opened, or holds no such log.
    """
    if preflight(path, report=report).format is not FileFormat.TEXT:
        raise unreadable(path, "it is a workbook, not a version history", f"Save the output of {COMMAND} as text.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileProblemError(str(path), error.strerror or "it cannot be read") from error
    return parse_git_log(decode(content).text, name=path.name, report=report)


def is_git_log(text: str) -> bool:
    r"""Tell whether a text is the output of ``git log --numstat``: counts with paths below lines that are no table.

    >>> is_git_log("commit 3f2a9c1\n\n    Add the cart\n\n12\t0\tshop/cart.py\n")
    True
    >>> is_git_log("1\t3\tShow the price\n2\t5\tPay by invoice\n")
    False
    """
    lines = [line for line in text.lstrip("\ufeff")[:200_000].splitlines()[:_LOOKED_AT] if line.strip()]
    stats = [found for line in lines if (found := _STAT.match(line))]
    named = any(_COMMIT.match(line) for line in lines)
    if not stats:
        return named and any(_FIELD.match(line) for line in lines)
    paths = sum(_is_path(_counts(found)[2]) for found in stats)
    if paths < _PATH_LIKE * len(stats):
        return False
    others = [line for line in lines if not _STAT.match(line)]
    nested = any("/" in _counts(found)[2] for found in stats)
    return named or any(_HASH.search(line) or _DAY.search(line) for line in others) or (nested and not others)


def parse_git_log(text: str, *, name: str = "clipboard", report: Report = silent) -> ChangeLog:
    r"""Read the text of ``git log --numstat``: any ``--pretty`` that names one commit per line, any ``--date``.

    Notes
    -----
    A renamed file is one file, under its newest name. Lines of binary files count as commits without lines.

    Raises
    ------
    UnreadableFileError
        When no line counts the changes of a file.

    Examples
    --------
    >>> log = parse_git_log("commit 3f2a9c1\nDate: 2026-03-02\n\n    Fix the cart\n\n12\t4\tshop/cart.py\n")
    >>> [(churn.place, churn.commits, churn.fixes, churn.net_lines) for churn in log.files()]
    [('shop/cart.py', 1, 1, 8)]
    """
    commits = list(_commits(text.lstrip("\ufeff"), report))
    if not any(commit.changes for commit in commits):
        raise unreadable(
            Path(name), "it holds no version history with counts of changed lines", f"Save the output of {COMMAND}."
        )
    days = [commit.on for commit in commits if commit.on]
    if days and days[0] < days[-1]:
        commits.reverse()
    return ChangeLog(tuple(_with_newest_names(commits)))


class _Draft:
    """One commit while its lines are read."""

    def __init__(self, reference: str = "") -> None:
        self.reference = reference
        self.day: str = ""
        self.author = ""
        self.subject = ""
        self.changes: list[tuple[str, str, str]] = []

    def take_field(self, name: str, text: str) -> None:
        """Take a line such as ``Author: Ada <ada@example.org>``."""
        if name == "Author":
            self.author = text.partition("<")[0].strip() or text.strip()
        elif name in {"Date", "AuthorDate"}:
            self.day = text.strip()

    def take_line(self, line: str) -> None:
        """Take a line of a format of somebody's own: hash, day, author and subject in any order."""
        found = _HASH.search(line)
        if found and not self.reference:
            self.reference = found[0]
            line = f"{line[: found.start()]}\x00{line[found.end() :]}"
        found = None if self.day else _DAY.search(line)
        if found is None:
            self.subject = self.subject or line.replace("\x00", " ").strip(_EDGES)
            return
        self.day = found[0]
        before, after = line[: found.start()].rpartition("\x00")[2].strip(_EDGES), line[found.end() :]
        pieces = [piece.strip(_EDGES) for piece in re.split(r"--|\||\t|;|,|\x00", after) if piece.strip(_EDGES)]
        if before:
            self.author, self.subject = before, " ".join(pieces)
        elif pieces:
            self.author, self.subject = pieces[0], " ".join(pieces[1:])

    @property
    def is_nameless(self) -> bool:
        """Whether nothing but counts is known: blank lines then part the commits."""
        return not (self.reference or self.day or self.author or self.subject)

    def commit(self) -> Commit:
        """Return the commit as a value."""
        changes = tuple(FileChange(path, _lines(added), _lines(removed)) for added, removed, path in self.changes)
        return Commit(
            self.reference,
            parse_date(_ZONE.sub("", self.day)) if self.day else None,
            self.author,
            bool(_FIX.search(self.subject)),
            changes,
        )


def _commits(text: str, report: Report) -> Iterator[Commit]:
    """Yield the commits in the order of the text."""
    draft: _Draft | None = None
    lines = text.split("\n")
    for number, raw in enumerate(lines):
        if number % _REPORT_EVERY == 0:
            report(number, len(lines), "history")
        line = raw.rstrip("\r")
        stat = _STAT.match(line)
        if stat:
            draft = draft or _Draft()
            draft.changes.append(_counts(stat))
            continue
        if not line.strip(" *|\\/_"):
            if draft is not None and draft.changes and draft.is_nameless:
                yield draft.commit()
                draft = None
            continue
        begun = _begun(line, draft)
        if begun is not None:
            if draft is not None:
                yield draft.commit()
            draft = begun
        elif draft is not None:
            _take(line, draft)
    if draft is not None:
        yield draft.commit()


def _begun(line: str, draft: _Draft | None) -> _Draft | None:
    """Return a new commit when a line begins one."""
    named = _COMMIT.match(line)
    if named:
        return _Draft(named[1])
    if _MESSAGE.match(line) or _FIELD.match(line):
        return _Draft() if draft is None else None
    opens = _HASH.match(line.lstrip(" *|\\/_-[(<\"'"))
    if draft is None or draft.changes or opens:
        fresh = _Draft()
        fresh.take_line(line)
        return fresh
    return None


def _take(line: str, draft: _Draft) -> None:
    told = _FIELD.match(line)
    message = _MESSAGE.match(line)
    if told and not draft.subject:
        draft.take_field(told[1], told[2])
    elif message:
        draft.subject = draft.subject or message[1].strip()
    elif not told:
        draft.take_line(line)


def _counts(found: re.Match[str]) -> tuple[str, str, str]:
    """Return added, removed and path of a line of counts, parted by tabs or, after pasting, by blanks."""
    added, removed, path = found.groups()[:3] if found[3] else found.groups()[3:]
    return added, removed, path


def _lines(count: str) -> int | None:
    return None if count == "-" else int(count)


def _is_path(text: str) -> bool:
    return ("/" in text and "://" not in text) or (
        ("." in text or " => " in text) and " " not in text.replace(" => ", "")
    )


def _with_newest_names(commits: Iterable[Commit]) -> Iterator[Commit]:
    """Give every file its newest name; ``commits`` come newest first, so a rename is met before the older name."""
    newest: dict[str, str] = {}
    for commit in commits:
        renamed: dict[str, str] = {}
        changes = []
        for change in commit.changes:
            old, new = _both_names(change.path)
            today = newest.get(new, new)
            if old:
                renamed[old] = today
            changes.append(FileChange(today, change.added_lines, change.removed_lines))
        for _old, new in map(_both_names, (change.path for change in commit.changes)):
            newest.pop(new, None)
        newest.update(renamed)
        yield Commit(commit.reference, commit.on, commit.author, commit.is_fix, tuple(changes))


def _both_names(path: str) -> tuple[str, str]:
    """Return the name before and after, the former empty when the file was not renamed.

    >>> _both_names("shop/{old => new}/cart.py"), _both_names("a.py => b.py"), _both_names("shop/{ => core}/x.py")
    (('shop/old/cart.py', 'shop/new/cart.py'), ('a.py', 'b.py'), ('shop/x.py', 'shop/core/x.py'))
    """
    found = _BRACES.match(path)
    if found:
        ends = (f"{found[1]}{middle}{found[4]}".replace("//", "/") for middle in (found[2], found[3]))
        old, new = (end.removeprefix("/") for end in ends)
        return old, new
    old, arrow, new = path.partition(" => ")
    return (_unquoted(old), _unquoted(new)) if arrow else ("", _unquoted(path))


def _unquoted(path: str) -> str:
    r"""Return a path without the quotes and escapes of letters outside ASCII.

    >>> _unquoted('"caf\\303\\251.py"')
    'café.py'
    """
    if not (path.startswith('"') and path.endswith('"') and len(path) > 1):
        return path
    content = b""
    last = 0
    inner = path[1:-1]
    for found in _ESCAPE.finditer(inner):
        content += inner[last : found.start()].encode()
        code = found[1]
        content += bytes([int(code, 8) & 0xFF]) if len(code) > 1 else _LETTERS.get(code, code.encode())
        last = found.end()
    return (content + inner[last:].encode()).decode(errors="replace")
