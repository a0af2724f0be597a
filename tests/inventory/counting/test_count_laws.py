"""Laws of counting: whatever moves meanwhile, sheets, approvals, ledger and book say the same."""

from collections import Counter
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inventory.count_commands import (
    AssignRecount,
    CancelCount,
    CloseCount,
    MoveFound,
    SetCause,
    SettleUnknown,
)
from inventory.documents.approval import Approval, ApprovalStatus
from inventory.documents.cycle_count import (
    CountLineStatus,
    CountStatus,
    CycleCount,
    count_status,
)
from inventory.errors import StockError
from inventory.move import MoveKind
from inventory.ports import MoveFilter
from inventory.snapshot import dump_book, load_book
from inventory.transaction import sequence_of
from tests.builders import (
    a_customer,
    a_kit,
    adjust,
    an_item,
    approve,
    build,
    count_stock,
    move,
    ordered,
    pick,
    place_order,
    receive,
    reject,
    ship,
    undo,
)
from tests.inventory.counting.sheets import CAT, a_stockroom, claim, enter, plan

PEOPLE = st.sampled_from(["U0ANA", "U0BEN", "U0CAT", "U0MIA", "U0ADA"])
MANAGERS = st.sampled_from(["U0MIA", "U0ADA"])
BINS = st.sampled_from(["A-01", "A-02", "B-01"])
GOODS = st.sampled_from([("MUG-BLU", ""), ("TEE-BLK-M", ""), ("JAM-STR", "L7"), ("JAM-STR", "L8")])
OFF = st.sampled_from([0, 0, 0, 0, -1, 2, -9, 11])
FEW = st.integers(1, 6)
LINES = st.integers(1, 6)


