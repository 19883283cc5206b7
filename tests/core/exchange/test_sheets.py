"""Files of every form, told by their content; those that are no sheets, each with its message."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.core.exchange.sheet_files import content_of, workbook, xlsx
from zjdesk.exchange import sheets
from zjdesk.exchange import xlsx as xlsx_reader
from zjdesk.exchange.cells import Fault, SheetRefused

ROSTERS = Path(__file__).parents[2] / "data" / "rosters"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = [["姓名", "性别"], ["白知远", "男"]]


def only_sheet(content: bytes):
    (sheet,) = sheets.parse_book(content).sheets
    return sheet


def rows(content: bytes) -> list[list[object]]:
    return [list(row.values) for row in only_sheet(content).rows]


def repacked(content: bytes, **changed: str | bytes | None) -> bytes:
    """A package with some parts changed; None leaves a part out."""
    target = io.BytesIO()
    parts = {name.replace("__", "/").replace("_dot_", "."): new for name, new in changed.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in [*old.namelist(), *(part for part in parts if part not in old.namelist())]:
            part = parts[name] if name in parts else old.read(name)
            if part is not None:
                new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def sheet_xml(cells: str, before: str = "", after: str = "") -> bytes:
    """A package whose sheet is written by hand."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    text = f"<worksheet {space}>{before}<sheetData>{cells}</sheetData>{after}</worksheet>"
    return repacked(xlsx(*TABLE), xl__worksheets__sheet1_dot_xml=text)


# ------------------------------------------------------------------------------ texts


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_texts_in_every_encoding_and_with_every_delimiter(encoding, delimiter):
    text = "".join(f"{delimiter.join(row)}\r\n" for row in TABLE)
    book = sheets.parse_book(text.encode(encoding))
    assert rows(text.encode(encoding)) == TABLE
    assert book.delimiter == delimiter
    assert book.encoding == {"gbk": "gb18030"}.get(encoding, encoding)


def test_quoted_line_breaks_and_delimiters_stay_in_their_cell():
    content = '姓名,备注\r\n"白\n知远","病假,事假"\r\n杜若溪,\r\n'.encode()
    sheet = only_sheet(content)
    assert rows(content)[1] == ["白\n知远", "病假,事假"]
    assert [row.number for row in sheet.rows] == [1, 2, 3]


def test_commas_in_texts_do_not_make_a_delimiter_of_the_comma():
    content = "姓名;岗位;性别\n白知远;语文,数学;男\n杜若溪;语文,数学;女\n".encode()
    assert rows(content)[2] == ["杜若溪", "语文,数学", "女"]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"'])
def test_a_line_that_names_the_delimiter_is_not_counted(first):
    sheet = only_sheet(f"{first}\n姓名;性别\n白知远;男\n".encode())
    assert [row.number for row in sheet.rows] == [1, 2]


def test_shielded_numbers_in_texts():
    assert rows('姓名,编号\n白知远,="0012"\n'.encode())[1] == ["白知远", "0012"]


def test_an_open_quotation_mark_swallows_nobody():
    with pytest.raises(SheetRefused, match="第3行有一个引号没有配对"):
        sheets.parse_book('姓名,性别\n白知远,男\n"杜若溪,女\n甘棠,女\n'.encode())


def test_a_text_of_one_column():
    assert rows("姓名\n白知远\n".encode()) == [["姓名"], ["白知远"]]


# ------------------------------------------------------------------------------ HTML


def test_html_with_spans_missing_end_tags_and_charset():
    page = """<html><meta charset=gbk><style>td{color:red}</style><table>
        <tr><td colspan=3>党员名册</td></tr>
        <tr><th>党小组<th>姓名<th>性别
        <tr><td rowspan=2>第一党小组<td>白&nbsp;知远<td>男
        <tr><td>杜<br>若溪<td>女</table><p>打印日期</p></html>"""
    assert rows(page.encode("gbk")) == [
        ["党员名册"] * 3,
        ["党小组", "姓名", "性别"],
        ["第一党小组", "白 知远", "男"],
        ["第一党小组", "杜\n若溪", "女"],
    ]


def test_html_hidden_columns_rows_and_tables_in_tables():
    page = """<table><tr><td>外<table><col><col style="display: none">
        <tr><td>姓名<td>证号</tr><tr style='display:none'><td>白知远<td>1</tr></table></td></tr>
        </table>"""
    outer, inner = sheets.parse_book(page.encode()).sheets
    assert [list(row.values) for row in outer.rows] == [["外"]]
    assert (inner.hidden_columns, inner.hidden_rows) == ({1}, {2})


def test_huge_spans_are_bounded():
    page = "<table><tr><td colspan=999999 rowspan=999999>一<td>二</tr></table>" * 3
    assert len(sheets.parse_book(page.encode()).sheets) == 3


