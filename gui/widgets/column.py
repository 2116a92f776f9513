"""What scrolls only where there is too little room: what is in it is made smaller first, as far as it can be."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget
from typing_extensions import override


class Column(QScrollArea):
    """Around a widget with a layout. Qt's own resizing would scroll a list before making it lower."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        inside.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def needed(self, width: int) -> QSize:
        """The least that what is in it needs, having this width if it is content with that."""
        layout = self.inside.layout()
        assert layout is not None
        least = layout.minimumSize()
        if layout.hasHeightForWidth():
            least.setHeight(layout.minimumHeightForWidth(max(width, least.width())))
        return least

    def _share_out(self) -> None:
        room = self.maximumViewportSize()
        needed = self.needed(room.width())
        if needed.height() > room.height():
            room -= QSize(self.verticalScrollBar().sizeHint().width(), 0)
            needed = self.needed(room.width())
        if needed.width() > room.width():
            room -= QSize(0, self.horizontalScrollBar().sizeHint().height())
        self.inside.resize(room.expandedTo(needed))

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt scrolls to what has the keyboard after Tab alone."""
        if now is not None and self.inside.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.inside and event.type() == QEvent.Type.LayoutRequest:
            self._share_out()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @override
    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Low, but as wide as what is in it needs."""
        return QSize(self.needed(0).width(), super().minimumSizeHint().height())
