"""Puts errors, field problems and journal steps into words, for whoever shows them; never a value itself."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from core.errors import AppError, FieldProblem, InvalidError, QueryError
from core.message_texts import MESSAGES as MESSAGES
from core.paths import command_line, is_frozen
from core.words import grouped, inside, message, named

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

MAX_PROBLEMS: Final = 20
"""How many problems one line lists."""
MAX_NAME: Final = 60
"""Characters of a record's name in the label of a step."""
NO_NUL: Final = r"^[^\x00]*$"

_NEUTRAL: Final = frozenset({"detail", "label", "noun", "singular", "used_by", "verb"})
"""Parameters that words stand for where they were not given."""
_SHOWN: Final = frozenset(re.findall(r"\{(\w+)", " ".join(text for key, text in MESSAGES.items() if ":" in key)))
"""The parts of Pydantic's context that are facts about the field; others may hold the value itself."""
_UNITS: Final = ("bytes", "kB", "MB", "GB", "TB")
_QUOTED_NAME: Final = re.compile(r" \S\{name\}\S")  # in the quotes of its language
_BREAKS: Final = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


_COMMAND: Final = re.compile(r"`(?=(?:db|user) )")
"""Where a text tells of a command. From source everybody knows how to call it."""


class _Value:
    """A parameter inside a template; see `core.message_texts` for the formats."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        value = self._value
        if isinstance(value, int) and not isinstance(value, bool):
            return _count(value, spec)
        if isinstance(value, list | tuple):
            return ", ".join(str(part) for part in cast("list[object]", value))
        text = str(value)
        return inside(text) if spec == "inside" else text


class _Params(dict[str, _Value]):
    def __missing__(self, name: str) -> _Value:
        return _Value(_neutral(name) if name in _NEUTRAL else "…")


def _neutral(name: str) -> str:
    return message(f"neutral.{name}")


def _count(number: int, spec: str) -> str:
    if spec == "bytes":
        return _size(number)
    singular, _, plural = spec.partition("|")
    return f"{grouped(number)} {singular if number == 1 else plural}" if plural else grouped(number)


def _size(size: int) -> str:
    power = min((len(str(size)) - 1) // 3, len(_UNITS) - 1)
    return f"{size:,} {_UNITS[0]}" if power == 0 else f"{size / 1000**power:,.1f} {_UNITS[power]}"


def worded(template: str, **values: object) -> str:
    """A text with its values put in, in the forms that `core.message_texts` describes: `{count:row|rows}`."""
    return _worded(template, values)


def _worded(template: str, params: Mapping[str, object]) -> str:
    if is_frozen():
        template = _COMMAND.sub(f"`{command_line()} ", template)
    return _BREAKS.sub(" ", template.format_map(_Params({name: _Value(value) for name, value in params.items()})))


def _known(code: str) -> str | None:
    """The code itself, or the nearest part of it before a dot that has words."""
    while code not in MESSAGES:
        code, dot, _ = code.rpartition(".")
        if not dot:
            return None
    return code


def describe(error: AppError) -> str:
    """One line that says what is wrong and what to do."""
    if isinstance(error, InvalidError) and error.problems:
        return _listed(error.problems)
    code = _variant(error.reason, error.params)
    known = _known(code) or _known(error.code) or "error"
    text = _worded(message(known), error.params)
    if known != code:
        text = f"{text} ({_BREAKS.sub(' ', code)})"
    if isinstance(error, QueryError) and error.length:
        return message("query.at").format(text=text, position=grouped(error.position + 1))
    return text


def _listed(problems: tuple[FieldProblem, ...]) -> str:
    texts = [_placed(problem) for problem in problems[:MAX_PROBLEMS]]
    if len(problems) > MAX_PROBLEMS:
        texts.append(message("problem.more").format(count=grouped(len(problems) - MAX_PROBLEMS)))
    return "; ".join(texts)


def _placed(problem: FieldProblem) -> str:
    text = describe_problem(problem, field_label(problem.field) if problem.field else None)
    return text if problem.row is None else message("problem.row").format(row=grouped(problem.row), text=text)


def describe_problem(problem: FieldProblem, label: str | None = None) -> str:
    """What is wrong with the field, as it follows its name; with a label, that goes in front."""
    code = _variant(problem.code, problem.params)
    known = _known(code)
    text = _worded("{detail}" if known is None else message(known), problem.params)
    return text if label is None else f"{label}: {text}"


def field_label(name: str) -> str:
    """A field's name as words, where its declared label is not at hand: `owner_id` as `Owner`."""
    words = name.removeprefix("is_").removesuffix("_id").removesuffix("_at").replace("_", " ")
    return words[:1].upper() + words[1:]


