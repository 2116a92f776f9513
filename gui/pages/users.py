"""The administration of users: the table, and what superusers do with an account."""

from typing import Any, ClassVar

from typing_extensions import override

from core.services.window import Row
from gui import use_cases
from gui.actions import TABLE_TOOLS, Handlers, Tools, When
from gui.table.page import TablePage


class UsersPage(TablePage):
    """Everybody who has an account. The core keeps the last superuser from being locked out."""

    TOOLS: ClassVar[Tools] = ("user.password", "user.active", "user.superuser", None, *TABLE_TOOLS)

    def set_password(self) -> None:
        """Give the account under the cursor a new password."""
        from gui.dialogs.new_password import NewPassword

        row = self._row()
        if row is not None:
            NewPassword(row.id, row.version, self._value(row, "email"), self.operations, self.window()).open()

    def toggle_active(self) -> None:
        """Let them sign in, or no longer."""
        self._toggle("is_active")

    def toggle_superuser(self) -> None:
        """Let them manage everything, or no longer."""
        self._toggle("is_superuser")

    def _toggle(self, field: str) -> None:
        row = self._row()
        if row is not None:
            values = {field: not self._value(row, field)}
            work = use_cases.change_record(
                resource=self.entity.name, identity=row.id, version=row.version, values=values
            )
            self.operations.write(work, done=self._on_toggled, group=self.operations.commands)

    def _on_toggled(self, user: Any) -> None:
        parts = [
            user.email,
            self.tr("may sign in") if user.is_active else self.tr("may not sign in"),
            self.tr("superuser") if user.is_superuser else self.tr("ordinary user"),
        ]
        self.operations.say(" · ".join(parts))

    def _row(self) -> Row | None:
        if not self.editing.finish():
            return None
        return self.model.row(self.view.currentIndex().row())

    def _value(self, row: Row, field: str) -> Any:
        return row.values[[facts.name for facts in self.entity.readable].index(field)]

    @override
    def handlers(self) -> Handlers:
        return {
            **super().handlers(),
            "user.password": self.set_password,
            "user.active": self.toggle_active,
            "user.superuser": self.toggle_superuser,
        }

    @override
    def state(self) -> When:
        return super().state() | When.PEOPLE
