"""Every line of the file in exactly one counted class: nothing is dropped in silence."""

from collections import Counter
from collections.abc import Sequence

from benchmarks.retail_lines import NOT_GOODS, Treatment
from benchmarks.retail_postings import Posting, Verb
from inventory.errors import StockError
from inventory.transaction import Posted


class Tally:
    """Counts lines by what became of them.

    Attributes:
        lines: what became of it -> how many lines.
        surprises: postings that did not end as expected, in words.
    """

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()
        self.surprises: list[str] = []

    def settle(self, posting: Posting, refusal: str | None) -> None:
        """Count the lines of a posting; `refusal` is the desk's name for why not, if it refused."""
        expected = posting.is_doomed
        if expected != (refusal is not None):
            self.surprises.append(
                f"{posting.name}: {refusal or 'posted, but should not have been'}"
            )
        for line, treatment in posting.lines:
            self.lines[_label(treatment, line.code, refusal)] += 1

    @property
    def total(self) -> int:
        return self.lines.total()

    def table(self) -> str:
        """Return the summary, most lines first."""
        rows = [f"{count:>9,}  {label}" for label, count in self.lines.most_common()]
        return "\n".join([*rows, f"{self.total:>9,}  lines in all"])


def refusal_of(posting: Posting, results: Sequence[Posted | StockError]) -> str | None:
    """Return the name of the first refusal among a posting's results."""
    refusals = [type(one).__name__ for one in results if isinstance(one, StockError)]
    if posting.verb is Verb.NOTHING or not refusals:
        return None
    return refusals[0]


def _label(treatment: Treatment, code: str, refusal: str | None) -> str:
    if treatment is Treatment.NOT_GOODS:
        return f"{treatment.value}: {code}, {NOT_GOODS[code]} ({refusal})"
    return treatment.value if refusal is None else f"{treatment.value} ({refusal})"
