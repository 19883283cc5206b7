"""The sample branch, as `zjdesk demo` makes it."""

from __future__ import annotations

import json

import pypdf

from zjdesk.cli import main


def test_the_demo_prints_the_minutes_and_the_handbook_of_its_year(tmp_path, capsys):
    assert main(["demo", str(tmp_path), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert list(made) == ["ledger", "minutes", "handbook"]
    assert {name.name for name in tmp_path.glob("*.pdf")} == {
        "2026年会议记录.pdf",
        "2026年党支部工作手册.pdf",
    }
    book = pypdf.PdfReader(made["handbook"])
    assert book.metadata.title == "中共镇江市汐桥小学支部委员会2026年党支部工作手册"
    assert len(book.pages) > 100
    assert "编入所属年度为2026年、已经定稿的记录共52条" in "".join(
        book.pages[1].extract_text().split()
    )
