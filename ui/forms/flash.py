"""A short flash that leads the eye to a widget."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import look

MILLISECONDS = 900


class Flash(QWidget):
    """Lies over a widget, fades and is gone; clicks go through it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(over.rect())
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(MILLISECONDS)
        self._fading.setStartValue(0.55)
        self._fading.setEndValue(0.0)
        self._fading.setEasingCurve(QEasingCurve.Type.InQuad)
        self._fading.valueChanged.connect(lambda _: self.update())
        self._fading.finished.connect(self.deleteLater)
        self.show()
        self._fading.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        colour = QColor(look.RED)
        colour.setAlphaF(float(self._fading.currentValue() or 0.0) * 0.5)
        painter.fillRect(self.rect(), colour)
