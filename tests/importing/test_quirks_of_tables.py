"""What real tables do to headers, ids, titles, estimates, statuses, people and dates; each case with its truth."""

# ruff: noqa: E501 - tables are shown as they are written, one record per line

from collections.abc import Callable
from typing import Any

import pytest

from planner.importing.reading import ImportedBacklog

Read = Callable[..., ImportedBacklog]
Facts = Callable[[ImportedBacklog], dict[str, object]]
Case = tuple[str, dict[str, Any]]

HEADERS: dict[str, Case] = {
    "jira repeats sprint, comment, labels and links": (
        (
            "Summary,Issue key,Issue Type,Status,Sprint,Sprint,Sprint,Labels,Labels,Comment,Comment,Outward issue link (Blocks),Outward issue link (Blocks),Custom field (Story Points)\n"
            "Cart,S-1,Story,Done,Sprint 1,Sprint 2,Sprint 3,a,b,x,y,S-2,S-3,5.0\nPay,S-2,Story,To Do,Sprint 3,,,,,,,,,3.0\nShip,S-3,Story,To Do,,,,,,,,,,\n"
        ),
        {
            "items": 3,
            "sprint": "Sprint|Sprint[1]|Sprint[2]",
            "in_sprints": 2,
            "sprints": 3,
            "sum": 8,
            "sprint_names": ["Sprint 3", "Sprint 3", ""],
        },
    ),
    "two competing empty points": (
        "Issue key,Summary,Status,Custom field (Story Points),Custom field (Story point estimate),Original estimate\nS-1,Cart,Done,,,\n",
        {"estimate": "Custom field (Story Points)", "filled": 0, "sum": 0, "unit": "unknown"},
    ),
    "trailing nameless columns": (
        "Issue key,Summary,Status,,,,,\nS-1,Cart,Done,,,,,\nS-2,Pay,Open,,,,,\n",
        {"items": 2, "id": "Issue key"},
    ),
    "blanks, typos and capitals": (
        "Item ID,Item Description, Start Date,Assign To,Actual Effort ,Planned effort,STATUS,REVIEW BY AMIT \n1,Cart,2024-01-02,Ann,4,5,Completed,ok\n2,Pay,2024-01-09,Bob,,3,Active,\n",
        {
            "id": "Item ID",
            "title": "Item Description",
            "estimate": "Planned effort",
            "status": "STATUS",
            "assignee": "Assign To",
            "sum": 8,
        },
    ),
    "issue key in capitals": (
        "ISSUE KEY,SUMMARY,STATUS\nS-1,Cart,Done\n",
        {"id": "ISSUE KEY", "title": "SUMMARY", "profile": "jira"},
    ),
    "a header joined from words": (
        "Ticket No,Task Name,Current Status,Estimated SP,Sprint Assigned,Priority (MoSCoW)\n1,Cart,Done,3,Sprint 1,Must Have\n2,Pay,Open,2,Sprint 1,Should Have\n",
        {
            "id": "Ticket No",
            "title": "Task Name",
            "status": "Current Status",
            "estimate": "Estimated SP",
            "sprint": "Sprint Assigned",
            "priority": "Priority (MoSCoW)",
            "sum": 5,
        },
    ),
    "only id and title": ("ID,Title\n1,Cart\n2,Pay\n", {"kind": "backlog", "items": 2, "id": "ID", "title": "Title"}),
    "no header: key, title, status": (
        "S-1,Cart and more,Done\nS-2,Pay by card,To Do\nS-3,Ship it,Done\n",
        {"items": 3, "header_row": -1, "id": "#0", "title": "#1", "status": "#2"},
    ),
    "no header: titles and points": (
        "Build the cart,3\nPay by card,5\nShip the goods,8\n",
        {"items": 3, "header_row": -1, "title": "#0", "sum": 16},
    ),
    "no header: comments of code": (
        "argouml,DESIGN,// TODO: this is a hack around the parser\nant,DEFECT,// FIXME broken for windows paths\nant,DESIGN,// this should be moved to a class of its own\n",
        {"header_row": -1},
    ),
    "github projects": (
        "Title\tURL\tAssignees\tStatus\tSprint\tWeight\nCart\thttps://github.com/o/r/issues/41\tann, bob\tDone\tSprint 1\t3\nPay\thttps://github.com/o/r/pull/42\t\tTodo\t\t\nDraft only\t\t\tTodo\t\t\n",
        {
            "items": 3,
            "id": "",
            "keys": ["41", "42", "“Draft only”"],
            "estimate": "Weight",
            "sum": 3,
            "people": [("ann", "bob"), (), ()],
        },
    ),
    "timeline view of jira": (
        "Key,Summary,Start date,Inferred start date,Due date,Inferred due date,Status\nS-1,Cart,,2024-01-02,,2024-01-09,Done\nS-1,Cart,,2024-01-02,,2024-01-09,Done\n",
        {"items": 2, "id": "Key", "title": "Summary"},
    ),
    "debt comments": (
        "projectname,classification,commenttext\nant,DESIGN,// this is a hack\nant,WITHOUT_CLASSIFICATION,// returns the name\njmeter,TEST,// not tested\n",
        {"items": 3, "title": "commenttext", "kind": "debt"},
    ),
    "sonarqube": (
        "severity,type,status,file,line,rule,message,impacts\nMAJOR,CODE_SMELL,OPEN,src/a.ts,3,ts:S1,Remove this unused import.,MAINTAINABILITY\nMINOR,BUG,CLOSED,src/b.ts,9,ts:S2,Use a set.,RELIABILITY\n",
        {"items": 2, "title": "message", "status": "status", "profile": "sonarqube"},
    ),
    "redmine in Russian without subjects": (
        "#,Проект,Трекер,Статус,Приоритет,Назначена,Обновлено,Описание\n1,Магазин,Ошибка,Новая,Высокий,Анна,01.02.2024 10:00,Корзина не работает\n2,Магазин,Ошибка,Закрыта,Высокий,,13.03.2024 10:00,Оплата картой падает\n",
        {"items": 2, "id": "#", "title": "Описание", "status": "Статус", "assignee": "Назначена", "profile": "redmine"},
    ),
    "notion": (
        'Project name,Status,Owner,Dates,Priority,Completion,Tasks,Blocked By,Is Blocking,Delay\nCart,Done,Ann,"April 23, 2024 → May 22, 2024",High,1,,,,\nPay,In progress,Bob,"May 1, 2024 → May 9, 2024",Low,0.5,,Cart,,3\n',
        {"items": 2, "title": "Project name", "status": "Status", "priority": "Priority", "assignee": "Owner"},
    ),
}

