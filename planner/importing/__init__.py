"""Other people's files, read into values.

``inspect`` tells how a file is understood, ``read_backlog`` reads it and ``read_text`` reads the clipboard; all three
are the same run. Heavy libraries are imported by the first file that needs them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from planner.domain.backlog import Status
from planner.domain.progress import Report, silent

if TYPE_CHECKING:
    from planner.importing.inspection import Inspection
    from planner.importing.reading import ImportedBacklog

__all__ = ["inspect", "read_backlog", "read_text"]


def inspect(path: str | Path, *, sheet: str | None = None, report: Report = silent) -> "Inspection":
    """Tell how a file is understood; nothing is changed.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the file cannot be opened, or is no table.
    """
    return read_backlog(path, sheet=sheet, report=report).inspection


def read_backlog(  # noqa: PLR0913 - each keyword is one answer that a user can give about a file
    path: str | Path,
    *,
    sheet: str | None = None,
    mapping: Mapping[int, str] | None = None,
    day_first: bool | None = None,
    statuses: Mapping[str, Status] | None = None,
    encoding: str | None = None,
    report: Report = silent,
) -> "ImportedBacklog":
    """Read a file as a backlog.

    Parameters
    ----------
    path
        A delimited text file or a workbook.
    sheet
        The sheet to read; by default the one that looks most like a backlog.
    mapping
        Fields by column index that overrule what was recognised; ``""`` leaves a column out.
    day_first
        The order of day and month where the file does not prove it.
    statuses
        What status texts mean, where the vocabulary is wrong.
    encoding
        The encoding of a text file, where its letters deceive.
    report
        Progress, and the wish to stop.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the file cannot be opened, or is no table.
    """
    from planner.importing.reading import Answers, read_file

    return read_file(Path(path), sheet=sheet, answers=Answers(mapping, day_first, statuses, encoding), report=report)


def read_text(
    text: str, *, name: str = "clipboard", mapping: Mapping[int, str] | None = None, day_first: bool | None = None
) -> "ImportedBacklog":
    """Read a table from the clipboard, HTML or delimited text, in the same way as a file."""
    from planner.importing.file_kinds import kind_of_text
    from planner.importing.reading import Answers, no_table, understand
    from planner.importing.sources import text_source

    kind = kind_of_text(text)
    if kind:
        return no_table(name, kind=kind)
    return understand(text_source(text, name=name), answers=Answers(mapping, day_first))