class Counting(RuleBasedStateMachine):
    """A house in which people count while others work."""

    @initialize(is_recounted=st.sampled_from(["yes", "no"]))
    def open(self, is_recounted):
        self.desk = a_stockroom(
            CAT,
            a_customer(),
            an_item(unit_cost=Decimal(3)),
            a_kit(),
            stock=[
                (12, "MUG-BLU", "A-01"),
                (30, "TEE-BLK-M", "A-01"),
                (8, "MUG-BLU", "A-02"),
                (6, "JAM-STR", "A-02", "L7"),
                (6, "JAM-STR", "A-01", "L8"),
            ],
            is_recounted=is_recounted,
        )
        self.lines_seen = {}
        self.sent_back = Counter()

    def ask(self, command):
        """Ask for something that may be refused, which then changes nothing."""
        before = self.desk.last_sequence()
        try:
            return self.desk.handle(command)
        except StockError:
            assert self.desk.last_sequence() == before
            return None

    # -- others work --------------------------------------------------------------------------

    @rule(quantity=FEW, goods=GOODS, at=BINS)
    def receive(self, quantity, goods, at):
        self.ask(receive(quantity, goods[0], at=at, lot=goods[1]))

    @rule(quantity=FEW, goods=GOODS, at=BINS, to=BINS)
    def move(self, quantity, goods, at, to):
        self.ask(move(quantity, goods[0], at=at, to=to, lot=goods[1]))

    @rule(quantity=FEW, goods=GOODS, at=BINS)
    def pick_and_ship(self, quantity, goods, at):
        if self.ask(pick(quantity, goods[0], at=at, lot=goods[1])):
            self.ask(ship(quantity, goods[0], lot=goods[1]))

    @rule(quantity=FEW)
    def order_and_build(self, quantity):
        self.ask(place_order((quantity, "MUG-BLU")))
        self.ask(build(1, at="B-01"))

    @rule(change=st.sampled_from([-1, -9, 9]), goods=GOODS, at=BINS)
    def adjust(self, change, goods, at):
        self.ask(adjust(change, goods[0], at=at, lot=goods[1]))

    # -- people count -------------------------------------------------------------------------

    @rule(bins=st.sets(BINS, min_size=1), counter=st.sampled_from(["", "U0ANA"]))
    def plan(self, bins, counter):
        self.ask(plan(bins=tuple(sorted(bins)), counter=counter))

    @rule(data=st.data(), by=PEOPLE, is_claimed=st.booleans())
    def claim(self, data, by, is_claimed):
        self.ask(claim(self.a_sheet(data), by=by, is_claimed=is_claimed))

    @rule(data=st.data(), off=OFF)
    def count_what_waits(self, data, off):
        """Somebody who may enters a line that waits, of one open sheet."""
        sheets = [one for one in self.desk.book.open(CycleCount) if one.waiting]
        if not sheets:
            return
        count = data.draw(st.sampled_from(sheets))
        line = data.draw(st.sampled_from(list(count.waiting)))
        by = line.counter or count.counter or "U0ANA"
        if line.status is CountLineStatus.RECOUNT:
            by = line.counter or data.draw(PEOPLE)
        lies = self.desk.book.on_hand(*line.stock_key) if line.item else 0
        found = max(lies + off, 0) if line.item else 0
        self.ask(enter((found, line.item, line.location, line.lot), number=count.number, by=by))

    @rule(data=st.data(), quantity=FEW, goods=GOODS, at=BINS, by=PEOPLE)
    def count_what_turns_up(self, data, quantity, goods, at, by):
        self.ask(enter((quantity, goods[0], at, goods[1]), number=self.a_sheet(data), by=by))

    @rule(data=st.data(), at=BINS, by=PEOPLE)
    def say_it_is_empty(self, data, at, by):
        self.ask(enter((0, "", at), number=self.a_sheet(data), by=by))

    @rule(goods=GOODS, at=BINS, off=OFF, by=PEOPLE)
    def count_at_once(self, goods, at, off, by):
        lies = self.desk.book.on_hand(goods[0], at, goods[1])
        self.ask(count_stock(max(lies + off, 0), goods[0], at=at, lot=goods[1], by=by))

    @rule(data=st.data(), quantity=FEW, at=BINS, item=st.sampled_from(["", "MUG-BLU"]))
    def find_and_settle_unknown(self, data, quantity, at, item):
        number = self.a_sheet(data)
        if self.ask(enter((quantity, "odd thing", at), number=number, by="U0MIA")):
            which = len(self.desk.book.get(CycleCount, number).unknown)
            self.ask(ordered(SettleUnknown, number, by="U0MIA", unknown=which, item=item))

    @rule(data=st.data(), by=PEOPLE, is_approved=st.booleans())
    def decide(self, data, by, is_approved):
        waiting = [one.number for one in self.desk.book.open(Approval)]
        if waiting:
            number = data.draw(st.sampled_from(waiting))
            self.ask((approve if is_approved else reject)(number, by=by))

    @rule(data=st.data(), number=LINES, counter=st.sampled_from(["", "U0BEN", "U0CAT"]))
    def count_once_more(self, data, number, counter):
        sheet = self.a_sheet(data)
        again = ordered(AssignRecount, sheet, by="U0MIA", lines=(number,), counter=counter)
        if self.ask(again):
            line = self.desk.book.get(CycleCount, sheet).line(number)
            self.sent_back[sheet, line.stock_key] += 1

    @rule(data=st.data(), source=st.sampled_from(["", "A-01", "A-02"]))
    def move_what_was_found(self, data, source):
        found = [
            (count.number, line.number)
            for count in self.desk.book.open(CycleCount)
            for line in count.lines
            if line.is_unsettled and (line.variance or 0) > 0
        ]
        if found:
            sheet, number = data.draw(st.sampled_from(found))
            self.ask(ordered(MoveFound, sheet, line=number, source=source))

    @rule(data=st.data(), number=LINES, by=PEOPLE)
    def explain(self, data, number, by):
        self.ask(ordered(SetCause, self.a_sheet(data), by=by, line=number, cause="stolen"))

    @rule(data=st.data(), by=MANAGERS, kind=st.sampled_from([CloseCount, CancelCount]))
    def end(self, data, by, kind):
        self.ask(ordered(kind, self.a_sheet(data), by=by))

    @rule(back=st.integers(0, 5), by=MANAGERS)
    def take_back(self, back, by):
        self.ask(undo(f"TX-{self.desk.last_sequence() - back}", by=by))

    def a_sheet(self, data):
        numbers = [one.number for one in self.desk.book.open(CycleCount)]
        return data.draw(st.sampled_from(numbers)) if numbers else "CC-1"

    # -- what holds at every moment; conservation and no balance below zero is held by the desk ---

    @invariant()
    def every_sheet_stands_as_its_lines_say(self):
        for count in self.desk.book.all(CycleCount):
            assert count.status is count_status(count)
            assert (count.done_on is not None) == (not count.is_open)
            assert count.is_open or not any(line.is_unsettled for line in count.lines)

    @invariant()
    def every_line_stays(self):
        for count in self.desk.book.all(CycleCount):
            numbers = [line.number for line in count.lines]
            assert numbers == list(range(1, len(numbers) + 1))
            assert len(numbers) >= self.lines_seen.get(count.number, 0)
            self.lines_seen[count.number] = len(numbers)

    @invariant()
    def what_waits_for_approval_is_on_a_sheet_and_the_other_way_round(self):
        asked = Counter(
            (one.number, variance.stock_key)
            for one in self.desk.book.open(Approval)
            for variance in one.variances
            if one.count
        )
        waiting = Counter(
            (line.approval, line.stock_key)
            for count in self.desk.book.all(CycleCount)
            for line in count.lines
            if line.status is CountLineStatus.APPROVAL
        )
        assert asked == waiting

    @invariant()
    def nobody_approves_what_he_has_counted(self):
        for one in self.desk.book.all(Approval):
            if one.status is ApprovalStatus.APPROVED:
                assert one.decided_by not in (one.requested_by, *one.counted_by)

    @invariant()
    def a_recount_is_by_another_person(self):
        for count in self.desk.book.all(CycleCount):
            for line in count.lines:
                counted = [one.by for one in line.tallies if "moved to" not in one.note]
                is_rejected = line.approval or not count.is_open or count.source == "quick"
                if line.status is CountLineStatus.APPROVAL and not is_rejected:
                    assert len(set(counted)) == len(counted)

    @invariant()
    def the_book_says_what_was_counted_unless_goods_moved_since(self):
        for count in self.desk.book.all(CycleCount):
            if count.status is CountStatus.CANCELLED:
                continue
            for line in count.lines:
                if line.status is CountLineStatus.POSTED and line.item and not line.approval:
                    self.is_as_counted(line)

    def is_as_counted(self, line):
        since = sequence_of(line.transaction) if line.transaction else line.asked_at
        if not self.desk.book.is_touched(line.stock_key, since):
            assert self.desk.book.on_hand(*line.stock_key) == line.counted

    @invariant()
    def no_line_is_posted_twice(self):
        """A line is posted once, and once more for every time it was sent back."""
        moves = self.desk.moves(MoveFilter(), 10_000)
        reversed_ones = {one.reverses for one in moves if one.reverses}
        posted = Counter(
            (one.document, one.item, _bin_of(one), one.lot)
            for one in moves
            if one.kind is MoveKind.COUNT and not one.reverses and one.id not in reversed_ones
        )
        for (number, item, location, lot), times in posted.items():
            count = self.desk.book.get(CycleCount, number)
            lines = [one for one in count.lines if one.stock_key == (item, location, lot)]
            assert times <= len(lines) + self.sent_back[number, (item, location, lot)]

    @precondition(lambda self: self.desk.last_sequence() % 7 == 0)
    @invariant()
    def the_book_folds_back_to_itself(self):
        for book in (load_book(dump_book(self.desk.book)), self.desk.book_at(10_000)):
            assert book.entries == self.desk.book.entries
            assert (book.stock, book.touches) == (self.desk.book.stock, self.desk.book.touches)


def _bin_of(posted):
    return posted.target if posted.source in ("DIFFERENCE", "SCRAP") else posted.source


TestCounting = Counting.TestCase
TestCounting.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
