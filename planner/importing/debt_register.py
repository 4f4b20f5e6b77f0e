"""A register of technical debt typed in a sheet: what each entry would take, and what it costs meanwhile."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import sqrt
from pathlib import Path

from planner.domain.debt import DebtCause, DebtItem, Spread
from planner.domain.edits import AddDebt, ChangeDebt, Several
from planner.domain.issue import Issue
from planner.domain.plan import Edit, Plan
from planner.importing.dates import parse_dates
from planner.importing.grid import Grid
from planner.importing.people_columns import PeopleTable, table_in
from planner.importing.sources import open_source, text_source
from planner.importing.values import parse_number
from planner.importing.vocabulary import general_map, normalised

WORDS = {
    "title": (
        "title", "debt", "item", "debt item", "what", "name", "summary", "description", "titel", "bezeichnung",
        "schuld", "titre", "intitulé", "título", "titulo", "rubrik", "titolo", "タイトル",
    ),
    "principal": (
        "principal", "principal p50", "principal likely", "cost to fix", "effort to fix", "remediation effort",
        "remediation cost", "fix effort", "repayment", "aufwand zur behebung", "tilgung", "coût de correction",
        "coste de corrección", "custo de correção", "元本",
    ),
    "principal_low": ("principal p10", "principal low", "principal min", "principal best"),
    "principal_high": ("principal p90", "principal high", "principal max", "principal worst"),
    "interest": (
        "interest", "interest p50", "interest likely", "interest per sprint", "interest a sprint", "cost per sprint",
        "cost a sprint", "carrying cost", "zins", "zinsen", "zinsen pro sprint", "intérêt", "intérêts", "interés",
        "intereses", "juros", "ränta", "rente", "interesse", "利息",
    ),
    "interest_low": ("interest p10", "interest low", "interest min", "interest best"),
    "interest_high": ("interest p90", "interest high", "interest max", "interest worst"),
    "id": ("id", "key", "number", "nr", "no", "#"),
    "component": ("component", "module", "area", "system", "komponente", "modul", "composant", "componente"),
    "cause": ("cause", "type", "kind", "category", "ursache", "art", "typ", "tipo"),
    "owner": ("owner", "responsible", "who", "assignee", "zuständig", "verantwortlich", "responsable", "ansvarig"),
    "registered": ("registered", "registered on", "created", "found on", "since", "erfasst", "seit"),
    "review": ("review", "review on", "review by", "wiedervorlage"),
    "note": ("note", "notes", "comment", "remark", "bemerkung", "kommentar"),
}  # fmt: skip
_UNIT = re.compile(r"\s*[(\[,]?\s*(?:in\s+)?([^\W\d_]+(?: days| hours)?)\s*[)\]]?$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_PD_PER_UNIT = {"hours": 1 / 8, "minutes": 1 / 480, "days": 1.0}
_DAYS = ("pd", "pt", "md", "person days")
_TOP_ROWS = 20


def is_debt_register(headers: Iterable[str]) -> bool:
    """Tell whether a table tells principal and interest of something with a title.

    >>> is_debt_register(["Title", "Principal (pd)", "Interest per sprint"]), is_debt_register(["Title", "Principal"])
    (True, False)
    """
    bare = {_bare(header) for header in headers}
    return all(bare & set(WORDS[name]) for name in ("title", "principal", "interest"))


def read_debt_register(
    source: Path | str, *, registered_on: date, taken: Iterable[str] = ()
) -> tuple[list[DebtItem], list[Issue]]:
    """Return the entries of a register and what could not be taken.

    Parameters
    ----------
    source
        The file, or the text of the clipboard.
    registered_on
        The day for entries that name none.
    taken
        Identities that are in use: an entry without its own gets a free one.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When it cannot be read or is no register.
    """
    opened = open_source(source) if isinstance(source, Path) else text_source(source, name="clipboard")
    grids = [_with_bare_headers(sheet.grid) for sheet in opened.sheets]
    path = source if isinstance(source, Path) else Path("clipboard")
    table = table_in([grid for grid, _units in grids], WORDS, path=path, what="a debt register")
    units = next(units for grid, units in grids if grid is table.grid)
    factor = {name: units.get(table.columns.get(name, -1), 1.0) for name in WORDS}
    return _entries(table, factor, registered_on=registered_on, taken=set(taken))


def register_edit(plan: Plan, entries: Sequence[DebtItem], *, name: str) -> Edit | None:
    """Return the one edit that takes a register into a plan; None when the plan knows all of it already.

    An entry that the plan has under the same identity keeps its allocations, its payments and what was accepted.
    """
    known = {entry.id: entry for entry in plan.debt}
    edits: list[Edit] = []
    for entry in entries:
        mine = known.get(entry.id)
        if mine is None:
            edits.append(AddDebt(entry))
            continue
        fresh = replace(
            mine,
            title=entry.title,
            principal=entry.principal,
            interest=entry.interest,
            component=entry.component or mine.component,
            owner=entry.owner or mine.owner,
            note=entry.note or mine.note,
        )
        edits += [ChangeDebt(fresh)] if fresh != mine else []
    return Several(tuple(edits), f"Import {name}") if edits else None


def _bare(header: str) -> str:
    """Return a header without the unit behind it.

    >>> _bare("Principal (pd)"), _bare("Interest per sprint, pd"), _bare("Principal P50")
    ('principal', 'interest per sprint', 'principal p50')
    """
    word = normalised(header)
    found = _UNIT.search(word)
    return word[: found.start()].strip(" ,") if found and _is_unit(found[1]) and found.start() else word


def _is_unit(word: str) -> bool:
    return word in general_map("units") or word in _DAYS


def _with_bare_headers(grid: Grid) -> tuple[Grid, dict[int, float]]:
    """Return a grid whose header row has no units, and person-days per unit by column."""
    for row in range(min(grid.height, _TOP_ROWS)):
        texts = grid.row(row)
        if not is_debt_register(texts):
            continue
        units = {}
        for column, text in enumerate(texts):
            found = _UNIT.search(normalised(text))
            unit = general_map("units").get(found[1], "") if found else ""
            units[column] = _PD_PER_UNIT.get(unit, 1.0)
        rows = [[grid.cell(at, column) for column in range(grid.width)] for at in range(row + 1, grid.height)]
        numbers = [grid.number(at) for at in range(row, grid.height)]
        return Grid(grid.name, [list(map(_bare, texts)), *rows], row_numbers=numbers), units
    return grid, {}


def _entries(
    table: PeopleTable, factor: dict[str, float], *, registered_on: date, taken: set[str]
) -> tuple[list[DebtItem], list[Issue]]:
    texts = {name: table.texts(name) for name in WORDS}
    registered = parse_dates(table.cells("registered"))
    review = parse_dates(table.cells("review"))
    issues = [*registered.issues, *review.issues]
    used = {text for text in texts["id"] if text} | taken
    entries = []
    for place, title in enumerate(texts["title"]):
        number = table.grid.number(table.header_row + 1 + place)
        ranges = [_range(texts, name, place, factor) for name in ("principal", "interest")]
        if not title or not any(texts["principal"][place] + texts["interest"][place]):
            continue
        principal, interest = ranges
        if principal is None or principal.p50 <= 0:
            note = "Its principal is no amount above 0; the entry is left out."
            issues.append(Issue("no-principal", row=number, value=title[:60], note=note))
            continue
        identity = texts["id"][place] or _free_id(used)
        used.add(identity)
        entries.append(
            DebtItem(
                id=identity,
                title=title,
                principal=principal,
                interest=interest or Spread.single(0.0),
                component=texts["component"][place],
                cause=_cause(texts["cause"][place]),
                owner=texts["owner"][place],
                registered_on=registered.values[place] or registered_on,
                review_on=review.values[place],
                note=texts["note"][place],
            )
        )
    return list(_once(entries, issues)), issues


def _once(entries: list[DebtItem], issues: list[Issue]) -> Iterator[DebtItem]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            note = "The identity stands on several rows; the first one counts."
            issues.append(Issue("duplicate-id", value=entry.id, note=note))
            continue
        seen.add(entry.id)
        yield entry


def _range(texts: dict[str, list[str]], name: str, place: int, factor: dict[str, float]) -> Spread | None:
    """Return a range from one cell such as ``12 (8-20)``, or from three columns, in person-days."""
    figures = [_amount(text) for text in _NUMBER.findall(texts[name][place].replace("−", "-"))]
    low, high = (_amount(texts[f"{name}_{end}"][place]) for end in ("low", "high"))
    scale = factor[name]
    known = [figure for figure in figures if figure is not None]
    if not known:
        return None
    if len(known) == 2:  # noqa: PLR2004 - from and to
        likely, low, high = sqrt(known[0] * known[1]), min(known), max(known)
    else:
        likely = known[0]
        low, high = (known[1], known[2]) if len(known) > 2 else (low, high)  # noqa: PLR2004 - likely, from and to
    p10 = min(likely, likely if low is None else low)
    p90 = max(likely, likely if high is None else high)
    return Spread(p50=likely * scale, p10=p10 * scale, p90=p90 * scale)


def _amount(text: str) -> float | None:
    return parse_number(text.strip(), decimal_comma="," in text)


def _cause(text: str) -> DebtCause:
    word = text.strip().casefold()
    return next(
        (cause for cause in DebtCause if cause.value == word or word.startswith(cause.value[:4])), DebtCause.CODE
    )


def _free_id(used: set[str]) -> str:
    number = 1
    while f"D-{number:02}" in used:
        number += 1
    return f"D-{number:02}"
