"""What cannot be read, and how to write it instead."""

from functools import singledispatch

from bot.language import code_errors, usage
from bot.language.days import SPELLINGS
from bot.language.grammar import VERBS, prefixed
from bot.messages.text import Code, Line, clipped, line

EXAMPLE = "Write it as "


@singledispatch
def mistake(error: usage.UsageError) -> Line:
    """Word a mistake in one line."""
    return line(f"That cannot be read ({type(error).__name__}).")


@mistake.register
def _(error: usage.UnknownVerb) -> Line:
    near = f" Did you mean {' or '.join(error.near)}?" if error.near else ""
    return line(f"There is no command {_named(error.word)}.{near}")


@mistake.register
def _(error: usage.StrayWords) -> Line:
    words = clipped(", ".join(error.words[:10]), 120)
    start = f"Only one of these can be the item: {words}."
    if len(error.words) == 1:
        start = f"“{words}” has no place here."
    if error.is_question:
        return line(f"{start} Put a code with spaces into quotes.")
    return line(
        f"{start} Put text into a note, ",
        Code('note:"two boxes wet"'),
        ", and a code with spaces into quotes.",
    )


@mistake.register
def _(error: usage.UnknownOption) -> Line:
    return line(
        f"There is no option {_named(error.name)}: it can be {_listed(error.known)}. "
        "Put a code with a colon into quotes."
    )


@mistake.register
def _(error: usage.OptionNotTaken) -> Line:
    parts = {"@": "a bin", ">": "a target"}
    name = parts.get(error.name, f"{error.name}:")
    return line(f"To {error.verb} has no use for {name}. It takes {_listed(error.takes)}.")


@mistake.register
def _(error: usage.PartRepeated) -> Line:
    return line(f"The {error.part} stands there twice. Keep one.")


@mistake.register
def _(error: usage.EmptyOption) -> Line:
    name = error.name if error.name in "@>" else f"{error.name}:"
    return line(f"Nothing follows {name}. Say what, or leave it out.")


@mistake.register
def _(error: usage.QuoteNotClosed) -> Line:
    return line(f"The quote before {_named(error.text)} is not closed.")


@mistake.register
def _(error: usage.AmbiguousNumber) -> Line:
    many, few = error.fixes
    return line(f"{error.text} can be {many} or {few}. Write the one you mean.")


@mistake.register
def _(error: usage.BadNumber) -> Line:
    text = clipped(error.text, 40)
    match error.problem:
        case "not_exact":
            return line(f"{text} has no exact decimals. Say it in a smaller unit.")
        case "negative":
            return line(f"{text} is below zero: nothing costs less than nothing.")
        case "no_line":
            return line(
                f"{text} is no line: they are numbered 1, 2, 3, as in ", Code("line:2"), "."
            )
        case "too_long":
            return line(f"{text} is more than anybody stocks (999,999,999 at most).")
        case _:
            better = f" Did you mean {error.fixes[0]}?" if error.fixes else ""
            return line(f"{text} is no number we know: write 1,200 or 2.5 or 1/2.{better}")


@mistake.register
def _(error: usage.BadDay) -> Line:
    return line(f"{_named(error.text)} is no day we know: write {SPELLINGS}.")


@mistake.register
def _(error: usage.DaysDiffer) -> Line:
    return line(f"One posting is one day, and here are {_listed(error.days)}. Send them apart.")


@mistake.register
def _(_error: usage.QuantityAlone) -> Line:
    return line("A number of what? Write it before the code, as in ", Code("12 MUG-BLU"), ".")


@mistake.register
def _(error: usage.NumberNeeded) -> Line:
    example = VERBS[error.verb].example.split(" ")[0]
    return line(f"Say which one, as {example if '-' in example else 'SH-4'}.")


@mistake.register
def _(error: usage.WrongDocument) -> Line:
    kinds = {
        "SO": "an order",
        "PK": "a pick list",
        "SH": "a shipment",
        "PO": "a purchase order",
        "AP": "an approval",
        "CC": "a count",
        "RMA": "a return",
        "RC": "a recall",
        "RV": "a review",
        "RJ": "a rejection",
        "PA": "a putaway",
        "TR": "a transfer",
        "INV": "an invoice",
    }
    kind = kinds.get(error.number.partition("-")[0], "something else")
    return line(f"{error.number} is {kind}, and {error.verb} has no use for one.")


@mistake.register
def _(error: usage.NoThread) -> Line:
    if error.is_known:
        return line("This thread belongs to no such document. Name it, as SO-7.")
    return line(
        "Slack does not tell in which thread a command is typed. Name the document, as SO-7."
    )


@mistake.register
def _(error: usage.WhichShipment) -> Line:
    if not error.shipments:
        return line(f"{error.order} has no shipment to {error.verb}: pick it first.")
    return line(f"{error.order} has several shipments. Say which: {_listed(error.shipments)}.")


@mistake.register
def _(error: usage.ReasonMissing) -> Line:
    return line(f"Say why after {error.number}.")


@mistake.register
def _(error: usage.NotACount) -> Line:
    return line(f"{error.name}: is a whole number from 1 to {error.most:,}, not {error.text}.")


@mistake.register
def _(error: usage.OutOfRange) -> Line:
    bounds = f"from {error.least} to {error.most}"
    return line(f"{error.name}: is a number {bounds}, not {_named(error.text)}.")


@mistake.register
def _(error: usage.UnknownChoice) -> Line:
    return line(f"{_named(error.text)} is no {error.name}: it can be {_any_of(error.known)}.")


@mistake.register
def _(error: usage.UnknownPerson) -> Line:
    known = f" There are {_listed(error.known[:10])}." if error.known else ""
    return line(f"Nobody on People is called just {_named(error.text)}.{known}")


@mistake.register
def _(error: code_errors.WrongCode) -> Line:
    if error.problem == "check_digit":
        return line(f"{_named(error.text)} has a wrong check digit. Scan it again.")
    return line(
        f"The code {_named(error.text)} cannot be read. Scan it again, or type what it names."
    )


@mistake.register
def _(error: code_errors.UnknownBarcode) -> Line:
    if error.owners:
        return line(
            f"The barcode {error.number} is on {_listed(error.owners)}. "
            "Keep it on one of them on the Items tab."
        )
    return line(f"No item has the barcode {error.number}: put it on the Items tab.")


@mistake.register
def _(error: code_errors.CodeOfOther) -> Line:
    return line(f"The code {_named(error.text)} names no {error.wanted}. Scan the {error.wanted}.")


@mistake.register
def _(error: code_errors.CodeContradicts) -> Line:
    return line(
        f"The {error.part} is {error.coded} on the code, and the line says {error.typed}. "
        "Leave out the one that is wrong."
    )


def usage_of(verb: str, prefix: str = "", shape: str = "") -> Line:
    """Show the shape of a verb's line: the usual one, or one that fits what was begun."""
    row = VERBS[verb]
    command = f"/{verb}" if row.has_command else f"/inv {verb}"
    return line(EXAMPLE, Code(f"{prefixed(command, prefix)} {shape or row.usage}"))


def _named(text: str) -> str:
    return f"“{clipped(text, 60)}”"


def _listed(words: tuple[str, ...], last: str = "and") -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _any_of(words: tuple[str, ...]) -> str:
    return _listed(words, "or")