# ------------------------------------------------------------------------------ XML 2003


def xml_2003(rows: str, *, columns: str = "", options: str = "", before: str = "") -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0" encoding="GB2312"?><?mso-application progid="Excel.Sheet"?>{before}'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}" xmlns:x="urn:schemas-microsoft-com:'
        f'office:excel"><Styles><Style ss:ID="s62"/></Styles><Worksheet ss:Name="名册"><Table>'
        f"{columns}{rows}</Table><x:WorksheetOptions>{options}</x:WorksheetOptions>"
        "</Worksheet></Workbook>"
    ).encode("gbk")


def data(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_xml_of_2003_with_numbers_left_out_spans_and_hidden_parts():
    header = "".join(map(data, ["姓名", "出生日期", "证号", "岗位"]))
    person = data("白<B>知远</B>") + data("1980-03-01T00:00:00.000", "DateTime")
    person += data("7", "Number") + data("#REF!", "Error", 'ss:Index="4"')
    others = data("1.5", "Number") + data("1", "Boolean") + '<Cell ss:Formula="=A1"/>'
    title = data("党员名册", more='ss:MergeAcross="2"')
    content = xml_2003(
        f'<Row>{title}</Row><Row ss:Index="3">{header}</Row>'
        f'<Row>{person}</Row><Row ss:Hidden="1">{others}</Row>',
        columns='<Column ss:Index="3" ss:Hidden="1"/>',
    )
    sheet = only_sheet(content)
    assert [(row.number, list(row.values)) for row in sheet.rows] == [
        (1, ["党员名册"] * 3),
        (3, ["姓名", "出生日期", "证号", "岗位"]),
        (4, ["白知远", date(1980, 3, 1), 7, Fault.ERROR]),
        (5, [1.5, True, Fault.NO_RESULT]),
    ]
    assert (sheet.hidden_columns, sheet.hidden_rows, sheet.is_typed) == ({2}, {5}, True)
    assert sheets.parse_book(content).encoding == "gb18030"


def test_a_hidden_sheet_of_xml_2003():
    row = '<Row><Cell><Data ss:Type="String">姓名</Data></Cell></Row>'
    content = xml_2003(row, options="<x:Visible>SheetVeryHidden</x:Visible>")
    hidden = xml_2003(row, options="<x:Visible>SheetHidden</x:Visible>")
    assert [only_sheet(each).is_hidden for each in (content, hidden, xml_2003(row))] == [
        True, True, False,
    ]  # fmt: skip


def test_xml_of_2003_that_would_grow(monkeypatch):
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(SheetRefused, match="不该有的声明"):
        sheets.parse_book(xml_2003("<Row/>", before=entities))
    cell = data("一", more='ss:Index="1" ss:MergeAcross="999999" ss:MergeDown="9999999"')
    wide = f"<Row>{cell}{cell}</Row>"
    far = '<Row ss:Index="9999999"><Cell><Data>二</Data></Cell></Row>'
    assert rows(xml_2003(f"{wide}{far}")) == [["一"]]
    monkeypatch.setattr("zjdesk.exchange.cells.MOST_CELLS", 3)
    many = "<Row>" + "<Cell><Data>一</Data></Cell>" * 4 + "</Row>"
    with pytest.raises(SheetRefused, match="表格太大"):
        sheets.parse_book(xml_2003(many))


# ------------------------------------------------------------------------------ .xlsx


def test_cells_as_they_were_typed():
    content = xlsx(["文", 12, 1.5, date(2001, 7, 1), True], [], ["下"])
    sheet = only_sheet(content)
    assert rows(content) == [["文", 12, 1.5, date(2001, 7, 1), True], ["下"]]
    assert [row.number for row in sheet.rows] == [1, 3]


def test_dates_of_the_1904_system():
    book = workbook([date(2001, 7, 1)])
    book.epoch = CALENDAR_MAC_1904
    assert rows(content_of(book)) == [[date(2001, 7, 1)]]


@pytest.mark.parametrize("number_format", [14, 31, 57])
def test_date_formats_that_no_file_declares(number_format):
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
        f'<xf numFmtId="0"/><xf numFmtId="{number_format}"/></cellXfs></styleSheet>'
    )
    content = repacked(
        sheet_xml('<row r="1"><c r="A1" s="1"><v>37073</v></c><c r="B1"><v>37073</v></c></row>'),
        xl__styles_dot_xml=styles,
    )
    assert rows(content) == [[date(2001, 7, 1), 37073]]


def test_merged_cells_are_filled_from_their_top_left():
    content = xlsx(["名册", None, None], ["组", "甲", None], [None, "乙", None],
                   merged=["A1:C1", "A2:A3"])  # fmt: skip
    assert rows(content) == [["名册", "名册"], ["组", "甲"], ["组", "乙"]]


