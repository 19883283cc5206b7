"""Beside a vote: whether it may be held and how it stands, by which rule, while it is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.forms.buttons import flat_button
from zjdesk.kinds.ballots import ballot_faults
from zjdesk.kinds.headcount import turnout
from zjdesk.kinds.verdicts import verdict
from zjdesk.kinds.vote_words import outcome, quorum_state, result_state, sentence, sources

if TYPE_CHECKING:
    from ui.forms.occasion import Occasion
    from ui.theme import Purpose
    from zjdesk.agenda import Vote
    from zjdesk.kinds.verdicts import Verdict


class VoteState(QWidget):
    """Two lines in words, and the sentence for other papers to be copied."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__()
        self._occasion = occasion
        self._sentence = ""
        self.quorum = QLabel()
        self.result = QLabel()
        for label in (self.quorum, self.result):
            label.setWordWrap(True)
        self.copy_button = flat_button("copy", "复制表决结果")
        self.copy_button.setToolTip("把整句表决情况复制出来，可以贴到入党志愿书、上报平台等处")
        self.copy_button.clicked.connect(self._copy)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.quorum)
        words.addWidget(self.result)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(words, 1)
        line.addWidget(self.copy_button)

    def show_vote(self, vote: Vote) -> None:
        """Say how it stands with the figures that are given so far."""
        record, regulations = self._occasion.record, self._occasion.regulations
        judged = verdict(record, vote, regulations)
        faults = list(ballot_faults(record, vote))
        self._say(self.quorum, self._quorum_words(vote, judged), _quorum_look(judged))
        if faults:
            self._say(self.result, f"票数对不上，还不能判定：{'；'.join(faults)}", "problem")
        else:
            self._say(self.result, result_state(judged) if judged else "", _result_look(judged))
        by = "；".join(one.origin for one in sources(judged)) if judged else ""
        self.setToolTip(f"依据：{by}" if by else "")
        is_decided = not faults and bool(outcome(record, judged))
        self._sentence = sentence(record, vote, regulations) if is_decided else ""
        self.copy_button.setVisible(is_decided)

    def _quorum_words(self, vote: Vote, judged: Verdict | None) -> str:
        if judged is not None and judged.quorum is not None:
            return quorum_state(judged.quorum)
        voters = turnout(self._occasion.record, vote)
        if voters.expected is None or (judged is not None and judged.appraisal is not None):
            count = self._occasion.headcount
            return f"应到 {count.expected} 人，实到 {count.present} 人"
        return f"有表决权：应到 {voters.expected} 人，实到 {voters.present} 人"

    def _say(self, label: QLabel, words: str, look: Purpose) -> None:
        label.setText(words)
        label.setVisible(bool(words))
        theme.dress(label, look)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sentence)
        self.copy_button.setText("已复制")


def _quorum_look(judged: Verdict | None) -> Purpose:
    if judged is None or judged.quorum is None:
        return "hint"
    return "success" if judged.quorum.is_reached else "problem"


def _result_look(judged: Verdict | None) -> Purpose:
    if judged is None:
        return "hint"
    if judged.appraisal is not None:
        return "warning" if judged.appraisal.has_too_many_excellent else "hint"
    if judged.passed is None:
        return "hint"
    return "success" if judged.passed else "warning"
