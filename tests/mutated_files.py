"""Sound files with seeded damage, read one after the other in a process of their own that is watched.

``python -m tests.mutated_files FIRST COUNT`` reads that many and prints one line per file: its number, the processor's
seconds, the peak of memory in MB, and how it ended. The damage of a number is the same for ever.
"""

# ruff: noqa: S311, T201 - the damage is seeded on purpose; what is printed is the result

import faulthandler
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

from planner.domain.errors import PlannerError
from planner.importing import book_tables, inspect, text_tables
from tests.hostile_files import odf, with_member

HANG_SECONDS = 60
MEMORY_BYTES = 4 << 30
_TOKENS = (
    b"<", b">", b'"', b"'", b"&", b"&#0;", b"&amp;", b"/>", b"</row>", b"<row>", b'r="XFD1048576"', b't="s"', b't="e"',
    b"99999999999999", b"-1", b"1e999", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b",", b";", b"\n", b"\r", b"\t", b'""',
    b"\n\n\n", b"sep=|\n", b"=1+1", b"NaN", b"2024-13-45", b"<![CDATA[", b"<!--", b"]]>", b"PK\x01\x02", b"[[[[",
)  # fmt: skip


@cache
def sources() -> tuple[tuple[str, bytes], ...]:
    """Return sound files of every kind that can be written here, with their names."""
    header = "ID,Title,Status,Story Points,Sprint,Created,Labels,Blocked by"
    rows = [
        f'{n},"Story {n}, long",Done,{n % 8},Sprint {n // 5},2024-{n % 12 + 1:02}-03,"a,b",{n - 1}' for n in range(40)
    ]
    text = "\n".join([header, *rows])
    sections = "Backlog\n\nStory;Punkte;Status\nSprint 1;;\nAnmelden;3,5;Fertig\nBezahlen;2,25;Offen\n\nSumme;5,75;\n"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(map(cell.format, (f"A-{n}", f"Story {n}", "Done", n))) for n in range(12))
    table = "".join(
        f"<table:table-row>{line}</table:table-row>"
        for line in ["".join(map(cell.format, ("ID", "Story", "Status", "Points"))), *lines]
    )
    html = "<table><tr><th>ID<th>Title<th>Status</tr>" + "<tr><td>1<td>Log in<td>Done</tr>" * 9 + "</table>"
    return (
        ("a.csv", text.encode()),
        ("b.csv", text.replace("Story", "Идея é").encode("utf-16")),
        ("c.csv", sections.encode("cp1252")),
        ("d.tsv", text.replace(",", "\t").encode("utf-8-sig")),
        ("e.xlsx", _workbook(shared=True)),
        ("f.xlsx", _workbook(shared=False)),
        ("g.ods", odf(table.encode())),
        ("h.htm", html.encode()),
    )


def _workbook(*, shared: bool) -> bytes:
    rows: list[list[object]] = [["Product backlog"], [], ["ID", "Story", "Status", "Points", "Sprint"]]
    rows += [[n, f"Story {n}", "Done", n % 5, f"Sprint {n // 4}"] for n in range(1, 25)]
    stream = BytesIO()
    if shared:
        from xlsxwriter import Workbook

        with Workbook(stream) as book:
            sheet = book.add_worksheet("Backlog")
            dated = book.add_format({"num_format": "yyyy-mm-dd"})
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
                sheet.write_number(number, 6, 45_000 + number, dated)
            sheet.merge_range("A1:E1", "Product backlog")
            sheet.write_formula("F4", "=D4*2", None, 4)
            sheet.set_row(5, None, None, {"hidden": True})
            book.add_worksheet("Notes").write(0, 0, "Made by hand")
    else:
        import openpyxl

        plain = openpyxl.Workbook()
        for row in rows:
            plain.worksheets[0].append(row)
        plain.save(stream)
    return stream.getvalue()


def damaged(number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of one damaged file."""
    chance = random.Random(number)
    name, content = sources()[number % len(sources())]
    if name.endswith((".xlsx", ".ods")) and chance.random() < 0.75:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [member for member in archive.namelist() if member.endswith((".xml", ".rels"))]
        sheets = [member for member in members if "sheet" in member or member in {"content.xml", "xl/workbook.xml"}]
        member = chance.choice(sheets if chance.random() < 0.7 else members)
        return name, with_member(content, member, lambda part: _mutated(part, chance))
    return name, _mutated(content, chance)


def _mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _step in range(chance.choice((1, 1, 2, 3, 8, 30))):
        chance.choice(_KINDS)(changed, chance)
    return bytes(changed)


def _flip(content: bytearray, chance: random.Random) -> None:
    if content:
        content[chance.randrange(len(content))] = chance.randrange(256)


def _insert(content: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(content))
    content[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 1, 40))


def _remove(content: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(content))
    del content[at : at + chance.choice((1, 4, 60, 2_000))]


def _repeat(content: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(content))
    content[at:at] = content[at : at + chance.choice((3, 50, 700))] * chance.choice((1, 2, 30))


def _move(content: bytearray, chance: random.Random) -> None:
    at, length = chance.randint(0, len(content)), chance.choice((2, 40, 500))
    piece = bytes(content[at : at + length])
    del content[at : at + length]
    to = chance.randint(0, len(content))
    content[to:to] = piece


def _number(content: bytearray, chance: random.Random) -> None:
    places = [at for at, sign in enumerate(content) if 48 <= sign <= 57]
    if places:
        at = chance.choice(places)
        content[at : at + 1] = chance.choice((b"0", b"-1", b"9" * 12, b"1e308", b"4294967296"))


_KINDS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _flip,
    _insert,
    _insert,
    _remove,
    _repeat,
    _move,
    _number,
)


def read_in_turn(first: int, count: int) -> None:
    """Read damaged files and print how each ended."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with tempfile.TemporaryDirectory() as folder:
        _warm_up(Path(folder))
        for number in range(first, first + count):
            _read_as_if_big(on=number // len(sources()) % 2 == 1)
            name, content = damaged(number)
            path = Path(folder) / name
            path.write_bytes(content)
            _forget_peak()
            faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
            started = time.process_time()
            outcome = _outcome(path)
            taken = time.process_time() - started
            faulthandler.cancel_dump_traceback_later()
            print(number, f"{taken:.3f}", _peak_mb(), outcome, flush=True)


def _read_as_if_big(*, on: bool) -> None:
    """Let small files take the ways of the big ones: arrays and columns."""
    book_tables.BIG_PART_BYTES = 0 if on else 3_000_000
    text_tables.FAST_FROM_CHARACTERS = 0 if on else 6_000_000


def _warm_up(folder: Path) -> None:
    """Load the libraries once, so that the first file does not pay for them."""
    for on in (False, True):
        _read_as_if_big(on=on)
        for name, content in sources():
            (folder / name).write_bytes(content)
            inspect(folder / name)


def _outcome(path: Path) -> str:
    try:
        found = inspect(path)
    except PlannerError as error:
        return "refused" if str(error) or error.args else "refused without words"
    except BaseException:  # noqa: BLE001 - whatever comes out here is the finding
        return "RAISED " + traceback.format_exc().replace("\n", " | ")
    return f"read {found.items}"


def _forget_peak() -> None:
    """Let the peak of this process begin anew, where the system allows it."""
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5", encoding="ascii")


def _peak_mb() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    read_in_turn(int(sys.argv[1]), int(sys.argv[2]))
