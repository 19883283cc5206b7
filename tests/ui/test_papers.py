from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QCoreApplication

from tests.samples import a_record
from tests.ui.conftest import Replies, stored
from tests.ui.test_preview import shown_preview
from ui.preview import DUPLEX_HINT, Preview, Written
from ui.print_button import PaperMenu
from zjdesk.agenda import AgendaItem, Matter, Method, Vote
from zjdesk.documents import printing
from zjdesk.documents.papers import PAPERS
from zjdesk.documents.source import Wishes
from zjdesk.documents.word.document import write_word
from zjdesk.errors import Cancelled, NotAllowed, NotFound
from zjdesk.kinds.headcount import settle
from zjdesk.progress import silent
from zjdesk.store import records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.window import MainWindow
    from zjdesk.progress import Progress
    from zjdesk.record import Record


@pytest.fixture
def election(window: MainWindow) -> Record:
    vote = Vote(matter=Matter.ELECTION, method=Method.SECRET_BALLOT)
    record = a_record(
        "member_assembly", title="选举大会", agenda=[AgendaItem(title="换届选举", vote=vote)]
    )
    assert settle(record, window.workspace.branch) == []
    window.workspace.do("保存", lambda tx: records.save(tx, record))
    return record


@pytest.fixture
def at_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work raises where it was asked for."""

    def run(label: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        done(work(silent))

    monkeypatch.setattr(window.workspace, "run_long", run)


def papers(found: Sequence[Record] | None, window: MainWindow) -> list[str]:
    menu = PaperMenu(lambda: found, window)
    menu.fill()
    return [action.text() for action in menu.actions()]


def text_of(preview: Preview) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(preview._content)).pages)


def close(preview: Preview) -> None:
    preview.reject()
    preview.deleteLater()


def test_a_record_offers_what_it_can_become(window: MainWindow, election: Record) -> None:
    assert papers([a_record("heart_talk")], window) == ["会议记录", "手写记录单"]
    offered = papers([election], window)
    assert offered[:6] == ["会议记录", "会议纪要", "通知…", "签到表", "选票…", "手写记录单"]
    assert "报告（选举结果）…" in offered


def test_of_several_it_is_said_how_many_fit(window: MainWindow, election: Record) -> None:
    both = papers([election, a_record("heart_talk")], window)
    assert both[:2] == ["会议记录（2 份）", "会议纪要（1 份）"]
    assert "会议纪要" in papers(None, window)


def test_the_form_prints_another_paper(window: MainWindow, qtbot: QtBot, election: Record) -> None:
    form = window.open_record(election.id)
    assert form is not None
    form.bar.preview.papers.fill()
    [sheet] = [one for one in form.bar.preview.papers.actions() if one.text() == "签到表"]
    sheet.trigger()
    preview = shown_preview(qtbot)
    assert "签到表" in preview.windowTitle()
    assert "欧阳雨桐" in text_of(preview)
    close(preview)


def test_what_does_not_fit_is_left_out(
    window: MainWindow, qtbot: QtBot, election: Record, replies: Replies
) -> None:
    talk = a_record("heart_talk", title="谈心")
    assert settle(talk, window.workspace.branch) == []
    window.workspace.do("保存", lambda tx: records.save(tx, talk))
    window.print_papers("summary", [election.id, talk.id])
    preview = shown_preview(qtbot)
    assert preview.windowTitle() == "打印预览　2026-03-12 会议纪要 选举大会"
    close(preview)


def test_it_is_told_if_nothing_fits(window: MainWindow, at_once: None) -> None:
    ids = [stored(window.workspace, "3月主题党日：护学").id]
    with pytest.raises(NotFound, match="不能印成支部大会决议"):
        window.print_papers("resolution", ids)


def test_ballots_ask_how_many(
    window: MainWindow, qtbot: QtBot, election: Record, replies: Replies
) -> None:
    replies.append({"slips": "custom", "number": None})
    window.print_papers("ballot", [election.id])
    assert "请写要印几张" in replies.refused
    replies.append({"slips": "custom", "number": 7, "per_page": "1"})
    window.print_papers("ballot", [election.id])
    preview = shown_preview(qtbot)
    assert len(preview._pdf) == 7
    close(preview)


def test_a_letter_asks_for_its_date(
    window: MainWindow, qtbot: QtBot, election: Record, replies: Replies
) -> None:
    replies.append({"dated": date(2026, 3, 9)})
    window.print_papers("notice", [election.id])
    preview = shown_preview(qtbot)
    assert "2026年3月9日" in text_of(preview)
    assert preview.strip.isHidden() == (len(preview._pdf) == 1)
    close(preview)


def test_minutes_are_noted_as_printed_and_the_form_says_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    record = stored(window.workspace, "2月支委会")
    window.workspace.do("定稿", lambda tx: records.finalise(tx, record.id))
    form = window.open_record(record.id)
    assert form is not None
    form.preview()
    preview = shown_preview(qtbot)
    preview.printed.emit()
    close(preview)
    assert "已打印第1版" in form.bar._state.text()
    assert window.records is not None
    form.close_form()
    window.workspace.do("更正", lambda tx: records.reopen(tx, record.id, "漏记"))
    form = window.open_record(record.id)
    assert form is not None
    assert "签字后已修改" in form.bar._state.text()
    form.close_form()
    window.workspace.do("定稿", lambda tx: records.finalise(tx, record.id))
    row = window.records.lines.row_of(record.id)
    state = window.records.lines.index(row, 4)
    assert state.data() == "签字后已修改"
    assert "打印签字的是第1版" in state.data(3)


def test_the_handbook_of_a_year_is_a_book(
    window: MainWindow, qtbot: QtBot, replies: Replies
) -> None:
    replies.append({"year": 2026, "begins": "right"})
    window.actions_by_name["handbook"].trigger()
    preview = shown_preview(qtbot)
    told = [label.text() for label in preview.findChildren(type(preview._place))]
    assert DUPLEX_HINT in told
    assert any("3 条记录没有编入" in words for words in told)
    assert preview._for_both_sides
    close(preview)


def test_archive_list_and_handover_are_previewed(
    window: MainWindow, qtbot: QtBot, replies: Replies
) -> None:
    replies.append({"year": 2026})
    window.actions_by_name["archive_list"].trigger()
    preview = shown_preview(qtbot)
    assert preview.windowTitle() == "打印预览　2026年归档目录"
    close(preview)
    QCoreApplication.processEvents()
    window.actions_by_name["handover"].trigger()
    preview = shown_preview(qtbot)
    assert "移交清单" in text_of(preview)
    close(preview)


def test_a_year_that_has_not_begun_is_refused(
    window: MainWindow, replies: Replies, at_once: None
) -> None:
    replies.append({"year": 2030})
    with pytest.raises(NotAllowed, match="2030年还没有到"):
        window.print_handbook()


# ---------------------------------------------------------------------------- for Word


def save_word(preview: Preview) -> None:
    """What a person chooses below 另存为."""
    [_, word] = preview.save_button.menu().actions()
    assert word.text() == "Word 文件 (*.docx)…"
    word.trigger()


def test_papers_of_records_are_saved_for_word_as_the_command_does(
    window: MainWindow,
    qtbot: QtBot,
    election: Record,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proposed: list[str] = []

    def ask(_parent: Any, _title: str, name: str, kinds: str) -> Path:
        proposed.extend((name, kinds))
        return tmp_path / "上报"

    monkeypatch.setattr("ui.file_dialogs.ask_save", ask)
    window.print_papers("summary", [election.id])
    preview = shown_preview(qtbot)
    save_word(preview)
    qtbot.waitUntil(preview.saved.isVisible, timeout=20_000)
    assert proposed == ["2026-03-12 会议纪要 选举大会.docx", "Word 文件 (*.docx)"]
    found, _ = printing.sources(window.workspace.ledger, [election.id], wishes=Wishes())
    printing.print_papers(PAPERS["summary"], found, tmp_path / "命令.docx", write=write_word)
    assert (tmp_path / "上报.docx").read_bytes() == (tmp_path / "命令.docx").read_bytes()
    close(preview)


def test_a_protected_word_file_stays(
    window: MainWindow,
    qtbot: QtBot,
    election: Record,
    tmp_path: Path,
    answers: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "纪要.docx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    monkeypatch.setattr("ui.file_dialogs.ask_save", lambda *_: target)
    answers.append("存为“纪要（2）.docx”")
    window.print_papers("minutes", [election.id])
    preview = shown_preview(qtbot)
    save_word(preview)
    qtbot.waitUntil(preview.saved.isVisible, timeout=20_000)
    assert target.read_bytes() == b"old"
    assert "换届选举" in "".join(
        text.text for text in Document(tmp_path / "纪要（2）.docx").paragraphs
    )
    close(preview)


def test_a_word_file_that_is_stopped_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    content, paper = io.BytesIO(), PdfWriter()
    paper.add_blank_page(595, 842)
    paper.write(content)
    monkeypatch.setattr("ui.file_dialogs.ask_save", lambda *_: tmp_path / "a.docx")
    preview = Preview(content.getvalue(), Written("纪要", word=stop), None)
    qtbot.addWidget(preview)
    preview.show()
    save_word(preview)
    assert preview._work is not None
    qtbot.waitSignal(preview._work.over).wait()
    assert not preview.saved.isVisible()
    assert list(tmp_path.glob("*.docx")) == []
    preview.reject()


def test_what_was_said_in_a_talk_goes_into_no_other_paper_for_word(
    window: MainWindow, at_once: None
) -> None:
    talk = a_record("heart_talk", title="谈心")
    assert settle(talk, window.workspace.branch) == []
    window.workspace.do("保存", lambda tx: records.save(tx, talk))
    with pytest.raises(NotFound, match="谈心谈话没有纪要"):
        window.print_papers("summary", [talk.id])


def test_papers_of_a_year_are_saved_as_pdf_only(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.file_dialogs.ask_save", lambda *_: tmp_path / "清单")
    window.actions_by_name["handover"].trigger()
    preview = shown_preview(qtbot)
    assert preview.save_button.menu() is None
    preview.save_button.click()
    assert (tmp_path / "清单.pdf").read_bytes() == preview._content
    close(preview)
