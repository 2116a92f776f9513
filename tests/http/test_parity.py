"""The service and the HTTP interface side by side: the same results, refusals, fields, access and journal."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID, uuid4

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pydantic import SecretStr
from sqlalchemy import URL
from sqlmodel import SQLModel

import core.models
import tests.shop
from core.bootstrap import Application
from core.context import Actor, Context
from core.database import Database, sqlite_url
from core.errors import AccessError, AppError, InvalidError, NotFoundError
from core.http.app import create_app
from core.http.errors import status_of
from core.messages import describe_problem, describe_step
from core.query import Query
from core.query.grammar import parse, parse_sort
from core.settings import Settings
from tests.http.conftest import API, KEY, Served

PEOPLE = ("ann", "bob", "boss")
GADGETS = f"{API}/gadgets/"
OWN = {"id", "created_at", "updated_at", "owner_id"}
"""What differs between two databases."""

VALUES = st.fixed_dictionaries(
    {},
    optional={
        "stock": st.sampled_from([0, 3, -(2**63), 2**63, "7", "x", None, 1.5, True]),
        "notes": st.sampled_from([None, "", "Ä", "a\0b", "n" * 2001, "\ud800", 5]),
        "price": st.sampled_from([None, "1.50", "1.505", -1, 0, "NaN", "12345678901.00"]),
        "status": st.sampled_from(["new", "sold out", "gone", None]),
        "active": st.sampled_from([True, False, None, "maybe"]),
        "released": st.sampled_from([None, "2026-01-02", "2026-02-30", "x"]),
        "seen_at": st.sampled_from([None, "2026-01-02T03:04:05Z", "2026-01-02T03:04:05"]),
        "serial": st.sampled_from([None, "01890a5d-ac96-774b-bcce-b302099a8057", "x"]),
        "category_id": st.sampled_from([None, "00000000-0000-0000-0000-000000000009"]),
        "pin": st.sampled_from([None, "12345678", "123456789"]),
        "nothing": st.just(1),
    },
)
SOME = st.dictionaries(st.sampled_from(["stock"]), st.integers(0, 5), max_size=1) | VALUES
WHERE = st.sampled_from(["", "stock:>2", "notes:is:null", "stock:(", "-active:false", "owner:ann", "nothing:1"])
SORT = st.sampled_from(["", "name", "-stock,name", "notes", "nothing", "name,name"])
WHO = st.sampled_from(PEOPLE)


class Parity(RuleBasedStateMachine):
    """Two databases that start alike: one is worked on through the services, the other through HTTP."""

    make_url: ClassVar[Any]
    auth_required: ClassVar[bool]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.ours, self.theirs = self._opened(), self._opened()
        self.ids: list[tuple[UUID, UUID]] = [(uuid4(), uuid4())]
        self.contexts, self.clients = {}, {}
        for name in PEOPLE:
            if self.auth_required:
                email, boss = f"{name}@example.org", name == "boss"
                actor = Actor(self.ours.person(email, is_superuser=boss), email, is_superuser=boss)
                self.contexts[name] = Context(actor=actor, source="http")
                self.clients[name] = self.theirs.signed_in(email, is_superuser=boss)
            else:
                self.contexts[name] = self.ours.app.context("http")
                self.clients[name] = self.theirs.local()

    def _opened(self) -> Served:
        given = Settings(data_dir=Path(self.folder.name), auth_required=self.auth_required, secret_key=SecretStr(KEY))
        app = Application(given, Database(self.make_url(), synchronous="NORMAL", creates=True), core.models, tests.shop)
        SQLModel.metadata.create_all(app.database.engine)
        app.context()
        return Served(app, create_app(app, token="the local token of these tests"))

    def teardown(self) -> None:
        self.ours.close()
        self.theirs.close()
        self.folder.cleanup()

    @property
    def service(self) -> Any:
        return self.ours.app.service("gadgets")

    def ask(self, who: str, work: Callable[[Context], Any], *identities: UUID) -> Any:
        """What the service answers, in the terms of HTTP."""
        context = self.contexts[who]
        try:
            return 200, work(context)
        except InvalidError as error:
            return 422, sorted((problem.field, describe_problem(problem)) for problem in error.problems)
        except NotFoundError:
            hidden = self.service.is_hidden(context, *identities)
            return 403 if hidden else 404, "Not enough permissions" if hidden else "Gadget not found"
        except AccessError:
            return 403, "Not enough permissions"
        except AppError as error:
            return status_of(error.reason), str(error) if error.code in {"undo", "redo"} else error.code

    def call(self, who: str, method: str, path: str, **options: Any) -> Any:
        """What HTTP answers."""
        if "json" in options:
            import json

            options["content"], options["headers"] = (
                json.dumps(options.pop("json")),
                {
                    "Content-Type": "application/json",
                    **options.get("headers", {}),
                },
            )
        response = self.clients[who].request(method, path, **options)
        found = response.json()
        if response.status_code == 422:
            return 422, sorted((problem["loc"][-1], problem["msg"]) for problem in found["detail"])
        return response.status_code, found if response.status_code == 200 else found["detail"]

    def pair(self, data: st.DataObject) -> tuple[UUID, UUID]:
        return data.draw(st.sampled_from(self.ids))

    @rule(who=WHO, values=SOME, named=st.sampled_from([True, True, True, False]))
    def create(self, who: str, values: dict[str, Any], named: bool) -> None:
        body = {**values, **({"name": f"g{len(self.ids):03}"} if named else {"name": None})}
        ours = self.ask(who, lambda context: self.service.create(context, self.service.entity.new(body)))
        theirs = self.call(who, "POST", GADGETS, json=body)
        if ours[0] == theirs[0] == 200:
            self.ids.append((ours[1].id, UUID(theirs[1]["id"])))
        self.same_record(ours, theirs)

    @rule(who=WHO, data=st.data(), values=SOME, version=st.sampled_from([None, None, 1, 2]))
    def update(self, who: str, data: st.DataObject, values: dict[str, Any], version: int | None) -> None:
        first, second = self.pair(data)
        change = self.service.entity.change
        ours = self.ask(
            who, lambda context: self.service.update(context, first, change(values), version=version), first
        )
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        theirs = self.call(who, "PATCH", GADGETS + str(second), json=values, headers=headers)
        if ours[0] == theirs[0] == 412:
            return
        self.same_record(ours, theirs)

    @rule(who=WHO, data=st.data())
    def read(self, who: str, data: st.DataObject) -> None:
        first, second = self.pair(data)
        ours = self.ask(who, lambda context: self.service.get(context, first), first)
        self.same_record(ours, self.call(who, "GET", GADGETS + str(second)))

    @rule(who=WHO, data=st.data())
    def delete(self, who: str, data: st.DataObject) -> None:
        first, second = self.pair(data)
        ours = self.ask(who, lambda context: self.service.delete(context, [first]), first)
        theirs = self.call(who, "DELETE", GADGETS + str(second))
        assert ours[0] == theirs[0]
        assert ours[0] == 200 or ours == theirs

    @rule(who=WHO, data=st.data(), values=SOME)
    def update_many(self, who: str, data: st.DataObject, values: dict[str, Any]) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self.ids), max_size=3))
        first, change = [one for one, _ in chosen], self.service.entity.change

        def changed(context: Context) -> int:
            wanted = change(values)
            self.service.require(context, first)
            return self.service.update_many(context, first, wanted)

        ours = self.ask(who, changed, *first)
        body = {"ids": [str(other) for _, other in chosen], "changes": values}
        theirs = self.call(who, "POST", f"{GADGETS}bulk/update", json=body)
        assert ours[0] == theirs[0]
        assert ours[0] == 404 or ours == ((200, theirs[1]["count"]) if theirs[0] == 200 else theirs)

    @rule(who=WHO, where=WHERE)
    def delete_many(self, who: str, where: str) -> None:
        entity = self.service.entity
        ours = self.ask(who, lambda context: self.service.delete(context, parse(where, entity, context.time_zone)))
        theirs = self.call(who, "POST", f"{GADGETS}bulk/delete", json={"where": where})
        assert ours[0] == theirs[0]
        assert ours[0] != 200 or ours[1] == theirs[1]["count"]

    @rule(who=WHO, where=WHERE, sort=SORT, skip=st.integers(0, 3), limit=st.integers(0, 5))
    def find(self, who: str, where: str, sort: str, skip: int, limit: int) -> None:
        entity = self.service.entity

        def listed(context: Context) -> Any:
            query = Query(parse(where, entity, context.time_zone), parse_sort(sort, entity))
            return self.service.list(context, query, skip=skip, limit=limit)

        ours = self.ask(who, listed)
        parameters: dict[str, Any] = {"where": where, "sort": sort, "skip": skip, "limit": limit}
        theirs = self.call(who, "GET", GADGETS, params=parameters)
        assert ours[0] == theirs[0]
        if ours[0] == 200:
            assert ours[1].count == theirs[1]["count"]
            assert [plain(found.model_dump(mode="json")) for found in ours[1].data] == [
                plain(found) for found in theirs[1]["data"]
            ]

    @rule(who=WHO, way=st.sampled_from(["undo", "redo"]))
    def take_back(self, who: str, way: str) -> None:
        ours = self.ask(who, getattr(self.ours.app.undo, way))
        theirs = self.call(who, "POST", f"{API}/{way}")
        assert ours[0] == theirs[0]
        assert (describe_step(ours[1].label, ours[1].params) if ours[0] == 200 else ours[1]) == (
            theirs[1]["text"] if theirs[0] == 200 else theirs[1]
        )

    @invariant()
    def same_journal(self) -> None:
        for who in PEOPLE[1:]:
            steps = self.ours.app.history.steps(self.contexts[who])
            theirs = self.call(who, "GET", f"{API}/history")[1]["data"]
            ours = [
                (describe_step(step.label, step.params), step.kind, step.actor_email, step.undone) for step in steps
            ]
            assert [found for found in ours if found[1] != "upgrade"] == [
                (step["text"], step["kind"], step["actor_email"], step["undone"]) for step in theirs
            ]

    def same_record(self, ours: Any, theirs: Any) -> None:
        if ours[0] == 200:
            ours = 200, plain(ours[1].model_dump(mode="json"))
        assert ours == ((200, plain(theirs[1])) if theirs[0] == 200 else theirs)


def plain(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in OWN}


STEADY = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=True,
)
MANY = settings(STEADY, max_examples=40, stateful_step_count=40, derandomize=False)


def run(make_url: Callable[[], URL], auth_required: bool, how: settings) -> None:
    class OnOneDatabase(Parity):
        pass

    OnOneDatabase.make_url = staticmethod(make_url)
    OnOneDatabase.auth_required = auth_required
    run_state_machine_as_test(OnOneDatabase, settings=how)


def maker(folder: Path) -> Callable[[], URL]:
    return lambda: sqlite_url(Path(tempfile.mkdtemp(dir=folder)) / "app.db")


@pytest.mark.parametrize("auth_required", [False, True])
def test_sqlite(tmp_path: Path, auth_required: bool) -> None:
    run(maker(tmp_path), auth_required, STEADY)


@pytest.mark.postgres
@pytest.mark.parametrize("auth_required", [False, True])
def test_postgresql(new_postgres: Callable[[], URL], auth_required: bool) -> None:
    run(new_postgres, auth_required, settings(STEADY, max_examples=4))


@pytest.mark.slow
@pytest.mark.parametrize("auth_required", [False, True])
def test_sqlite_at_length(tmp_path: Path, auth_required: bool) -> None:
    run(maker(tmp_path), auth_required, MANY)