TREES: dict[str, Case] = {
    "an id column without ids": (
        "ID,Work Item Type,Title,State,Effort\n,Epic,Shop,New,\n,Feature,Cart,New,3\n",
        {"id": "ID", "items": 2, "sum": 3},
    ),
    "the same id in two projects": ("project,ID,Story,Status\na,1,One,New\nb,1,Two,New\n", {"items": 2, "id": "ID"}),
    "one row per revision": (
        "ID,Title,Status,Updated\n1,Cart,New,2024-01-01\n1,Cart,Done,2024-01-05\n2,Pay,New,2024-01-02\n",
        {"items": 3},
    ),
    "id and title in one cell": (
        "Story,Sprint,Status,Points\nS-39025 Story 1,Sprint 1,Done,3\nS-39026 Story 2,Sprint 1,Open,2\n",
        {"items": 2, "title": "Story", "keys": ["S-39025", "S-39026"], "titles": ["Story 1", "Story 2"]},
    ),
    "levels 1, 3 and 4": (
        "ID,Work Item Type,Title 1,Title 3,Title 4,State\n1,Epic,Shop,,,New\n2,Story,,Cart,,New\n3,Task,,,Add,New\n",
        {"items": 3, "title": "Title 1|Title 3|Title 4", "parents": ["", "1", "2"]},
    ),
    "catalogue levels": (
        "ID,Work Item Type,End to end,Process area,Process,Scenario,State\n1,End to end,Order to cash,,,,New\n2,Process area,,Sales,,,New\n3,Process,,,Invoice,,New\n4,Scenario,,,,Credit,New\n",
        {"items": 4, "title": "End to end|Process area|Process|Scenario"},
    ),
    "title three times": (
        "ID,Work Item Type,Title,Title,Title,State\n1,Epic,Shop,,,New\n2,Feature,,Cart,,New\n3,Story,,,Add,New\n",
        {"items": 3, "title": "Title|Title[1]|Title[2]"},
    ),
    "levels of a hand-made sheet": (
        "Epic,Story,Task,Status,Estimate\nShop,,,New,\n,Cart,,New,\n,,Add to cart,New,3\n,,Drop from cart,New,2\n",
        {"items": 4, "title": "Epic|Story|Task", "sum": 5},
    ),
    "epic beside the story on every row": (
        "Epic,Story,Status,Estimate\nShop,Cart,New,3\nShop,Pay,New,2\n",
        {"items": 2, "title": "Story", "epic": "Epic", "sum": 5},
    ),
    "parent as row number": ("ID,Story,Status,Parent\n1,Shop,New,\n2,Cart,New,1\n", {"parents": ["", "1"]}),
    "parent with a number sign": ("ID,Story,Status,Parent\n1,Shop,New,\n2,Cart,New,#1\n", {"parents": ["", "1"]}),
    "parent as name": ("ID,Story,Status,Parent\n1,Shop,New,\n2,Cart,New,Shop\n", {"parents": ["", "1"]}),
    "parent as internal number": (
        "Issue key,Issue id,Summary,Status,Parent\nS-1,100,Shop,New,\nS-2,101,Cart,New,100\n",
        {"parents": ["", "S-1"], "parent": "Parent"},
    ),
    "titles that come again": (
        "Issue key,Summary,Status\nS-1,Cart,New\nS-2,Cart,New\nS-3,Cart,Done\nS-4,Cart,Done\nS-5,Cart,Done\n",
        {"items": 5, "title": "Summary"},
    ),
    "ids that look like numbers": (
        "ID,Story,Status\n0.1,One,New\n13.10,Two,New\n0034428,Three,New\n",
        {"keys": ["0.1", "13.10", "0034428"]},
    ),
    "children in a nameless column": (
        "Story,,Sprint,Status,Estimate\nS-1 Cart,,Sprint 1,Done,\n,TK-1 Form,,Done,2\n,TK-2 Server,,New,3\n",
        {"items": 3, "title": "Story|#1", "sum": 5},
    ),
    "revisions with dates only": (
        "Id;Subject;Description;Type;Project;Priority;Status;Assignee;Start date;End date;Version\n1;Cart;;Task;Shop;Normal;New\n2;Pay;;Task;Shop;High;Closed;Ann;2024-01-02;2024-01-05;1.0\n",
        {"items": 2, "profile": "openproject", "in_sprints": 1},
    ),
}

