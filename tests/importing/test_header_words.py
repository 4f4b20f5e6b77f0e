"""Every header word seen, in the company in which it was seen: a table of one row per tool, one word at a time."""

# ruff: noqa: E501 - the words of one field stay on one line

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from planner.importing.reading import ImportedBacklog

Read = Callable[..., ImportedBacklog]
Facts = Callable[[ImportedBacklog], dict[str, object]]

VALUES = {
    "id": "A-1", "internal_id": "10001", "title": "Pay by card on the web", "type": "Story", "status": "Done", "estimate": "3",
    "sprint": "Sprint 4", "priority": "High", "assignee": "Ann Lee", "labels": "ui", "components": "api", "created": "2024-01-02",
    "updated": "2024-02-02", "resolved": "2024-02-03", "due": "2024-03-01", "start": "2024-01-05", "started": "2024-01-06",
    "parent": "A-9", "epic": "Checkout", "depends_on": "A-8", "sprint_start": "2024-01-01", "sprint_end": "2024-01-14",
    "url": "https://example.org/issues/7", "": "whatever it was",
}  # fmt: skip
"""One believable value per field; a word of no field stands under ``""``."""

BASES = {
    "jira": {"id": "Issue key", "title": "Summary", "status": "Status"},
    "jira fr": {"id": "Clé de ticket", "title": "Résumé", "status": "État"},
    "jira es": {"id": "Clave de incidencia", "title": "Resumen", "status": "Estado"},
    "jira de": {"id": "Vorgangsschlüssel", "title": "Zusammenfassung", "status": "Status"},
    "jira server": {"id": "Key", "title": "Summary", "status": "Status", "type": "Issue Type"},
    "azure": {"id": "ID", "type": "Work Item Type", "title": "Title", "status": "State"},
    "github": {"title": "Title", "url": "URL", "assignee": "Assignees", "status": "Status"},
    "github issues": {"id": "issue_id", "title": "issue_title", "status": "state", "created": "created_at"},
    "gitlab": {"id": "Issue ID", "title": "Title", "status": "State", "url": "URL"},
    "linear": {"id": "ID", "": "Team", "title": "Title", "status": "Status"},
    "plane": {"id": "Identifier", "title": "Name", "status": "State Name"},
    "clickup": {"id": "Task ID", "title": "Task Name", "status": "Status"},
    "youtrack": {"id": "Issue Id", "": "Project", "title": "Summary", "status": "State"},
    "pivotal": {"id": "Id", "title": "Title", "status": "Current State"},
    "taiga": {"id": "ref", "title": "subject", "status": "status"},
    "redmine": {"type": "tracker", "title": "subject", "status": "status"},
    "redmine ru": {"id": "#", "type": "Трекер", "title": "Тема", "status": "Статус"},
    "monorail": {"id": "ID", "": "AllLabels", "title": "Summary", "status": "Status"},
    "openproject": {"id": "Id", "title": "Subject", "status": "Status", "type": "Type"},
    "shortcut": {"id": "id", "title": "name", "status": "state", "": "requester"},
    "asana": {"id": "Task ID", "title": "Name", "status": "Section/Column"},
    "hand": {"id": "ID", "title": "Story", "status": "Status"},
    "hand es": {"id": "ID", "title": "Tareas", "status": "Estado"},
    "hand fr": {"id": "ID", "title": "Tâches", "status": "Statut"},
}

