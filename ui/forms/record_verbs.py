"""What becomes of a record whose form is filled in: a draft, saved, 定稿, 更正.

Each verb is one step of the ledger that can be undone; the form shows what came of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import messages
from ui.forms.checks import examined, told
from ui.forms.occasion import Files
from zjdesk.follow_ups import offered
from zjdesk.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from ui.forms.occasion import Occasion
    from ui.workspace import Workspace
    from zjdesk.errors import Problem
    from zjdesk.follow_ups import Open
    from zjdesk.record import Record
    from zjdesk.store.changes import Transaction

OVERRIDE = "写明理由，仍要定稿"
ANYWAY = "仍要定稿"


def stored(workspace: Workspace, record_id: str) -> Record:
    """The record as the ledger has it. Raises NotFound."""
    from zjdesk.store import records

    return workspace.read(lambda db: records.get(db, record_id))


def save(workspace: Workspace, record: Record) -> None:
    """Save the record; what was kept of its form is not needed any more."""
    from zjdesk.store import drafts, records

    def verb(tx: Transaction) -> None:
        records.save(tx, record)
        drafts.drop(tx, record.id)

    workspace.do(f"保存{named(record)}", verb)


def keep_draft(workspace: Workspace, record: Record) -> None:
    """Keep what is in the form, beside what was saved."""
    from zjdesk.store import drafts

    workspace.keep(lambda tx: drafts.put(tx, record))


def drop_draft(workspace: Workspace, record: Record) -> None:
    """Forget what was kept of the form."""
    from zjdesk.store import drafts

    workspace.keep(lambda tx: drafts.drop(tx, record.id))


def finalise(workspace: Workspace, record: Record, *, override: str) -> None:
    """定稿, with the reason why it stands in spite of problems."""
    from zjdesk.store import intake

    workspace.do(
        f"定稿{named(record)}", lambda tx: intake.finalise(tx, record.id, override=override)
    )


def reopen(workspace: Workspace, record: Record, reason: str) -> None:
    """更正: make a final record a draft again."""
    from zjdesk.store import records

    workspace.do(f"更正{named(record)}", lambda tx: records.reopen(tx, record.id, reason))


# ---------------------------------------------------------------------------- asked of the person


def agree_to_final(in_the_way: list[Problem], reminders: list[Problem]) -> str | None:
    """Ask whether it is to be final; None if not, else the reason, where one has to be given."""
    if in_the_way:
        answer = messages.choose(
            f"还有 {len(in_the_way)} 处没有填好，不能定稿",
            ["去补全", OVERRIDE, "返回"],
            hint=told([*in_the_way, *reminders]),
        )
        if answer != OVERRIDE:
            return None
        reason = messages.ask_reason(
            "为什么仍要定稿？", yes="定稿", hint="理由会留在记录里，检查时可以看到。"
        )
        return reason or None
    if reminders:
        question = f"可以定稿，另有 {len(reminders)} 处请再看一看"
        agreed = messages.choose(question, [ANYWAY, "返回"], hint=told(reminders)) == ANYWAY
    else:
        hint = "定稿后编号固定，不能直接改动；要改动时用“更正”。"
        agreed = messages.ask("定稿这条记录？", yes="定稿", hint=hint)
    return "" if agreed else None


def ask_correction() -> str | None:
    """Ask why a final record is to be changed; None if the person goes back."""
    return messages.ask_reason(
        "更正的原因", yes="更正", hint="原来的定稿会保留；更正说明印在新的一版上。"
    )


# ---------------------------------------------------------------------------- what the form asks


def examine(
    workspace: Workspace, occasion: Occasion, record: Record, unread: list[Problem]
) -> list[Problem]:
    """What is to be put right in a record, seen beside the others of the ledger."""
    from zjdesk.store.figures import around

    return examined(
        record,
        unread,
        occasion.branch,
        today=workspace.today(),
        regulations=occasion.regulations,
        around=workspace.read(lambda db: around(db, record)),
    )


def correction(workspace: Workspace, record: Record) -> str:
    """Which 定稿 is being corrected and why; empty where none is."""
    if not record.revision:
        return ""
    from zjdesk.store import versions

    kept = workspace.read(lambda db: versions.of(db, record.id))
    last = next((one for one in reversed(kept) if one.reason), None)
    return f"正在更正第{last.revision}版：{last.reason}" if last else ""


def carried_over(workspace: Workspace, record: Record) -> list[Open]:
    """What earlier meetings of this body left to be done."""
    from zjdesk.store.open_matters import open_matters

    return list(offered(workspace.read(open_matters), record))


def files_of(workspace: Workspace) -> Files:
    """How attachments get into the ledger and are found there."""
    from zjdesk.store import attachments

    return Files(
        lambda path: attachments.add(workspace.ledger, path),
        lambda attachment: attachments.path(workspace.ledger, attachment),
    )


def named(record: Record) -> str:
    """The record in the label of a step."""
    return f"“{record.title}”" if record.title else KINDS[record.kind].short
