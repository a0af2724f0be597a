"""What of the shipments on their way needs somebody: said once in the thread, and to the managers.

The warning to the managers names every shipment that needs somebody, edits itself every morning and
ends by itself; a thread hears of each state once, and of being stuck anew after a sign of life.
"""

from typing import Final

from inventory.documents.progress import ProgressKind
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.journey_commands import JudgeShipments
from inventory.outbound.watching import Judgement, judge_shipment
from inventory.reports import shortened, warn
from inventory.stepping import remark

TOPIC: Final = "shipments"
MENDED: Final = "No shipment is late or stuck any more."


def plan_judge(draft: Draft, command: JudgeShipments) -> None:
    """Look at every shipment on its way.

    Raises:
        NothingChanged: nothing is to be said.
    """
    lines: list[str] = []
    for shipment in sorted(draft.book.open(Shipment), key=lambda one: int(one.number[3:])):
        if shipment.status is not ShipmentStatus.SHIPPED or shipment.progress is None:
            continue
        judged = _judged(draft, shipment)
        _say_news(draft, shipment, judged)
        if judged.needs_somebody:
            lines.append(_line(shipment, judged))
    headline = f"{_counted(len(lines))} somebody to look." if lines else MENDED
    warn(draft, TOPIC, headline, shortened(lines, "Shipments"), is_open=bool(lines))
    if draft.is_empty:
        raise NothingChanged(what=TOPIC)


def worries_of(judged: Judgement) -> tuple[RemarkKind, ...]:
    """Return what the thread is to hear of a shipment; what a carrier told stands there already."""
    found = {RemarkKind.LATE: judged.is_late, RemarkKind.STUCK: judged.is_stuck}
    return tuple(kind for kind, is_so in found.items() if is_so)


def _judged(draft: Draft, shipment: Shipment) -> Judgement:
    assert shipment.progress is not None  # noqa: S101 - the caller has looked
    return judge_shipment(
        shipment.progress,
        now=draft.command.at,
        rules=draft.book.rules,
        promised_on=shipment.promised_on,
    )


def _say_news(draft: Draft, shipment: Shipment, judged: Judgement) -> None:
    """Say what was not said before; that a parcel is late stays said, being stuck ends."""
    worries = worries_of(judged)
    kept = tuple(k for k in shipment.worries if k in worries or k is RemarkKind.LATE)
    news = tuple(kind for kind in worries if kind not in kept)
    if (*kept, *news) == shipment.worries:
        return
    draft.put(shipment.model_copy(update={"worries": (*kept, *news)}))
    for kind in news if shipment.order else ():
        said = Remark(kind=kind, document=shipment.number, words=_why(kind, judged))
        remark(draft, shipment.order, said)


def _why(kind: RemarkKind, judged: Judgement) -> str:
    if kind is RemarkKind.LATE:
        return f"promised for {judged.promised_on}, {_days(judged.late_days)} late"
    return f"not heard of for {_days(judged.silent_days, 'working ')}"


def _line(shipment: Shipment, judged: Judgement) -> str:
    reasons = [_why(kind, judged) for kind in worries_of(judged)]
    if judged.kind is ProgressKind.FAILED_ATTEMPT:
        reasons.insert(0, "the carrier could not hand it over")
    by = " ".join(filter(None, (shipment.carrier, shipment.tracking)))
    name = f"{shipment.number} ({shipment.order})" if shipment.order else shipment.number
    return f"{name}{f', {by}' if by else ''}: {'; '.join(reasons)}"


def _counted(shipments: int) -> str:
    return "1 shipment needs" if shipments == 1 else f"{shipments} shipments need"


def _days(days: int, kind: str = "") -> str:
    return f"{days} {kind}day{'' if days == 1 else 's'}"