ESTIMATES: dict[str, Case] = {
    "every notation": (
        "ID,Story,Status,Points\n1,A,New,0\n2,B,New,-\n3,C,New,NULL\n4,D,New,0.5\n5,E,New,1.0\n6,F,New,43.0\n7,G,New,\n",
        {"filled": 4, "sum": 44.5, "estimates": [0, None, None, 0.5, 1, 43, None]},
    ),
    "zero in most rows": (
        "ID,Story,Status,Estimates\n" + "".join(f"{n},Story {n},New,{0 if n > 3 else n}\n" for n in range(1, 19)),
        {"filled": 18, "sum": 6},
    ),
    "points per role beside the total": (
        "id,ref,subject,sprint,status,back-points,design-points,front-points,ux-points,total-points\n1,7,Cart,S1,New,3.0,1.0,,1.0,5.0\n2,8,Pay,S1,New,,,,,\n",
        {"estimate": "total-points", "filled": 1, "sum": 5},
    ),
    "hours by the tool": (
        "#,Project,Tracker,Status,Subject,Estimated time\n7,Shop,Bug,New,Cart,1.5\n8,Shop,Bug,New,Pay,2.0\n",
        {"estimate": "Estimated time", "sum": 3.5, "unit": "hours"},
    ),
    "hours in Spanish": (
        "Tareas,Asignado,H.H asignadas,H.H reales,Estado\nCarrito,Ana,5,6,Terminado\nPago,Luis,3,,En Progreso\n",
        {"items": 2, "estimate": "H.H asignadas", "sum": 8, "unit": "hours", "statuses": ["done", "in-progress"]},
    ),
    "seconds stay seconds in the sum": (
        "Issue key,Summary,Status,Original estimate\nS-1,Cart,Done,28800\nS-2,Pay,Done,3600\n",
        {"sum": 32400, "unit": "seconds", "filled": 2},
    ),
    "minutes with their letter": (
        "ID,Story,Status,Estimate\n1,A,New,90m\n2,B,New,30m\n",
        {"sum": 120, "unit": "minutes"},
    ),
    "seconds with their letter": (
        "ID,Story,Status,Estimate\n1,A,New,120s\n2,B,New,60s\n",
        {"sum": 180, "unit": "seconds"},
    ),
    "mixed durations": ("ID,Story,Status,Estimate\n1,A,New,1d 4h\n2,B,New,2h\n", {"sum": 14, "unit": "hours"}),
    "points with their word": (
        "ID,Story,Status,Estimate\n1,A,New,3 pts\n2,B,New,5 points\n",
        {"sum": 8, "unit": "points"},
    ),
    "decimal comma": ("ID;Story;Status;Points\n1;A;New;2,5\n2;B;New;3\n", {"sum": 5.5}),
    "lists of ids are no decimals": (
        'ID,Story,Status,Predecessor ID,Points\n1,A,New,,3\n2,B,New,1,2\n3,C,New,"1,2",1\n',
        {"sum": 6},
    ),
    "minus one is none": (
        "Id,Title,Type,Estimate,Current State\n1,Cart,feature,-1,unstarted\n2,Pay,feature,2,accepted\n",
        {"filled": 1, "sum": 2},
    ),
    "sizes": ("ID,Story,Status,T-Shirt Size\n1,A,New,S\n2,B,New,XL\n", {"filled": 2, "unit": "size", "sum": 10}),
    "planned beside actual and remaining": (
        "ID,Story,Status,Estimates,Actuals,Remaining\n1,A,Done,5,6,0\n2,B,New,3,,3\n",
        {"estimate": "Estimates", "sum": 8},
    ),
    "hours left per day": (
        "Tâches,Responsable,Statut,Jour 1,Jour 2,Jour 3,Jour 4\nPanier,Ann,Terminé,8,4,2,0\nPaiement,Bob,En cours,5,5,3,1\n",
        {"items": 2, "estimate": "Jour 1", "sum": 13},
    ),
    "hours left per dated day": (
        "Task,Owner,Status,Day 1,Day 2,Day 3\nCart,Ann,Done,8,4,0\nPay,Bob,Open,4,4,2\n",
        {"estimate": "Day 1", "sum": 12},
    ),
    "an estimate beside the days": (
        "Task,Owner,Status,Estimate,Day 1,Day 2\nCart,Ann,Done,8,8,4\nPay,Bob,Open,4,4,2\n",
        {"estimate": "Estimate", "sum": 12},
    ),
    "an empty estimate and a filled size": (
        "ID,Title,Status,Story Points,Size\n1,A,New,,3\n2,B,New,,5\n",
        {"estimate": "Size", "sum": 8},
    ),
    "words among numbers": (
        "ID,Story,Status,Points\n1,A,New,3\n2,B,New,big\n3,C,New,5\n4,D,New,2\n",
        {"filled": 3, "sum": 10},
    ),
    "thousands": ('ID,Story,Status,Effort\n1,A,New,"1,200"\n2,B,New,350\n', {"sum": 1550}),
    "a question mark is none": ("ID,Story,Status,Points\n1,A,New,?\n2,B,New,5\n", {"filled": 1, "sum": 5}),
}

