"""The composition root: builds the application's core from its settings. The only place that wires things."""

import importlib
import pkgutil
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import tzinfo
from types import ModuleType
from typing import Any, Self, cast

from sqlalchemy import URL

import core.models
import core.services
from core import app_info
from core.addresses import database_url
from core.changes import Changes
from core.context import LOCAL_ID, SYSTEM_EMAIL, SYSTEM_ID, Actor, Context, Source, ignore_progress, local_time_zone
from core.copies import Copies
from core.database import Database, sqlite_url
from core.desk.drafts import Drafts
from core.desk.layouts import Layouts
from core.desk.views import Views
from core.entities import Entities, discover
from core.errors import AccessError, DatabaseError, NotFoundError
from core.journal.history import History
from core.journal.undo import Undo
from core.lock import FolderLock
from core.logs import log_to, statements_on_stderr
from core.migrate import ensure_ready
from core.models.user import UpdatePassword, UserCreate, UserPublic, UserRegister
from core.others import Others
from core.schema import sqlite_path
from core.services.cells import CellService
from core.services.crud import Versions
from core.services.orders import PreparedOrders
from core.services.overview import Overview
from core.services.users import SignedIn, UserService
from core.serving import Serving
from core.settings import Settings, load_settings
from core.throttle import Throttle
from core.unit_of_work import Label, UnitOfWork

Service = CellService[Any, Any, Any]
Progress = Callable[[int, int | None], None]

LOCAL = Actor(LOCAL_ID, f"local@{app_info.DOMAIN}", is_superuser=True)
SYSTEM = Actor(SYSTEM_ID, SYSTEM_EMAIL, is_superuser=True)


