"""A value that breaks a rule of a model is refused alike wherever it is given: the same field, the same words."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

import core.models
import tests.shop
from core.bootstrap import Application
from core.cli.app import app as commands
from core.database import Database, sqlite_url
from core.entities import discover
from core.errors import FieldProblem, InvalidError
from core.fields import FieldFacts, Kind, constraints
from core.messages import describe_problem
from core.transfer import import_file
from gui.form.record_form import RecordForm
from gui.form.record_pane import RecordPane
from gui.operations import Operations
from gui.tasks import Tasks
from tests.gui.person import PATIENCE
from tests.http.conftest import API, Served, opened

TAKEN_EMAIL = "taken@example.org"
NO_RECORD = "00000000-0000-4000-8000-000000000009"
UNREADABLE: Mapping[Kind, tuple[str, ...]] = {
    Kind.INTEGER: ("many", "1.5", str(2**63)),
    Kind.DECIMAL: ("much", "NaN"),
    Kind.FLOAT: ("much", "Infinity"),
    Kind.BOOLEAN: ("maybe",),
    Kind.DATE: ("soon", "2026-02-30"),
    Kind.TIME: ("noon", "25:00"),
    Kind.MOMENT: ("soon", "2026-02-30T10:00Z"),
    Kind.CHOICE: ("none of them",),
    Kind.ID: ("x",),
    Kind.REFERENCE: (NO_RECORD,),
}
"""Texts that are no value of a kind."""
RULES: Mapping[str, tuple[str, ...]] = {
    "categories.name": ("Taken",),
    "gadgets.name": ("LOUD",),
    "users.email": ("ann", "ann@", TAKEN_EMAIL),
}
"""Texts that break what a model declares by code, by a type of its own, or by being the only one."""
GOOD: Mapping[str, dict[str, str]] = {
    "categories": {"name": "Tools", "parent_id": "categories"},
    "gadgets": {"name": "Lamp", "stock": "1"},
    "items": {"title": "Lamp", "description": "bright"},
    "parts": {"label": "Bulb", "gadget_id": "gadgets"},
    "users": {"email": "ann@example.org", "password": "correct horse"},
}
"""Values that are right; for a reference, the collection whose first record it is to."""
THERE: Mapping[str, dict[str, str]] = {
    "categories": {"name": "Taken"},
    "gadgets": {"name": "Whole"},
    "users": {"email": TAKEN_EMAIL, "password": "correct horse"},
}
"""What is there before."""
FAMILIES = tuple(discover(core.models, tests.shop).values())
Said = list[tuple[str, str]]


@dataclass(frozen=True)
class Breach:
    """A text for a field that breaks one rule; None stands for nothing given."""

    resource: str
    field: str
    text: str | None
    kind: Kind

    @property
    def is_typable(self) -> bool:
        """Whether a form takes it: an empty line is a field not given, boxes and lists offer only what is right."""
        return self.text != "" and (self.text is None or self.kind not in {Kind.BOOLEAN, Kind.CHOICE})

    def __str__(self) -> str:
        text = "nothing" if self.text is None else f"{self.text[:20]!r}"
        return f"{self.resource}.{self.field}={text}"


def breaches() -> Iterator[Breach]:
    """One for each rule of each field of each family."""
    for entity in FAMILIES:
        for facts in entity.fields.values():
            if facts.creatable:
                found = constraints(entity.create.model_fields[facts.name])
                texts = (*broken(facts, found), *RULES.get(f"{entity.name}.{facts.name}", ()))
                yield from (Breach(entity.name, facts.name, text, facts.kind) for text in texts)


def broken(facts: FieldFacts, rules: Mapping[str, Any]) -> Iterator[str | None]:
    """What breaks the rules that the facts of a field state."""
    if facts.required:
        yield None
    yield from UNREADABLE.get(facts.kind, ())
    for rule, limit in rules.items():
        match rule:
            case "min_length":
                yield "x" * (limit - 1)
            case "max_length":
                yield "x" * (limit + 1)
            case "minimum":
                yield str(limit - 1)
            case "maximum":
                yield str(limit + 1)
            case "max_digits":
                yield "9" * (limit + 1)
            case _:
                yield str(Decimal(1).scaleb(-limit - 1))


ALL = list(breaches())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The adapter over families in which some records are there."""
    folder = tmp_path_factory.mktemp("constraints")
    served = opened(sqlite_url(folder / "app.db"), folder)
    for resource, values in THERE.items():
        service = served.app.service(resource)
        service.create(served.app.context(), service.entity.new(values))
    yield served
    served.close()


@pytest.fixture
def given(served: Served, breach: Breach) -> dict[str, str]:
    """A record's values of which only the one in question is wrong."""
    good = {name: first(served, text) if text in THERE else text for name, text in GOOD[breach.resource].items()}
    wrong = {} if breach.text is None else {breach.field: breach.text}
    return {name: text for name, text in good.items() if name != breach.field} | wrong


def first(served: Served, resource: str) -> str:
    """The id of a record that is there."""
    return str(served.app.service(resource).list(served.app.context(), limit=1).data[0].id)


