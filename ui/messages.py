"""Speaking to the person: the only place with message boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.forms.edits import TextBox

if TYPE_CHECKING:
    from zjdesk.errors import ZjdeskError

TITLE = "支部台账"
MOST_PROBLEMS = 8


def tell(text: str, hint: str = "") -> None:
    """Tell something that has to be read before going on."""
    _box(text, hint, QMessageBox.Icon.Information).exec()


def explain(error: ZjdeskError) -> None:
    """Tell of expected trouble: what happened, what is safe, what to do next."""
    lines = str(error).splitlines()
    if len(lines) > MOST_PROBLEMS:
        lines = [*lines[:MOST_PROBLEMS], f"……共{len(lines)}处"]
    _box("\n".join(lines), error.hint, QMessageBox.Icon.Warning).exec()


def ask(question: str, *, yes: str, no: str = "取消", hint: str = "") -> bool:
    """Ask a question; whether the answer was `yes`."""
    return choose(question, [yes, no], hint=hint) == yes


def choose(question: str, answers: list[str], *, hint: str = "") -> str:
    """Ask a question with several answers, the likeliest first; the last is that of Esc."""
    box = _box(question, hint, QMessageBox.Icon.Question)
    box.setStandardButtons(QMessageBox.StandardButton.NoButton)
    buttons = [box.addButton(answer, QMessageBox.ButtonRole.ActionRole) for answer in answers]
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(buttons[-1])
    box.exec()
    return answers[buttons.index(box.clickedButton())]  # type: ignore[arg-type]


def ask_reason(question: str, *, yes: str, hint: str = "") -> str | None:
    """Ask for a reason in writing; None if the person goes back."""
    dialog = QDialog(QApplication.activeWindow())
    dialog.setWindowTitle(TITLE)
    dialog.setMinimumWidth(460)
    column = QVBoxLayout(dialog)
    column.setSpacing(10)
    label = QLabel(question)
    label.setWordWrap(True)
    text = TextBox(lines=3)
    text.setAccessibleName(question)
    buttons = QDialogButtonBox()
    agree = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
    agree.setEnabled(False)
    agree.setDefault(True)
    text.edited.connect(lambda: agree.setEnabled(bool(text.toPlainText().strip())))
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(label)
    if hint:
        note = theme.dress(QLabel(hint), "hint")
        note.setWordWrap(True)
        column.addWidget(note)
    column.addWidget(text)
    column.addWidget(buttons)
    text.setFocus()
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    return text.toPlainText().strip() if agreed else None


def report_bug(report: str, log: str) -> None:
    """Tell of a mistake of the program; `report` is what its authors need to see."""
    dialog = QDialog(QApplication.activeWindow())
    dialog.setWindowTitle(TITLE)
    dialog.resize(620, 380)
    column = QVBoxLayout(dialog)
    column.addWidget(theme.dress(QLabel("程序出了差错，刚才这一步没有做成"), "heading"))
    safe = QLabel(
        "台账里已保存的内容完好；没有保存的填写内容每隔几秒留存一次，重新打开程序后可以接着填。\n"
        f"差错已记在：{log}\n请把下面的内容复制给维护人员。"
    )
    safe.setWordWrap(True)
    column.addWidget(safe)
    text = QPlainTextEdit(report)
    text.setReadOnly(True)
    text.setAccessibleName("差错内容")
    column.addWidget(text)
    buttons = QDialogButtonBox()
    copy = buttons.addButton("复制", QDialogButtonBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    dialog.exec()


def _box(text: str, hint: str, icon: QMessageBox.Icon) -> QMessageBox:
    parent: QWidget | None = QApplication.activeWindow()
    box = QMessageBox(icon, TITLE, text, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(hint)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    return box
