"""Exports of the known tools, written here by hand from their headers."""

# ruff: noqa: E501 - tables are shown as they are written, one record per line

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from planner.domain.backlog import ItemKind, Status
from planner.importing.reading import ImportedBacklog

Read = Callable[..., ImportedBacklog]


@dataclass(frozen=True)
class Export:
    """One small export and what a person finds in it."""

    profile: str
    text: str
    items: int
    id: str = ""
    title: str = ""
    status: str = ""
    estimate: str = ""
    sprint: str = ""
    filled: int = 0
    total: float = 0
    unit: str = "points"
    sprints: tuple[int, int] = (0, 0)


EXPORTS = {
    "jira": Export(
        "jira",
        "Summary,Issue key,Issue id,Issue Type,Status,Sprint,Sprint,Custom field (Story Points),Custom field (Story point estimate)\n"
        "Pay by card,SHOP-1,10001,Story,Done,Sprint 1,,5.0,\n"
        "Refund,SHOP-2,10002,Story,To Do,Sprint 1,Sprint 2,3.0,\n"
        "Rates,SHOP-10,10010,Bug,In Progress,Sprint 2,,,\n",
        items=3, id="Issue key", title="Summary", status="Status", estimate="Custom field (Story Points)",
        sprint="Sprint|Sprint[1]", filled=2, total=8, sprints=(3, 2),
    ),
    "jira with the other points field filled": Export(
        "jira",
        "Issue key,Summary,Status,Custom field (Story Points),Custom field (Story point estimate)\nA-1,One,To Do,,2\nA-2,Two,To Do,,0\n",
        items=2, id="Issue key", title="Summary", status="Status", estimate="Custom field (Story point estimate)", filled=2, total=2,
    ),
    "jira server": Export(
        "jira",
        "Project,Key,Summary,Issue Type,Status,Component/s,Fix Version/s,Story Points,Sprint\n"
        "Shop,SHOP-1,Pay,Story,Closed,api,1.0,8,Sprint 7\n",
        items=1, id="Key", title="Summary", status="Status", estimate="Story Points", sprint="Sprint", filled=1, total=8, sprints=(1, 1),
    ),
    "jira in french": Export(
        "jira",
        "Résumé,Clé de ticket,ID de ticket,Type de ticket,État,Estimation originale,Sprint\n"
        "Payer,B-1,1,Tâche,Terminé(e),7200,Sprint A\n",
        items=1, id="Clé de ticket", title="Résumé", status="État", estimate="Estimation originale", sprint="Sprint",
        filled=1, total=7200, unit="seconds", sprints=(1, 1),
    ),
    "jira in spanish": Export(
        "jira",
        "Resumen,Clave de incidencia,Tipo de Incidencia,Estado,Sprint,Campo personalizado (Puntos de Historia)\nPagar,C-1,Historia,Finalizada,S1,3\n",
        items=1, id="Clave de incidencia", title="Resumen", status="Estado", sprint="Sprint",
        estimate="Campo personalizado (Puntos de Historia)", filled=1, total=3, sprints=(1, 1),
    ),
    "jira in german": Export(
        "jira",
        "Zusammenfassung,Vorgangsschlüssel,Vorgangstyp,Status,Benutzerdefiniertes Feld (Story Points)\nZahlen,D-1,Aufgabe,Fertig,1\n",
        items=1, id="Vorgangsschlüssel", title="Zusammenfassung", status="Status",
        estimate="Benutzerdefiniertes Feld (Story Points)", filled=1, total=1,
    ),
    "azure devops, flat": Export(
        "azure-devops",
        "ID,Work Item Type,Title,Assigned To,State,Iteration Path,Story Points,Closed Date\n"
        "12,User Story,Log in,Ann <ann@x.org>,Closed,Shop\\Sprint 1,3,5/13/2025 9:48:00 AM\n"
        "13,Bug,Log out,,New,Shop,,\n",
        items=2, id="ID", title="Title", status="State", estimate="Story Points", sprint="Iteration Path", filled=1, total=3, sprints=(1, 1),
    ),
    "azure devops, tree": Export(
        "azure-devops",
        "ID,Work Item Type,Title 1,Title 3,Title 4,State,Effort\n1,Epic,Shop,,,New,\n2,Feature,,Cart,,New,\n3,User Story,,,Add,New,5\n",
        items=3, id="ID", title="Title 1|Title 3|Title 4", status="State", estimate="Effort", filled=1, total=5,
    ),
    "azure devops, repeated title": Export(
        "azure-devops",
        "ID,Work Item Type,Title,Title,State\n1,Epic,Shop,,New\n2,Feature,,Cart,New\n",
        items=2, id="ID", title="Title|Title[1]", status="State", unit="unknown",
    ),
    "github projects": Export(
        "github-projects",
        "Title\tURL\tAssignees\tStatus\tSprint\tWeight\tMilestone\n"
        "Cart\thttps://github.com/a/b/issues/7\tann\tDone\tSprint 3\t2\tM1\n",
        items=1, title="Title", status="Status", estimate="Weight", sprint="Sprint", filled=1, total=2, sprints=(1, 1),
    ),
    "github issues": Export(
        "github-issues",
        'number,title,state,labels,created_at,closed_at\n7,Cart,closed,"bug,tech-debt",2024-01-02T03:04:05Z,2024-02-01T00:00:00Z\n',
        items=1, id="number", title="title", status="state", unit="unknown",
    ),
    "gitlab": Export(
        "gitlab",
        "Title,Description,Issue ID,URL,State,Author,Assignee,Due Date,Created At (UTC),Closed At (UTC),Milestone,Weight,Labels\n"
        'Cart,,3,https://x/-/issues/3,Closed,Ann,Bob,,2024-01-02 03:04:05,2024-01-05 03:04:05,v1,4,"a,b"\n',
        items=1, id="Issue ID", title="Title", status="State", estimate="Weight", sprint="Milestone", filled=1, total=4, sprints=(1, 1),
    ),
    "linear": Export(
        "linear",
        '"ID","Team","Title","Status","Estimate","Priority","Cycle Number","Cycle Name","Canceled"\n'
        '"L-1","T","Cart","Done","5","No priority","4","Cycle 4",""\n',
        items=1, id="ID", title="Title", status="Status", estimate="Estimate", sprint="Cycle Name", filled=1, total=5, sprints=(1, 1),
    ),
    "plane": Export(
        "plane",
        'Identifier,Name,State Name,Priority,Assignees,Estimate,Labels,Cycles,Parent\nP-1,Cart,In Progress,none,"[""ann""]",3,"[]","[""Cycle 1""]",\n',
        items=1, id="Identifier", title="Name", status="State Name", estimate="Estimate", sprint="Cycles", filled=1, total=3, sprints=(1, 1),
    ),
    "clickup": Export(
        "clickup",
        "Task ID,Task Name,Status,Sprints,Time Estimate (hours),Points Estimate,Points Estimate Rolled Up\n86a,Cart,complete,[Sprint 1],,,0\n",
        items=1, id="Task ID", title="Task Name", status="Status", estimate="Points Estimate", sprint="Sprints", unit="unknown", sprints=(1, 1),
    ),
    "youtrack": Export(
        "youtrack",
        "Issue Id,Project,Tags,Summary,State,Assignee,Sprints,Ideal days,Story points\nY-1,Shop,,Cart,Fixed,ann,Sprint 4,2,\n",
        items=1, id="Issue Id", title="Summary", status="State", estimate="Ideal days", sprint="Sprints",
        filled=1, total=2, unit="days", sprints=(1, 1),
    ),
    "pivotal": Export(
        "pivotal",
        "Id,Title,Labels,Iteration,Iteration Start,Iteration End,Type,Estimate,Current State,Created at\n"
        "1,Cart,,7,May 5 2014,May 12 2014,feature,2,accepted,May 1 2014\n2,Pay,,,,,feature,-1\n",
        items=2, id="Id", title="Title", status="Current State", estimate="Estimate", sprint="Iteration", filled=1, total=2, sprints=(1, 1),
    ),
    "taiga": Export(
        "taiga",
        "id,ref,subject,sprint,status,is_closed,back-points,design-points,total-points,tags\n900,7,Cart,Sprint 1,Done,True,3.0,2.0,5.0,\n",
        items=1, id="ref", title="subject", status="status", estimate="total-points", sprint="sprint", filled=1, total=5, sprints=(1, 1),
    ),
    "redmine in russian": Export(
        "redmine",
        "#;Проект;Трекер;Статус;Приоритет;Тема;Назначена;Версия\n0034;Магазин;Ошибка;Закрыта;Нормальный;Корзина;Анна;без версии\n",
        items=1, id="#", title="Тема", status="Статус", sprint="Версия", unit="unknown",
    ),
    "redmine": Export(
        "redmine",
        "#,Project,Tracker,Parent task,Status,Subject,Assignee,Target version,Estimated time\n7,Shop,Bug,,New,Cart,,2.0,1.5\n",
        items=1, id="#", title="Subject", status="Status", estimate="Estimated time", sprint="Target version",
        filled=1, total=1.5, unit="hours", sprints=(1, 1),
    ),
    "openproject": Export(
        "openproject",
        "Id,Subject,Type,Project,Priority,Status,Assignee,Start date,End date,Version\n1,Cart,Task,Shop,Normal,New\n",
        items=1, id="Id", title="Subject", status="Status", sprint="Version", unit="unknown",
    ),
    "shortcut": Export(
        "shortcut",
        "id,name,type,requester,owners,is_completed,created_at,estimate,labels,epic,iteration_id,iteration,state\n"
        "5,Cart,feature,a@x.org,b@x.org,true,2024/01/02 10:00:00,3,,Shop,9,Iteration 2,Completed\n",
        items=1, id="id", title="name", status="state", estimate="estimate", sprint="iteration", filled=1, total=3, sprints=(1, 1),
    ),
    "asana": Export(
        "asana",
        "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task,Story Points\n"
        "1201,2024-01-02,2024-01-09,2024-01-09,Cart,Doing,Ann,a@x.org,,,,,Shop,,5\n",
        items=1, id="Task ID", title="Name", status="Section/Column", estimate="Story Points", filled=1, total=5,
    ),
    "asana through google sheets": Export(
        "asana",
        ",,,,\nhttps://app.asana.com/0/1/list,,,,\n,,,,\nTask ID,Created At,Name,Section/Column,Assignee\n1,2024-01-02,Cart,Doing,Ann\n",
        items=1, id="Task ID", title="Name", status="Section/Column", unit="unknown",
    ),
    "trello": Export(
        "trello",
        "Card ID,Card Name,Card URL,Labels,Members,Due Date,List ID,List Name,Board Name,Archived\nab1,Cart,https://t/c/ab1,,,,l1,Doing,Shop,false\n",
        items=1, id="Card ID", title="Card Name", status="List Name", unit="unknown",
    ),
    "monorail": Export(
        "monorail",
        '"ID","Pri","Target","M","Component","Status","Owner","Summary","Modified","Type","AllLabels","Stars"\n'
        '"1090940","1","80","89","UI","Fixed","","Cart","2 hours ago","Feature","Proj-A","3"\n',
        items=1, id="ID", title="Summary", status="Status", sprint="M", unit="unknown", sprints=(1, 1),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_understood_without_a_question(name: str, read: Read) -> None:
    export = EXPORTS[name]
    found = read(export.text).inspection
    assert (found.kind, found.profile, found.items) == ("backlog", export.profile, export.items)
    columns = {field: "|".join(found.columns[field]) for field in ("id", "title", "status", "estimate", "sprint")}
    assert columns == {
        "id": export.id,
        "title": export.title,
        "status": export.status,
        "estimate": export.estimate,
        "sprint": export.sprint,
    }
    assert (found.estimate.filled, found.estimate.sum, found.estimate.unit) == (
        export.filled,
        export.total,
        export.unit,
    )
    assert (found.sprints.filled, found.sprints.distinct) == export.sprints


def test_the_last_filled_sprint_is_current_and_all_are_history(read: Read) -> None:
    items = read(EXPORTS["jira"].text).items
    assert [item.sprint for item in items] == ["Sprint 1", "Sprint 2", "Sprint 2"]
    assert items[1].sprint_history == ("Sprint 1", "Sprint 2")


def test_a_server_sprint_gives_its_name_and_its_dates(read: Read) -> None:
    cell = (
        "com.atlassian.greenhopper.service.sprint.Sprint@1a[id=3,rapidViewId=2,state=CLOSED,name=Sprint 3, late,"
        "startDate=2020-03-02T09:00:00.000Z,endDate=2020-03-13T17:00:00.000Z]"
    )
    found = read(f'Issue key,Summary,Issue Type,Status,Sprint\nA-1,One,Story,Done,"{cell}"\n')
    sprint = found.history[0]
    assert (sprint.name, sprint.start, sprint.end) == ("Sprint 3, late", date(2020, 3, 2), date(2020, 3, 13))


def test_the_tree_gives_parents_by_position(read: Read) -> None:
    items = read(EXPORTS["azure devops, tree"].text).items
    assert [(item.key, item.parent, item.children_summed) for item in items] == [
        ("1", "", True),
        ("2", "1", True),
        ("3", "2", False),
    ]


def test_ids_stay_text(read: Read) -> None:
    found = read("ID,Title,Status\n0034428,One,Done\n0.10,Two,Done\n13.1,Three,New\n")
    assert [item.key for item in found.items] == ["0034428", "0.10", "13.1"]


def test_github_items_are_known_by_the_number_in_their_address(read: Read) -> None:
    assert read(EXPORTS["github projects"].text).items[0].key == "7"


def test_debt_is_recognised_with_its_reason(read: Read) -> None:
    found = read(
        "Issue key,Summary,Issue Type,Status,Labels,Labels,Components\n"
        "A-1,Cart,Technical Debt,To Do,,,\nA-2,Pay,Story,To Do,ui,tech-debt,\n"
        "A-3,Refactor the login,Story,To Do,,,\nA-4,Ship,Story,To Do,,,Legacy\nA-5,Sell,Story,To Do,,,\n"
    )
    assert [item.debt_reason for item in found.items] == [
        "type “Technical Debt”", "label “tech-debt”", "“Refactor” in the title", "component “Legacy”", "",
    ]  # fmt: skip
    assert [item.kind is ItemKind.DEBT for item in found.items] == [True, True, True, True, False]
    assert found.inspection.debt_items == 4


def test_an_unknown_status_follows_the_category_beside_it(read: Read) -> None:
    found = read(
        "Issue key,Summary,Status,Status Category\nA-1,One,Frobnicating,In Progress\nA-2,Two,Abgenommen,Done\n"
    )
    assert [item.status for item in found.items] == [Status.IN_PROGRESS, Status.DONE]


def test_parents_by_internal_number_become_keys(read: Read) -> None:
    found = read(
        "Issue key,Issue id,Summary,Issue Type,Status,Parent\nA-1,100,Epic one,Epic,To Do,\nA-2,101,Story,Story,To Do,100\n"
    )
    assert found.items[1].parent == "A-1"
    assert found.items[0].children_summed
