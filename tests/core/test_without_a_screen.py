"""The whole core works where Qt, the web framework and PostgreSQL's driver cannot be imported at all."""

import subprocess
import sys
from pathlib import Path

BLOCKED = ("PySide6", "shiboken6", "fastapi", "starlette", "uvicorn", "psycopg", "gui")
PROGRAM = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ModuleNotFoundError(f"{{name}} is blocked", name=name)

sys.meta_path.insert(0, Blocked())

import importlib, pkgutil
import core
for module in pkgutil.walk_packages(core.__path__, "core."):
    if not module.name.startswith(("core.http", "core.__main__")):
        importlib.import_module(module.name)

from pathlib import Path
from core.bootstrap import open_application
from core.models.item import ItemCreate, ItemUpdate
from core.query import ALL
from core.settings import load_settings
from core.transfer import export_file, import_file

folder = Path({folder!r})
with open_application(load_settings(data_dir=folder, database_url=None)) as app:
    me, items = app.context(), app.service("items")
    item = items.create(me, ItemCreate(title="one"))
    items.update(me, item.id, ItemUpdate(title="two"))
    app.undo.undo(me)
    assert items.get(me, item.id).title == "one"
    from core.query import Query
    export_file(me, items, folder / "out.csv", Query())
    items.delete(me, ALL)
    import_file(me, items, folder / "out.csv", mapping={{"title": "title", "description": "description"}})
    assert items.count(me) == 1
from core.cli import main
sys.argv = ["rowdesk", "list", "items", "--format", "json"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
assert not {{name.split(".")[0] for name in sys.modules}} & set({blocked!r})
"""


def test_the_core_needs_neither_qt_nor_the_web(tmp_path: Path) -> None:
    program = PROGRAM.format(blocked=BLOCKED, folder=str(tmp_path))
    environment = {"DATA_DIR": str(tmp_path), "PATH": "", "PYTHONIOENCODING": "utf-8"}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert '"one"' in done.stdout