def _variant(code: str, params: Mapping[str, object]) -> str:
    """The more exact wording that a code's parameters allow."""
    match code:
        case "pydantic:date_from_datetime_parsing" | "pydantic:datetime_from_date_parsing" if params.get("no_such_day"):
            return "typed.date.none"
        case "access" if params.get("verb") == "create":
            return "access.create"
        case "undo.newer" if "passed" in params:
            return "undo.newer.passed"
        case "pydantic:string_pattern_mismatch" if params.get("pattern") == NO_NUL:
            return "pydantic:string_pattern_mismatch.nul"
        case "pydantic:string_too_short" if params.get("min_length") == 1:
            return "pydantic:string_too_short.empty"
        case _ if params.get("is_null"):
            return "pydantic:string_too_short.empty"
        case _:
            return code


def problems_of(error: "ValidationError") -> tuple[FieldProblem, ...]:
    """What Pydantic found, field by field; a rule of the whole model has the field ""."""
    return tuple(problem_of(details) for details in error.errors(include_url=False))


def problem_of(details: "ErrorDetails") -> FieldProblem:
    """One thing that Pydantic found."""
    field = str(details["loc"][0]) if details["loc"] else ""
    return FieldProblem(field, f"pydantic:{details['type']}", _facts(details))


def _facts(details: "ErrorDetails") -> dict[str, Any]:
    context = details.get("ctx", {})
    facts = {name: value for name, value in context.items() if name in _SHOWN | {"pattern"}}
    if "reason" in context and details["type"] == "value_error":
        return {"detail": message("pydantic:value_error.email")}
    rule = context.get("error")
    if isinstance(rule, str) and rule.startswith(("day value is", "month value is")):
        facts["no_such_day"] = True
    is_whole = details["type"].startswith("model_")
    if details["input"] is None and not is_whole and (details["type"].endswith("_type") or "expected" in context):
        facts["is_null"] = True  # of no kind at all, rather than of a wrong one
    if rule is not None and details["type"] in {"value_error", "assertion_error"}:
        facts["detail"] = _without_value(str(rule), details["input"])
    elif f"pydantic:{details['type']}" not in MESSAGES:
        facts["detail"] = _without_value(details["msg"], details["input"])
    return facts


def _without_value(text: str, value: object) -> str:
    """The words of a rule of the application's own, unless they repeat the value, which may be a secret."""
    values = cast("dict[str, object]", value).values() if isinstance(value, dict) else (value,)
    shown = [re.escape(part) for part in map(str, values) if part and part in text]
    repeated = shown and re.search(rf"(?<!\w)(?:{'|'.join(shown)})(?!\w)", text)
    return _neutral("detail") if repeated or not text else text


def describe_step(label: str, params: Mapping[str, object], *, is_done: bool = False) -> str:
    """What a step of the journal does: “Change 3 items”; in a list of what was done, “Changed 3 items”."""
    count, singular = params.get("count"), named(str(params.get("singular") or _neutral("singular")))
    noun = singular if count == 1 else named(str(params.get("label") or _neutral("noun")))
    name = _shortened(str(params.get("name") or ""))
    codes = ([f"done.{label}"] if is_done else []) + [f"step.{label}"]
    template = message(next((code for code in codes if code in MESSAGES), "step"))
    if not name:
        template = _QUOTED_NAME.sub("", template)
    if count is None:
        template = template.replace("{count} ", "")
    action = field_label(label.replace(".", " ")) or "Change"
    what = _worded("{noun:inside}" if count is None else "{count} {noun:inside}", {"count": count, "noun": noun})
    return _worded(
        template, {**params, "noun": noun, "name": name, "singular": singular, "action": action, "what": what}
    )


def _shortened(name: str) -> str:
    name = _BREAKS.sub(" ", name).strip()
    return name if len(name) <= MAX_NAME else name[: MAX_NAME - 1].rstrip() + "…"
