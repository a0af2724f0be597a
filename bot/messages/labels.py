"""Labels bought from carriers: what became of each, in the shipment's message and in its thread."""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import counted, money
from bot.messages.telling import Telling
from bot.messages.text import Bold, Line, Link, clipped, line
from inventory.documents.package_label import LabelState, PackageLabel, in_use
from inventory.documents.remark import Remark
from inventory.documents.shipment import Shipment
from inventory.outbound.tracking_page import known_page

LABELS_MAX: Final = 20
BUY: Final = "Buy label…"


def label_lines(shipment: Shipment) -> Iterator[Line]:
    """Yield what became of each label; a refusal only until another label takes its place."""
    told = [one for one in shipment.labels if _is_told(shipment, one)]
    for label in told[:LABELS_MAX]:
        start = line(Bold(f"Label {label.package}:"), f" {service_of(label)}, {_fate(label)}")
        yield line(start, *_tracking(label))
    more = len(told) - LABELS_MAX
    if more > 0:
        yield line(f"… and {counted(more, 'more label')}.")


def pending_labels(labels: tuple[PackageLabel, ...]) -> str:
    """Say how many labels wait, and how many of them are in doubt; empty for none."""
    doubted = sum(label.state is LabelState.UNKNOWN for label in labels)
    waiting = len(labels) - doubted
    told = (
        f"{counted(waiting, 'label')} about to be bought" * bool(waiting),
        f"{counted(doubted, 'label')} in doubt, looked for until that is certain" * bool(doubted),
    )
    return "; ".join(filter(None, told))


def label_bought(said: Remark, telling: Telling) -> Line:
    """Say that a label is paid for, and when it is printed."""
    tracking = f", tracking {clipped(said.words, 80)}" if said.words else ""
    start = f"Bought the label of {said.document}: {_service(said, telling)}{tracking}."
    return line(f"{start} It is printed here once every package has one.")


def label_refused(said: Remark, telling: Telling) -> Line:
    """Say that no label was sold, and why."""
    start = f"The label of {said.document} was not bought and costs nothing"
    return line(f"{start}: {_service(said, telling)}{_why(said.words)}. Press “{BUY}” again.")


def label_unknown(said: Remark, telling: Telling) -> Line:
    """Say that nobody can tell whether a label was sold, and that this settles by itself."""
    start = f"Nobody can tell yet whether the label of {said.document} was bought"
    return line(
        f"{start}: {_service(said, telling)}{_why(said.words)}. It is looked for until that is "
        "certain, and is not bought twice. Nothing to do: this thread says how it ends."
    )


def label_unused(said: Remark, telling: Telling) -> Line:
    """Say that a label was paid for in vain, and what can be done about the money."""
    start = f"The label of {said.document} was bought and is not used: {_service(said, telling)}"
    return line(f"{start}. Do not stick it on; ask the carrier for the money back.")


def service_of(label: PackageLabel) -> str:
    """Name a label's service and what it costs."""
    name = clipped(f"{label.carrier} {label.service}".strip(), 60)
    return f"{name} for {money(label.price, label.currency)}"


def _is_told(shipment: Shipment, label: PackageLabel) -> bool:
    is_replaced = in_use(shipment.labels, label.package) is not None
    return label.state is not LabelState.REFUSED or not is_replaced


def _fate(label: PackageLabel) -> str:
    match label.state:
        case LabelState.WANTED:
            return "about to be bought"
        case LabelState.BUYING:
            return "being bought"
        case LabelState.BOUGHT:
            return "bought"
        case LabelState.REFUSED:
            return f"not bought{_why(label.said)}. Press “{BUY}” again."
        case LabelState.UNKNOWN:
            return (
                f"perhaps bought, perhaps not{_why(label.said)}. It is looked for until that is "
                "certain, and is not bought twice."
            )
        case LabelState.UNUSED:
            return "bought and not used. Ask the carrier for the money back."


def _tracking(label: PackageLabel) -> Line:
    """Return the number of a bought label, with a link where the carrier's page is known."""
    if label.state is not LabelState.BOUGHT or not label.tracking:
        return ()
    number = clipped(label.tracking, 80)
    url = known_page(label.tracking, label.carrier)
    return line(", tracking ", Link(url, number) if url else number)


def _why(words: str) -> str:
    return f" (“{clipped(words, 200)}”)" if words else ""


def _service(said: Remark, telling: Telling) -> str:
    """Name the service of a remark; its price where the shipment tells the currency."""
    number, _, package = said.document.partition("/")
    shipment = telling.book.get(Shipment, number)
    labels = shipment.labels if shipment else ()
    name = clipped(said.other, 80)
    for label in labels:
        if (str(label.package), label.price) == (package, said.quantity):
            return f"{name} for {money(said.quantity, label.currency)}"
    return name
