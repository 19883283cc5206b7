"""The command line: the window's verbs over the same functions, usable when no window starts.

Results go to stdout, everything else to stderr. Exit status: 0 done, 1 problems in the data,
2 trouble (file, disk, state), 3 wrong usage.

verbs       one function a verb
duties      the verbs of the duties
statistics  the verb of the statistics
roster      the verbs of the roster
opening     the ledger, record or file that a verb works on
output      what they print
chinese     click in Chinese, the options of every verb
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from zjdesk.cli.chinese import explain_usage
from zjdesk.cli.output import print_json, problems_json, say
from zjdesk.cli.verbs import zjdesk
from zjdesk.errors import Refused, ZjdeskError, reason_of

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, PROBLEMS, TROUBLE, USAGE = range(4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = zjdesk.main(words, prog_name="zjdesk", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        say(explain_usage(error), "加上 --help 可以看用法。")
        return USAGE
    except Refused as error:
        if "--json" in words:
            print_json(problems_json(error.problems))
        say(*map(str, error.problems), error.hint)
        return PROBLEMS
    except ZjdeskError as error:
        say(str(error), error.hint)
        return TROUBLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return TROUBLE
    except OSError as error:
        say(f"读写出错：{reason_of(error)}", "台账里原有的内容完好。")
        return TROUBLE
    return status if isinstance(status, int) else DONE
