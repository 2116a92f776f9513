"""How files were read into a collection before, so that the next one with the same columns is read like that."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from core.preferences import KnownImport
from core.transfer import Preview
from core.transfer.matching import REASON
from gui.main_window import MainWindow
from gui.transfer_cases import Plan

MOST: Final = 20
"""Kinds of files that are remembered."""


class KnownImports:
    """What this machine remembers of one collection's files; one of bad rows to mend counts as the file it is from."""

    def __init__(self, window: QWidget, resource: str) -> None:
        self._preferences = window.preferences if isinstance(window, MainWindow) else None
        self._resource = resource

    def like(self, preview: Preview) -> KnownImport | None:
        """The last import of a file with the columns of this one."""
        return next((known for known in self._all if self._is_like(known, preview)), None)

    def remember(self, preview: Preview, plan: Plan) -> None:
        """Know the next file like this by what was chosen for it."""
        if self._preferences is None:
            return
        locale = plan.manner.get("locale")
        newest = KnownImport(
            resource=self._resource,
            headers=tuple(_own(preview.headers)),
            mapping=dict(plan.mapping),
            update_by=plan.update_by,
            locale=locale.name if locale else "",
        )
        others = [known for known in self._all if not self._is_like(known, preview)]
        if newest not in self._all[:1]:
            self._preferences.change(imports=(newest, *others[: MOST - 1]))

    @property
    def _all(self) -> tuple[KnownImport, ...]:
        return self._preferences.values.imports if self._preferences else ()

    def _is_like(self, known: KnownImport, preview: Preview) -> bool:
        return known.resource == self._resource and list(known.headers) == _own(preview.headers)


def _own(headers: Sequence[str]) -> list[str]:
    return [header for header in headers if header != REASON]
