"""A database that is damaged under an open application, and put right: the application goes on without a restart."""

import shutil
from pathlib import Path

import pytest

from core.bootstrap import open_application
from core.errors import DatabaseError
from core.models.item import ItemCreate
from core.query import Query
from core.settings import load_settings

PAGE = 4096


def test_a_file_put_right_is_read_again(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path, database_url=None)
    with open_application(settings) as app:
        app.service("items").create_many(app.context(), (ItemCreate(title=f"{n}") for n in range(500)))
    file = tmp_path / "app.db"
    good = Path(shutil.copy(file, tmp_path / "good.db"))
    with open_application(settings) as app:
        context, items = app.context(), app.service("items")
        content = file.read_bytes()
        file.write_bytes(content[:PAGE] + b"\xa5" * (len(content) - PAGE))
        for _ in range(2):
            with pytest.raises(DatabaseError, match="damaged"):
                items.window(context, Query(), 0, 100)
        for part in ("-wal", "-shm"):
            file.with_name(file.name + part).unlink(missing_ok=True)
        good.replace(file)
        assert items.count(context) == 500
        assert app.others_version() >= 0
