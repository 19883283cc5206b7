"""What is done with somebody on the way: each asks first and is one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui import messages
from ui.forms.desk import Desk
from ui.forms.member_inputs import member_input_for
from ui.forms.questions import ask
from ui.forms.record_input import RecordInput
from zjdesk.development import enrol
from zjdesk.fields import Choice, Day, Field, Text
from zjdesk.parts import part_fields
from zjdesk.people import Category
from zjdesk.prospects import STEPS, DevelopmentStep, Prospect, StepName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.forms.inputs import Input
    from ui.workspace import Workspace
    from zjdesk.people import Branch, Member
    from zjdesk.step_rules import Rule

ON = Day("on", "日期", required=True)
RECORD = part_fields(DevelopmentStep)["record"]
NOTE = part_fields(DevelopmentStep)["note"]
ENDED_ON = Day("ended_on", "终止日期", required=True)
ENDED_REASON = Text("ended_reason", "原因", required=True, hint="如：本人撤回申请、调离本校")
FACTS = tuple(
    part_fields(Prospect)[name]
    for name in ("name", "gender", "birth_date", "post", "mentors", "sponsors")
)


def add_prospect(workspace: Workspace) -> str | None:
    """Ask for somebody new; the id, None if the person goes back."""
    prospect = Prospect()
    applied_on = Day("application", "递交入党申请书日期")

    def take(said: Mapping[str, Any]) -> None:
        _fill(prospect, said)
        if said["application"]:
            taken = DevelopmentStep(step=StepName.APPLICATION, on=said["application"])
            prospect.steps = [taken]
        workspace.change_branch(
            f"新增培养对象：{prospect.name}", lambda branch: branch.prospects.append(prospect)
        )

    fields = (*FACTS[:4], applied_on)
    is_done = ask("新增培养对象", fields, _desk(workspace), yes="新增", take=take)
    return prospect.id if is_done else None


def follow(workspace: Workspace, member: Member) -> str:
    """Begin a track for a member of the roster who has none; its id."""
    prospect = Prospect(
        name=member.name, gender=member.gender, birth_date=member.birth_date, post=member.post,
        member=member.id,
    )  # fmt: skip
    if member.joined_on:
        prospect.steps = [DevelopmentStep(step=StepName.ADMISSION, on=member.joined_on)]
    workspace.change_branch(
        f"建立培养档案：{member.name}", lambda branch: branch.prospects.append(prospect)
    )
    return prospect.id


def edit_facts(workspace: Workspace, prospect: Prospect) -> bool:
    """Ask for the facts; whether they were changed."""
    member = Choice(
        "member", "名册中的党员", {one.id: one.name for one in _possible(workspace, prospect)}
    )

    def take(said: Mapping[str, Any]) -> None:
        def change(one: Prospect) -> None:
            _fill(one, said)
            one.member = said["member"] or ""

        _change(workspace, prospect, f"修改资料：{prospect.name}", change)

    fields = (*FACTS, member)
    given = {field.key: getattr(prospect, field.key) for field in fields}
    return ask(
        f"资料：{prospect.name}", fields, _desk(workspace), yes="保存", take=take,
        given={**given, "member": prospect.member or None},
        hint="培养联系人1至2名、入党介绍人2名，应是正式党员。",
    )  # fmt: skip


def fill_step(
    workspace: Workspace,
    prospect: Prospect,
    step: StepName,
    taken: DevelopmentStep | None,
    *,
    rule: Rule | None,
) -> bool:
    """Ask when a step was taken and what proves it; whether that was entered."""

    def take(said: Mapping[str, Any]) -> None:
        def change(one: Prospect) -> None:
            entry = next((each for each in one.steps if taken and each.id == taken.id), None)
            if entry is None:
                entry = DevelopmentStep(step=step)
                one.steps.append(entry)
            entry.on, entry.record, entry.note = said["on"], said["record"], said["note"]

        _change(workspace, prospect, f"{STEPS[step]}：{prospect.name}", change)

    given = {"on": workspace.today(), "record": "", "note": ""}
    if taken is not None:
        given = {"on": taken.on, "record": taken.record, "note": taken.note}
    hint = f"{rule.words}\n{rule.origin}" if rule and rule.words else ""
    return ask(
        f"{STEPS[step]}：{prospect.name}", (ON, RECORD, NOTE), _desk(workspace),
        yes="保存", take=take, hint=hint, given=given,
    )  # fmt: skip


def clear_step(workspace: Workspace, prospect: Prospect, taken: DevelopmentStep) -> None:
    """Take a step back."""
    words = STEPS[taken.step] if taken.step else "步骤"

    def change(one: Prospect) -> None:
        one.steps = [each for each in one.steps if each.id != taken.id]

    _change(workspace, prospect, f"清除{words}：{prospect.name}", change)


def enter_roster(workspace: Workspace, prospect: Prospect) -> None:
    """Enter somebody into the roster as 预备党员. Raises NotAllowed."""
    today = workspace.today()
    _change_branch(
        workspace,
        prospect,
        f"编入党员名册：{prospect.name}",
        lambda branch, one: enrol(branch, one, today),
    )


def end(workspace: Workspace, prospect: Prospect) -> bool:
    """Ask why and when the track ends; whether it was ended."""

    def take(said: Mapping[str, Any]) -> None:
        def change(one: Prospect) -> None:
            one.ended_on, one.ended_reason = said["ended_on"], said["ended_reason"]

        _change(workspace, prospect, f"终止培养：{prospect.name}", change)

    return ask(
        f"终止培养：{prospect.name}", (ENDED_ON, ENDED_REASON), _desk(workspace), yes="终止",
        take=take, given={"ended_on": workspace.today()}, hint="以前的步骤都保留，可以恢复。",
    )  # fmt: skip


def resume(workspace: Workspace, prospect: Prospect) -> None:
    """Take the end of a track back."""

    def change(one: Prospect) -> None:
        one.ended_on, one.ended_reason = None, ""

    _change(workspace, prospect, f"恢复培养：{prospect.name}", change)


def remove(workspace: Workspace, prospect: Prospect) -> None:
    """Remove a track that should not have been, after a question."""
    if messages.ask(
        f"删除“{prospect.name}”的培养档案？", yes="删除",
        hint="录入有误才删除；不再培养的请用“终止”。名册里的党员不受影响。可以撤销。",
    ):  # fmt: skip
        _change_branch(
            workspace,
            prospect,
            f"删除培养档案：{prospect.name}",
            lambda branch, one: branch.prospects.remove(one),
        )


# ------------------------------------------------------------------------------ inside


def _desk(workspace: Workspace) -> Desk:
    def input_for(field: Field[Any], desk: Desk) -> Input:
        if field is RECORD:
            return RecordInput(field, desk, workspace)
        return member_input_for(field, desk)

    return Desk(workspace.branch, today=workspace.today(), input_for=input_for)


def _change(
    workspace: Workspace, prospect: Prospect, label: str, change: Callable[[Prospect], None]
) -> None:
    _change_branch(workspace, prospect, label, lambda _, one: change(one))


def _change_branch(
    workspace: Workspace,
    prospect: Prospect,
    label: str,
    change: Callable[[Branch, Prospect], object],
) -> None:
    def verb(branch: Branch) -> None:
        change(branch, next(one for one in branch.prospects if one.id == prospect.id))

    workspace.change_branch(label, verb)


def _fill(prospect: Prospect, said: Mapping[str, Any]) -> None:
    for field in FACTS:
        if field.key in said:
            setattr(prospect, field.key, said[field.key])


def _possible(workspace: Workspace, prospect: Prospect) -> list[Member]:
    """Members whom somebody may have become: probationers, and those of the same name."""
    today = workspace.today()
    taken = {one.member for one in workspace.branch.prospects if one.id != prospect.id}
    return [
        member
        for member in workspace.branch.members
        if member.id not in taken
        and (
            member.id == prospect.member
            or member.name == prospect.name
            or (member.belongs_on(today) and member.category_on(today) is Category.PROBATIONARY)
        )
    ]
