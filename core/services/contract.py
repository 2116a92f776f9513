"""What a window needs of a core, as protocols: today's runs in this process, a remote one may stand in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Table

from core.changes import Changes
from core.context import Context, Source
from core.copies import Copies
from core.desk.drafts import Drafts
from core.desk.layouts import Layouts
from core.desk.views import Views
from core.entities import Entities, Entity
from core.errors import FieldProblem
from core.journal.undo import StepInfo, UndoState
from core.locale import Locale
from core.models.user import UpdatePassword, UserPublic, UserRegister, UserUpdateMe
from core.query.ast import Query
from core.services.blocks import Block
from core.services.facets import Facet
from core.services.overview import Overview
from core.services.replacing import Found, Replacement
from core.services.selection import Chosen, Selection
from core.services.summary import SelectionSummary, Summary
from core.services.totals import Total
from core.services.window import Window
from core.serving import Serving
from core.settings import Settings


class CollectionService(Protocol):
    """Reads and writes one collection; see `CrudService` for what each raises."""

    @property
    def entity(self) -> Entity:
        """The collection's family and the facts of its fields."""
        ...

    def get(self, context: Context, identity: UUID) -> Any:
        """One record, as its Public model."""
        ...

    def count(self, context: Context, query: Query = ...) -> int:
        """How many records match."""
        ...

    def window(self, context: Context, query: Query, start: int, n: int) -> Window:
        """At most `n` rows from position `start` on, in the query's order.

        Quick near the beginning (first sorted page of a million: a tenth of a second or two); quick near the end once
        `count` was asked; quick anywhere after `prepare`, and stays so as rows are written, one by one or a few at a
        time. After more than that the old order serves on, and `Window.exact` says so: call `prepare` again.
        """
        ...

    def prepare(self, context: Context, query: Query) -> None:
        """Make `window` and `locate` quick everywhere in a query's result; a second or two for a million rows.

        For the background, after the first rows are shown, and again whenever the data version changed: it returns at
        once where nothing needs to be done. Tells progress, can be cancelled. Afterwards `count` is at once as well.
        """
        ...

    def ids(self, context: Context, chosen: Selection) -> Sequence[UUID]:
        """The records at some positions, however many. ConflictError where these are not those that were seen."""
        ...

    def require_seen(self, context: Context, chosen: Selection) -> None:
        """ConflictError where the records at some positions are not those that were seen."""
        ...

    def locate(self, context: Context, query: Query, identity: UUID) -> int | None:
        """The position of a record in the query's result; None where it is not in it."""
        ...

    def edge(self, context: Context, query: Query, position: int, field: str, *, forward: bool) -> int:
        """Where a jump along a field ends: at the last filled cell of a run, else at the next filled one or the end."""
        ...

    def facets(
        self, context: Context, query: Query, field: str, text: str = ..., limit: int = ..., locale: Locale = ...
    ) -> Sequence[Facet]:
        """The values of a field in a query's result with their counts, most frequent first; `text` is in each, as the
        locale has it."""
        ...

    def summary(self, context: Context, query: Query, field: str) -> Summary:
        """What is in one field of a query's result, with a condition for each part of it."""
        ...

    def totals(self, context: Context, query: Query, fields: Sequence[str]) -> Sequence[Total]:
        """Count, sum, mean and bounds of some fields over a query's result."""
        ...

    def selection_summary(
        self, context: Context, chosen: Selection | Sequence[UUID], fields: Sequence[str]
    ) -> SelectionSummary:
        """How many of the chosen rows there are, and what some of their fields come to."""
        ...

    def labels(self, context: Context, ids: Iterable[UUID]) -> dict[UUID, str]:
        """The names of records, as other records show them."""
        ...

    def create(self, context: Context, data: Any) -> Any:
        """Add one record."""
        ...

    def create_many(self, context: Context, data: Iterable[Any], *, total: int | None = ...) -> int:
        """Add records in one step; returns how many."""
        ...

    def update(self, context: Context, identity: UUID, changes: Any, *, version: int | None = None) -> Any:
        """Change the fields that are set; ConflictError where the record is no longer at `version`."""
        ...

    def update_many(self, context: Context, chosen: Chosen, changes: Any) -> int:
        """Set the same values in many records in one step; returns how many really changed.

        `chosen` is a condition (select all: that of the table's query), ids, or a `Selection` of positions.
        """
        ...

    def paste(
        self,
        context: Context,
        columns: Mapping[str, Sequence[Any]],
        ids: Sequence[UUID | None],
        versions: Sequence[int | None] = ...,
        *,
        partly: bool = ...,
        label: str = ...,
    ) -> Block:
        """Write a block of cells, field by field, into the records `ids`; where that is None into new ones.

        LEFT_OUT of `core.services.checking` stands for a cell that is not written. All problems come back with the
        place in the block as row, and the code `conflict` for a record that is no longer at its version; then nothing
        is written, or `partly` the rows without any. InvalidError for a field that nobody may change. The step is
        called by `label`.
        """
        ...

    def duplicate(self, context: Context, chosen: Chosen) -> Block:
        """Add a copy of each chosen record in one step, or none where one cannot be; problems by the place among the
        `ids` of the block."""
        ...

    def count_matches(self, context: Context, chosen: Chosen, fields: Sequence[str], wanted: Replacement) -> Found:
        """What `replace` would change."""
        ...

    def replace(self, context: Context, chosen: Chosen, fields: Sequence[str], wanted: Replacement) -> Block:
        """Replace inside the texts of chosen records in one step, or in none; problems as of `duplicate`."""
        ...

    def delete(self, context: Context, chosen: Chosen) -> int:
        """Delete records in one step; returns how many."""
        ...

    def kept(self, context: Context, ids: Sequence[UUID]) -> Sequence[FieldProblem]:
        """Which of some records cannot be deleted, by their place, and why; none of them is."""
        ...


