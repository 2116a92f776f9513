"""Expected errors: a code, parameters and field names, safe to show. Put into words at the edges by `core.messages`."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of one record; `row` is the line of a file or block, where there is one."""

    field: str
    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict[str, object])
    row: int | None = None


class AppError(Exception):
    """The base of everything a person may be shown; anything else that is raised is a bug."""

    code: ClassVar[str] = "error"

    def __init__(self, code: str | None = None, /, **params: object) -> None:
        self.reason = code or self.code
        self.params: Mapping[str, object] = params
        super().__init__(self.reason, params)

    def __str__(self) -> str:
        from core.messages import describe

        return describe(self)


class InvalidError(AppError):
    """Values that break the model's rules, each with its field."""

    code = "invalid"

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__()

    def at(self, row: int) -> tuple[FieldProblem, ...]:
        """The problems as those of one row."""
        return tuple(
            dataclasses.replace(problem, row=row) for problem in self.problems or (FieldProblem("", "invalid"),)
        )


class NotFoundError(AppError):
    """No such record, or none that the actor may see."""

    code = "not_found"


class AccessError(AppError):
    """The actor may see the record but not do this to it."""

    code = "access"


class ConflictError(AppError):
    """The record was changed or removed by someone else since it was read."""

    code = "conflict"


class QueryError(AppError):
    """A search, filter or sort expression that cannot be understood; `position` and `length` mark the place, if any."""

    code = "query"

    def __init__(self, code: str, /, position: int, length: int, **params: object) -> None:
        self.position, self.length = position, length
        super().__init__(code, position=position + 1, **params)


class UndoError(AppError):
    """A step that cannot be undone or redone."""

    code = "undo"


class SignInError(AppError):
    """Credentials that do not open the door."""

    code = "sign_in"


class TransferError(AppError):
    """A file that cannot be imported or an export that cannot be written."""

    code = "transfer"


class DatabaseError(AppError):
    """The database cannot be opened, read or written: locked, full, damaged, unreachable, newer."""

    code = "database"


class SettingsError(AppError):
    """Settings that cannot be read or make no sense."""

    code = "settings"


class ModelError(AppError):
    """A model's file that is not complete."""

    code = "model"


class CancelledError(AppError):
    """The person asked to stop. Silent everywhere."""

    code = "cancelled"
