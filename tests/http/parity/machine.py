"""Random work on both twins: after each step the same answers, the same records, the same journal."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from core.context import Context
from tests.http.parity.answers import OK, Answer
from tests.http.parity.request import Request
from tests.http.parity.tally import ACTIONS, WRITING, Tally
from tests.http.parity.twins import PEOPLE, There, Twins
from tests.http.parity.values import COLLECTIONS, RESOURCE, UNKNOWN, mostly

AnyT = TypeVar("AnyT")


class Parity(RuleBasedStateMachine):
    """Does the same on both sides, again and again; its subclasses say what, a method for each action."""

    twins: ClassVar[Twins]
    tally: ClassVar[Tally]
    data: st.DataObject

    def __init__(self) -> None:
        super().__init__()
        self.twins.begin()
        self.before = self.twins.contents()[0]
        """The records and the journal after the last step."""
        self.gone = UNKNOWN
        """The record deleted last."""
        self.coming: list[str] = []

    @rule(data=st.data())
    def work(self, data: st.DataObject) -> None:
        """All actions in turn, in ever new orders: left to itself, the library mostly repeats a few."""
        self.data = data
        self.coming = self.coming or self.draw(st.permutations(ACTIONS), "actions")
        getattr(self, self.coming.pop(0))()

    def draw(self, strategy: st.SearchStrategy[AnyT], label: str) -> AnyT:
        """Something at random."""
        return self.data.draw(strategy, label)

    def anybody(self) -> str:
        """Who asks."""
        return self.draw(st.sampled_from(PEOPLE), "who")

    def collection(self) -> Any:
        """The service of a collection."""
        return self.twins.ours.app.service(self.draw(RESOURCE, "collection"))

    def known(self) -> dict[str, list[UUID]]:
        """The records that are there."""
        return {name: [found.id for found in self.twins.there(name)] for name in COLLECTIONS}

    def one(self) -> tuple[Any, str, There]:
        """A service, who asks for a record, and for which: mostly one that is there and that they may do all with."""
        service = self.collection()
        gone = [There(identity, 1, PEOPLE[0]) for identity in (UNKNOWN, self.gone)]
        there = self.twins.there(service.entity.name) or gone
        found = self.draw(mostly(st.sampled_from(there), st.sampled_from(gone), 6), "record")
        who = self.draw(mostly(st.sampled_from([found.owner, PEOPLE[0]]), st.sampled_from(PEOPLE)), "who")
        return service, who, found

    def same(
        self,
        action: str,
        who: str,
        work: Callable[[Context], Any],
        request: Request,
        something: Callable[[Any], object] = bool,
    ) -> Answer:
        """Do it on both sides. `something` tells whether what was read is more than nothing."""
        ours, theirs = self.twins.both(who, work, request)
        assert theirs == ours, f"{action}: over HTTP {theirs}, but {ours} by the service"
        records, others = self.twins.contents()
        for table, rows in records.items():
            assert others[table] == rows, f"{action}: over HTTP {table} has {others[table]}, but {rows} by the service"
        if ours.status != OK:
            self.tally.refused[action] += 1
        elif records != self.before if action in WRITING else something(ours.said):
            self.tally.done[action] += 1
        self.before = records
        return ours
