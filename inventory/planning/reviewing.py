"""A manager's word on parameters that wait: they act from then on, or the old ones stay."""

from collections.abc import Mapping

from inventory.documents.forecast import Forecast
from inventory.documents.review import Review, ReviewLine, ReviewStatus
from inventory.draft import Draft
from inventory.errors import AlreadyDecided
from inventory.planning.follow_reviews import put_review, status_of
from inventory.planning_commands import DecideReview
from inventory.planning_errors import NotOnReview, ReviewOvertaken
from inventory.stepping import the


def plan_review_decision(draft: Draft, command: DecideReview) -> None:
    """Let what waits on a review act, or leave it; of all of it or of some lines.

    Raises:
        UnknownDocument: there is no such review.
        AlreadyDecided: somebody was quicker.
        ReviewOvertaken: newer figures have taken its place.
        NotOnReview: none of the lines waits on it.
    """
    review = the(draft, Review, command.number)
    _refuse_closed(review)
    decisions = _decisions(review, command)
    for line in review.waiting:
        if line.forecast in decisions:
            _decide(draft, line, is_accepted=decisions[line.forecast])
    lines = tuple(_decided(line, decisions) for line in review.lines)
    put_review(
        draft,
        review.model_copy(
            update={
                "lines": lines,
                "status": status_of(lines),
                "decided_by": command.actor,
                "decided_on": draft.today,
                "decided_in": draft.id,
            }
        ),
    )


def _refuse_closed(review: Review) -> None:
    if review.status is ReviewStatus.OVERTAKEN:
        raise ReviewOvertaken(number=review.number, by=review.overtaken_by)
    if not review.is_open:
        raise AlreadyDecided(
            number=review.number,
            status=review.status,
            by=review.decided_by,
            transaction=review.decided_in,
        )


def _decisions(review: Review, command: DecideReview) -> dict[str, bool]:
    """Return key of a forecast -> whether its new parameters act."""
    waiting = tuple(line.forecast for line in review.waiting)
    named = dict.fromkeys(command.lines, command.is_accepted) | dict.fromkeys(command.kept, False)
    unknown = tuple(key for key in named if key not in waiting)
    if unknown:
        raise NotOnReview(number=review.number, lines=unknown, waiting=waiting)
    return named or dict.fromkeys(waiting, command.is_accepted)


def _decided(line: ReviewLine, decisions: Mapping[str, bool]) -> ReviewLine:
    if not line.is_open or line.forecast not in decisions:
        return line
    return line.model_copy(update={"is_accepted": decisions[line.forecast]})


def _decide(draft: Draft, line: ReviewLine, *, is_accepted: bool) -> None:
    forecast = draft.book.get(Forecast, line.forecast)
    if forecast is None or forecast.waiting is None:
        return
    waited = forecast.waiting
    decided = {"parameters": waited, "declined": None} if is_accepted else {"declined": waited}
    draft.put(forecast.model_copy(update={"waiting": None, **decided}))
