"""Undo and redo, and what the journal tells."""

from typing import Any

import hypothesis.strategies as st

from core.context import Context
from core.journal.undo import StepInfo
from core.messages import describe_step
from tests.http.parity.answers import OK, Answer, plain
from tests.http.parity.machine import Parity
from tests.http.parity.request import Request
from tests.http.parity.twins import PEOPLE
from tests.http.parity.values import mostly


class Journal(Parity):
    """Actions on what was done before."""

    def __init__(self) -> None:
        super().__init__()
        self.undone: list[str] = []
        """Those who took something back, in turn."""

    def undo(self) -> None:
        who = self.anybody()
        for _ in range(self.draw(st.sampled_from([1, 1, 1, 1, 2, 10]), "times")):
            self.undone += [who] if self._same("undo", who).status == OK else []
        for _ in range(self.draw(st.integers(0, 2), "times back")):
            self._same("redo", who)

    def redo(self) -> None:
        anybody = st.sampled_from(PEOPLE)
        self._same("redo", self.draw(mostly(st.just(self.undone.pop()), anybody) if self.undone else anybody, "who"))

    def _same(self, action: str, who: str) -> Answer:
        work = getattr(self.twins.ours.app.undo, action)
        return self.same(action, who, lambda context: step(work(context)), Request("POST", None, f"/{action}"))

    def journal(self) -> None:
        app, who, limit = self.twins.ours.app, self.anybody(), self.draw(st.integers(0, 20), "limit")

        def steps(context: Context) -> Any:
            return {"data": [step(each) for each in app.history.steps(context, limit=limit)]}

        def status(context: Context) -> Any:
            state = app.undo.state(context)
            return {"undo": state.undo and step(state.undo), "redo": state.redo and step(state.redo)}

        request = Request("GET", None, "/history", options={"params": {"limit": limit}})
        self.same("journal", who, steps, request, lambda said: said["data"])
        self.same("journal", who, status, Request("GET", None, "/undo"), lambda said: said["undo"] or said["redo"])


def step(found: StepInfo) -> Any:
    """A step as it is answered."""
    return {
        "id": found.id,
        "at": plain(found.at),
        "actor_email": found.actor_email,
        "source": found.source,
        "kind": found.kind,
        "text": describe_step(found.label, found.params),
        "undone": found.undone,
    }
