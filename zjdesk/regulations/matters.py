"""What the 党员大会 decides, and the words in which a resolution tells of it.

Words only raise a question: whatever is told by them reminds and never blocks. A thing that is
learnt, passed on or prepared is not decided, nor is what is put before the 党员大会.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjdesk.regulations.catalogue import BODY_ADMISSION, BODY_DISCIPLINE, BODY_ELECTION

if TYPE_CHECKING:
    from zjdesk.regulations.rule import Rule
    from zjdesk.regulations.values import Body


@dataclass(frozen=True)
class AssemblyMatter:
    """A matter of the 党员大会: the rule that says so, and its words within one clause."""

    rule: Rule[Body]
    words: re.Pattern[str]
    """What it may be called where a clause says that it was decided."""
    plain: re.Pattern[str]
    """What is a decision by itself."""
    discussed: re.Pattern[str]
    """How the committee calls it beforehand."""


ADMISSION = AssemblyMatter(
    BODY_ADMISSION,
    words=re.compile(
        r"(接收|吸收|发展).*预备党员|为(中共|中国共产党)?预备党员|(?<!试用期)(?<!见习期)转正"
        r"|(延长|取消).*预备(期|党员)|预备期.*延长|入党(?!积极分子|申请|介绍|志愿|誓|材料|动机|培训|教育|对象)"
    ),
    plain=re.compile(
        r"(接收|吸收).*预备党员|(按期|如期)转正|延长.*预备期|预备期.*延长|取消.*预备党员.*资格|转为.*正式党员"
    ),
    discussed=re.compile("预备党员|入党|转正|预备期|发展对象"),
)
_SEATS = (
    r"(?!.*(候选|人选|教代会|职代会|团代会|少代会|工会|家长|学生))"
    r".*(支部委员|支委(?!会)|代表($|人员|[\d一二三四五六七八九十两（(:：]))"
)
ELECTION = AssemblyMatter(
    BODY_ELECTION,
    words=re.compile(f"(选举|推选|推荐|选出|补选){_SEATS}"),
    plain=re.compile(f"(选举|推选|选出|补选){_SEATS}"),
    discussed=re.compile(
        r"^(?!.*(教代会|职代会|团代会|少代会|工会|家长|学生|评议)).*(换届|选举|补选|候选)"
    ),
)
DISCIPLINE = AssemblyMatter(
    BODY_DISCIPLINE,
    words=re.compile(
        r"^(?!.*(政务|行政|学生)).*(处分|除名|劝其退党|劝退|警告|留党察看|撤销.*党内.*职务|组织处置|限期改正)"
        r"|开除.*党籍|(表彰|表扬).*(党员|党务)|(党员|党务|同志).*(表彰|表扬)"
    ),
    plain=re.compile(
        r"^(?!.*(政务|行政|学生))给予.*(处分|警告|留党察看)|开除.*党籍|^表彰.*(党员|党务)"
    ),
    discussed=re.compile("处分|除名|党籍|组织处置|限期改正|表彰|表扬|评优|推优|优秀"),
)
ASSEMBLY_MATTERS = (ADMISSION, ELECTION, DISCIPLINE)
"""《支部工作条例》第11条, as far as words tell of them."""

_QUOTED = re.compile("《[^》]*》?")
_CLAUSE = re.compile(r"[，。；;,\n!！?？]+")
_TOLD = re.compile("学习|传达|通报|宣讲|解读|观看|规定|流程|程序|案例|警示|组织关系")
_PREPARED = re.compile(
    "拟|讨论|研究|审查|酝酿|建议|初审|预审|准备|征求|考察|公示|材料|听取|申请|谈话|汇报|对象|暂不"
)
_DECIDED = re.compile("决定|同意|通过|给予|予以|批准|表决")
_ONWARD = re.compile("(提交|提请|报请?|交由?|召开)[^。；;\n]{0,16}(大会|支委会|支部委员会)")
_BARE = 12
"""A resolution as short as 全体委员一致同意 speaks of what the title says."""


def decided(title: str, resolution: str) -> list[AssemblyMatter]:
    """The matters of the 党员大会 that an item of the agenda seems to have decided."""
    if not resolution or _ONWARD.search(resolution):
        return []
    clauses = _clauses(resolution)
    found = [one for one in ASSEMBLY_MATTERS if any(_decides(one, clause) for clause in clauses)]
    if not found and len(resolution.strip()) <= _BARE and _DECIDED.search(resolution):
        return named(title)
    return found


def named(text: str) -> list[AssemblyMatter]:
    """The matters of the 党员大会 that a text names, decided or not."""
    clauses = _clauses(text)
    return [one for one in ASSEMBLY_MATTERS if any(map(one.words.search, clauses))]


def discussed(matter: AssemblyMatter, text: str) -> bool:
    """Whether the words of a meeting tell that it discussed a matter."""
    return any(map(matter.discussed.search, _clauses(text)))


def _clauses(text: str) -> list[str]:
    """The clauses in which nothing is only told of."""
    clauses = _CLAUSE.split(_QUOTED.sub("", text))
    return [clause.strip() for clause in clauses if clause and not _TOLD.search(clause)]


def _decides(matter: AssemblyMatter, clause: str) -> bool:
    if matter.plain.search(clause) and not _PREPARED.search(clause):
        return True
    return bool(matter.words.search(clause) and _DECIDED.search(clause))
