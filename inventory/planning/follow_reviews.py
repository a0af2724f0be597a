"""Reviews follow what waits: news makes a new one, anything else edits what managers have before them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from inventory.documents.forecast import Forecast, Parameters
from inventory.documents.review import (
    REVIEW_LINES_MAX,
    REVIEW_TRANSITIONS,
    Review,
    ReviewLine,
    ReviewStatus,
)
from inventory.draft import Draft
from inventory.planning.changing import differs_much
from inventory.stepping import notice_of, put_document, require_step


class Asked(NamedTuple):
    """A forecast that waits, and what has changed most."""

    forecast: Forecast
    cause: str

    @property
    def after(self) -> Parameters:
        return self.forecast.waiting or self.forecast.parameters


def follow_reviews(
    draft: Draft, asked: Mapping[str, Asked | None], on: date, *, is_last: bool = True
) -> None:
    """Have the open reviews say what waits now.

    A review is told when it is made, and again with the last part of its run: of a large house with
    twenty parts its message is not edited twenty times.

    Args:
        draft: whose forecasts have been kept.
        asked: key of a forecast that was looked at -> what waits of it; None for nothing.
        on: the day of the run: what a run finds later is added to what it found first.
        is_last: no more is to come of the run.
    """
    reviews = list(draft.book.open(Review))
    before = {line.forecast: line for review in reviews for line in review.waiting}
    waiting = {key: one for key, one in asked.items() if one is not None}
    percent = draft.book.rules.review_percent
    news = {
        key: one
        for key, one in waiting.items()
        if key not in before or differs_much(before[key].after, one.after, percent)
    }
    carried: list[ReviewLine] = []
    for review in reviews:
        is_of_run = review.on == on
        lines = [_followed(line, asked, news) for line in review.lines]
        if news and not is_of_run:
            carried += [line for line in lines if line.is_open]
            lines = [_overtaken(line) for line in lines]
        if tuple(lines) != review.lines:
            changed = {"lines": tuple(lines), "status": status_of(lines)}
            _put(draft, review.model_copy(update=changed), is_told=not is_of_run)
    if news:
        _ask(draft, [*carried, *map(_line, news.values())], on)
    for review in _of_run(draft, on) if is_last and not draft.is_empty else ():
        draft.tell(notice_of(review), is_current=True)


def put_review(draft: Draft, review: Review) -> Review:
    """Change a review, and have its message say how it stands.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    require_step(draft.current(Review, review.number), review, REVIEW_TRANSITIONS)
    return put_document(draft, review)


def status_of(lines: Sequence[ReviewLine]) -> ReviewStatus:
    """Return where a review stands by its lines."""
    if any(line.is_open for line in lines):
        return ReviewStatus.OPEN
    is_decided = any(line.is_accepted is not None for line in lines)
    return ReviewStatus.DECIDED if is_decided else ReviewStatus.OVERTAKEN


def _followed(
    line: ReviewLine, asked: Mapping[str, Asked | None], news: Mapping[str, Asked]
) -> ReviewLine:
    """Return a line by what waits now: the same, with figures of today, or overtaken."""
    if not line.is_open or line.forecast not in asked:
        return line
    now = asked[line.forecast]
    if now is None or line.forecast in news:
        return _overtaken(line)
    return _line(now).model_copy(update={"cause": line.cause})


def _overtaken(line: ReviewLine) -> ReviewLine:
    return line.model_copy(update={"is_overtaken": True}) if line.is_open else line


def _line(asked: Asked) -> ReviewLine:
    return ReviewLine(
        item=asked.forecast.item,
        site=asked.forecast.site,
        before=asked.forecast.parameters,
        after=asked.after,
        cause=asked.cause,
    )


def _put(draft: Draft, review: Review, *, is_told: bool) -> None:
    """Change a review; one of the run that is under way is told with its last part."""
    if is_told or not review.is_open:
        put_review(draft, review)
    else:
        draft.put(review)


def _ask(draft: Draft, lines: Sequence[ReviewLine], on: date) -> None:
    """Put lines on the review of the run as far as there is room, and the rest on further ones."""
    rest = list(lines)
    number = ""
    for review in _of_run(draft, on):
        room = REVIEW_LINES_MAX - len(review.lines)
        number = number or review.number
        if room and rest:
            added, rest = rest[:room], rest[room:]
            longer = review.model_copy(update={"lines": (*review.lines, *added)})
            _put(draft, longer, is_told=False)
    while rest:
        added, rest = rest[:REVIEW_LINES_MAX], rest[REVIEW_LINES_MAX:]
        made = Review(number=draft.next_number(Review, "RV"), on=on, lines=tuple(added))
        number = number or made.number
        put_review(draft, made)
    for review in draft.changed(Review):
        if review.status is ReviewStatus.OVERTAKEN and review.on != on:
            put_review(draft, review.model_copy(update={"overtaken_by": number}))


def _of_run(draft: Draft, on: date) -> Iterator[Review]:
    for review in draft.book.open(Review):
        current = draft.current(Review, review.number)
        if current is not None and current.is_open and current.on == on:
            yield current
