"""收签字扫描件: files on the left, the record of each on the right, all filed at once.

A number in the name of a file finds its record; for the others the person does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ui import file_dialogs, look, theme
from ui.forms.buttons import flat_button
from ui.record_choice import RecordChoice, called
from ui.scans import KINDS, Filing, dropped, file_scans, scans_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from ui.scan_folder import ScanFolder
    from ui.workspace import Workspace
    from zjdesk.store.records import RecordLine

HINT = (
    "文件名里有记录编号的（如“支委会2026-03.pdf”）自动对上；其余的请选记录。也可以把文件拖到这里。"
)


@dataclass
class _Row:
    path: Path
    line: RecordLine | None


class ScanIntake(QDialog):
    """The files to be filed; those that wait in the watched folder are there from the start."""

    def __init__(self, workspace: Workspace, folder: ScanFolder, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("收签字扫描件")
        self.resize(820, 440)
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._folder = folder
        self.rows: list[_Row] = []
        hint = theme.dress(QLabel(HINT), "hint")
        hint.setWordWrap(True)
        self.table = self._make_table()
        self._wrong = theme.dress(QLabel(), "problem")
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addLayout(self._make_head())
        column.addWidget(hint)
        column.addWidget(self.table, 1)
        column.addWidget(self._wrong)
        column.addLayout(self._make_watched())
        column.addLayout(self._make_foot())
        self.add(folder.waiting)
        self._show_watched()

    # -------------------------------------------------------------------------- by the person

    def add(self, paths: Iterable[Path]) -> None:
        """Put files into the list, each with the record whose number is in its name."""
        from zjdesk.store import records, scans

        known = {row.path for row in self.rows}
        with self._workspace.ledger.reading() as db:
            for path in paths:
                if path not in known:
                    record_id = scans.record_of(db, path.stem)
                    line = records.line(db, record_id) if record_id else None
                    self.rows.append(_Row(path, line))
                    known.add(path)
        self._show()

    def add_files(self) -> None:
        """Ask for files."""
        self.add(file_dialogs.ask_open_several(self, "添加签字扫描件", KINDS))

    def add_folder(self) -> None:
        """Ask for a folder with files. Raises NotAllowed if it cannot be read."""
        folder = file_dialogs.ask_folder(self, "添加文件夹里的扫描件")
        if folder is not None:
            self.add(scans_in(folder))

    def choose_record(self) -> None:
        """Ask to which record the chosen files belong."""
        chosen = self._chosen()
        if not chosen:
            return
        what = chosen[0].path.name if len(chosen) == 1 else f"{len(chosen)} 个文件"
        choice = RecordChoice(self._workspace, f"“{what}”是哪条记录的？", self)
        if choice.exec() and choice.line is not None:
            for row in chosen:
                row.line = choice.line
            self._show()

    def leave_out(self) -> None:
        """Take the chosen files from the list; the watched folder does not offer them again."""
        chosen = self._chosen()
        self.rows = [row for row in self.rows if row not in chosen]
        self._folder.settle(row.path for row in chosen if row.path.parent == self._folder.folder)
        self._show()

    def file(self) -> None:
        """File what has a record; what was filed goes from the list."""
        filings = [
            Filing(row.path, row.line.id, row.line.number or row.line.title)
            for row in self.rows
            if row.line is not None
        ]

        def done(filed: list[Filing], refused: list[str]) -> None:
            paths = {one.path for one in filed}
            self.rows = [row for row in self.rows if row.path not in paths]
            self._folder.settle(path for path in paths if path.parent == self._folder.folder)
            self._wrong.setText("\n".join(refused))
            self._wrong.setVisible(bool(refused))
            self._show()
            if not self.rows:
                self.accept()

        file_scans(self._workspace, filings, done)

    def watch(self) -> None:
        """Ask for the folder into which the scanner of this PC writes."""
        folder = file_dialogs.ask_folder(self, "扫描仪把文件存到哪个文件夹？")
        if folder is not None:
            self._folder.choose(folder)
            self.add(self._folder.waiting)
            self._show_watched()

    def watch_no_more(self) -> None:
        self._folder.choose(None)
        self._show_watched()

    # -------------------------------------------------------------------------- Qt

    def dragEnterEvent(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(dropped(event))

    # -------------------------------------------------------------------------- inside

    def _make_table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setAccessibleName("扫描件")
        table.setHeaderLabels(["文件", "记录"])
        table.setRootIsDecorated(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        table.header().resizeSection(0, 300)
        table.header().setStretchLastSection(True)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.itemActivated.connect(lambda: self.choose_record())
        table.itemSelectionChanged.connect(self._show_possible)
        return table

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(theme.dress(QLabel("签字后的会议记录"), "heading"), 1)
        for words, verb in (("添加文件…", self.add_files), ("添加文件夹…", self.add_folder)):
            button = flat_button("add", words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, verb=verb: verb())
            head.addWidget(button)
        return head

    def _make_watched(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self._watched = theme.dress(QLabel(), "hint")
        self._watched.setTextFormat(Qt.TextFormat.PlainText)
        self.watch_button = flat_button("folder", "选择文件夹…")
        self.watch_button.clicked.connect(self.watch)
        self.unwatch_button = flat_button("close", "不再留意")
        self.unwatch_button.clicked.connect(self.watch_no_more)
        line.addWidget(self._watched, 1)
        for button in (self.watch_button, self.unwatch_button):
            button.setAutoDefault(False)
            line.addWidget(button)
        return line

    def _make_foot(self) -> QHBoxLayout:
        self.choose_button = QPushButton("选择记录…")
        self.choose_button.clicked.connect(self.choose_record)
        self.leave_button = QPushButton("移去")
        self.leave_button.setToolTip("不收这个文件；文件本身不动")
        self.leave_button.clicked.connect(self.leave_out)
        back = QPushButton("关闭")
        back.clicked.connect(self.reject)
        self.agree = theme.dress(QPushButton("收入"), "primary")
        self.agree.clicked.connect(self.file)
        foot = QHBoxLayout()
        for button in (self.choose_button, self.leave_button, back, self.agree):
            button.setAutoDefault(button is self.agree)
            foot.addWidget(button)
        foot.insertStretch(2)
        return foot

    def _show(self) -> None:
        self.table.clear()
        for row in self.rows:
            words = called(row.line) if row.line else "没有对上，请选择记录"
            item = QTreeWidgetItem(self.table, [row.path.name, words])
            item.setToolTip(0, str(row.path))
            item.setToolTip(1, words)
            if row.line is None:
                item.setForeground(1, QColor(look.AMBER))
        matched = sum(row.line is not None for row in self.rows)
        self.agree.setText(f"收入（{matched} 份）" if matched else "收入")
        self.agree.setEnabled(matched > 0)
        self._show_possible()

    def _show_possible(self) -> None:
        is_chosen = bool(self.table.selectedItems())
        self.choose_button.setEnabled(is_chosen)
        self.leave_button.setEnabled(is_chosen)

    def _show_watched(self) -> None:
        folder = self._folder.folder
        said = (
            f"留意的文件夹：{folder}" if folder else "可以让程序留意扫描仪的文件夹，有新文件时提示"
        )
        self._watched.setText(said)
        self._watched.setToolTip(str(folder or ""))
        self.unwatch_button.setVisible(folder is not None)

    def _chosen(self) -> list[_Row]:
        places = {self.table.indexOfTopLevelItem(item) for item in self.table.selectedItems()}
        return [self.rows[place] for place in sorted(places)]
