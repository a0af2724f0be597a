"""Reviews as they are asked for: which are open, and one of them with its buttons."""

from typing import Final

from bot.answering.answers import Answer, Asker, Said
from bot.answering.documents import Documents
from bot.answering.hearer import Hearer
from bot.answering.spoken import heard
from bot.language.step_lines import read_step
from bot.messages.reviews import review_message, reviews_listed
from inventory.documents.review import Review

VERB: Final = "reviews"


class Reviewing(Hearer):
    """Shows reviews for a clerk."""

    verbs = (VERB,)

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Show the review that is named, or which are open; of only one, all of it."""

        def act() -> Said:
            telling = self._clerk.telling()
            book = telling.book
            step = read_step(verb, text)
            if step.numbers:
                documents = Documents(book, asker.place)
                number = documents.numbers_of(step, ("RV",))[0]
                return Said(review_message(documents.get(Review, number), telling))
            found = list(book.open(Review))
            if len(found) == 1:
                return Said(review_message(found[0], telling))
            return Said(reviews_listed(found, book))

        return heard(self._clerk, verb, asker, act, self._prefix)
