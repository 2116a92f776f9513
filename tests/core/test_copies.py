"""Backups of an open application, for superusers; a server's are its administrator's."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from core.bootstrap import open_application
from core.context import Actor, Context
from core.errors import AccessError, DatabaseError
from core.settings import load_settings
from core.types import new_id


def test_a_backup_is_made_and_listed(tmp_path: Path) -> None:
    with open_application(load_settings(data_dir=tmp_path)) as application:
        context = application.context()
        assert application.backups.list(context) == []
        made = application.backups.make(context)
        assert application.backups.list(context) == [made]
        assert made.path.parent == application.backups.folder == tmp_path / "backups"
        ordinary = Context(actor=Actor(new_id(), "ann@example.org"))
        for ask in (application.backups.list, application.backups.make):
            with pytest.raises(AccessError):
                ask(ordinary)


@pytest.mark.postgres
def test_a_server_has_none(postgres_url: URL, tmp_path: Path) -> None:
    from core.copies import Copies

    copies = Copies(postgres_url)
    assert copies.folder is None
    with pytest.raises(DatabaseError):
        copies.list(Context(actor=Actor(new_id(), "a", is_superuser=True)))