def test_a_merge_over_a_whole_column_makes_no_rows():
    text = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    cells = [text.format(place, word) for place, word in (("A1", "组"), ("B1", "甲"), ("B2", "乙"))]
    content = sheet_xml(
        f"<row>{cells[0]}{cells[1]}</row><row>{cells[2]}</row>",
        after='<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>',
    )
    assert rows(content) == [["组", "甲"], ["组", "乙"]]


def test_hidden_sheets_columns_and_rows_are_known():
    book = workbook(["姓名", "证号"], ["白知远", "1"])
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[2].hidden = True
    book.create_sheet("旧").append(["姓名"])
    book["旧"].sheet_state = "veryHidden"
    first, second = sheets.parse_book(content_of(book)).sheets
    assert (first.hidden_columns, first.hidden_rows) == ({1}, {2})
    assert (first.is_hidden, second.is_hidden) == (False, True)


def test_readings_above_characters_and_escaped_characters():
    content = sheet_xml(
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>白</t></r><r><t>知远</t></r>'
        "<rPh><t>bai</t></rPh></is></c>"
        '<c r="B1" t="inlineStr"><is><t>一_x000D_二</t></is></c></row>'
    )
    assert rows(content) == [["白知远", "一\r二"]]


def test_a_formula_without_result_and_one_that_failed():
    content = sheet_xml(
        '<row><c t="str"><f>A2</f><v>甲</v></c><c><f>A3</f></c><c><f>A4</f><v></v></c>'
        '<c t="e"><f>A5</f><v>#REF!</v></c></row>'
    )
    assert rows(content) == [["甲", Fault.NO_RESULT, Fault.NO_RESULT, Fault.ERROR]]


def test_only_formulas_without_results():
    with pytest.raises(SheetRefused, match="都是公式") as refused:
        sheets.parse_book(xlsx(["=B1"], ["=B2"]))
    assert "按一次保存" in refused.value.hint


def test_styles_that_cannot_be_read_matter_to_nobody():
    broken = '<styleSheet xmlns="x"><fills><fill>?</fill></fills></styleSheet>'
    assert rows(repacked(xlsx(*TABLE), xl__styles_dot_xml=broken)) == TABLE


def test_what_a_roster_does_not_need_is_not_stumbled_over():
    content = sheet_xml(
        '<row r="1" ht="tall"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
        before='<sheetViews><sheetView tabSelected="?"/></sheetViews>'
        '<cols><col min="2" max="16384" width="0" phonetic="1" style="99"/></cols>',
        after='<autoFilter ref="?"/><hyperlinks><hyperlink ref="A1" id="rId9"/></hyperlinks>'
        '<pageSetup orientation="?"/><extLst><ext uri="?"/></extLst>',
    )
    sheet = only_sheet(repacked(content, docProps__core_dot_xml="?"))
    assert [list(row.values) for row in sheet.rows] == [[1, 2]]
    assert sheet.hidden_columns == {1}