class Application:
    """Everything a window, a command or a script needs: services by resource, undo, history, changes."""

    def __init__(
        self, settings: Settings, database: Database, *models: ModuleType, held: ExitStack | None = None
    ) -> None:
        self.settings, self.database = settings, database
        self._held = held or ExitStack()
        self.entities: Entities = discover(*(models or (core.models,)))
        self.changes = Changes()
        self.units = UnitOfWork(database, self.entities, self.changes, PreparedOrders(settings.folder.scratch))
        self.others = Others(database, self.units)
        special = _special_services()
        self.services: dict[str, Service] = {
            entity.name: special.get(entity.record.__name__, Service)(entity, self.entities, self.units)
            for entity in self.entities.values()
        }
        self.users = cast("UserService", self.services["users"])
        guards = [service.guarding for service in self.services.values()]
        self.undo = Undo(database, self.entities, self.units, guards)
        self.history = History(self.entities, self.units)
        self.overview = Overview(self.entities, self.units, self.history, self.undo)
        self.views = Views(self.entities, self.units)
        self.layouts = Layouts(self.entities, self.units)
        self.drafts = Drafts(self.entities, self.units)
        self.backups = Copies(database.url)
        self.serving = Serving(settings)
        self.throttle = Throttle(settings.sign_in_failures)

    @property
    def shown(self) -> str:
        """Where the data is, without a password."""
        return self.database.shown

    def service(self, resource: str) -> Service:
        """The service of a resource; NotFoundError lists those there are."""
        return self.services[self.entities.named(resource).name]

    def context(self, source: Source = "script", *, time_zone: tzinfo | None = None) -> Context:
        """For work as whoever needs no sign-in: the local user, or `system` where people sign in."""
        actor, name = (SYSTEM, "System") if self.settings.auth_required else (LOCAL, "Local User")
        context = Context(actor=actor, source=source, time_zone=time_zone or local_time_zone())
        actor = self.users.ensure_built_in(context, actor, name)
        return Context(actor=actor, source=source, time_zone=context.time_zone)

    def as_now(self, context: Context) -> Context:
        """The same asker with the rights of now, where people sign in. SignInError for one who may not act any more."""
        return self.users.as_now(context) if self.settings.auth_required else context

    def context_of(self, email: str, source: Source = "script", *, time_zone: tzinfo | None = None) -> Context:
        """For work as a user, without a password: for those who hold the database anyway."""
        user = self.users.by_email(Context(actor=SYSTEM), email)
        if user is None:
            raise NotFoundError("not_found.user", email=email)
        return _acting(user, source, time_zone)

    def sign_in(
        self, email: str, password: str, source: Source = "script", *, time_zone: tzinfo | None = None
    ) -> Context:
        """For work as whoever knows the password; SignInError as from `authenticate`."""
        user, stamp = self.authenticate(email, password, source)
        return replace(_acting(user, source, time_zone), stamps={stamp})

    def authenticate(self, email: str, password: str, source: Source = "script") -> SignedIn:
        """Whoever knows the password.

        SignInError: after the same time for unknown and for wrong, for an inactive account, after too many tries.
        """
        context = Context(actor=SYSTEM, source=source)
        with self.throttle.attempt(self.users.tried(context, email)):
            return self.users.authenticate(context, email, password)

    def change_password(self, context: Context, change: UpdatePassword, *, version: Versions = None) -> None:
        """Change one's own password, as `UserService` does it. SignInError after too many wrong ones."""
        with self.throttle.attempt(self.users.tried(context, context.actor.email)):
            self.users.change_password(context, change, version=version)

    def needs_first_account(self) -> bool:
        """Whether people sign in here, but nobody has an account to do so."""
        return self.settings.auth_required and not self.users.can_anyone_sign_in(Context(actor=SYSTEM))

    def create_first_account(
        self, data: UserRegister, source: Source = "script", *, time_zone: tzinfo | None = None
    ) -> Context:
        """Make the superuser who lets all others in, and act as them. AccessError once anybody can sign in."""
        context = self.context(source, time_zone=time_zone)
        passwords = {"password": [data.password]}
        label = Label("create", {**self.users.entity.nouns, "name": data.email})
        with self.users.preparing(context, passwords), self.units.write(context, label):
            if not self.needs_first_account():
                raise AccessError("sign_in.not_first")
            user = self.users.create(context, UserCreate(**data.model_dump(), is_superuser=True))
            stamp = self.users.token_stamp(context, user.id)
        return replace(_acting(user, source, time_zone), stamps={stamp})

    def others_version(self) -> int:
        """A number that is another one once somebody else than this process has written."""
        return self.others.version()

    def look_anew(self) -> None:
        """Forget what is known of how many rows there are and in which order, where nobody tells of every change.

        SQLite tells of what is written past the journal, a server does not.
        """
        if not self.database.is_sqlite:
            self.units.orders.clear()

    def close(self) -> None:
        """Give back the connections, the data folder and the log; what was served from here ends."""
        self.serving.stop()
        self.units.orders.clear()
        self.database.close()
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def open_application(settings: Settings | None = None, *, progress: Progress = ignore_progress) -> Application:
    """Open the database, bring it up to date, build the application. DatabaseError, SettingsError: what is wrong."""
    settings = settings or load_settings()
    url = address(settings)
    with ExitStack() as held:
        held.enter_context(logged(settings))
        file = sqlite_path(url)
        lock = FolderLock(settings.data_dir if file is None else file.parent)
        held.callback(lock.release)
        lock.share()
        ensure_ready(url, lock, progress=progress)
        if settings.echo_sql:
            held.enter_context(statements_on_stderr())
        database = Database(url, synchronous=settings.synchronous, echo=settings.echo_sql)
        return Application(settings, database, held=held.pop_all())


@contextmanager
def logged(settings: Settings) -> Generator[None]:
    """While inside, the log is written to the data directory, which is made if need be."""
    with ExitStack() as held:
        try:
            settings.folder.create()
            held.enter_context(log_to(settings.folder.logs))
        except OSError as error:
            raise DatabaseError("database.unwritable", path=str(settings.data_dir)) from error
        yield


def _acting(user: UserPublic, source: Source, time_zone: tzinfo | None) -> Context:
    actor = Actor(user.id, user.email, is_superuser=user.is_superuser)
    return Context(actor=actor, source=source, time_zone=time_zone or local_time_zone())


def address(settings: Settings) -> URL:
    """Where the data is: DATABASE_URL, or the SQLite file of the data directory."""
    if settings.database_url is not None:
        return database_url(settings.database_url.get_secret_value())
    return sqlite_url(settings.folder.database)


def _special_services() -> dict[str, type[Service]]:
    """The services that say which record they are for, by its name."""
    found: dict[str, type[Service]] = {}
    for module in pkgutil.iter_modules(core.services.__path__):
        members: dict[str, object] = vars(importlib.import_module(f"{core.services.__name__}.{module.name}"))
        for member in members.values():
            if isinstance(member, type) and "record" in vars(member):
                found[vars(member)["record"].__name__] = cast("type[Service]", member)
    return found
