from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.conftest import stored
from ui.copy_out import CopyOut
from zjdesk.exchange.copy_out import ORDER, ORDER_SETTING
from zjdesk.store import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.window import MainWindow


@pytest.fixture
def copying(window: MainWindow) -> Iterator[CopyOut]:
    form = window.open_record(stored(window.workspace, "党员大会：春季安排").id)
    assert form is not None
    form.bar.copy.click()
    [shown] = CopyOut._open
    yield shown
    for one in CopyOut._open[:]:
        one.close()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def labels(copying: CopyOut) -> list[str]:
    return [line.piece.label for line in copying.lines]


def test_each_piece_is_copied_and_ticked(copying: CopyOut) -> None:
    assert copying.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    line = next(one for one in copying.lines if one.piece.label == "请假人员")
    line.button.click()
    assert clipboard() == "甘棠（病假）"
    assert line.button.text() == "✓ 已复制"


def test_everything_is_copied_in_the_order_of_the_platform(
    window: MainWindow, copying: CopyOut
) -> None:
    copying.all_button.click()
    assert clipboard().startswith("名称：党员大会：春季安排\n类别：支部党员大会\n时间：")
    copying.order_button.click()
    assert copying.order.order == ORDER
    copying.order.list.setCurrentRow(2)
    copying.order.move_chosen(-1)
    copying.order.move_chosen(-1)
    copying.order.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    copying.done_button.click()
    assert labels(copying)[:2] == ["时间", "类别"]
    assert "名称" not in labels(copying)
    copying.all_button.click()
    assert clipboard().startswith("时间：")
    kept = window.workspace.read(lambda db: settings.get(db, ORDER_SETTING))
    assert kept[:2] == ["time", "kind"]
    copying.order_button.click()
    copying.order.show_order(ORDER)
    copying.done_button.click()
    assert window.workspace.read(lambda db: settings.get(db, ORDER_SETTING)) is None


def test_an_order_that_is_looked_at_is_no_change(window: MainWindow, copying: CopyOut) -> None:
    before = window.workspace.undo_label
    copying.order_button.click()
    copying.done_button.click()
    assert window.workspace.undo_label == before


def test_there_is_one_such_window_and_it_goes_with_the_ledger(
    window: MainWindow, copying: CopyOut
) -> None:
    assert window.records is not None
    assert window.leave_form()
    window.records.table.selectRow(1)
    window.records.copy_chosen()
    [shown] = [one for one in CopyOut._open if one.isVisible()]
    assert shown is not copying
    window.workspace.close()
    assert not any(one.isVisible() for one in CopyOut._open)
