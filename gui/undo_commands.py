"""Undo and redo: what they would do is in their menu texts, what they did in the status bar."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from core.errors import UndoError
from core.messages import describe_step
from core.words import inside
from gui.actions import COMMANDS, When
from gui.main_window import MainWindow
from gui.table.drafts import hold, release

if TYPE_CHECKING:
    from core.context import Context
    from core.errors import AppError
    from core.journal.undo import StepInfo, UndoState
    from core.services.contract import Core
    from gui.page import Page
    from gui.table.drafts import RowDraft
    from gui.table.retracing import Retracing
    from gui.undo_cases import Seen, Turned


class UndoCommands(QObject):
    """Carries out undo and redo for a window: of the journal, and before it of what is newer and not stored yet."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._operations = window, window.operations
        self._state: UndoState | None = None
        self._offered = ""
        """The line that said last what undo or redo would do."""
        self._operations.undo_state_changed.connect(self._on_state_changed)
        self._refusals = self._turning = 0
        """How many commands were refused, and how many steps are being turned."""
        self._operations.announced.connect(self._on_announced)
        self._operations.offered.connect(self._offer)
        self._operations.refused.connect(self._on_refused)
        self._operations.writing.connect(self._on_writing)
        window.pages.made.connect(self._on_page_made)
        window.page_shown.connect(self._show_texts)
        window.commands.handle({"edit.undo": self.undo, "edit.redo": self.redo})

    def undo(self) -> None:
        """Take back the last step."""
        from gui import undo_cases

        typed = self._typed
        if typed is not None and not self._is_ready(typed, partial(self._undo_unless_refused, self._refusals)):
            return
        if typed is None or not typed.undo(self._say_undone, again=self.undo):
            self._turn(undo_cases.undo(seen=self._seen), self._on_undone, None if typed is None else typed.with_undo)

    def redo(self) -> None:
        """Bring back the step undone last."""
        from gui import undo_cases

        typed = self._typed
        if typed is not None and not self._is_ready(typed, self.redo):
            return
        if typed is not None and typed.redo(self._say_redone, again=self.redo):
            return
        if typed is not None and typed.ends_redo:
            self._operations.failed.emit(UndoError("redo.nothing"))
        else:
            self._turn(undo_cases.redo(seen=self._seen), self._on_redone, None if typed is None else typed.with_redo)

    @property
    def _typed(self) -> "Retracing | None":
        """What is typed and not stored in the page in view."""
        return self._window.page.typed_steps if self._window.page else None

    @property
    def _seen(self) -> "Seen | None":
        return None if self._typed is None else self._typed.seen

    def _is_ready(self, typed: "Retracing", act: Callable[[], None]) -> bool:
        """Whether to do something now: it waits until it is known what it means; not while a cell is refused."""
        is_kept = typed.finish()
        is_commanded = self._operations.commands.is_under_way and not self._turning
        if is_kept and (typed.is_undecided or is_commanded):
            typed.wait(act)
            return False
        return is_kept

    def _undo_unless_refused(self, refusals: int) -> None:
        """Not the step before the one that was meant, where that came to nothing since."""
        if self._refusals == refusals:
            self.undo()
        else:
            self._operations.say(self.tr("Nothing was changed, so there was nothing to take back."))

    def _on_refused(self) -> None:
        self._refusals += 1

    def _turn(
        self,
        work: "Callable[[Core, Context], Turned]",
        done: "Callable[[list[RowDraft], Turned], None]",
        joined: "list[RowDraft] | None",
    ) -> None:
        """Turn a step of the journal. What is typed in a table stays: it is older, or is turned with that step."""
        if self._typed is None and not self._window.may_leave():
            return
        self._operations.say("")  # what was said of the step before would stand beside why this one cannot be
        held = hold(joined or ())
        self._turning += 1
        failed = partial(self._on_failed, held)
        self._operations.write(work, done=partial(done, held), failed=failed, group=self._operations.commands)

    def _on_failed(self, held: "list[RowDraft]", error: "AppError") -> None:
        self._turning -= 1
        release(held)
        self._operations.failed.emit(error)

    def _on_undone(self, held: "list[RowDraft]", turned: "Turned") -> None:
        self._turning -= 1
        release(held)
        if self._typed is not None:
            self._typed.on_undone(turned)
        self._say_undone(_worded(turned.step))

    def _on_redone(self, held: "list[RowDraft]", turned: "Turned") -> None:
        self._turning -= 1
        release(held)
        if self._typed is not None:
            self._typed.on_redone(turned)
        self._say_redone(_worded(turned.step))

    def _say_undone(self, what: str) -> None:
        self._offer(self.tr("Undone: {what}. Redo: Ctrl+Y").format(what=what))

    def _say_redone(self, what: str) -> None:
        self._offer(self.tr("Done again: {what}. Undo: Ctrl+Z").format(what=what))

    def _offer(self, text: str) -> None:
        self._offered = text
        self._window.toast.clear()
        self._operations.say(text)

    def _withdraw(self) -> None:
        """What was offered would take back, or do again, something else now."""
        self._window.toast.clear()
        if self._window.status.currentMessage() == self._offered:
            self._operations.say("")

    def _on_announced(self, text: str) -> None:
        self._offer(self.tr("{what}. Undo: Ctrl+Z").format(what=text))
        self._window.toast.say(text, (self.tr("Undo"), self.undo))

    def _on_writing(self) -> None:
        """Until it is known what undo would do next, its keys are not lost: they wait behind what is being written."""
        self._withdraw()
        self._window.declare("undo", When.UNDO | When.REDO)

    def _on_page_made(self, page: "Page") -> None:
        if page.typed_steps is not None:
            page.typed_steps.changed.connect(self._show_texts)
            page.typed_steps.grown.connect(self._withdraw)

    def _on_state_changed(self, state: "UndoState") -> None:
        self._state = state
        self._show_texts()
        undo = When.UNDO if state.undo else When.ALWAYS
        self._window.declare("undo", undo | (When.REDO if state.redo else When.ALWAYS))

    def _show_texts(self) -> None:
        typed, state = self._typed, self._state
        self._show_text("edit.undo", typed.undo_text if typed else "", state.undo if state else None)
        self._show_text("edit.redo", typed.redo_text if typed else "", state.redo if state else None)

    def _show_text(self, command: str, typed: str, step: "StepInfo | None") -> None:
        text = QCoreApplication.translate("Command", COMMANDS[command].text)
        what = typed or ("" if step is None else _worded(step))
        self._window.commands[command].setText(f"{text} {what.replace('&', '&&')}".rstrip())


def _worded(step: "StepInfo") -> str:
    return inside(describe_step(step.label, step.params))
