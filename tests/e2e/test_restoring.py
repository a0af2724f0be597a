"""The day the disk is gone: yesterday's backup, no backup at all, and a sheet that is right."""

from pathlib import Path

import pytest

from inventory.correspondence_commands import NoteThread
from tests.e2e.house import House, wait_until

pytestmark = pytest.mark.e2e


@pytest.fixture
def house(tmp_path: Path):
    with House(tmp_path) as house:
        yield house


def work(house: House, *receipts: str) -> None:
    """Let the bot run while somebody types; it stops when the sheet has everything."""
    bot = house.start()
    ana = house.person("ana")
    for receipt in receipts:
        assert "TX-" in ana.types("C0STOCK", f"/receive {receipt}").text
    wait_until(lambda: len(house.tab("Audit")) == sequence(house) + 1, "the sheet has it all")
    bot.terminate()
    bot.wait()


def sequence(house: House) -> int:
    journal = house.journal()
    last = journal.reader.last_sequence()
    journal.close()
    return last


def shown(house: House) -> dict[str, list[list[object]]]:
    return {tab: house.tab(tab) for tab in ("Ledger", "Stock", "Audit", "Items", "Problems")}


def agree(house: House) -> bool:
    verified = house.bincard("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    return "All agree" in verified.stdout


def test_a_backup_of_yesterday_refuses_to_write_until_the_journal_is_rebuilt(house: House):
    work(house, "24 MUG-BLU @A-01")
    backup = house.folder / "yesterday.sqlite3"
    assert house.bincard("backup", str(backup)).returncode == 0
    work(house, "5 MUG-BLU @A-01", "6 MUG-RED @A-02")
    today, last = shown(house), sequence(house)

    assert house.bincard("restore", str(backup)).returncode == 2
    assert house.bincard("restore", str(backup), "--yes").returncode == 0
    refused = house.bincard("serve")
    assert refused.returncode == 2
    assert "`bincard rebuild --from sheet`" in refused.stderr

    assert house.bincard("rebuild").returncode == 2
    assert shown(house) == today

    rebuilt = house.bincard("rebuild", "--from", "sheet")
    assert f"at TX-{last}: 2 transactions were added, 0 dropped" in " ".join(rebuilt.stdout.split())
    assert shown(house) == today
    assert agree(house)
    said_before = len(house.slack.messages("C0STOCK"))
    work(house, "7 MUG-BLU @A-01")
    assert house.tab("Ledger")[: len(today["Ledger"])] == today["Ledger"]
    assert len(house.slack.messages("C0STOCK")) == said_before + 2  # the command and its answer
    assert agree(house)


def test_a_lost_journal_is_rebuilt_whole_from_the_sheet(house: House):
    work(house, "24 MUG-BLU @A-01", "3 MUG-RED @A-02")
    today, last = shown(house), sequence(house)
    for file in house.folder.glob("bincard.sqlite3*"):
        file.unlink()

    rebuilt = house.bincard("rebuild", "--from", "sheet")

    assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
    assert sequence(house) == last
    assert shown(house) == today
    assert agree(house)
    work(house, "1 MUG-BLU @A-01")
    assert shown(house)["Items"] == today["Items"]
    assert agree(house)


def test_what_people_work_on_goes_on_in_its_thread_when_the_journal_was_lost(house: House):
    bot = house.start()
    cleo = house.person("cleo")
    for line in (
        "/receive 6 TEA-EARL @C-07 lot:L99 exp:2027-12-31",
        "/inv recall TEA-EARL lot:L99 glass in one tin now",
        "/count bin:A-02",
        "/return 1 MUG-RED condition:new",
        "/count 2 MUG-BLU @A-01",
    ):
        cleo.types("C0STOCK", line)
    starts = ("*Recall RC-1*", "*Count CC-1*", "*Return RMA-2*")
    wait_until(lambda: all(len(roots(house, one)) == 1 for one in starts), "all three are told")
    wait_until(lambda: len(approvals(house)) == 1, "the managers are asked")
    wait_until(lambda: noted(house) >= {"RC-1", "CC-1", "RMA-2"}, "it is known where they stand")
    wait_until(lambda: len(house.tab("Audit")) == sequence(house) + 1, "the sheet has it all")
    bot.terminate()
    bot.wait()
    for file in house.folder.glob("bincard.sqlite3*"):
        file.unlink()

    rebuilt = house.bincard("rebuild", "--from", "sheet")
    assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
    house.start()
    cleo.types("C0STOCK", "/inv recall RC-1 lift it was another lot")
    cleo.types("C0STOCK", "/count CC-1 cancel it was planned twice")
    cleo.types("C0STOCK", "/return RMA-2 inspect new @A-02")
    cleo.types("C0STOCK", "/inv reject AP-1")

    for start, stands in zip(starts, ("lifted", "cancelled", "inspected"), strict=True):
        wait_until(
            lambda start=start, stands=stands: stands in roots(house, start)[0], f"{start} {stands}"
        )
        assert len(roots(house, start)) == 1
    wait_until(lambda: "Withdrawn" in approvals(house)[0], "it is told where it was asked")
    assert len(approvals(house)) == 1
    wait_until(lambda: len(house.tab("Audit")) == sequence(house) + 1, "the sheet has it all")
    assert agree(house)


def roots(house: House, start: str, channel: str = "C0STOCK") -> list[str]:
    """Return how the messages stand that begin so."""
    said = (one.text for one in house.slack.messages(channel))
    return [text for text in said if text.startswith(start)]


def approvals(house: House) -> list[str]:
    return roots(house, "*Count AP-1", "C0MANAGERS")


def noted(house: House) -> set[str]:
    """Return the documents of which the journal knows where their threads begin."""
    journal = house.journal()
    commands = [one.transaction.command for one in journal.reader.entered_after(0, 10_000)]
    journal.close()
    return {one.number for one in commands if isinstance(one, NoteThread)}


def test_what_was_typed_into_an_old_journal_is_dropped_only_when_told_and_kept_aside(house: House):
    work(house)
    backup = house.folder / "yesterday.sqlite3"
    house.bincard("backup", str(backup))
    work(house, "5 MUG-BLU @A-01")
    last = sequence(house)
    house.bincard("restore", str(backup), "--yes")
    house.start("web", SPREADSHEET_ID="")
    house.person("ana").types("C0STOCK", "/receive 99 MUG-BLU @A-01")

    refused = house.bincard("rebuild", "--from", "sheet")
    assert refused.returncode == 2
    assert "another story" in refused.stdout
    agreed = house.bincard("rebuild", "--from", "sheet", "--yes")

    assert agreed.returncode == 0, agreed.stdout
    assert sequence(house) == last
    assert list(house.folder.glob("bincard.sqlite3.before-rebuild-*"))
    assert agree(house)
