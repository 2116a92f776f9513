"""Work on one record: created, read, changed, deleted, and what happened to it."""

from typing import Any

import hypothesis.strategies as st

from core.context import Context
from core.journal.history import HistoryEntry
from tests.http.parity.answers import plain, record
from tests.http.parity.journal import step
from tests.http.parity.machine import Parity
from tests.http.parity.request import Request, sent
from tests.http.parity.twins import There
from tests.http.parity.values import bodies, changes, mostly


class OneRecord(Parity):
    """Actions on one record."""

    def create(self) -> None:
        service = self.collection()
        body = self.draw(bodies(service.entity.name, self.known()), "body")

        def created(context: Context) -> Any:
            return record(service.create(context, service.entity.new(body)))

        self.same("create", self.anybody(), created, Request("POST", service, "/", options=sent(body)))

    def read(self) -> None:
        service, who, there = self.one()
        request = Request("GET", service, f"/{there.id}", (there.id,))
        self.same("read", who, lambda context: record(service.get(context, there.id)), request)

    def update(self) -> None:
        service, who, there = self.one()
        body = self.draw(changes(service.entity.name, self.known()), "body")
        method, version = self.draw(st.sampled_from(["PATCH", "PUT"]), "method"), self.draw(versions(there), "version")

        def updated(context: Context) -> Any:
            change = service.entity.change(body)
            return record(service.update(context, there.id, change, version=version))

        request = Request(method, service, f"/{there.id}", (there.id,), options=sent(body, version))
        self.same("update", who, updated, request)

    def delete(self) -> None:
        service, who, there = self.one()
        version = self.draw(versions(there), "version")

        def deleted(context: Context) -> Any:
            service.delete(context, [there.id], version=version)
            self.gone = there.id
            return {"message": f"{service.entity.singular} deleted successfully"}

        request = Request("DELETE", service, f"/{there.id}", (there.id,), options=sent(None, version))
        self.same("delete", who, deleted, request)

    def history(self) -> None:
        service, who, there = self.one()
        limit = self.draw(st.integers(1, 3), "limit")

        def happened(context: Context) -> Any:
            found = self.twins.ours.app.history.of(context, service.entity.name, there.id, limit=limit)
            return {"data": [entry(each) for each in found]}

        parameters = {"params": {"limit": limit}}
        request = Request("GET", service, f"/{there.id}/history", (there.id,), options=parameters)
        self.same("history", who, happened, request, lambda said: said["data"])


def versions(there: There) -> st.SearchStrategy[int | None]:
    """None for any, or the one that the record has; or one that it has not."""
    return mostly(st.sampled_from([None, there.version]), st.just(there.version + 1), 10)


def entry(found: HistoryEntry) -> Any:
    """What happened, as it is answered."""
    changed = [{"field": each.field.name, "old": plain(each.old), "new": plain(each.new)} for each in found.changes]
    return {"step": step(found.step), "operation": found.operation, "changes": changed}