WORDS = """
jira | estimate | Custom field (Story Points); Custom field (Story point estimate); Story Points; Story point estimate; Custom field (Original story points); Original estimate
jira | id | Issue Key; ISSUE KEY; Key
jira | internal_id | Issue id
jira | type | Issue Type; Work type
jira | priority | Priority
jira | assignee | Assignee
jira | labels | Labels
jira | components | Components; Component/s
jira | created | Created
jira | updated | Updated
jira | resolved | Resolved
jira | due | Due date; Due Date; Inferred due date
jira | start | Custom field (Start date); Start date; Inferred start date
jira | parent | Parent key; Parent
jira | epic | Custom field (Epic Link)
jira | sprint | Sprint
jira server | sprint | Sprint; Custom field (Sprint)
jira server | components | Component/s
jira fr | type | Type de ticket
jira fr | priority | Priorité
jira fr | assignee | Personne assignée
jira fr | created | Création
jira fr | updated | Mise à jour
jira fr | resolved | Résolu
jira fr | due | Date d'échéance
jira fr | estimate | Estimation originale; Champs personnalisés (Story Points); Champs personnalisés (Story point estimate)
jira es | type | Tipo de Incidencia
jira es | priority | Prioridad
jira es | assignee | Persona asignada
jira es | created | Creada
jira es | updated | Actualizada
jira es | resolved | Resuelta
jira es | due | Fecha de vencimiento
jira es | labels | Etiquetas
jira es | components | Componentes
jira es | estimate | Campo personalizado (Puntos de Historia); Campo personalizado (Estimación de puntos de historia); Campo personalizado (Story Points)
jira es | parent | Principal; Clave principal
jira de | type | Vorgangstyp
jira de | priority | Priorität
jira de | assignee | Zugewiesene Person; Bearbeiter
jira de | created | Erstellt
jira de | resolved | Erledigt
jira de | components | Komponenten
jira de | estimate | Benutzerdefiniertes Feld (Story Points); Benutzerdefiniertes Feld (Story Point-Schätzung)
azure | estimate | Effort; Original Estimate; Story Points; Size; Remaining Work
azure | sprint | Iteration Path; Iteration
azure | assignee | Assigned To; Assign To
azure | labels | Tags
azure | created | Created Date
azure | resolved | Closed Date; Resolved Date
azure | started | Activated Date
azure | parent | Parent
azure | priority | Priority
github | sprint | Sprint; Iteration; Milestone
github | estimate | Weight; Estimate; Size; Story Points; Points; Effort
github issues | type | issue_type
github issues | resolved | closed_at
gitlab | estimate | Weight; Time Estimate
gitlab | sprint | Milestone; Iteration
gitlab | created | Created At (UTC); Created At
gitlab | resolved | Closed At (UTC)
gitlab | labels | Labels
linear | estimate | Estimate
linear | sprint | Cycle Name; Cycle Number
linear | sprint_start | Cycle Start
linear | resolved | Completed
linear | parent | Parent issue
linear | started | Started
plane | sprint | Cycles; Cycle Name; Cycle
plane | estimate | Estimate
plane | due | Target Date
plane | resolved | Completed At
clickup | estimate | Points Estimate; Time Estimate (hours); Time Estimated; Sprint Points
clickup | sprint | Sprints; Sprint
clickup | type | Item Type (drop down); Task Type
clickup | labels | tags; Tags
clickup | created | Date Created
clickup | resolved | Date Closed; Date Done
clickup | assignee | Assignee; Assignees
clickup | parent | Parent ID
youtrack | sprint | Sprints
youtrack | estimate | Story points; Ideal days; Original estimation
youtrack | labels | Tags
pivotal | sprint | Iteration
pivotal | sprint_start | Iteration Start
pivotal | estimate | Estimate
pivotal | type | Type; Story Type
pivotal | resolved | Accepted at
pivotal | assignee | Owned By
taiga | sprint | sprint
taiga | sprint_start | sprint_estimated_start
taiga | estimate | total-points
taiga | resolved | finish_date; finished_date
taiga | assignee | assigned_to
taiga | parent | user_story
redmine | estimate | estimated_hours
redmine | sprint | version; target version
redmine | assignee | user
redmine | components | category
redmine | start | start_date
redmine | due | due_date
redmine ru | priority | Приоритет
redmine ru | assignee | Назначена
redmine ru | updated | Обновлено
redmine ru | sprint | Версия
redmine ru | estimate | Оценка временных затрат
monorail | sprint | M; Milestone
monorail | priority | Pri
monorail | assignee | Owner
openproject | sprint | Version
openproject | due | End date; Finish date
shortcut | sprint | iteration
shortcut | estimate | estimate
shortcut | epic | epic
shortcut | assignee | owners
shortcut | resolved | completed_at
asana | due | Due Date
asana | resolved | Completed At
asana | parent | Parent task
asana | sprint | Sprint
asana | estimate | Story Points; Estimate; Points; Estimated time
hand | id | ID; Id; Item ID; Story ID; id
hand | title | Description; Item Description; Story; Users stories; User Story; TASK NAME; SUB-TASK; Task; Users Stories; Requirement
hand | estimate | Estimates; SP; TAILLE; Planned effort; Story Points; Estimation; Points; Estimated Effort; Size; Est.; Estimate (SP); Estimate (h); Effort in hours; Estimated Hours; Story point; Estimated SP; Story Point Estimate; Estimated Story Points; Effort (Story Points); Effort Estimate; Estimated Points; Est Hours; Time Estimate; Est. Effort; Initial Estimate; Initial Estimate (hours)
hand | sprint | Sprint; SPRINT #; Sprint No.; Sprint Number; Sprint Assigned; Assigned Sprint; Iteration #; Sprint Planned; Target Sprint; Sprint/Iteration
hand | priority | Priority; P; Priority (MoSCoW); PRIORITY
hand | assignee | ASSIGNED TO; Assign To; PM; Owner; Assignee; Assigned to ; Assignees; Developer
hand | start | Start Date; START;  Start Date
hand | due | End Date; FINISH; Due Date
hand | parent | Parent; Parent ID
hand | depends_on | Predecessor ID; Depends On
hand | status | Status; STATUS; State; status ; Current Status; Story Status
hand es | estimate | H.H asignadas; Total de Horas; Puntos; Estimación; Puntos de Historia; Esfuerzo; Horas estimadas; Tiempo estimado
hand es | assignee | Asignado; Responsable
hand es | priority | Prioridad
hand es | start | Fechas inicio; Fecha inicio; Fecha de inicio
hand es | due | Fecha Fin; Fecha de fin
hand es | title | Tareas; Tarea; Historia de Usuario; Descripción
hand fr | estimate | Jour 1; Taille; Estimation; Charge; Points; Complexité; Temps estimé; Durée estimée
hand fr | priority | Priorité
hand fr | assignee | Responsable; Assigné à
hand fr | title | Tâches; Tâche; User stories; Récit utilisateur; Description
"""


