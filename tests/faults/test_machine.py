"""People, managers, faults and restarts in any order, against an oracle of plain dictionaries.

What is read is held to it as well as what is written: look-ups, history, the Stock and Ledger tabs,
and what stands in the channel.
"""

import re
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from structlog.testing import capture_logs

from bot.answering.answers import Said
from bot.answering.deciding import decide_approval
from inventory.documents.approval import Approval
from inventory.invariants import check_invariants
from inventory.problem import Problem
from inventory.questions import how_much, what_happened
from sandbox.google.faults import Fault
from sheets_schema.mending import mend
from tests.faults.house import SCALE, SEED, STOCK, House, Town
from tests.faults.oracle import TOLERANCE, Facts, Leg, Oracle, Posting

SKUS = st.sampled_from(("MUG-BLU", "TEE-BLK-M", "NEW-1"))
BINS = st.sampled_from(("A-01", "A-02"))
PLACES = st.sampled_from(("A-01", "A-02", "IN", "PACK", "RET", "HOLD"))
QUANTITIES = st.integers(1, 30)
NAMES = st.sampled_from(("Mug", "Tee, black", "=1+1", "0042", "Tasse bleue 🫖"))
GOOGLE = st.sampled_from(("429", "503", "disconnect", "applied_then_dropped", "applied_then_503"))
SLACK = st.sampled_from(("ratelimited", "error_503", "applied_then_dropped", "disconnect"))
MINIMUM = "J"


