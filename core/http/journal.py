"""What happened, and taking one's own steps back."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from core.binary import text_of_bytes
from core.bootstrap import Application
from core.http.answers import COMMON, PLAIN_DIGITS, Routes, Service, refusals, told_apart
from core.http.door import Caller
from core.http.threads import Route
from core.journal.history import HistoryEntry
from core.journal.undo import StepInfo
from core.messages import describe_step

MOST: Final = 1000

Limit = Annotated[int, Query(ge=0, le=MOST), PLAIN_DIGITS]


class Step(BaseModel):
    """One step of the journal, in words."""

    id: int
    at: datetime
    actor_email: str
    source: str
    kind: str
    text: str
    undone: bool


class Steps(BaseModel):
    """Steps, newest first."""

    data: list[Step]


class UndoStatus(BaseModel):
    """What undo and redo would do now; null where there is nothing."""

    undo: Step | None
    redo: Step | None


class FieldChange(BaseModel):
    """One field before and after."""

    field: str
    old: Any
    new: Any


class Entry(BaseModel):
    """One thing that happened to a record: `operation` is insert, update or delete."""

    step: Step
    operation: str
    changes: list[FieldChange]


class Entries(BaseModel):
    """What happened to a record, newest first."""

    data: list[Entry]


router = APIRouter(route_class=Route, tags=["journal"], responses=COMMON)


def application_of(request: Request) -> Application:
    """The application that is served."""
    return request.app.state.application


App = Annotated[Application, Depends(application_of)]


@router.get("/history", operation_id="read_history")
def read_history(app: App, context: Caller, limit: Limit = 100) -> Steps:
    """The last steps: superusers see everybody's, others their own."""
    return Steps(data=[_step(step) for step in app.history.steps(context, limit=limit)])


@router.get("/undo", operation_id="read_undo")
def read_undo(app: App, context: Caller) -> UndoStatus:
    """What can be undone and redone."""
    state = app.undo.state(context)
    return UndoStatus(undo=_step(state.undo) if state.undo else None, redo=_step(state.redo) if state.redo else None)


@router.post("/undo", operation_id="undo", responses=refusals(409))
def undo(app: App, context: Caller) -> Step:
    """Take back one's own last step, unless it would overwrite what is newer."""
    return _step(app.undo.undo(context))


@router.post("/redo", operation_id="redo", responses=refusals(409))
def redo(app: App, context: Caller) -> Step:
    """Bring back the step that one undid last."""
    return _step(app.undo.redo(context))


def add_routes(routes: Routes, service: Service, name: str) -> None:
    """The history of one record."""
    routes.add(
        "/{id}/history",
        _history(service),
        methods=["GET"],
        response_model=Entries,
        operation_id=f"read_{name}_history",
        responses=refusals(404),
    )


def _history(service: Service) -> Any:
    def read_record_history(app: App, context: Caller, id: UUID, limit: Limit = 100) -> Entries:
        """What happened to a record: who, when, and each field before and after."""
        with told_apart(service, context, id):
            found = app.history.of(context, service.entity.name, id, limit=limit)
        return Entries(data=[_entry(entry) for entry in found])

    return read_record_history


def _step(step: StepInfo) -> Step:
    return Step(
        id=step.id,
        at=step.at,
        actor_email=step.actor_email,
        source=step.source,
        kind=step.kind,
        text=describe_step(step.label, step.params),
        undone=step.undone,
    )


def _entry(entry: HistoryEntry) -> Entry:
    changes = [
        FieldChange(field=change.field.name, old=_plain(change.old), new=_plain(change.new)) for change in entry.changes
    ]
    return Entry(step=_step(entry.step), operation=entry.operation, changes=changes)


def _plain(value: Any) -> Any:
    return text_of_bytes(value) if isinstance(value, bytes) else value
