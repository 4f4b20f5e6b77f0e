"""How often the files of a code base were changed: what points at the places where debt costs most."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FileChange:
    """What one commit did to one file, in lines; ``None`` where lines do not count, as in a picture."""

    path: str
    added_lines: int | None
    removed_lines: int | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of a version history; ``is_fix`` tells that its subject speaks of a repair."""

    reference: str
    on: date | None
    author: str
    is_fix: bool
    changes: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class FileChurn:
    """The changes of one place, a file or a component, over a whole history.

    Parameters
    ----------
    place
        Path of the file, or name of the component.
    commits
        Commits that touched it; a commit that touched two files of a component counts once for the component.
    fixes
        How many of them were repairs.
    added_lines, removed_lines
        Lines written and taken away.
    authors
        How many people touched it.
    first_on, last_on
        Days of the first and of the last change; None when the history names no days.
    """

    place: str
    commits: int
    fixes: int
    added_lines: int
    removed_lines: int
    authors: int
    first_on: date | None = None
    last_on: date | None = None

    @property
    def churned_lines(self) -> int:
        """Lines written or taken away."""
        return self.added_lines + self.removed_lines

    @property
    def net_lines(self) -> int:
        """Lines that stand today if the history reaches back to the beginning; never below 0."""
        return max(self.added_lines - self.removed_lines, 0)


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """A version history, the newest commit first, with today's name of every file that was renamed."""

    commits: tuple[Commit, ...]

    @property
    def first_on(self) -> date | None:
        """Day of the oldest commit that has one."""
        return min((commit.on for commit in self.commits if commit.on), default=None)

    @property
    def last_on(self) -> date | None:
        """Day of the newest commit that has one."""
        return max((commit.on for commit in self.commits if commit.on), default=None)

    def files(self) -> tuple[FileChurn, ...]:
        """Return the churn of each file, the most often changed first."""
        return churn_of(self.commits)

    def folders(self, *, depth: int = 2) -> tuple[FileChurn, ...]:
        """Return the churn of each folder down to ``depth`` levels, the most often changed first."""
        return churn_of(self.commits, place_of=lambda path: folder_of(path, depth=depth))

    def components(self, place_of: Callable[[str], str]) -> tuple[FileChurn, ...]:
        """Return the churn of each component; ``place_of`` names that of a path, ``""`` for none of interest."""
        return churn_of(self.commits, place_of=place_of)


def folder_of(path: str, *, depth: int) -> str:
    """Return the first ``depth`` folders of a path, ``"."`` for a file at the top.

    >>> folder_of("shop/cart/total.py", depth=1), folder_of("shop/cart/total.py", depth=5), folder_of("README", depth=2)
    ('shop', 'shop/cart', '.')
    """
    return "/".join(path.split("/")[:-1][:depth]) or "."


def churn_of(commits: Iterable[Commit], *, place_of: Callable[[str], str] | None = None) -> tuple[FileChurn, ...]:
    """Add up a history by place, the most often changed first.

    Parameters
    ----------
    commits
        The history, in any order.
    place_of
        Names the place that a path belongs to, ``""`` for none; by default each file is a place of its own.

    Examples
    --------
    >>> both = (FileChange("shop/a.py", 5, 0), FileChange("shop/b.py", 3, 1))
    >>> shop = churn_of([Commit("c1", None, "Ada", True, both)], place_of=lambda path: "shop")[0]
    >>> shop.commits, shop.added_lines, shop.removed_lines
    (1, 8, 1)
    """
    touched: defaultdict[str, list[Commit]] = defaultdict(list)
    added: defaultdict[str, int] = defaultdict(int)
    removed: defaultdict[str, int] = defaultdict(int)
    for commit in commits:
        for change in commit.changes:
            place = place_of(change.path) if place_of else change.path
            if not place:
                continue
            if not touched[place] or touched[place][-1] is not commit:
                touched[place].append(commit)
            added[place] += change.added_lines or 0
            removed[place] += change.removed_lines or 0
    found = [_churn(place, made, added[place], removed[place]) for place, made in touched.items()]
    return tuple(sorted(found, key=lambda churn: (-churn.commits, -churn.churned_lines, churn.place)))


def _churn(place: str, commits: list[Commit], added: int, removed: int) -> FileChurn:
    days = [commit.on for commit in commits if commit.on]
    return FileChurn(
        place=place,
        commits=len(commits),
        fixes=sum(commit.is_fix for commit in commits),
        added_lines=added,
        removed_lines=removed,
        authors=len({commit.author for commit in commits if commit.author}),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
    )