@pytest.fixture
def expected(served: Served, breach: Breach, given: dict[str, str]) -> Said:
    """What the service says, which is one thing about the one field."""
    service = served.app.service(breach.resource)
    with pytest.raises(InvalidError) as error:
        service.create(served.app.context(), service.entity.new(given))
    said = [(problem.field, describe_problem(problem)) for problem in error.value.problems]
    assert [field for field, _ in said] == [breach.field]
    return said


@pytest.mark.parametrize("breach", ALL, ids=str)
def test_over_http(served: Served, breach: Breach, given: dict[str, str], expected: Said) -> None:
    with served.local() as client:
        response = client.post(f"{API}/{breach.resource}/", json=given)
    if breach.text == TAKEN_EMAIL:
        assert "already exists" in response.json()["detail"]
        return
    assert response.status_code == 422
    assert [(problem["loc"][1], problem["msg"]) for problem in response.json()["detail"]] == expected


@pytest.mark.parametrize("breach", [breach for breach in ALL if breach.text is not None], ids=str)
def test_in_a_row_of_a_file(
    served: Served, breach: Breach, given: dict[str, str], expected: Said, tmp_path: Path
) -> None:
    path = tmp_path / "new.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([given.keys(), given.values()])
    assert refused_of(served, breach, path) == [(2, *told) for told in expected]


@pytest.mark.parametrize("breach", ALL, ids=str)
def test_in_an_object_of_a_file(
    served: Served, breach: Breach, given: dict[str, str], expected: Said, tmp_path: Path
) -> None:
    """But for another object that has all fields, the file would be refused for the want of a column."""
    path = tmp_path / "new.json"
    path.write_text(json.dumps([given, dict.fromkeys(GOOD[breach.resource], "")]), "utf-8")
    refused = refused_of(served, breach, path)
    assert [problem for problem in refused if problem[0] == 1] == [(1, *told) for told in expected]


def refused_of(served: Served, breach: Breach, path: Path) -> list[tuple[int | None, str, str]]:
    """What an import says of each row."""
    report = import_file(served.app.context(), served.app.service(breach.resource), path)
    return [(problem.row, problem.field, describe_problem(problem)) for problem in report.problems]


@pytest.mark.parametrize("breach", ALL, ids=str)
def test_on_the_command_line(
    served: Served, breach: Breach, given: dict[str, str], expected: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.bootstrap.open_application", lambda **_: again(served))
    secrets = {facts.name for facts in served.app.entities[breach.resource].fields.values() if facts.secret}
    words = [f"{name}={'-' if name in secrets else text}" for name, text in given.items()]
    lines = "".join(f"{text}\n" for name, text in given.items() if name in secrets)
    result = CliRunner().invoke(commands, ["create", breach.resource, *words], input=lines)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [f"{field}: {words}" for field, words in expected]


@pytest.mark.parametrize("breach", [breach for breach in ALL if breach.is_typable], ids=str)
def test_in_the_form(
    served: Served,
    breach: Breach,
    given: dict[str, str],
    expected: Said,
    qtbot: QtBot,
    operations: Operations,
    window: QWidget,
) -> None:
    """But for the example at the end, which is written as people write it here, and a record, which has a name here."""
    pane = RecordPane(served.app.entities[breach.resource], operations, window)
    fill(pane.form, given)
    pane.save()
    qtbot.waitUntil(lambda: bool(shown(pane.form)), timeout=PATIENCE)
    reference = served.app.entities[breach.resource].fields[breach.field].reference
    if reference is not None and breach.text == NO_RECORD:
        singular = served.app.entities[reference].singular
        expected = [(breach.field, describe_problem(unknown(breach.field, singular)))]
    assert plain(shown(pane.form)) == plain(expected)
    pane.discard()


@pytest.fixture
def operations(served: Served) -> Iterator[Operations]:
    """The window's door to the same data."""
    operations = Operations(Tasks())
    operations.attach(again(served), served.app.context())
    yield operations
    operations.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What a form is in."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def again(served: Served) -> Application:
    """The same data as another program opens it."""
    return Application(served.app.settings, Database(served.app.database.url), core.models, tests.shop)


def fill(form: RecordForm, given: Mapping[str, str]) -> None:
    """Type values; references to what is there are chosen."""
    for name, text in given.items():
        editor = form.editors[name]
        if editor.facts.kind is Kind.REFERENCE and text != NO_RECORD:
            editor.set_value(UUID(text), {UUID(text): "chosen"})
        else:
            editor.type_over(text)


def unknown(field: str, singular: str) -> FieldProblem:
    """What is wrong with a name that no record has."""
    return FieldProblem(field, "reference.unknown", {"singular": singular})


def plain(said: Said) -> Said:
    """Without examples."""
    return [(field, text.partition(" such as ")[0]) for field, text in said]


def shown(form: RecordForm) -> Said:
    """The problems that a form shows."""
    lines = {name: line for name, line in form.problems.items() if not line.isHidden()}
    return [(name, line.text()[:1].lower() + line.text()[1:]) for name, line in lines.items()]