def _cases() -> Iterator[tuple[str, str, str]]:
    for line in WORDS.strip().splitlines():
        base, field, words = (part.strip() for part in line.split("|"))
        yield from ((base, field, word.removeprefix(" ")) for word in words.split(";"))


def _table(base: str, field: str, word: str) -> str:
    headers = {name: header for name, header in BASES[base].items() if name != field} | {field: word}
    body = ([_value(name, number) for name in headers] for number in range(1, 4))
    rows = [[f'"{header}"' for header in headers.values()], *body]
    return "\n".join(",".join(row) for row in rows) + "\n"


def _value(field: str, number: int) -> str:
    if field in {"id", "title"}:
        return f"{VALUES[field]}{number}" if field == "id" else f"{VALUES[field]} {number}"
    return VALUES[field]


@pytest.mark.parametrize(("base", "field", "word"), list(_cases()))
def test_a_header_word_means_what_it_meant_where_it_was_seen(base: str, field: str, word: str, read: Read) -> None:
    found = read(_table(base, field, word)).inspection
    named: dict[str, Any] = {name: header for name, header in BASES[base].items() if name in {"id", "title", "status"}}
    named[field] = word
    shown = "epic" if field == "epic" else field
    wanted = {name: (header,) for name, header in named.items() if name not in {"", "internal_id"}}
    assert found.items == 3
    assert {name: found.columns[name] for name in wanted} == wanted, shown
