"""This machine's preferences in use: put into effect when they are read, and stored whenever one is changed."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.logs import logger
from core.paths import FULL, DataFolder
from gui.theme import theme

if TYPE_CHECKING:
    from core.preferences import Preferences
    from gui.main_window import MainWindow
    from gui.tasks import Task


class PreferencesInUse(QObject):
    """The window's preferences, stored once it is said where.

    Signals:
        changed: one of them is another one now.
    """

    changed = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._folder: DataFolder | None = None
        self._values: Preferences | None = None
        self._told = ""
        """What the person was last told of storing them."""
        theme().changed.connect(self._on_theme_changed)

    @property
    def values(self) -> "Preferences":
        """What counts now."""
        assert self._values is not None
        return self._values

    def keep_in(self, folder: DataFolder) -> None:
        """Store there what is changed from now on."""
        self._folder = folder

    def use(self, values: "Preferences") -> None:
        """Let these count from now on."""
        self._values = values
        theme().reduced_motion = values.reduced_motion
        theme().scale_text(values.text_scale)
        theme().choose(values.theme)
        if dict(values.keys) != dict(self._window.commands.keys):
            self._window.commands.set_keys(values.keys)
        self.changed.emit()

    def change(self, **values: Any) -> None:
        """Let this count from now on, and store it beside all the others."""
        from core.preferences import checked

        changed, _problems = checked({**self.values.model_dump(), **values})
        self.use(changed)
        if self._folder is not None:
            self._window.operations.tasks.submit("write", self._store, done=self._on_stored, failed=self._on_failed)

    def store(self, **values: Any) -> None:
        """Store now, on this thread: the window is about to close. What is wrong with the disk is only logged."""
        if self._values is None or self._folder is None:
            return
        self._values = self._values.model_copy(update=values)
        try:
            self._folder.create()
            self._write(self._folder)
        except OSError as error:
            logger("window").warning("preferences were not stored: %s", error)

    def _on_theme_changed(self) -> None:
        """The look may be chosen by a command too."""
        if self._values is not None and theme().choice != self._values.theme:
            self.change(theme=theme().choice)

    def _store(self, _task: "Task") -> None:
        """Worker thread."""
        if self._folder is not None:
            self._write(self._folder)

    def _write(self, folder: DataFolder) -> None:
        from core.preferences import save_preferences

        save_preferences(folder, self.values)

    def _on_stored(self, _nothing: None) -> None:
        self._window.banner.take_back(self._told)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, OSError):
            self._window.operations.failed.emit(error)
            return
        what = self.tr("The preferences could not be stored; they count until the window is closed.")
        full = self.tr("The disk is full. Make room, then change a setting again.")
        way_out = full if error.errno in FULL else self.tr("Check the permissions of their folder.")
        self._told = f"{what} {way_out}"
        self._window.banner.say(self._told, "warn")
