"""A few values asked for in a dialog: what is told always has room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel

from tests.samples import a_branch
from tests.ui.conftest import TODAY
from ui.forms.desk import Desk
from ui.forms.input_for import input_for
from ui.forms.questions import Questions
from zjdesk.errors import Problem, Refused
from zjdesk.fields import Day, Text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG = "这一天支部已经有了书记，同一时间不能有两位书记，请先把原来的书记卸任，再填新的一位。" * 3


def test_the_dialog_grows_with_what_is_told(qtbot: QtBot) -> None:
    def refuse(_: Any) -> None:
        raise Refused([Problem(LONG)])

    desk = Desk(a_branch(), today=TODAY, input_for=input_for)
    fields = [Day("on", "从哪天起", required=True), Text("reason", "依据", required=True)]
    dialog = Questions(
        "改为本地要求", fields, desk, yes="保存", take=refuse, hint=LONG, doubts=lambda _: []
    )
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    before = dialog.height()
    dialog.agree.click()
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert not squashed(dialog)
    dialog.inputs["on"].show_value(TODAY)
    dialog.inputs["reason"].show_value("通知")
    dialog.agree.click()
    qtbot.waitUntil(lambda: any(LONG in one.text() for one in dialog.findChildren(QLabel)))
    qtbot.waitUntil(lambda: not squashed(dialog))


def squashed(dialog: Questions) -> list[str]:
    """The labels that have less room than their lines take."""
    shown = [one for one in dialog.findChildren(QLabel) if one.isVisible() and one.text()]
    return [one.text() for one in shown if one.height() < one.heightForWidth(one.width())]
