"""click in Chinese: help, usage errors, and the options that every verb takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zjdesk.fields import Day

if TYPE_CHECKING:
    from datetime import date


@dataclass
class Settings:
    """What the common options say; they may stand before or after the verb."""

    ledger: Path | None = None
    by: str = ""
    json: bool = False


class DayOption(click.ParamType[Any]):
    """A day typed as 2026-03-12."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | None:
        try:
            return Day("on", "日期").parse(value)
        except ValueError as error:
            return self.fail(str(error), param, ctx)


class Verb(click.Command):
    """A command with the common options, its help in Chinese throughout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common_options()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        pieces = pieces.replace("[OPTIONS]", "[选项]").replace("[COMMAND] [ARGS]...", "命令 …")
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(
                [(name, words.replace("[required]", "（必填）")) for name, words in records]
            )


class Verbs(Verb, click.Group):
    """A group of verbs, listed in the order in which they are declared."""

    command_class = Verb

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            raise click.UsageError(f"没有“{args[0]}”这个命令")
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(
                [(name, verb.get_short_help_str(60)) for name, verb in self.commands.items()]
            )


def explain_usage(error: click.UsageError) -> str:
    """A usage error in Chinese."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.message
        case click.NoSuchOption():
            return f"没有“{error.option_name}”这个选项。"
        case click.MissingParameter(param=param) if param is not None:
            return f"缺少“{_name(param)}”。"
        case click.BadParameter(param=param) if param is not None:
            why = f"：{error.message}" if _is_ours(error.message) else ""
            return f"“{_name(param)}”的值不对{why}。"
        case click.BadArgumentUsage() | click.BadOptionUsage():
            return "参数的个数不对。"
    return f"{error.message}。" if _is_ours(error.message) else "参数写多了，或写错了。"


def _is_ours(message: str) -> bool:
    """Whether a message is in our own words; those of click begin in English."""
    return bool(message) and not message[0].isascii()


def _name(parameter: click.Parameter) -> str:
    """What a person calls it: an option as it is typed, an argument by its Chinese word."""
    return parameter.opts[0] if parameter.param_type_name == "option" else str(parameter.metavar)


def _common_options() -> list[click.Parameter]:
    def keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
        settings = ctx.find_root().ensure_object(Settings)
        if value and parameter.name:
            setattr(settings, parameter.name, value)

    return [
        click.Option(
            ["--ledger"],
            type=click.Path(path_type=Path),
            metavar="台账",
            envvar="ZJDESK_LEDGER",
            help="台账文件；也可以写在环境变量 ZJDESK_LEDGER 里。",
            callback=keep,
            expose_value=False,
        ),
        click.Option(
            ["--by"],
            metavar="姓名",
            help="由谁操作，写进修改记录。",
            callback=keep,
            expose_value=False,
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            help="用 JSON 输出，便于别的程序读取。",
            callback=keep,
            expose_value=False,
        ),
    ]
