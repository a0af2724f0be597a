"""Traces and recursive SQL over the same ledger say the same; how fast is for the benchmark."""

from benchmarks.trace import answers_of, fill_journey
from benchmarks.trace_sql import Peer
from inventory.stock_key import LotKey
from journal.opening import open_journal


def test_a_trace_says_what_recursive_sql_says(tmp_path):
    path = tmp_path / "bincard.sqlite3"
    fill_journey(path, 3)
    journal = open_journal(f"sqlite:///{path}", "benchmark")
    peer = Peer(path, journal.desk.book, tmp_path)
    try:
        ours = answers_of(journal.desk.book, LotKey("PALLET", "P-2"))
        assert ours.forward == peer.forward(LotKey("SYRUP", "L-1"))
        assert ours.back == peer.back(LotKey("PALLET", "P-2"))
        assert LotKey("BOX", "") in ours.forward.lots & ours.back.lots
        assert len(ours.forward.passed) > 200
    finally:
        peer.close()
        journal.close()
