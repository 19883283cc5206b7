"""Every field type has an input; it shows what it is given and gives back what it shows."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.filling import a_part, a_value
from tests.samples import a_branch, a_record
from tests.ui.conftest import TODAY, enter
from ui.forms.edits import LineEdit, TextBox, is_composing
from ui.forms.input_for import BY_TYPE, input_for
from ui.forms.inputs import DayInput, Input, LineInput, ProseInput
from ui.forms.occasion import Files, Occasion
from ui.forms.people_inputs import NameInput, PersonInput
from zjdesk import fields, participants, parts
from zjdesk.agenda import Grade, Speech
from zjdesk.errors import Place, Problem
from zjdesk.kinds import KINDS
from zjdesk.participants import Guest, Person
from zjdesk.parts import Part, Rows, part_fields
from zjdesk.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

FIELD_TYPES = [
    kind
    for module in (fields, parts, participants)
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, fields.Field) and kind.__module__ == module.__name__
    and kind is not fields.Field
]  # fmt: skip


def all_fields(part: type[Part] = Record) -> Iterator[fields.Field[Any]]:
    """Every field of a record and of what is in it."""
    own = list(part_fields(part).values())
    if part is Record:
        own += [field for kind in KINDS.values() for field in kind.fields]
    for field in own:
        yield field
        if isinstance(field, Rows | parts.One):
            yield from all_fields(field.part)


EVERY_FIELD = list({(f.key, f.label, type(f)): f for f in all_fields()}.values())


def no_file(what: Any) -> Any:
    raise AssertionError(f"no file is wanted here: {what}")


@pytest.fixture
def occasion(qapp: QApplication) -> Occasion:
    branch = a_branch("白知远", "杜若溪", "甘棠", "单田芳")
    nowhere = Files(add=no_file, path=no_file)
    return Occasion(a_record(), branch, today=TODAY, files=nowhere, input_for=input_for)


def read(one: Input) -> tuple[Any, list[Problem]]:
    problems: list[Problem] = []
    return one.read(Place(), problems), problems


@pytest.mark.parametrize("kind", FIELD_TYPES, ids=lambda kind: kind.__name__)
def test_every_field_type_has_an_input(kind: type[fields.Field[Any]]) -> None:
    assert kind in BY_TYPE


@pytest.mark.parametrize("field", EVERY_FIELD, ids=lambda f: f"{f.key}-{type(f).__name__}")
def test_an_input_gives_back_what_it_was_given(
    field: fields.Field[Any], occasion: Occasion, qtbot: QtBot
) -> None:
    one = input_for(field, occasion)
    qtbot.addWidget(one)
    assert read(one) == (field.nothing, [])
    value = a_value(field)
    if field.key == "attendance":  # its people have to be on the roster
        value = [a_part(field.part)]
        value[0].name, value[0].member = "杜若溪", "m2"
    one.show_value(value)
    assert read(one) == (value, [])
    one.lock()
    assert read(one) == (value, [])


def test_chinese_comes_in_through_the_input_method(occasion: Occasion, qtbot: QtBot) -> None:
    line = LineInput(fields.Text("topic", "题目"), occasion)
    prose = ProseInput(fields.Prose("text", "讲稿"), occasion)
    for one in (line, prose):
        qtbot.addWidget(one)
        one.show()
        said: list[str] = []
        one.changed.connect(lambda said=said: said.append("changed"))
        QApplication.sendEvent(one.edit, QInputMethodEvent("zhibu", []))
        assert read(one) == ("", [])
        assert one.edit.composing
        assert said == []
        done = QInputMethodEvent()
        done.setCommitString("支部")
        QApplication.sendEvent(one.edit, done)
        assert read(one) == ("支部", [])
        assert not one.edit.composing
        assert said == ["changed"]


def test_composing_is_known_of_the_box_in_focus(
    occasion: Occasion, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = LineEdit()
    qtbot.addWidget(edit)
    monkeypatch.setattr(QApplication, "focusWidget", staticmethod(lambda: edit))
    QApplication.sendEvent(edit, QInputMethodEvent("zhi", []))
    assert is_composing()
    QApplication.sendEvent(edit, QInputMethodEvent("", []))
    assert not is_composing()


def test_what_cannot_be_read_is_told_once_typing_is_over(occasion: Occasion, qtbot: QtBot) -> None:
    one = input_for(fields.Clock("starts_at", "开始时间"), occasion)
    assert isinstance(one, LineInput)
    qtbot.addWidget(one)
    one.show()
    assert one.edit.placeholderText() == ""
    QTest.keyClicks(one.edit, "25:")
    assert one.findChild(LineEdit).property("class") in ("", None)
    one.edit.editingFinished.emit()
    assert one.edit.property("class") == "problem"
    value, problems = read(one)
    assert value is None
    assert problems[0].place.path == ("starts_at",)
    one.edit.clear()
    QTest.keyClicks(one.edit, "1430")
    one.edit.editingFinished.emit()
    assert one.edit.text() == "14:30"
    assert one.edit.property("class") == ""


def test_a_day_shows_its_weekday_and_can_be_picked(occasion: Occasion, qtbot: QtBot) -> None:
    one = DayInput(fields.Day("day", "日期"), occasion)
    qtbot.addWidget(one)
    one.show()
    QTest.keyClicks(one.edit, "3.12")
    one.edit.editingFinished.emit()
    assert one.edit.text() == "2026年3月12日 星期四"
    one._pick()
    assert one._calendar is not None
    calendar = one._calendar.calendar
    shown = calendar.selectedDate()
    assert (shown.month(), shown.day()) == (3, 12)
    calendar.clicked.emit(shown.addDays(1))
    assert one.edit.text() == "2026年3月13日 星期五"
    assert not one._calendar.isVisible()


@pytest.mark.parametrize("typed", ["单", "stf", "shan", "田"])
def test_a_name_is_found_by_character_pinyin_and_initials(
    typed: str, occasion: Occasion, qtbot: QtBot
) -> None:
    one = NameInput(fields.Name("chair", "主持人"), occasion)
    qtbot.addWidget(one)
    one.show()
    enter(one.edit, typed)
    QTest.keyClick(one.edit, Qt.Key.Key_Return)
    assert read(one) == ("单田芳", [])


def test_a_name_that_is_no_member_is_kept_as_typed(occasion: Occasion, qtbot: QtBot) -> None:
    one = NameInput(fields.Name("chair", "主持人"), occasion)
    qtbot.addWidget(one)
    one.show()
    enter(one.edit, "庄 敬之")
    QTest.keyClick(one.edit, Qt.Key.Key_Return)
    assert read(one) == ("庄敬之", [])


def test_two_members_of_one_name_are_told_apart(qapp: QApplication, qtbot: QtBot) -> None:
    branch = a_branch("白知远", "陈静", "陈静")
    branch.members[2].group = ""
    nowhere = Files(add=no_file, path=no_file)
    two = Occasion(a_record(chair=""), branch, today=TODAY, files=nowhere, input_for=input_for)
    field = participants.PersonField("talker", "谈话人")
    one = PersonInput(field, two)
    qtbot.addWidget(one)
    offered = list(two.suggest_people("cj"))
    assert len({each.text for each in offered}) == 2
    one._take(offered[0])
    assert one.edit.text() == offered[0].text
    person, problems = read(one)
    assert problems == []
    assert (person.name, person.member) == ("陈静", offered[0].member)
    one.edit.setText("陈静")
    one.edit.textEdited.emit("陈静")
    assert read(one)[0] == Person(name="陈静")


def test_names_are_completed_one_after_the_other(occasion: Occasion, qtbot: QtBot) -> None:
    one = input_for(fields.Names("tellers", "计票人"), occasion)
    assert isinstance(one, LineInput)
    qtbot.addWidget(one)
    one.show()
    QTest.keyClicks(one.edit, "bzy")
    QTest.keyClick(one.edit, Qt.Key.Key_Tab)
    enter(one.edit, "、gt")
    QTest.keyClick(one.edit, Qt.Key.Key_Tab)
    assert read(one) == (["白知远", "甘棠"], [])


def test_the_wheel_never_changes_a_choice(occasion: Occasion, qtbot: QtBot) -> None:
    one = input_for(part_fields(Guest)["role"], occasion)
    qtbot.addWidget(one)
    one.show()
    box = one.focusProxy()
    assert box is not None
    before = read(one)
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert read(one) == before


def test_a_text_box_grows_with_its_text_up_to_the_whole(qtbot: QtBot) -> None:
    box = TextBox(lines=2)
    qtbot.addWidget(box)
    box.resize(400, 10)
    box.show()
    low = box.height()
    box.setPlainText("\n".join("第几行" for _ in range(10)))
    qtbot.waitUntil(lambda: box.height() > low)
    box.setPlainText("\n".join("第几行" for _ in range(200)))
    qtbot.waitUntil(lambda: box.height() > 200 * box.fontMetrics().lineSpacing())
    assert not box.verticalScrollBar().isVisible()


# ------------------------------------------------------------------------------ lists


def speeches(occasion: Occasion, qtbot: QtBot) -> Any:
    rows = input_for(Rows("speeches", "发言", Speech), occasion)
    qtbot.addWidget(rows)
    rows.show()
    return rows


def test_a_blank_row_counts_for_nothing(occasion: Occasion, qtbot: QtBot) -> None:
    rows = speeches(occasion, qtbot)
    rows.add()
    rows.add()
    rows.rows[1].inputs.by_name["text"].show_value("说得好")
    value, problems = read(rows)
    assert problems == []
    assert value == [Speech(text="说得好")]
    assert rows.at((0, "speaker")) is rows.rows[1].inputs.by_name["speaker"]


def test_rows_are_added_removed_moved_and_undone_with_what_is_typed(
    occasion: Occasion, qtbot: QtBot
) -> None:
    rows = speeches(occasion, qtbot)
    for text in ("甲", "乙", "丙"):
        rows.add_part(Speech(speaker="白知远", text=text))
    rows.rows[0].inputs.by_name["text"].edit.setPlainText("甲又说")
    rows.remove(rows.rows[0])
    rows.shift(rows.rows[1], -1)
    assert [one.text for one in read(rows)[0]] == ["丙", "乙"]
    rows.rows[0].inputs.by_name["text"].edit.setPlainText("丙又说")
    occasion.undo.undo()
    assert [one.text for one in read(rows)[0]] == ["丙", "乙"]
    occasion.undo.undo()
    occasion.undo.undo()
    assert [one.text for one in read(rows)[0]] == ["甲又说", "乙", "丙"]
    occasion.undo.undo()
    assert [one.text for one in read(rows)[0]] == ["甲", "乙", "丙"]
    for _ in range(4):
        occasion.undo.redo()
    assert [one.text for one in read(rows)[0]] == ["丙又说", "乙"]


def test_ctrl_enter_adds_a_row_and_goes_there(occasion: Occasion, qtbot: QtBot) -> None:
    rows = speeches(occasion, qtbot)
    rows.add_part(Speech(speaker="白知远", text="甲"))
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    rows.rows[0].inputs.by_name["text"].edit.setFocus()
    QTest.keyClick(
        rows.rows[0].inputs.by_name["text"].edit, Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier,
    )  # fmt: skip
    assert len(rows.rows) == 2


def test_parts_keep_their_ids(occasion: Occasion, qtbot: QtBot) -> None:
    rows = input_for(Rows("grades", "测评结果", Grade), occasion)
    qtbot.addWidget(rows)
    given = [Grade(name="白知远", member="m1", excellent=3)]
    rows.show_value(given)
    assert [one.id for one in read(rows)[0]] == [given[0].id]
    assert read(rows)[0][0].member == "m1"


def test_an_id_number_is_shown_masked_and_kept(occasion: Occasion) -> None:
    field = fields.IdNumber("id_number", "公民身份号码")
    one = input_for(field, occasion)
    assert isinstance(one, LineInput)
    number = "000000198503021236"
    one.show_value(number)
    assert number not in one.edit.text()
    assert one.value() == number
    one.edit.setText("")
    assert one.value() == ""
    one.edit.setText("00000019850302")
    with pytest.raises(ValueError, match="18位"):
        one.value()