def test_strict_files():
    content = xlsx(*TABLE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            for usual, strict in (
                (b"schemas.openxmlformats.org/spreadsheetml/2006", b"spreadsheetml"),
                (b"schemas.openxmlformats.org/officeDocument/2006", b"officeDocument"),
            ):
                part = part.replace(usual, b"purl.oclc.org/ooxml/" + strict)
            archive.writestr(name, part)
    assert rows(target.getvalue()) == TABLE


def test_a_formula_whose_result_is_an_empty_text_has_a_result():
    content = sheet_xml('<row><c t="str"><f>A2</f><v></v></c><c><v>1</v></c></row>')
    assert rows(content) == [[None, 1]]


def test_times_are_parts_of_a_day():
    content = xlsx([time(6), timedelta(hours=30), datetime(2001, 7, 1, 8, 30)])
    assert rows(content) == [[0.25, 1.25, date(2001, 7, 1)]]


def test_a_stray_cell_far_away_makes_no_cells_between():
    content = sheet_xml(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="B1048576"><v>2</v></c><c r="XFD1048576"><v>3</v></c></row>'
    )
    assert rows(content) == [[1], [None, 2]]


def test_macros_are_told():
    content = repacked(xlsx(*TABLE), xl__vbaProject_dot_bin=b"x")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    usual = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert usual in types
    macros = repacked(content, **{"[Content_Types]_dot_xml": types.replace(usual, kind)})
    book = sheets.parse_book(macros)
    assert rows(macros) == TABLE
    assert "宏不会运行" in book.notes[0]


# ------------------------------------------------------------------------------ refused


def zip_of(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"\xff\xfe", "没有内容"),
        (b" \r\n\r\n", "文件是空的"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xff\xd8\xff\xe0 jpeg", "图片"),
        (bytes(range(256)) * 8, "不是表格"),
        (b"MIME-Version: 1.0\r\n", "网页存档"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
         "XML 表格读不出来"),
        ("<html><p>没有表</p></html>".encode(), "里面没有表格"),
        (zip_of(word__document_dot_xml="x"), "Word 文档"),
        (zip_of(content_dot_xml="x"), "OpenDocument"),
        (zip_of(xl__workbook_dot_bin="x"), "xlsb"),
        (zip_of(a_dot_txt="x"), "压缩包"),
        (xlsx([]), "没有内容"),
        (xlsx(*TABLE)[:2000], "已损坏"),
        ((ROSTERS / "h-old.xls").read_bytes()[:1500], "已损坏"),
        (OLE + "WordDocument".encode("utf-16-le") * 99, "Word 文档"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_says_what_it_is(content, words):
    with pytest.raises(SheetRefused, match=words) as refused:
        sheets.parse_book(content)
    assert refused.value.hint


def test_an_old_sheet_with_a_password():
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)
    password = struct.pack("<HHHHH", 0x002F, 6, 0, 1, 1)
    with pytest.raises(SheetRefused, match="打开密码"):
        sheets.parse_book(begin + password + struct.pack("<HH", 0x000A, 0))


def test_a_package_with_a_password():
    content = bytearray(xlsx(*TABLE))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SheetRefused, match="打开密码"):
        sheets.parse_book(bytes(content))


def test_a_damaged_part_of_a_sheet():
    with pytest.raises(SheetRefused, match="已损坏"):
        sheets.parse_book(repacked(xlsx(*TABLE), xl__worksheets__sheet1_dot_xml="<worksheet>"))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = repacked(xlsx(*TABLE), xl__media__a_dot_xml=b" " * 20_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(SheetRefused, match="解压后会大"):
        sheets.parse_book(bomb)


def test_a_package_of_many_parts_or_too_much_content(monkeypatch):
    monkeypatch.setattr(xlsx_reader, "MOST_UNPACKED", 2_000)
    with pytest.raises(SheetRefused, match="表格太大"):
        sheets.parse_book(xlsx(*TABLE))
    monkeypatch.setattr(xlsx_reader, "MOST_PARTS", 3)
    with pytest.raises(SheetRefused, match="个部件"):
        sheets.parse_book(xlsx(*TABLE))


def test_a_size_that_lies_unpacks_no_more_than_it_says():
    content = bytearray(repacked(xlsx(*TABLE), xl__worksheets__sheet1_dot_xml=b" " * 900_000))
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    with pytest.raises(SheetRefused, match="已损坏"):
        sheets.parse_book(bytes(content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding):
    page = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    )
    with pytest.raises(SheetRefused, match="不该有的声明"):
        sheets.parse_book(
            repacked(xlsx(*TABLE), xl__worksheets__sheet1_dot_xml=page.encode(encoding))
        )


def test_cells_and_merges_that_openpyxl_would_choke_on():
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    content = sheet_xml(
        row.format(1) + row.format(1_048_576),
        after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )
    with pytest.raises(SheetRefused, match="超过50万格"):
        sheets.parse_book(content)


def test_more_xml_than_a_roster_can_have(monkeypatch):
    monkeypatch.setattr(xlsx_reader, "MOST_XML", 2_000)
    with pytest.raises(SheetRefused, match="表格太大"):
        sheets.parse_book(xlsx(*TABLE))


def test_more_cells_than_a_roster_can_have(monkeypatch):
    monkeypatch.setattr("zjdesk.exchange.cells.MOST_CELLS", 3)
    with pytest.raises(SheetRefused, match="表格太大"):
        sheets.parse_book(xlsx(*TABLE))


def test_a_text_that_is_too_large(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_TEXT", 10)
    with pytest.raises(SheetRefused, match="文本超过"):
        sheets.parse_book("姓名,性别\n白知远,男\n".encode())


def test_a_file_that_is_too_large_or_not_there(tmp_path, monkeypatch):
    with pytest.raises(SheetRefused, match="读不了"):
        sheets.read_book(tmp_path / "没有.xlsx")
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    (tmp_path / "大.csv").write_bytes(b"x" * 11)
    with pytest.raises(SheetRefused, match="表格太大"):
        sheets.read_book(tmp_path / "大.csv")


@pytest.mark.parametrize("name", ["a-template.xlsx", "h-old.xls", "e-gbk.csv"])
def test_damage_anywhere_is_refused_in_words(name):
    whole = (ROSTERS / name).read_bytes()
    for start in range(0, len(whole), len(whole) // 60):
        damaged = whole[:start] + bytes(255 - byte for byte in whole[start : start + 9])
        with suppress(SheetRefused):
            sheets.parse_book(damaged + whole[start + 9 :])
