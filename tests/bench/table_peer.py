"""The peer of the table, as a process of its own: QSqlTableModel in a plain QTableView, all C++, on the same file."""

import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QApplication, QTableView

from tests.bench.stalls import p95, resident_mb
from tests.bench.viewport import SIZE, fit

JUMPS = 200


def main(file: Path) -> None:
    """Measure and print one JSON object."""
    application = QApplication([])
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(file))
    database.setConnectOptions("QSQLITE_OPEN_READONLY")
    if not database.open():
        raise RuntimeError(database.lastError().text())
    found: dict[str, float] = {}
    empty = resident_mb()
    began = time.perf_counter()
    model = QSqlTableModel(None, database)
    model.setTable("peer")
    model.select()
    view = QTableView()
    view.setModel(model)
    view.resize(SIZE.width() + 40, SIZE.height() + 40)
    view.show()
    application.processEvents()
    view.viewport().repaint()
    found["open"] = time.perf_counter() - began
    fit(view)
    began = time.perf_counter()
    while model.canFetchMore():
        model.fetchMore(QModelIndex())
    view.scrollToBottom()
    view.viewport().repaint()
    found["last"] = time.perf_counter() - began
    found["memory"] = resident_mb() - empty
    found["jump"] = p95([_jump(view, application) for _ in range(JUMPS)])
    began = time.perf_counter()
    model.sort(4, Qt.SortOrder.AscendingOrder)
    view.viewport().repaint()
    found["sort"] = time.perf_counter() - began
    began = time.perf_counter()
    model.setSort(-1, Qt.SortOrder.AscendingOrder)
    model.setFilter("customer LIKE '%er 77%'")
    view.viewport().repaint()
    found["filter"] = time.perf_counter() - began
    print(json.dumps(found))


def _jump(view: QTableView, application: QApplication, chance: random.Random = random.Random(1)) -> float:  # noqa: B008
    view.verticalScrollBar().setValue(chance.randrange(view.verticalScrollBar().maximum() + 1))
    application.processEvents()
    began = time.thread_time()
    view.viewport().repaint()
    return time.thread_time() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]))