class Warehouse(RuleBasedStateMachine):
    """One house from its first posting to its last."""

    town: Town

    def __init__(self) -> None:
        super().__init__()
        self._logs = capture_logs()
        self._logs.__enter__()
        self._opened = self.town.house()
        self.house: House = self._opened.__enter__()
        self.oracle = Oracle()

    def teardown(self) -> None:
        try:
            self.house.settle_doubts()
            self.look_at_the_sheet()
            said = (re.search(r"\*(TX-\d+)\*", text) for text in self.house.said()[STOCK])
            told = [posted[1] for posted in said if posted]  # returns have a message besides
            assert told == self.oracle.announced
        finally:
            self._opened.__exit__(None, None, None)
            self._logs.__exit__(None, None, None)

    @initialize()
    def furnished(self) -> None:
        received = [Leg("MUG-BLU", 24, "SUPPLIER", "A-01")]
        self.oracle.post(Posting("TX-16", received), is_announced=False)
        self.oracle.post(Posting("TX-17", [Leg("MUG-BLU", 6, "A-01", "PACK")]), is_announced=False)
        self.oracle.items = {
            "MUG-BLU": Facts("Blue mug", minimum=10),
            "TEE-BLK-M": Facts("Black tee, M"),
        }

    # -- people -------------------------------------------------------------------------------

    @rule(quantity=QUANTITIES, sku=SKUS, place=BINS)
    def receive(self, quantity: int, sku: str, place: str) -> None:
        said = self.house.asks("receive", f"{quantity} {sku} @{place}")
        self.judge(said, Leg(sku, quantity, "SUPPLIER", place))

    @rule(quantity=QUANTITIES, sku=SKUS, place=BINS)
    def pick(self, quantity: int, sku: str, place: str) -> None:
        said = self.house.asks("pick", f"{quantity} {sku} @{place}")
        self.judge(said, Leg(sku, quantity, place, "PACK"))

    @rule(quantity=QUANTITIES, sku=SKUS, here=PLACES, there=PLACES)
    def move(self, quantity: int, sku: str, here: str, there: str) -> None:
        said = self.house.asks("move", f"{quantity} {sku} @{here} > {there}")
        self.judge(said, Leg(sku, quantity, here, there))

    @rule(quantity=QUANTITIES, sku=SKUS)
    def ship(self, quantity: int, sku: str) -> None:
        said = self.house.asks("ship", f"{quantity} {sku} to:Nora tracking:1Z9")
        self.judge(said, Leg(sku, quantity, "PACK", "CUSTOMER"))

    @rule(quantity=QUANTITIES, sku=SKUS)
    def give_back(self, quantity: int, sku: str) -> None:
        said = self.house.asks("return", f"{quantity} {sku} condition:new")
        self.judge(said, Leg(sku, quantity, "CUSTOMER", "RET"))

    @rule(lines=st.lists(st.tuples(QUANTITIES, SKUS, BINS), min_size=2, max_size=4))
    def pick_a_block(self, lines: list[tuple[int, str, str]]) -> None:
        """All lines are picked or none; each sees the ones before it."""
        said = self.house.asks("pick", "\n".join(f"{n} {sku} @{bin}" for n, sku, bin in lines))
        legs = [Leg(sku, quantity, place, "PACK") for quantity, sku, place in lines]
        self.judge(said, *legs)

    @rule(counted=st.integers(0, 40), sku=SKUS, place=BINS, is_approved=st.booleans())
    def count(self, counted: int, sku: str, place: str, is_approved: bool) -> None:
        said = self.house.asks("count", f"{counted} {sku} @{place}")
        if sku not in self.oracle.items:
            assert said.is_refusal
            return
        off = counted - self.oracle.stock[sku, place]
        source, target = ("DIFFERENCE", place) if off > 0 else (place, "DIFFERENCE")
        legs = [Leg(sku, abs(off), source, target)] if off else []
        if abs(off) <= TOLERANCE:
            posting = Posting(self.last(), legs, can_be_undone=bool(legs))
            self.oracle.post(posting)
            return
        self.oracle.announced.append(self.last())
        self.decide(legs, is_approved=is_approved)

    def decide(self, legs: list[Leg], *, is_approved: bool) -> None:
        """Cleo decides about the count that waits."""
        number = list(self.house.journal.desk.book.all(Approval))[-1].number
        cleo = self.house.asker("U0CLEO")
        said = decide_approval(self.house.clerk, number, cleo, is_approved=is_approved)
        assert not said.is_refusal
        moved = legs if is_approved else []
        self.oracle.post(Posting(self.last(), moved, can_be_undone=False))

    @precondition(lambda self: any(p.can_be_undone for p in self.oracle.postings))
    @rule(chosen=st.integers(0, 10**6))
    def undo(self, chosen: int) -> None:
        """A posting is taken back once, by its own actor, unless the goods have left."""
        candidates = [p for p in self.oracle.postings if p.can_be_undone]
        posting = candidates[chosen % len(candidates)]
        back = [leg.back for leg in reversed(posting.legs)]
        may = not posting.is_undone and self.is_there(back)
        said = self.house.clerk.undo(posting.id, self.house.asker("U0CLEO"))
        assert said.is_refusal is not may, said.message.text
        if may:
            posting.is_undone = True
            self.oracle.post(Posting(self.last(), back))

    def judge(self, said: Said, *legs: Leg) -> None:
        """Hold an answer to what the oracle would have done."""
        is_known = all(leg.sku in self.oracle.items for leg in legs)
        moves = all(leg.source != leg.target for leg in legs)
        may = is_known and moves and self.is_there(list(legs))
        assert said.is_refusal is not may, said.message.text
        if may:
            self.oracle.post(Posting(self.last(), list(legs)))

    def is_there(self, legs: list[Leg]) -> bool:
        """Tell whether each leg finds its goods, the ones before it having gone."""
        stock = dict(self.oracle.stock)
        for leg in legs:
            if not self.oracle.has(leg):
                break
            self.oracle.stock[leg.sku, leg.source] -= leg.quantity
            self.oracle.stock[leg.sku, leg.target] += leg.quantity
        else:
            self.put_back(stock)
            return True
        self.put_back(stock)
        return False

    def put_back(self, stock: dict[tuple[str, str], int]) -> None:
        self.oracle.stock.clear()
        self.oracle.stock.update(stock)

    def last(self) -> str:
        return f"TX-{self.house.journal.desk.book.sequence}"

    # -- managers -----------------------------------------------------------------------------

    def row_of(self, sku: str) -> int:
        rows = self.house.tab("Items")
        return next(n for n, cells in enumerate(rows, 1) if cells[:1] == [sku])

    @rule(sku=SKUS, name=NAMES)
    def rename(self, sku: str, name: str) -> None:
        if sku not in self.oracle.items:
            return
        self.house.settle()
        self.house.types(f"Items!B{self.row_of(sku)}", [f"'{name}"])
        self.oracle.items[sku].name = name

    @rule(sku=SKUS, minimum=st.sampled_from((0, 5, 40, "lots", "-3", "1,5,2")))
    def set_minimum(self, sku: str, minimum: Any) -> None:
        """What can be read takes effect; what cannot is named, and the last value stands."""
        if sku not in self.oracle.items:
            return
        self.house.settle()
        self.house.types(f"Items!{MINIMUM}{self.row_of(sku)}", [minimum])
        facts = self.oracle.items[sku]
        facts.has_bad_minimum = isinstance(minimum, str)
        if isinstance(minimum, int):
            facts.minimum = minimum

    @rule()
    def add_an_item(self) -> None:
        if "NEW-1" in self.oracle.items:
            return
        self.house.settle()
        end = max(n for n, cells in enumerate(self.house.tab("Items"), 1) if any(cells))
        self.house.types(f"Items!A{end + 1}", ["NEW-1", "Something new"])
        self.house.settle()
        self.oracle.items["NEW-1"] = Facts("Something new")

    @rule()
    def delete_an_item(self) -> None:
        """Only what was never used can go."""
        if "NEW-1" not in self.oracle.items or self.oracle.is_used("NEW-1"):
            return
        self.house.settle()
        self.house.acts("deletes_rows", tab="Items", first=self.row_of("NEW-1"))
        self.house.settle()
        del self.oracle.items["NEW-1"]

    @rule(column=st.sampled_from("ABJ"), is_descending=st.booleans())
    def sort_items(self, column: str, is_descending: bool) -> None:
        end = len(self.house.tab("Items"))
        area = f"Items!A2:Z{end}"
        self.house.acts("sorts", range=area, column=column, descending=is_descending)

    @rule(before=st.integers(2, 4))
    def insert_a_row(self, before: int) -> None:
        self.house.acts("inserts_rows", tab="Items", before=before)

    @rule(act=st.sampled_from(("edit", "delete", "sort")))
    def damage_a_tab_of_the_bot(self, act: str) -> None:
        """Somebody who may changes what only the bot should; the night's check mends it."""
        self.house.settle()
        if act == "edit":
            self.house.types("Stock!F2", [999])
        elif act == "delete":
            self.house.acts("deletes_rows", tab="Ledger", first=2)
        else:
            self.house.acts("sorts", range="Ledger!A2:S60", column="F")
        self.town.standins.google.state.faults.rules.clear()
        found = self.house.compared()
        mend(self.town.workbook, self.house.journal.progress, found, self.house.clock())
        self.house.settle()
        assert self.house.differences() == []

    # -- what happens by itself ---------------------------------------------------------------

    @rule()
    def work(self) -> None:
        self.house.work_once()

    @rule()
    def restart(self) -> None:
        self.house.restart()

    @rule(seconds=st.sampled_from((-3600, 60, 201, 86_400)))
    def set_the_clock(self, seconds: int) -> None:
        self.house.clock.advance(seconds=seconds)

    @rule(kind=GOOGLE, skip=st.integers(0, 4))
    def break_google(self, kind: str, skip: int) -> None:
        rule = Fault(kind=kind, skip=skip, count=1, path="/v4/")
        self.town.standins.google.state.faults.rules.append(rule)

    @rule(kind=SLACK, skip=st.integers(0, 2))
    def break_slack(self, kind: str, skip: int) -> None:
        self.town.slack.breaks(kind, "api:*", skip=skip)

    # -- what is read -------------------------------------------------------------------------

    @rule(sku=SKUS)
    def ask_how_much(self, sku: str) -> None:
        book = self.house.journal.desk.catch_up()
        item = book.item(sku)
        if sku not in self.oracle.items:
            assert item is None
            return
        assert item is not None
        answer = how_much(book, item)
        assert {s.location: s.quantity for s in answer.standings} == self.oracle.on_hand(sku)
        assert answer.on_hand == sum(self.oracle.on_hand(sku).values())

    @rule(sku=SKUS)
    def ask_what_happened(self, sku: str) -> None:
        item = self.house.journal.desk.book.item(sku)
        if item is None:
            return
        moves = what_happened(self.house.journal.reader, item, limit=1000)
        found = [Leg(m.item, int(m.quantity), m.source, m.target) for m in moves]
        assert found == self.oracle.history(sku)

    @rule()
    def look_at_the_sheet(self) -> None:
        self.house.settle()
        stock = {(r[0], r[2]): r[5] for r in self.house.tab("Stock")[1:] if r[5]}
        assert stock == {
            (sku, place): quantity
            for sku in self.oracle.items
            for place, quantity in self.oracle.on_hand(sku).items()
        }
        names = {r[0]: r[1] for r in self.house.tab("Stock")[1:]}
        assert all(self.oracle.items[sku].name == name for sku, name in names.items())
        ledger = [Leg(r[4], r[5], r[6], r[7]) for r in self.house.tab("Ledger")[1:]]
        assert ledger == [leg for posting in self.oracle.postings for leg in posting.legs]
        self.look_at_the_items()

    def look_at_the_items(self) -> None:
        book = self.house.journal.desk.book
        for sku, facts in self.oracle.items.items():
            item = book.item(sku)
            assert item is not None
            assert (item.name, item.minimum) == (facts.name, facts.minimum)
        bad = sorted(sku for sku, facts in self.oracle.items.items() if facts.has_bad_minimum)
        assert sorted(p.row_key for p in book.all(Problem) if p.is_open) == bad

    @invariant()
    def stock_is_conserved(self) -> None:
        check_invariants(self.house.journal.desk.book)


def test_whatever_people_and_networks_do_the_house_agrees_with_the_oracle(town: Town) -> None:
    Warehouse.town = town
    run_state_machine_as_test(
        seed(SEED)(Warehouse),
        settings=settings(
            max_examples=max(1, int(12 * SCALE)),
            stateful_step_count=40,
            deadline=None,
            database=None,
            print_blob=True,
            phases=[Phase.generate, Phase.shrink] if SCALE > 1 else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