WORDS: dict[str, Case] = {
    "null words": (
        "ID,Title,Status,Assignee,Sprint,Epic,Priority\n1,Cart,New,Unassigned,No sprint,(No Epic),No priority\n2,Pay,New,none,[],,none\n3,Ship,New,,Sprint 1,,High\n",
        {"people": [(), (), ()], "in_sprints": 1, "sprints": 1},
    ),
    "no version in Russian": (
        "#;Трекер;Статус;Тема;Версия\n1;Ошибка;Новая;Корзина;без версии\n2;Ошибка;Новая;Оплата;1.0\n",
        {"in_sprints": 1, "sprints": 1},
    ),
    "null as quotes and as nothing": (
        'ID,Title,Status,Points\n1,Cart,New,""\n2,Pay,New,\n3,Ship,New,2\n',
        {"filled": 1, "sum": 2},
    ),
    "a mark in one of several columns": (
        "Tâches,Taille,En attente,Prêt,Terminé\nPanier,3,x,,\nPaiement,5,,x,\nLivraison,2,,,x\n",
        {"items": 3, "status": "En attente|Prêt|Terminé", "statuses": ["todo", "todo", "done"], "sum": 10},
    ),
    "capital marks": (
        "Task,To do,Doing,Done\nCart,X,,\nPay,,X,\nShip,,,X\n",
        {"status": "To do|Doing|Done", "statuses": ["todo", "in-progress", "done"]},
    ),
    "spelled three ways": (
        "ID,Story,Status\n1,A,In-progress\n2,B,In-progess\n3,C,In Progress\n4,D,Completed\n",
        {"statuses": ["in-progress"] * 3 + ["done"]},
    ),
    "Spanish statuses": (
        "Tareas,Estado,Prioridad\nUno,Terminado,Alta\nDos,En Progreso,Normal\nTres,Pendiente,Por Definir\n",
        {"statuses": ["done", "in-progress", "todo"]},
    ),
    "people in brackets": (
        'Task ID,Task Name,Status,Assignee,tags\n1,Cart,complete,"[ann, bob]",[ui]\n2,Pay,Open,[],[]\n',
        {"people": [("ann", "bob"), ()]},
    ),
    "people by comma": ('ID,Title,Status,Assignee\n1,Cart,New,"ann,bob"\n', {"people": [("ann", "bob")]}),
    "a name with hyphens": (
        "ID,Title,Status,Assignee\n1,Cart,New,Gómez-Quiroz-Reyes\n",
        {"people": [("Gómez-Quiroz-Reyes",)]},
    ),
    "people as json": (
        'Identifier,Name,State Name,Assignees\nP-1,Cart,Done,"[""ann"", ""bob""]"\n',
        {"people": [("ann", "bob")]},
    ),
    "people as a python list": (
        "ID,Title,Status,Assignee\n1,Cart,New,\"['ann', 'bob']\"\n",
        {"people": [("ann", "bob")]},
    ),
    "names with an address": (
        "ID,Work Item Type,Title,State,Assigned To\n1,Bug,Cart,New,Ann Lee <ann@x.org>\n2,Bug,Pay,New,Bob <X\\bob>\n",
        {"people": [("Ann Lee",), ("Bob",)]},
    ),
    "ditto marks": (
        'Task,Assignee,Status\nCart,Ann,Done\nPay,""" """,Open\nShip,"""",Open\n',
        {"people": [("Ann",), ("Ann",), ("Ann",)]},
    ),
    "ditto word": (
        "Task,Assignee,Sprint,Status\nCart,Ann,Sprint 1,Done\nPay,〃,〃,Open\n",
        {"people": [("Ann",), ("Ann",)], "sprints": 1},
    ),
    "owners repeated": (
        "Id,Title,Type,Current State,Owned By,Owned By\n1,Cart,feature,started,ann,bob\n",
        {"people": [("ann", "bob")]},
    ),
    "sprints as numbers": (
        "ID,Story,Status,SPRINT #,Points\n1,A,Done,1,3\n2,B,Done,1,2\n3,C,New,2,5\n",
        {"sprint": "SPRINT #", "in_sprints": 3, "sprints": 2},
    ),
    "sprint zero is a sprint": (
        "ID,Story,Status,Sprint\n1,A,Done,0\n2,B,New,1\n",
        {"in_sprints": 2, "sprints": 2, "sprint_names": ["0", "1"]},
    ),
    "iteration paths": (
        "ID,Work Item Type,Title,State,Iteration Path\n1,Bug,A,New,Shop\n2,Bug,B,New,Shop\\Sprint 1\n3,Bug,C,New,Shop\\Team\\Sprint 2\n",
        {"sprint_names": ["", "Sprint 1", "Sprint 2"]},
    ),
    "clickup sprints": (
        'Task ID,Task Name,Status,Sprints\n1,A,complete,"[Sprint 1, Sprint 2]"\n2,B,Open,[]\n',
        {"in_sprints": 1, "sprints": 2, "sprint_names": ["Sprint 2", ""]},
    ),
    "milestones": (
        "Issue ID,URL,Title,State,Milestone,Weight\n1,https://g/1,A,Open,v1,1\n2,https://g/2,B,Closed,,2\n",
        {"in_sprints": 1, "sprint": "Milestone", "sum": 3},
    ),
    "linear cycle": (
        '"ID","Team","Title","Status","Estimate","Priority","Cycle Number","Cycle Name","Cycle Start","Cycle End"\n"L-1","T","A","Done","2","High","4","","2024-01-01","2024-01-14"\n"L-2","T","B","Todo","","No priority","","","",""\n',
        {"sprint": "Cycle Number", "in_sprints": 1},
    ),
}


