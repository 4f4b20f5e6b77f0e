from datetime import date
from pathlib import Path

import pytest

from planner.domain.churn import FileChurn
from planner.domain.errors import UnreadableFileError
from planner.importing.git_log import is_git_log, parse_git_log, read_git_log

PLAIN = """\
commit 9f1c2d3e4f5a69788796a5b4c3d2e1f009182736
Merge: 1111111 2222222
Author: Ada Lovelace <ada@example.org>
Date:   Fri Mar 6 09:00:00 2026 +0100

    Merge the branch of the cart

commit 8e1c2d3e4f5a69788796a5b4c3d2e1f009182736
Author: Ada Lovelace <ada@example.org>
Date:   Thu Mar 5 09:00:00 2026 +0100

    Fix the total of an empty cart

    3 1 of these lines was wrong.

5\t2\tshop/cart/total.py
1\t0\tshop/cart/test_total.py
-\t-\tdocs/cart.png

commit 7d1c2d3e4f5a69788796a5b4c3d2e1f009182736
Author: Bo Ek <bo@example.org>
Date:   Mon Mar 2 17:30:00 2026 +0100

    Move the cart

2\t0\tshop/{basket => cart}/total.py

commit 6c1c2d3e4f5a69788796a5b4c3d2e1f009182736
Author: Ada Lovelace <ada@example.org>
Date:   Sun Feb 1 08:00:00 2026 +0100

    Add a basket

40\t0\tshop/basket/total.py
"""

SHAPES = {
    "oneline": "8e1c2d3 Fix the total\n5\t2\ta/x.py\n7d1c2d3 (tag: v1) Merge\n6c1c2d3 Add\n40\t0\ta/x.py\n",
    "brackets": "[8e1c2d3] Ada L 2026-03-05 Fix it\n5\t2\ta/x.py\n\n[6c1c2d3] Bo 2026-02-01 Add\n40\t0\ta/x.py\n",
    "dashes": "--8e1c2d3--2026-03-05--Ada L\n5\t2\ta/x.py\n\n--6c1c2d3--2026-02-01--Bo\n40\t0\ta/x.py\n",
    "commas": "8e1c2d3,Ada L,2026-03-05,fix it\n5\t2\ta/x.py\n\n6c1c2d3,Bo,2026-02-01,Add\n40\t0\ta/x.py\n",
    "seconds": "1772701200|Ada L|fix it\n5\t2\ta/x.py\n\n1769929200|Bo|Add\n40\t0\ta/x.py\n",
    "graph": "* commit 8e1c2d3e4\n| Date: 2026-03-05\n| \n|     Fix\n| \n| 5\t2\ta/x.py\n| \n"
    "* commit 6c1c2d3e4\n  \n  40\t0\ta/x.py\n",
    "blanks": "commit 8e1c2d3e4\n\n    Fix\n\n5       2       a/x.py\n\ncommit 6c1c2d3e4\n\n40      0       a/x.py\n",
    "counts alone": "5\t2\ta/x.py\n\n40\t0\ta/x.py\n",
    "oldest first": "commit 6c1c2d3e4\nDate: 2026-02-01\n\n40\t0\ta/w.py\n\ncommit 8e1c2d3e4\nDate: 2026-03-05\n\n"
    "5\t2\ta/{w.py => x.py}\n",
}  # fmt: skip


def churn(text: str) -> dict[str, FileChurn]:
    return {entry.place: entry for entry in parse_git_log(text).files()}


def test_a_plain_log_is_counted_per_file_under_its_newest_name() -> None:
    files = churn(PLAIN)
    # total.py: 5 + 2 + 40 lines added, 2 removed, in three commits of two people, one of them a repair
    assert files["shop/cart/total.py"] == FileChurn(
        "shop/cart/total.py", 3, 1, 47, 2, 2, date(2026, 2, 1), date(2026, 3, 5)
    )
    assert files["shop/cart/total.py"].net_lines == 45
    assert files["shop/cart/total.py"].churned_lines == 49
    assert files["docs/cart.png"].churned_lines == 0
    assert list(files) == ["shop/cart/total.py", "shop/cart/test_total.py", "docs/cart.png"]


