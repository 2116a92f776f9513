"""A text in one of the sizes and colours of the type scale."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.theme import set_kind

RIGHT = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Kind = Literal["body", "title", "heading", "strong", "muted", "small", "bad", "good", "warn", "mono", "number"]


class Label(QLabel):
    """Plain text, never markup; `wraps` where it may take several lines, `selectable` where it may be copied."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = "body",
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if self.isRightToLeft():
            # By default each text stands where its own script begins: names in another script would stray.
            self.setAlignment(RIGHT)
        if wraps:
            policy = self.sizePolicy()  # which says that the height follows the width
            policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
            self.setSizePolicy(policy)
        if selectable:
            flag = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flag.TextSelectableByKeyboard | flag.TextSelectableByMouse)
        set_kind(self, kind)

    def set_kind(self, kind: Kind) -> None:
        """Take another size or colour."""
        set_kind(self, kind)
