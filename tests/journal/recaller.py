"""A process that recalls a lot and writes to its customers, and says what it has done, until it is killed.

The keys are those of one click: who starts it again repeats that click.
"""

import sys

from bot.answering.going_on import go_on
from inventory.documents.recall import Recall, RecallScope
from inventory.recall_commands import NotifyRecall, StartRecall
from journal.opening import open_journal
from tests.memory_desk import START


def main() -> None:
    journal = open_journal(sys.argv[1], "journal-1")
    asked = {"actor": "U0MIA", "at": START}
    scope = RecallScope(item="JAM-STR", lots=("L7",))
    begun = StartRecall(key="start", scope=scope, reason="glass", **asked)
    print("ready", flush=True)  # noqa: T201
    done = journal.desk.handle(begun)
    print("begun", flush=True)  # noqa: T201
    go_on(journal.desk, begun, done)
    print("listed", flush=True)  # noqa: T201
    for one in list(journal.desk.book.all(Recall)):
        journal.desk.handle(NotifyRecall(key=f"notify {one.number}", number=one.number, **asked))
        print(f"written {one.number}", flush=True)  # noqa: T201
    journal.close()


if __name__ == "__main__":
    main()
