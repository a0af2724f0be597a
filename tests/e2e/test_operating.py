"""What those who run it can see: words, figures, logs without secrets, an end when it is deaf."""

import json
from pathlib import Path

import pytest
import requests

from tests.e2e.house import House, wait_until

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory):
    with House(tmp_path_factory.mktemp("operating")) as house:
        house.start(LOG_LEVEL="debug")
        yield house


def figures(house: House) -> dict[str, float]:
    """Read /metrics as a collector does."""
    lines = requests.get(f"{house.url}/metrics", timeout=30).text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def entries(house: House) -> list[dict[str, object]]:
    text = (house.folder / "serve.log").read_text(encoding="utf-8")
    return [
        json.loads(line)
        for line in text.splitlines()
        if line.startswith("{") and line.endswith("}")
    ]


def test_a_look_at_the_status_says_what_is_recorded_shown_and_sent(house: House):
    house.person("ana").types("C0STOCK", "/receive 2 MUG-BLU @A-01")
    wait_until(lambda: figures(house)["bincard_sheet_lag_transactions"] == 0, "the sheet shows all")

    said = house.person("ben").types("C0STOCK", "/inv status").text

    assert "*Sheet:* shows everything." in said
    assert "*Messages:* all sent." in said
    assert "the sheet: nobody" not in said


def test_postings_refusals_and_repeats_are_counted(house: House):
    before = figures(house)
    house.slack.breaks("duplicate", "delivery:slash_commands")
    house.person("ana").types("C0STOCK", "/receive 1 MUG-BLU @A-01")
    house.person("ana").types("C0STOCK", "/pick 9999 MUG-BLU @A-01")

    refusals = 'bincard_refusals_total{reason="NotEnough"}'
    wait_until(lambda: figures(house).get(refusals) == 1, "the refusal is counted")
    wait_until(
        lambda: figures(house)["bincard_repeats_total"] == before["bincard_repeats_total"] + 1,
        "the repeat is counted",
    )
    now = figures(house)
    receipts = 'bincard_postings_total{kind="receive"}'
    assert now[receipts] == before[receipts] + 1
    assert now["bincard_commit_seconds_count"] > before["bincard_commit_seconds_count"]
    assert now['bincard_google_answers_total{status="429"}'] == 0
    assert now["bincard_outbox_waiting"] == 0
    assert now["bincard_letters_waiting"] == 0
    assert now["bincard_slack_connection_age_seconds"] < 60


def test_every_request_has_a_line_with_sequence_key_and_person(house: House):
    said = house.person("ana").types("C0STOCK", "/receive 1 MUG-RED @A-02").text
    sequence = int(said.rstrip("*").rpartition("TX-")[2])

    wait_until(lambda: line_of(house, sequence), "the request is in the log")
    line = line_of(house, sequence)[0]
    assert (line["event"], line["user"], line["kind"]) == ("request.recorded", "U0ANA", "receive")
    assert str(line["key"]).startswith("slash:")


def line_of(house: House, sequence: int) -> list[dict[str, object]]:
    return [entry for entry in entries(house) if entry.get("sequence") == sequence]


def test_no_secret_is_ever_logged(house: House):
    where = house.standins.announcement()
    account = json.loads(Path(where["google"]["service_account_file"]).read_text("utf-8"))
    secrets = [
        where["slack"]["bot_token"],
        where["slack"]["app_token"],
        where["slack"]["signing_secret"],
        account["private_key"].splitlines()[1],
        account["private_key_id"],
        "ya29.",
        "Bearer ",
    ]
    text = (house.folder / "serve.log").read_text(encoding="utf-8")
    assert len(text) > 1000
    assert [secret for secret in secrets if secret in text] == []


def test_an_edited_ledger_cell_is_named_told_and_written_again(house: House):
    wait_until(lambda: figures(house)["bincard_sheet_lag_transactions"] == 0, "the sheet shows all")
    header, first, *_ = house.tab("Ledger")
    column = header.index("Quantity")
    there = f"Ledger!{chr(ord('A') + column)}2"
    named = f"{there} (Quantity) says “999”, not “{first[column]}”"
    house.acts(act="types", range=there, value="999")

    compared = house.bincard("verify")
    assert compared.returncode == 1
    assert named in compared.stdout
    assert house.bincard("job", "verify").returncode == 0
    wait_until(lambda: named in managers_hear(house), "the managers hear which cell it is")
    wait_until(lambda: house.tab("Ledger")[1][column] == first[column], "it is written again")
    assert house.bincard("verify").returncode == 0


def managers_hear(house: House) -> str:
    return "\n".join(message.text for message in house.slack.messages("C0MANAGERS"))


def test_a_process_that_slack_can_no_longer_be_heard_by_ends(tmp_path: Path):
    with House(tmp_path) as house:
        process = house.start(SLACK_QUIET_S_MAX="1.5")
        house.slack.breaks("error_500", "api:apps.connections.open", times=None)
        house.slack.does("sockets/drop")

        assert process.wait(timeout=60) == 3
        ends = [entry["event"] for entry in entries(house)]
        assert "slack.deaf" in ends
        assert ends[-1] == "stopped"
