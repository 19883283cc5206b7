"""What is printed of a year from the window: asked for in words, made for real."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from tests.samples import a_record
from ui import year_papers
from zjdesk.agenda import AgendaItem
from zjdesk.kinds.headcount import settle
from zjdesk.progress import silent
from zjdesk.store import records

if TYPE_CHECKING:
    from tests.ui.conftest import Replies
    from ui.window import MainWindow


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the preview got: its name, what it warns of, its text."""
    got: dict[str, Any] = {}

    def preview(workspace: Any, write: Any, parent: Any) -> None:
        file = BytesIO()
        written = write(file, silent)
        pages = pypdf.PdfReader(file).pages
        text = "".join(page.extract_text() for page in pages).replace("\n", "")
        got.update(name=written.name, faults=[str(one) for one in written.faults], text=text)

    monkeypatch.setattr(year_papers, "preview_paper", preview)
    return got


@pytest.fixture
def with_final(window: MainWindow) -> MainWindow:
    item = AgendaItem(title="研究工作计划", content="计划共二十二项。")
    record = a_record("committee_meeting", title="3月支委会", group="", agenda=[item])
    assert settle(record, window.workspace.branch) == []
    window.workspace.do("保存", lambda tx: records.save(tx, record))
    window.workspace.do("定稿", lambda tx: records.finalise(tx, record.id))
    return window


@pytest.mark.parametrize("pages", ["minutes", "scans"])
def test_the_handbook_of_a_year(
    with_final: MainWindow, replies: Replies, shown: dict[str, Any], pages: str
) -> None:
    replies.append({"year": 2026, "pages": pages})
    year_papers.preview_handbook(with_final.workspace, with_final)
    assert shown["name"] == "2026年党支部工作手册"
    assert "计划共二十二项" in shown["text"]
    assert "还没有定稿的 3 条记录没有编入" in shown["faults"][0]


def test_the_archive_list_of_a_year(
    with_final: MainWindow, replies: Replies, shown: dict[str, Any]
) -> None:
    replies.append({"year": 2026})
    year_papers.preview_archive_list(with_final.workspace, with_final)
    assert shown["name"] == "2026年归档目录"
    assert "3月支委会" in shown["text"]
