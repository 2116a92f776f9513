"""What the first page and the settings ask of the core: numbers, news, examples, backups; run by `gui.operations`."""

from collections.abc import Callable
from dataclasses import dataclass

from core.backup import BackupInfo
from core.context import Context
from core.desk.drafts import Draft, DraftPlace
from core.services.contract import Core
from core.services.overview import Growth, RecentChange


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data is, for people to read and copy."""

    database: str
    folder: str
    logs: str
    has_backups: bool
    """False where the data is on a server, whose administrator makes them."""


@dataclass(frozen=True, slots=True)
class Served:
    """How other programs reach the data."""

    address: str
    """"" while they cannot."""
    token: str
    """What they show to get in; "" where people sign in."""
    port: int
    """The one of the settings."""


def growth(*, resource: str) -> Callable[[Core, Context], Growth]:
    """How much there is of a collection."""
    return lambda core, context: core.overview.growth(context, resource)


def recent(*, limit: int) -> Callable[[Core, Context], list[RecentChange]]:
    """What was changed lately."""
    return lambda core, context: core.overview.recent(context, limit=limit)


def add_examples() -> Callable[[Core, Context], int]:
    """Fill the collections with a few records to try things with."""

    def work(core: Core, context: Context) -> int:
        from core.examples import add_examples

        return add_examples(context, core.services)

    return work


def place() -> Callable[[Core, Context], Place]:
    """Where the data is."""

    def work(core: Core, _context: Context) -> Place:
        folder = core.settings.folder
        return Place(core.shown, str(folder.path), str(folder.logs), core.backups.folder is not None)

    return work


def backups() -> Callable[[Core, Context], list[BackupInfo]]:
    """The backups there are."""
    return lambda core, context: core.backups.list(context)


def lacks_backup() -> Callable[[Core, Context], bool]:
    """Whether there is no backup yet, where this program makes them."""
    return lambda core, context: core.backups.folder is not None and not core.backups.list(context)


def make_backup() -> Callable[[Core, Context], BackupInfo]:
    """One more."""
    return lambda core, context: core.backups.make(context)


def served() -> Callable[[Core, Context], Served]:
    """Whether the data is served, and where."""
    return lambda core, _context: _served(core)


def start_serving(*, port: int | None) -> Callable[[Core, Context], Served]:
    """Let other programs in, for as long as the window is open; on the settings' port if none is given."""

    def work(core: Core, _context: Context) -> Served:
        core.serving.start(port=port)
        return _served(core)

    return work


def stop_serving() -> Callable[[Core, Context], Served]:
    """Let no other program in."""

    def work(core: Core, _context: Context) -> Served:
        core.serving.stop()
        return _served(core)

    return work


def drafts(*, resource: str, place: DraftPlace) -> Callable[[Core, Context], list[Draft]]:
    """What was typed in a collection and neither saved nor discarded."""
    return lambda core, context: core.drafts.list(context, resource, place)


def all_drafts(*, resource: str) -> Callable[[Core, Context], list[Draft]]:
    """What was typed in a collection, in the table and in its forms."""
    rows, forms = drafts(resource=resource, place="table"), drafts(resource=resource, place="form")
    return lambda core, context: [*rows(core, context), *forms(core, context)]


def unsaved_collections() -> Callable[[Core, Context], set[str]]:
    """Where something was typed and neither saved nor discarded."""
    return lambda core, context: core.drafts.collections(context)


def keep_draft(*, draft: Draft) -> Callable[[Core, Context], Draft]:
    """Keep what was typed; says which."""

    def work(core: Core, context: Context) -> Draft:
        core.drafts.keep(context, draft)
        return draft

    return work


def forget_draft(*, draft: Draft) -> Callable[[Core, Context], None]:
    """What was typed is saved or discarded."""
    return lambda core, context: core.drafts.remove(context, draft)


def _served(core: Core) -> Served:
    address = core.serving.address or ""
    return Served(address, (core.serving.token or "") if address else "", core.settings.port)
