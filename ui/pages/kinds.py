"""How the kinds are grouped in menus and in the list beside the records.

A kind that is not named here stands in the last group, so that a new one is seen at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zjdesk.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from zjdesk.kinds.kind import Kind

_GROUPS = {
    "三会一课": ("member_assembly", "committee_meeting", "group_meeting", "party_lecture"),
    "活动与学习": (
        "theme_party_day", "study_session", "micro_lecture", "central_group_study", "youth_class",
        "training", "joint_study",
    ),
    "组织生活": ("org_life_meeting", "democratic_appraisal", "heart_talk"),
    "其他": ("publicity_talk", "survey"),
}  # fmt: skip


def kind_groups() -> dict[str, list[Kind]]:
    """Every kind in its group."""
    placed = {key for keys in _GROUPS.values() for key in keys}
    groups = {name: [KINDS[key] for key in keys] for name, keys in _GROUPS.items()}
    groups["其他"] += [kind for kind in KINDS.values() if kind.key not in placed]
    return groups