@pytest.mark.parametrize(("group", "name"), [(g, n) for g, cases in (("headers", HEADERS), ("trees", TREES), ("estimates", ESTIMATES), ("words", WORDS)) for n in cases])  # fmt: skip
def test_a_table_is_understood(group: str, name: str, read: Read, facts: Facts) -> None:
    content, truth = {"headers": HEADERS, "trees": TREES, "estimates": ESTIMATES, "words": WORDS}[group][name]
    found = facts(read(content))
    assert {key: found[key] for key in truth} == truth


DATES: dict[str, tuple[list[str], list[str]]] = {
    "jira": (["20/Jul/23 3:25 PM", "01/Aug/23 9:00 AM"], ["2023-07-20", "2023-08-01"]),
    "jira in French": (
        ["19/févr./26 7:31 PM", "01/août/25 9:00 AM", "03/déc./25 1:00 PM"],
        ["2026-02-19", "2025-08-01", "2025-12-03"],
    ),
    "jira in Spanish": (["21/abr/26 11:37 PM", "02/ene/26 1:00 AM"], ["2026-04-21", "2026-01-02"]),
    "jira in German": (
        ["21/Okt/25 11:37", "02/März/26 01:00", "05/Dez/25 01:00"],
        ["2025-10-21", "2026-03-02", "2025-12-05"],
    ),
    "day first": (["11/01/2023 15:22", "25/01/2023 09:00"], ["2023-01-11", "2023-01-25"]),
    "month first": (["5/13/25", "6/2/25"], ["2025-05-13", "2025-06-02"]),
    "month first with a clock": (["4/28/2024 9:48 AM", "5/2/2024 10:00 PM"], ["2024-04-28", "2024-05-02"]),
    "dots": (["12.03.2024 14:31", "01.04.2024 00:00"], ["2024-03-12", "2024-04-01"]),
    "stamps with zones": (
        ["2018-10-09 17:25:51.314021+00:00", "2022-11-04T12:33:39.449+02:00"],
        ["2018-10-09", "2022-11-04"],
    ),
    "long words": (
        ["Friday, November 4th 2022, 12:33:39 pm +02:00", "Monday, May 1st 2023, 9:00:00 am +02:00"],
        ["2022-11-04", "2023-05-01"],
    ),
    "javascript": (["Tue Aug 23 2022 13:54:01 GMT+0000 (GMT)"], ["2022-08-23"]),
    "month name first": (["May 6, 2014", "Sept 12, 2014"], ["2014-05-06", "2014-09-12"]),
    "day then name": (["11 Nov 2022", "2 December 2022"], ["2022-11-11", "2022-12-02"]),
    "utc in words": (["2017-08-03 20:05:45 UTC"], ["2017-08-03"]),
    "range with an arrow": (["April 23, 2024 → May 22, 2024"], ["2024-04-23"]),
    "range with a word": (["16/02/20 to 20/02/20"], ["2020-02-16"]),
    "two notations in one column": (["25-10-2013", "2013-10-04"], ["2013-10-25", "2013-10-04"]),
    "serial days": (["45292", "45300.5"], ["2024-01-01", "2024-01-09"]),
    "slashes with the year first": (["2024/01/02 10:00:00", "2024/12/31"], ["2024-01-02", "2024-12-31"]),
    "russian": (["12 мар 2024", "3 мая 2024"], ["2024-03-12", "2024-05-03"]),
    "spanish in words": (["3 de mayo de 2024"], ["2024-05-03"]),
    "compact": (["20240102", "20241231"], ["2024-01-02", "2024-12-31"]),
    "clock first": (["13:54 23.08.2022"], ["2022-08-23"]),
    "weekday short": (["Mon, 02 Jan 2024 10:00:00 +0000", "Tue 3 Jan 2024"], ["2024-01-02", "2024-01-03"]),
    "month and day of a computer": (["Thu May 22 10:00:00 2014"], ["2014-05-22"]),
    "day, short name, short year": (["02-Jan-24", "15-Mar-24"], ["2024-01-02", "2024-03-15"]),
}


@pytest.mark.parametrize("name", DATES)
def test_a_date_is_read_in_the_notation_of_its_column(name: str, read: Read) -> None:
    texts, days = DATES[name]
    rows = "".join(f'{n},Story {n},New,"{text}"\n' for n, text in enumerate(texts))
    found = read("ID,Story,Status,Start Date\n" + rows)
    assert [str(item.started) for item in found.items] == days
    assert not {issue.code for issue in found.issues} & {"ambiguous-dates", "not-a-date"}
