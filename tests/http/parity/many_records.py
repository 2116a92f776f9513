"""Work on many records: found, created, changed and deleted."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import hypothesis.strategies as st

from core.context import Context
from core.entities import Entity
from core.errors import FieldProblem, InvalidError
from core.query import Node, Query, Search, every
from core.query.grammar import parse, parse_sort
from core.record import Base
from tests.http.parity.answers import OK, read_from
from tests.http.parity.machine import Parity
from tests.http.parity.request import Request, sent
from tests.http.parity.twins import PEOPLE
from tests.http.parity.values import Body, changes, few, mostly, queries, right_bodies, wheres, wrong_bodies

UTC: Final = ZoneInfo("UTC")
WORDS: Final = ["", "", "", "g", "ä"]

Choice = list[UUID] | str
"""Records by their ids, or by a search."""


class ManyRecords(Parity):
    """Actions on many records at once."""

    def find(self) -> None:
        service, who = self.collection(), self.anybody()
        where, sort = self.draw(queries(service.entity.name), "query")
        search = self.draw(st.sampled_from(WORDS), "search")
        skip, limit = self.draw(st.integers(0, 2), "skip"), self.draw(st.integers(0, 5), "limit")

        def found(context: Context) -> Any:
            query = selection(service.entity, where, sort, search)
            return service.list(context, query, skip=skip, limit=limit).model_dump(mode="json")

        def found_next(context: Context) -> Any:
            query = selection(service.entity, where, sort, search)
            last = service.list(context, query, skip=skip, limit=limit).data[-1]
            place = service.place(context, query, last)
            return service.list(context, query, limit=limit, after=place).model_dump(mode="json")

        parameters = {"where": where, "sort": sort, "search": search, "skip": skip, "limit": limit}
        request = Request("GET", service, "/", options={"params": parameters})
        answer = self.same("find", who, found, request, lambda said: said["data"])
        following = self.twins.response.links.get("next")
        assert (following is not None) == (answer.status == OK and len(answer.said["data"]) == limit > 0)
        if following is not None:
            path = following["url"].partition(service.entity.name)[2]
            self.same("find", who, found_next, Request("GET", service, path), lambda said: said["data"])

    def create_many(self) -> None:
        service, known = self.collection(), self.known()
        right = st.lists(right_bodies(service.entity.name, known), max_size=3)
        wrong = st.lists(wrong_bodies(service.entity.name, known), min_size=1, max_size=2)
        some = [*self.draw(right, "bodies"), *self.draw(mostly(st.just([]), wrong, 3), "more")]

        def created(context: Context) -> Any:
            return {"count": service.create_many(context, models(service.entity, some))}

        request = Request("POST", service, "/bulk/create", place="body.data", options=sent({"data": some}))
        self.same("create_many", self.anybody(), created, request)

    def update_many(self) -> None:
        service, who, choice = self.some(wheres)
        body = self.draw(changes(service.entity.name, self.known()), "changes")

        def updated(context: Context) -> Any:
            change = service.entity.change(body)
            return {"count": service.update_many(context, chosen(context, service, choice), change)}

        content = sent({**written(choice), "changes": body})
        request = Request("POST", service, "/bulk/update", named(choice), "body.changes", content)
        self.same("update_many", who, updated, request)

    def delete_many(self) -> None:
        service, who, choice = self.some(few)

        def deleted(context: Context) -> Any:
            return {"count": service.delete(context, chosen(context, service, choice))}

        request = Request("POST", service, "/bulk/delete", named(choice), options=sent(written(choice)))
        self.same("delete_many", who, deleted, request)

    def some(self, searches: Callable[[str], st.SearchStrategy[str]]) -> tuple[Any, str, Choice]:
        """A service, who asks for many records, and for which."""
        service, who, first = self.one()
        if self.draw(st.booleans(), "by a search"):
            return service, who, self.draw(searches(service.entity.name), "where")
        owned = [found.id for found in self.twins.there(service.entity.name) if who in {found.owner, PEOPLE[0]}]
        more = self.draw(st.lists(st.sampled_from(owned), min_size=1, max_size=3), "more") if owned else []
        return service, who, self.draw(mostly(st.just([first.id, *more]), st.just([]), 10), "ids")


def selection(entity: Entity, where: str, sort: str, search: str = "") -> Query:
    """The query that a request's parameters mean."""
    with read_from("query.sort"):
        order = parse_sort(sort, entity)
    with read_from("query.where"):
        found = parse(where, entity, UTC)
    return Query(every(found, Search(search)) if search else found, order)


def models(entity: Entity, some: Sequence[Body]) -> list[Base]:
    """Models of all bodies. InvalidError for all that are wrong."""
    found, problems = list[Base](), list[FieldProblem]()
    for row, body in enumerate(some):
        try:
            found.append(entity.new(body))
        except InvalidError as error:
            problems += error.at(row)
    if problems:
        raise InvalidError(problems)
    return found


def chosen(context: Context, service: Any, choice: Choice) -> Node | list[UUID]:
    """The choice as services take it."""
    if isinstance(choice, str):
        with read_from("body.where"):
            return parse(choice, service.entity, UTC)
    service.require(context, choice)
    return choice


def written(choice: Choice) -> Body:
    """The choice as a body has it."""
    return {"where": choice} if isinstance(choice, str) else {"ids": [*map(str, choice)]}


def named(choice: Choice) -> tuple[UUID, ...]:
    """The records that the choice names."""
    return () if isinstance(choice, str) else tuple(choice)
