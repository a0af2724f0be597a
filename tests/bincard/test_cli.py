"""The commands as they are typed, over stand-ins: what they print, and how they end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import gspread
import pytest
import requests
from google.oauth2.service_account import Credentials
from slack_sdk import WebClient

from bincard.cli import app
from tests.e2e.house import House

SCOPES = ["https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive"]


@pytest.fixture
def house(tmp_path: Path):
    with House(tmp_path) as house:
        yield house


def run_sandbox(*options: str) -> tuple[subprocess.Popen[str], dict[str, dict[str, str]]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bincard", "sandbox", *options],
        stdout=subprocess.PIPE,
        text=True,
        env={k: v for k, v in os.environ.items() if "PROXY" not in k.upper()},
    )
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert process.stdout is not None
    process.stdout.close()


class Elsewhere(gspread.HTTPClient):
    """gspread's own client with another base URL, as anybody would write it."""

    base = ""

    def request(self, method, endpoint, *args, **kwargs):
        for original in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
            endpoint = endpoint.replace(original, self.base)
        return super().request(method, endpoint, *args, **kwargs)


def test_the_sandbox_says_in_its_first_line_how_to_reach_it():
    process, where = run_sandbox("--seed", "none")
    assert set(where) == {"google", "slack"}
    assert {"base_url", "service_account_file"} <= set(where["google"])
    proofs = {"bot_token", "app_token", "signing_secret", "client_id", "client_secret"}
    assert set(where["slack"]) == {"api_url"} | proofs
    slack = WebClient(token=where["slack"]["bot_token"], base_url=where["slack"]["api_url"])
    assert slack.auth_test()["ok"]
    credentials = Credentials.from_service_account_file(
        where["google"]["service_account_file"], scopes=SCOPES
    )
    client_class = type("Client", (Elsewhere,), {"base": where["google"]["base_url"]})
    client = gspread.Client(credentials, http_client=client_class)
    sheet = client.create("Mine")
    sheet.sheet1.update([["SKU", "00123"]], "A1")
    assert sheet.sheet1.get("A1:B1") == [["SKU", "00123"]]
    client.http_client.session.close()
    end(process)


def test_the_sandbox_can_be_seeded_with_the_demo():
    process, where = run_sandbox("--seed", "demo")
    base, book = where["google"]["base_url"], where["google"]["spreadsheet_id"]
    answer = requests.get(f"{base}/_sandbox/google/spreadsheets/{book}/values/Stock", timeout=30)
    assert answer.json()["values"][1][0] == "MUG-BLU"
    end(process)


def test_the_doctor_finds_a_sound_house_sound(house: House):
    done = house.bincard("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "Ready."


def test_the_doctor_says_what_to_set(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "bincard", "doctor"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "set SLACK_BOT_TOKEN" in done.stdout
    assert "set SPREADSHEET_ID" in done.stdout


def test_laying_out_again_adds_nothing(house: House):
    done = house.bincard("init", "--admin", "U0CLEO")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Nothing was missing."


def test_laying_out_again_says_how_somebody_else_becomes_an_admin(house: House):
    done = house.bincard("init", "--admin", "U0EVE")
    assert done.returncode == 0, done.stderr
    assert " ".join(done.stdout.split()) == (
        "Nothing was missing. U0EVE is no admin: the tab People was there already, and init changes "
        "nobody's role. Let an admin (U0CLEO) write a row with U0EVE and the role admin on People."
    )


def test_an_admin_who_is_no_member_of_slack_is_refused_before_anything_is_laid_out(house: House):
    done = house.bincard("init", "--admin", "cleo")
    assert (done.returncode, done.stdout) == (2, "")
    assert "“cleo” is no Slack member id." in done.stderr


def test_where_the_journal_was_lost_the_way_back_is_named(house: House):
    assert house.bincard("rebuild").returncode == 0
    (house.folder / "bincard.sqlite3").unlink()
    for told in (house.bincard("verify"), house.bincard("doctor")):
        assert told.returncode == 1
        assert "Run `bincard rebuild --from sheet`." in told.stdout.replace("\n", " ")
    assert house.bincard("rebuild", "--from", "sheet").returncode == 0
    assert house.bincard("doctor").stdout.splitlines()[-1] == "Ready."


def test_verify_names_what_somebody_changed_and_rebuild_puts_it_right(house: House):
    assert "The sheet has 0 of them so far" in house.bincard("verify").stdout
    assert house.bincard("rebuild").returncode == 0
    verified = house.bincard("verify")
    assert verified.stdout.strip() == "All agree: 129 transactions."
    house.acts(act="types", range="Ledger!F2", value="999")
    house.acts(act="deletes_rows", tab="Audit", first=10)
    damaged = house.bincard("verify")
    assert damaged.returncode == 1
    assert "F2 (Quantity) says “999”, not “36”" in damaged.stdout
    assert "Audit" in damaged.stdout
    assert house.bincard("rebuild").returncode == 0
    assert house.bincard("verify").stdout.strip() == "All agree: 129 transactions."


def test_a_file_is_imported_once_and_its_errors_are_named(house: House, tmp_path: Path):
    good = tmp_path / "stock.csv"
    good.write_text("Item,Location,Quantity\nMUG-BLU,C-07,3\n", encoding="utf-8")
    dry = house.bincard("import", "stock", str(good), "--dry-run")
    assert dry.stdout.strip() == "stock: 1 row to post, 0 known already."
    assert "Posted 1 row;" in house.bincard("import", "stock", str(good), "--yes").stdout
    again = house.bincard("import", "stock", str(good), "--yes")
    assert again.stdout.strip() == "stock: 0 rows to post, 1 known already."
    bad = tmp_path / "bad.csv"
    bad.write_text("Item,Location,Quantity\nMUG-PINK,C-07,3\n", encoding="utf-8")
    refused = house.bincard("import", "stock", str(bad), "--yes")
    assert refused.returncode == 1
    assert "MUG-PINK" in refused.stdout


def test_a_job_can_be_run_by_hand(house: House):
    assert "posted TX-130" in house.bincard("job", "alerts").stdout
    unknown = house.bincard("job", "nonsense")
    assert unknown.returncode == 2
    assert "There are: verify, counts, plan, reorder, alerts_daily" in " ".join(
        unknown.stderr.split()
    )


def test_the_manifest_is_printed_for_both_modes(house: House):
    socket = json.loads(house.bincard("manifest").stdout)
    assert socket["settings"]["socket_mode_enabled"] is True
    url = "https://bincard.example.com"
    http = house.bincard("manifest", "--mode", "http", "--url", url, "--prefix", "wh")
    commands = json.loads(http.stdout)["features"]["slash_commands"]
    assert commands[0]["command"] == "/wh-receive"
    assert commands[0]["url"].startswith(url)
    assert house.bincard("manifest", "--mode", "http").returncode == 2


def test_every_command_is_in_the_readme():
    readme = Path("README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        name = command.name or command.callback.__name__
        assert f"bincard {name}" in readme, name
