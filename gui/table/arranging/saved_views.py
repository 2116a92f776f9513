"""Views kept under a name (filter, sort, columns): saved, chosen from a list, and forgotten."""

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMainWindow

from core.desk.views import SavedView
from core.errors import AppError
from core.locale import PLAIN
from core.query.grammar import translated
from gui import arrangement_cases
from gui.actions import Handlers
from gui.locale import local
from gui.operations import Operations
from gui.table.arranging.arrangement import Arrangement
from gui.table.asking import Asking
from gui.table.telling import Telling
from gui.table.view import TableView
from gui.widgets.search_box import SearchBox


class SavedViews(QObject):
    """Carries out the commands of saved views of one table."""

    def __init__(
        self,
        view: TableView,
        search: SearchBox,
        asking: Asking,
        arrangement: Arrangement,
        operations: Operations,
        telling: Telling,
    ) -> None:
        super().__init__(view)
        self._view, self._search, self._asking, self._arrangement = view, search, asking, arrangement
        self._operations, self._telling = operations, telling
        self.current: SavedView | None = None
        """The view that was saved or chosen last."""

    def handlers(self) -> Handlers:
        """The commands by id."""
        return {"views.save": self.ask_name, "views.choose": self.choose, "views.remove": self.remove}

    def ask_name(self) -> None:
        """Save what is shown under a name."""
        from gui.dialogs.ask_line import AskLine

        dialog = AskLine(
            self.tr("Save view"),
            self.tr("&Name of the view"),
            self.tr("&Save"),
            self._view.window(),
            text=self.current.name if self.current else "",
            help=self.tr("Filter, sort and columns are kept; a view of the same name is replaced."),
        )
        dialog.answered.connect(self._on_named)
        dialog.open()

    def save(self, name: str) -> None:
        """Keep filter, sort and columns under this name."""
        entity, sort = self._view.rows.entity, self._asking.query.sort
        filter = translated(self._search.text(), entity, local(), PLAIN)
        saved = SavedView(entity.name, name.strip(), filter, sort, self._arrangement.layout())
        self.current = saved
        work = arrangement_cases.keep_view(view=saved)
        self._operations.in_turn(work, done=self._on_saved, failed=self._on_failed)

    def choose(self) -> None:
        """Choose a view from the list."""
        work = arrangement_cases.views(resource=self._view.rows.entity.name)
        self._operations.read(work, done=self._on_listed)

    def show(self, saved: SavedView) -> None:
        """Show what a view shows."""
        self.current = saved
        self._arrangement.apply([replace(column) for column in saved.columns])
        self._asking.ask(sort=saved.sort)
        self._search.put(saved.filter)
        self._telling.said(self.tr("View: {name}").format(name=saved.name))

    def remove(self) -> None:
        """Forget the view that was chosen last."""
        if self.current is None:
            self._telling.refuse(self.tr("Choose the view first, then remove it."))
            return
        saved, self.current = self.current, None
        self._operations.in_turn(arrangement_cases.remove_view(view=saved), done=self._on_removed)

    def _on_named(self, name: str) -> None:
        dialog = self.sender()
        assert isinstance(dialog, QDialog)
        if name:
            dialog.accept()
            self.save(name)

    def _on_saved(self, _nothing: None) -> None:
        if self.current is not None:
            self._telling.said(self.tr("View saved: {name}").format(name=self.current.name))

    def _on_removed(self, _nothing: None) -> None:
        self._telling.said(self.tr("The view is removed."))

    def _on_failed(self, error: AppError) -> None:
        self.current = None
        self._telling.refuse(str(error))

    def _on_listed(self, views: list[SavedView]) -> None:
        from gui.dialogs.view_chooser import ViewChooser

        window = self._view.window()
        assert isinstance(window, QMainWindow)
        if views:
            entity, locale = self._view.rows.entity, local()
            views = [replace(view, filter=translated(view.filter, entity, PLAIN, locale)) for view in views]
            ViewChooser(window, views, self).open()
        else:
            self._telling.refuse(self.tr("No view is saved here yet. Ctrl+Shift+S saves this one."))
