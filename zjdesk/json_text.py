"""JSON as people write it: read strictly, with faults in words. Nothing is dropped or guessed."""

from __future__ import annotations

import json
from typing import Any

from zjdesk.errors import Problem, Refused, Weight


class NotJson(ValueError):
    """Text that is not JSON, in words for a person; `line` counts from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, with or without a mark. Raises Refused naming the line."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = "不是 UTF-8 编码的文字，请用 UTF-8 另存后再读"
        raise Refused([Problem(message, weight=Weight.REFUSES, line=line)]) from None


def parse(text: str) -> Any:
    """The value of a JSON text. Raises NotJson, also for a key that is written twice."""
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        message = f"不是完整的 JSON（第{error.colno}个字附近），请核对引号、逗号和括号"
        raise NotJson(message, error.lineno) from None
    except RecursionError:
        raise NotJson("括号套得太深") from None
    except NotJson:
        raise
    except ValueError:
        raise NotJson("里面有一个位数太多的数字") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise NotJson(f"“{key}”在同一处写了两次，请只留一个")
        found[key] = value
    return found


def _refuse_constant(name: str) -> Any:
    raise NotJson(f"不能写 {name}")
