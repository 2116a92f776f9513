"""Who may see, change, delete and create which rows of a collection, as predicates that go into every statement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.context import Actor
from core.query.ast import ALL, NONE, Compare, Node, Not, every

Verb = Literal["see", "change", "delete"]
Rule = Callable[[Actor], Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The rules of one collection. Without any: the owner does all; with no owner everyone reads. Superusers do all.

    A rule gets the actor (never a superuser) and returns the rows that it may see, change or delete. What is `hidden`
    is there for nobody, a superuser included; only its name is read where records refer to it.
    """

    owner: str | None = None
    see: Rule | None = None
    change: Rule | None = None
    delete: Rule | None = None
    hidden: Node = NONE
    create: Callable[[Actor], bool] | None = None

    def rows(self, verb: Verb, actor: Actor) -> Node:
        """The rows that the actor may do this with."""
        rows = self._ruled(verb, actor)
        return rows if verb != "see" or self.hidden == NONE else every(rows, Not(self.hidden))

    def named(self, actor: Actor) -> Node:
        """The rows whose names the actor may read where others refer to them."""
        return self._ruled("see", actor)

    def _ruled(self, verb: Verb, actor: Actor) -> Node:
        rule: Rule | None = getattr(self, verb)
        if actor.is_superuser:
            return ALL
        if rule is not None:
            return rule(actor)
        if self.owner is not None:
            return Compare(self.owner, "=", actor.id)
        return ALL if verb == "see" else NONE

    def may_create(self, actor: Actor) -> bool:
        """Whether the actor may add a row, which it then owns where rows have owners."""
        if actor.is_superuser:
            return True
        return self.owner is not None if self.create is None else self.create(actor)
