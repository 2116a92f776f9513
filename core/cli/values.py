"""FIELD=VALUE arguments: which field is meant, and what its text means by the field's facts."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import typer

from core.errors import FieldProblem, InvalidError

if TYPE_CHECKING:
    from core.bootstrap import Service
    from core.context import Context
    from core.fields import FieldFacts

ASK = "-"

Purpose = Literal["create", "update"]


class Assignments:
    """Reads the arguments for one collection, as the one who asks. What a text means is the same as in a file."""

    def __init__(self, service: "Service", context: "Context") -> None:
        from core.transfer.values import CellReader

        self._entity = service.entity
        self._reader = CellReader(service, context, plain=False)

    def read(self, arguments: Sequence[str], *, purpose: Purpose) -> dict[str, Any]:
        """The values by field. InvalidError names those that make no sense.

        Wrong usage for an unknown field, one given twice, and one that is not to be set.
        """
        values: dict[str, Any] = {}
        problems: list[FieldProblem] = []
        for argument in arguments:
            name, equals, text = argument.partition("=")
            if not equals:
                raise typer.BadParameter(f"{argument!r} is not of the form FIELD=VALUE.")
            facts = self._facts(name, purpose)
            if facts.name in values:
                raise typer.BadParameter(f"{facts.name} is given twice.")
            values[facts.name] = self._value(facts, text, problems)
        if problems:
            raise InvalidError([replace(problem, row=None) for problem in problems])
        return values

    def _facts(self, name: str, purpose: Purpose) -> "FieldFacts":
        fields = {
            facts.name: facts
            for facts in self._entity.fields.values()
            if (facts.creatable if purpose == "create" else facts.updatable)
        }
        if name in fields:
            return fields[name]
        problem = "cannot be set here" if name in self._entity.fields else f"is not a field of {self._entity.name}"
        raise typer.BadParameter(f"{name!r} {problem}. Fields: {', '.join(fields)}.")

    def _value(self, facts: "FieldFacts", text: str, problems: list[FieldProblem]) -> Any:
        if facts.secret:
            return secret(facts, text)
        if text == "" and facts.nullable:
            return None
        (value,) = self._reader.column(facts, [text], problems)
        return value


def secret(facts: "FieldFacts", text: str) -> str:
    """A secret, asked for: as an argument it would be seen by everyone who lists the processes."""
    if text != ASK:
        raise typer.BadParameter(f"{facts.name} is a secret: write {facts.name}={ASK} to be asked for it.")
    return ask_secret(facts.label)


def ask_secret(label: str, *, from_stdin: bool = False) -> str:
    """A secret typed twice without being shown, or the first line of stdin."""
    if from_stdin or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    text: str = typer.prompt(label, hide_input=True, confirmation_prompt=True, err=True)
    return text