def test_a_merge_without_counts_is_a_commit_that_touches_nothing() -> None:
    log = parse_git_log(PLAIN)
    assert [len(commit.changes) for commit in log.commits] == [0, 3, 1, 1]
    assert (log.first_on, log.last_on) == (date(2026, 2, 1), date(2026, 3, 6))


def test_a_commit_counts_once_for_a_component_however_many_files_it_touches() -> None:
    log = parse_git_log(PLAIN)
    folders = {entry.place: entry.commits for entry in log.folders(depth=1)}
    assert folders == {"shop": 3, "docs": 1}
    named = log.components(lambda path: "Cart" if "cart" in path and path.endswith(".py") else "")
    assert [(entry.place, entry.commits, entry.added_lines) for entry in named] == [("Cart", 3, 48)]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_the_log_gives_the_same_counts(shape: str) -> None:
    assert is_git_log(SHAPES[shape])
    files = churn(SHAPES[shape])
    assert [(entry.place, entry.commits, entry.net_lines) for entry in files.values()] == [("a/x.py", 2, 43)]


@pytest.mark.parametrize("shape", ["brackets", "dashes", "commas", "seconds"])
def test_author_and_day_are_read_from_formats_of_ones_own(shape: str) -> None:
    newest, oldest = parse_git_log(SHAPES[shape]).commits
    assert (newest.author, newest.on, oldest.author, oldest.on) == (
        "Ada L",
        date(2026, 3, 5),
        "Bo",
        date(2026, 2, 1),
    )
    assert newest.is_fix is (shape != "dashes")


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("Thu Mar 5 23:59:59 2026 -0800", date(2026, 3, 5)),
        ("2026-03-05 09:00:00 +0100", date(2026, 3, 5)),
        ("2026-03-05T09:00:00+01:00", date(2026, 3, 5)),
        ("Thu, 5 Mar 2026 09:00:00 +0100", date(2026, 3, 5)),
        ("1772701200 +0100", date(2026, 3, 5)),
        ("3 weeks ago", None),
    ],
)
def test_every_date_format_of_the_log_is_read(written: str, on: date | None) -> None:
    assert parse_git_log(f"commit 8e1c2d3e4\nDate: {written}\n\n1\t0\ta.py\n").commits[0].on == on


def test_quoted_names_and_renames_at_the_edges_are_undone() -> None:
    text = 'commit 8e1c2d3e4\n\n1\t0\t"caf\\303\\251/men\\"u.py"\n'
    text += "2\t0\t{ => core}/a.py\n3\t0\told name.py => new name.py\n"
    assert set(churn(text)) == {'café/men"u.py', "core/a.py", "new name.py"}


def test_a_new_file_under_an_old_name_stays_apart_from_the_renamed_one() -> None:
    # newest first: a second a.py is made (1 line) after the first one was renamed to b.py (10 lines)
    text = "commit 3333333\n\n1\t0\ta.py\n\ncommit 2222222\n\n0\t0\ta.py => b.py\n\ncommit 1111111\n\n10\t0\ta.py\n"
    assert {place: entry.added_lines for place, entry in churn(text).items()} == {"a.py": 1, "b.py": 10}


def test_a_log_saved_by_a_windows_shell_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes(PLAIN.replace("\n", "\r\n").encode("utf-16"))
    assert read_git_log(path).files()[0].commits == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Key,Title\nA-1,Pay\n",
        "1\t3\tShow the price\n2\t5\tPay by invoice\n",
        "ID\tPoints\tLink\n1\t3\thttps://example.org/1\n",
        "commit to the plan\n",
        "Key\tPoints\tFile\n7\t3\tshop/cart.py\n",
    ],
)
def test_tables_are_no_log(text: str) -> None:
    assert not is_git_log(text)


def test_a_log_without_counts_is_refused_with_the_command_to_use(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("commit 8e1c2d3e4\nAuthor: Ada <a@example.org>\n\n    Fix\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        read_git_log(path)
    assert "git log --numstat" in caught.value.remedy
    assert caught.value.path == "log.txt"
