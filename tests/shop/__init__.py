"""Model families for tests only: every kind of field, parents and children, required and optional references."""

from sqlmodel import SQLModel

import tests.shop
from core import models
from core.bootstrap import Application
from core.database import Database, sqlite_url
from core.settings import Settings


def open_shop(settings: Settings, **_: object) -> Application:
    """What `open_application` is for the application's own families."""
    settings.folder.create()
    database = Database(sqlite_url(settings.folder.database), creates=True)
    app = Application(settings, database, models, tests.shop)
    SQLModel.metadata.create_all(database.engine)
    return app