class UndoService(Protocol):
    """Takes back the actor's own steps, newest first."""

    def state(self, context: Context) -> UndoState:
        """What can be undone and redone."""
        ...

    def undo(self, context: Context, step: int | None = None) -> StepInfo:
        """Take back the actor's last step, or a certain one of them."""
        ...

    def redo(self, context: Context) -> StepInfo:
        """Bring back the step undone last."""
        ...

    def rows(self, context: Context, step: int, table: Table) -> list[UUID]:
        """Which rows of a table a step changed, where they are few."""
        ...


class AccountService(Protocol):
    """What people do with their own account; see `UserService` for what each raises."""

    def account(self, context: Context, identity: UUID) -> UserPublic:
        """An account as it is now."""
        ...

    def register(self, context: Context, data: UserRegister) -> UserPublic:
        """Make an account for oneself."""
        ...

    def update_me(self, context: Context, changes: UserUpdateMe) -> UserPublic:
        """Change one's own name and e-mail."""
        ...

    def delete_me(self, context: Context) -> None:
        """Remove one's own account and what it owns."""
        ...


class Core(Protocol):
    """Everything a window stands on."""

    @property
    def entities(self) -> Entities:
        """The registered collections."""
        ...

    @property
    def services(self) -> Mapping[str, CollectionService]:
        """The service of each collection, by resource name."""
        ...

    @property
    def undo(self) -> UndoService:
        """Undo and redo."""
        ...

    @property
    def changes(self) -> Changes:
        """Tells what every committed write changed."""
        ...

    @property
    def shown(self) -> str:
        """Where the data is, without a password."""
        ...

    @property
    def users(self) -> AccountService:
        """One's own account."""
        ...

    @property
    def overview(self) -> Overview:
        """Numbers and news."""
        ...

    @property
    def views(self) -> Views:
        """Saved views."""
        ...

    @property
    def layouts(self) -> Layouts:
        """How columns are arranged."""
        ...

    @property
    def drafts(self) -> Drafts:
        """What was typed and not stored."""
        ...

    @property
    def backups(self) -> Copies:
        """Copies of the whole database."""
        ...

    @property
    def serving(self) -> Serving:
        """The HTTP adapter beside this process."""
        ...

    @property
    def settings(self) -> Settings:
        """What was set from outside."""
        ...

    def sign_in(self, email: str, password: str, source: Source = ...) -> Context:
        """Who works here from now on; SignInError for whoever may not."""
        ...

    def change_password(self, context: Context, change: UpdatePassword) -> None:
        """Change one's own password; SignInError after too many wrong ones."""
        ...

    def needs_first_account(self) -> bool:
        """Whether people sign in here, but nobody can yet."""
        ...

    def create_first_account(self, data: UserRegister, source: Source = ...) -> Context:
        """Make the first superuser and act as them."""
        ...

    def others_version(self) -> int:
        """A number that is another one once somebody else than this process has written."""
        ...

    def look_anew(self) -> None:
        """Forget what is known of how many rows there are and in which order, where nobody tells of every change."""
        ...

    def context(self, source: Source = ...) -> Context:
        """Who works here."""
        ...

    def as_now(self, context: Context) -> Context:
        """The same asker with the rights of now; SignInError for one who may not act any more."""
        ...

    def close(self) -> None:
        """Give back what is held."""
        ...
