"""A tool is found by its headers alone, and never by a silent tie."""

# ruff: noqa: E501 - headers are shown as they are written

from dataclasses import replace

import pytest

from planner.importing import read_text, vocabulary
from planner.importing.vocabulary import Profile, equal_tool, general, profile, recognise_tool, tools

SIGNATURES = [(tool, signature) for tool in tools() for signature in tool.signatures]
EVERYDAY = ("Status", "Priority", "Description")
FULL = {
    "jira": "Summary,Issue key,Issue id,Parent id,Issue Type,Status,Project key,Project name,Priority,Resolution,Assignee,"
    "Reporter,Creator,Created,Updated,Last Viewed,Resolved,Due date,Votes,Labels,Description,Environment,Sprint,Story Points",
    "azure-devops": "ID,Work Item Type,Title,Assigned To,State,Tags,Area Path,Iteration Path,Story Points,Priority,Created Date",
    "github-projects": "Title,URL,Assignees,Status,Sprint,Weight,Milestone,Linked pull requests,Repository,Date",
    "github-issues": "issue_id,issue_title,issue_type,state,labels,created_at,closed_at,comments,url",
    "gitlab": "Issue ID,URL,Title,State,Description,Author,Assignee,Confidential,Due Date,Created At (UTC),Milestone,Weight,Labels",
    "linear": "ID,Team,Title,Description,Status,Estimate,Priority,Project,Creator,Assignee,Labels,Cycle Number,Cycle Name",
    "plane": "Identifier,Sequence Id,Name,State Name,Priority,Assignees,Estimate,Labels,Cycles,Modules,Parent,Start Date",
    "clickup": "Task ID,Task Name,Parent ID,Parent Name,Status,Task Content,Assignee,Priority,Due Date,Start Date,Space,List",
    "youtrack": "Issue Id,Project,Tags,Summary,Reporter,Created,Updated,Resolved,Priority,Type,State,Assignee,Sprints,Votes",
    "pivotal": "Id,Title,Labels,Iteration,Iteration Start,Iteration End,Type,Estimate,Priority,Current State,Created at,Accepted at",
    "taiga": "id,ref,subject,description,sprint,sprint_estimated_start,sprint_estimated_finish,status,is_closed,total-points,tags",
    "redmine": "#,Project,Tracker,Parent task,Status,Priority,Subject,Assignee,Target version,Estimated time,Created,Closed",
    "openproject": "Id,Subject,Description,Type,Project,Priority,Status,Assignee,Start date,End date,Version",
    "monorail": "ID,Pri,Target,M,Component,Status,Owner,Summary,Modified,Type,AllLabels,Stars",
    "notion": "Project name,Status,Owner,Dates,Priority,Completion,Tasks,Blocked By,Is Blocking,Delay",
    "sonarqube": "severity,type,status,file,line,rule,message,impacts",
    "asana": "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Start Date,Due Date,Tags,Notes,Projects",
    "shortcut": "id,name,type,requester,owners,description,is_completed,created_at,started_at,estimate,labels,epic,iteration,state",
    "trello": "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Board ID,Board Name,Archived",
    "monday": "Name,Subitems,Person,Status,Date,Estimated SP,Item ID",
    "mantis": "Id,Project,Reporter,Assigned To,Priority,Severity,Reproducibility,Product Version,Category,Status,Resolution,Summary",
    "debt-comments": "projectname,classification,commenttext",
}  # fmt: skip
BY_HAND = (
    "ID,Title,Points,Status,Sprint",
    "Story,SP,Status",
    "Task Name,Owner,Due Date,Status",
    "Nr,Aufgabe,Aufwand,Status",
    "Name,Status,Assignee",
    "Key,Summary,Points",
)


@pytest.mark.parametrize(("tool", "signature"), SIGNATURES, ids=lambda value: getattr(value, "name", ""))
def test_a_signature_belongs_to_one_tool(tool: Profile, signature: frozenset[str]) -> None:
    assert recognise_tool(signature) is tool
    assert equal_tool(signature) is None


@pytest.mark.parametrize(("tool", "signature"), SIGNATURES, ids=lambda value: getattr(value, "name", ""))
def test_everyday_words_beside_a_signature_never_give_it_to_another_tool_in_silence(
    tool: Profile, signature: frozenset[str]
) -> None:
    headers = [*signature, *EVERYDAY]
    assert recognise_tool(headers) is tool or equal_tool(headers) is not None


@pytest.mark.parametrize("name", FULL)
def test_the_full_header_of_a_tool_is_recognised_in_any_order_and_case(name: str) -> None:
    headers = FULL[name].split(",")
    for written in (headers, headers[::-1], [header.upper() for header in headers]):
        assert recognise_tool(written).name == name
        assert equal_tool(written) is None


def test_every_tool_has_its_full_header_here() -> None:
    assert {tool.name for tool in tools()} == FULL.keys()


@pytest.mark.parametrize("headers", BY_HAND)
def test_a_header_typed_by_hand_belongs_to_no_tool(headers: str) -> None:
    assert recognise_tool(headers.split(",")) is general()
    assert equal_tool(headers.split(",")) is None


def test_a_tie_between_tools_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    twins = (replace(profile("jira"), name="jira-of-somebody-else"), profile("jira"))
    monkeypatch.setattr(vocabulary, "tools", lambda: twins)
    found = read_text("Issue key,Summary,Status\nA-1,One,Done\n")
    told = [issue for issue in found.issues if issue.code == "tool-unsure"]
    assert found.inspection.profile == "jira"
    assert [issue.value for issue in told] == ["jira-of-somebody-else"]


def test_a_column_chosen_by_hand_keeps_the_unit_that_its_header_tells() -> None:
    text = "Issue key,Summary,Status,Custom field (Story Points)\nA-1,One,Done,3.0\n"
    assert read_text(text, mapping={3: "estimate"}).unit == "points"


def test_an_answer_about_one_column_leaves_the_others_as_recognised() -> None:
    text = "Issue key,Summary,Status,Custom field (Story Points),Priority\nA-1,One,Done,3.0,High\n"
    found = read_text(text, mapping={4: "labels"})
    assert [(column.field, column.confidence == 1.0) for column in found.mapping] == [
        ("id", False),
        ("title", False),
        ("status", False),
        ("estimate", False),
        ("labels", True),
    ]
