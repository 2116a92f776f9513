"""The adapter put together: routes, door, guard and errors around one application."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import anyio
from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.telemetry import TelemetryConfig

from core import app_info
from core.bootstrap import Application
from core.database import Database, sqlite_url
from core.errors import DatabaseError
from core.http import collections, errors, journal, login, users
from core.http.answers import Health
from core.http.cursors import Cursors
from core.http.door import PREFIX, LocalDoor, SignedInDoor
from core.http.errors import LastResort
from core.http.guard import LOCAL_HOSTS, Guard, Methods, Redirects, RequestLog, Underway
from core.http.threads import Route
from core.http.tokens import Tokens
from core.migrate import State, state
from core.schema import sqlite_path
from core.settings import Settings, secret_key

QUIET: Final = TelemetryConfig(tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False)
"""Nothing is told to anybody about requests."""
PAGE: Final = Path(__file__).with_name("docs.html")


def create_app(application: Application, *, token: str | None = None, host: str = "") -> FastAPI:
    """The adapter. Where nobody signs in, `token` opens it; None for anybody who reaches it.

    It answers as this machine, as `host`, and under the names in the settings.
    """
    app = FastAPI(
        title=app_info.NAME,
        version=app_info.VERSION,
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
        telemetry=QUIET,
    )
    settings = application.settings
    app.state.application = application
    key = secret_key(settings)
    app.state.tokens = tokens = Tokens(key, settings.token_minutes)
    app.state.cursors = Cursors(key)
    app.state.hashing = anyio.Semaphore(login.AT_ONCE)
    app.state.door = SignedInDoor(application, tokens) if settings.auth_required else LocalDoor(application, token)
    _add_routes(app, application)
    _add_front(app, application)
    errors.install(app)
    hosts = [name for name in (*LOCAL_HOSTS, host, *settings.hosts) if name]
    app.add_middleware(Redirects)
    app.add_middleware(Methods, describe=app.openapi)
    app.state.underway = underway = Underway()
    app.add_middleware(Guard, hosts=hosts, patience=settings.request_seconds, underway=underway)
    app.add_middleware(LastResort)
    app.add_middleware(RequestLog)
    return app


def describe() -> dict[str, Any]:
    """The interface of this build as OpenAPI, made over a database that is never opened."""
    with TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=None, auth_required=True)
        with closing(Application(settings, Database(sqlite_url(Path(folder) / "empty.db")))) as application:
            return create_app(application).openapi()


def _add_routes(app: FastAPI, application: Application) -> None:
    router = APIRouter(route_class=Route, prefix=PREFIX)
    for service in application.services.values():
        if service is not application.users:
            collections.add_collection(router, service)
    app.include_router(router)
    for further in (login.router, users.router_of(application), journal.router):
        app.include_router(further, prefix=PREFIX)


def _add_front(app: FastAPI, application: Application) -> None:
    """What anybody may see: what this is, whether it works, how to use it."""

    @app.get("/", operation_id="root")
    async def root() -> dict[str, str]:  # pyright: ignore[reportUnusedFunction]
        """What this is."""
        return {"name": app_info.NAME, "version": app_info.VERSION, "docs": "/docs"}

    @app.get(f"{PREFIX}/health", operation_id="health", response_model=Health, responses={503: {"model": Health}})
    def health() -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
        """Whether the database is there and of the version that this needs."""
        found = _database_state(application)
        if found == State.CURRENT.value:
            return JSONResponse(Health(status="ok", database=found).model_dump())
        return JSONResponse(Health(status="unavailable", database=found).model_dump(), 503)

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:  # pyright: ignore[reportUnusedFunction]
        """All routes, with a form to try each."""
        policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'"
        page = PAGE.read_text(encoding="utf-8").replace("{title}", app_info.NAME)
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})


def _database_state(application: Application) -> str:
    url = application.database.url
    try:
        found = state(url)
        file = sqlite_path(url)
        # Of a file that was taken away in the middle of work, its newest changes are there still.
        is_gone = found is State.DAMAGED and file is not None and not file.exists()
        return (State.MISSING if is_gone else found).value
    except DatabaseError as error:
        return error.reason.removeprefix("database.")
