"""What goes wrong between a client and Google, switched on by the control API."""

import gspread
import pytest
import requests


def quota(google_api, **told):
    google_api.control("POST", "/clock", to_next_minute=True)
    google_api.control("POST", "/quotas", **told)


def test_the_sixty_first_write_of_a_minute_is_refused(google_api, tab):
    quota(google_api, enabled=True, per_user=3)
    for _ in range(3):
        tab.update([["x"]], "A1")

    with pytest.raises(gspread.exceptions.APIError) as refused:
        tab.update([["x"]], "A1")

    error = refused.value.error
    assert (error["code"], error["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert error["message"] == (
        "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute "
        "per user' of service 'sheets.googleapis.com' for consumer 'project_number:314159265358'."
    )
    info = error["details"][0]
    assert info["reason"] == "RATE_LIMIT_EXCEEDED"
    assert info["metadata"]["quota_limit"] == "WriteRequestsPerMinutePerUser"
    assert info["metadata"]["quota_limit_value"] == "3"
    assert "errors" not in error
    assert "Retry-After" not in refused.value.response.headers


def test_the_limits_are_sixty_for_a_user_and_three_hundred_for_the_project(google_api):
    google_api.control("POST", "/reset")

    report = google_api.control("GET", "/quotas")

    assert report["enabled"]
    assert (report["per_user"], report["per_project"]) == (60, 300)


def test_reads_and_writes_are_counted_apart_and_refilled_each_minute(google_api, tab):
    quota(google_api, enabled=True, per_user=1)
    tab.update([["x"]], "A1")
    assert tab.get("A1") == [["x"]]
    with pytest.raises(gspread.exceptions.APIError, match="Read requests"):
        tab.get("A1")

    google_api.control("POST", "/clock", to_next_minute=True)

    assert tab.get("A1") == [["x"]]
    report = google_api.control("GET", "/quotas")
    assert report["refused"] == {"read": 1, "write": 0}


def test_searching_by_post_counts_as_reading(google_api, book):
    before = google_api.control("GET", "/quotas")["granted"]

    google_api.raw(
        "POST",
        f"/v4/spreadsheets/{book.id}:getByDataFilter",
        json={"dataFilters": [{"a1Range": "A1"}]},
    )

    after = google_api.control("GET", "/quotas")["granted"]
    assert after == {"read": before["read"] + 1, "write": before["write"]}


def test_the_worst_minute_is_remembered_wherever_it_fell(google_api, tab):
    google_api.control("POST", "/clock", advance_seconds=600)
    for _ in range(4):
        tab.update([["x"]], "A1")
    google_api.control("POST", "/clock", advance_seconds=61)
    tab.update([["x"]], "A1")

    assert google_api.control("GET", "/quotas")["worst_60_seconds"]["write"] == 4


def test_the_project_has_a_limit_over_all_its_accounts(google_api, book, tab):
    other = "other@sandbox-project.iam.gserviceaccount.com"
    google_api.control("POST", f"/spreadsheets/{book.id}/share", email=other)
    theirs = google_api.client(other).open_by_key(book.id).sheet1
    quota(google_api, enabled=True, per_project=2)
    tab.update([["x"]], "A1")
    theirs.update([["y"]], "A1")

    with pytest.raises(gspread.exceptions.APIError, match="per minute' of service"):
        theirs.update([["z"]], "A1")


@pytest.mark.parametrize(
    ("kind", "code", "status"),
    [
        ("429", 429, "RESOURCE_EXHAUSTED"),
        ("500", 500, "INTERNAL"),
        ("503", 503, "UNAVAILABLE"),
    ],
)
def test_failures_come_in_googles_words_and_do_nothing(google_api, tab, kind, code, status):
    google_api.fault(kind, method="PUT", count=1)

    with pytest.raises(gspread.exceptions.APIError) as failure:
        tab.update([["x"]], "A1")

    assert failure.value.error["code"] == code
    assert failure.value.error["status"] == status
    assert tab.get_all_values() == [[]]
    tab.update([["y"]], "A1")


def test_a_bad_gateway_answers_in_html(google_api, tab):
    google_api.fault("502", count=1)

    with pytest.raises(gspread.exceptions.APIError) as failure:
        tab.get("A1")

    assert failure.value.response.status_code == 502
    assert failure.value.response.headers["Content-Type"].startswith("text/html")
    assert failure.value.code == -1


def test_a_lost_answer_leaves_the_write_done(google_api, tab):
    google_api.fault("applied_then_dropped", method="PUT", count=1)

    with pytest.raises(requests.exceptions.ConnectionError):
        tab.update([["x"]], "A1")

    assert tab.get("A1") == [["x"]]


def test_a_lost_request_leaves_nothing_done(google_api, tab):
    google_api.fault("disconnect", method="PUT", count=1)

    with pytest.raises(requests.exceptions.ConnectionError):
        tab.update([["x"]], "A1")

    assert tab.get_all_values() == [[]]


def test_a_false_alarm_leaves_the_write_done(google_api, tab):
    google_api.fault("applied_then_503", method="PUT", count=1)

    with pytest.raises(gspread.exceptions.APIError, match="currently unavailable"):
        tab.update([["x"]], "A1")

    assert tab.get("A1") == [["x"]]


def test_an_overlapping_append_is_answered_and_lost(google_api, tab):
    tab.append_row(["first"])
    google_api.fault("lost_silently", method="POST", path="append", count=1)

    answer = tab.append_row(["lost"])
    tab.append_row(["third"])

    assert answer["updates"]["updatedRange"] == "Sheet1!A2"
    assert tab.get_all_values() == [["first"], ["third"]]


def test_a_late_write_lands_after_the_client_gave_up(google_api, book, tab):
    google_api.fault("applied_late", method="PUT", count=1, seconds=0.2)

    with pytest.raises(gspread.exceptions.APIError, match="Deadline expired"):
        tab.update([["late"]], "A1")
    assert tab.get_all_values() == [[]]

    while google_api.control("GET", f"/spreadsheets/{book.id}")["version"] == 1:
        pass
    assert tab.get("A1") == [["late"]]


def test_a_silent_server_is_left_by_the_clients_own_time_out(google_api, book, tab):
    google_api.fault("applied_late", method="PUT", count=1, seconds=0, hang=True)
    book.client.set_timeout(0.3)

    with pytest.raises(requests.exceptions.ReadTimeout):
        tab.update([["late"]], "A1")

    assert tab.get("A1") == [["late"]]


def test_rules_choose_by_path_and_pass_some_by(google_api, tab):
    google_api.fault("500", path=r"/values/.*A1", count=1, skip=1)

    tab.update([["x"]], "A1")
    tab.update([["x"]], "B1")
    with pytest.raises(gspread.exceptions.APIError):
        tab.update([["x"]], "A1")
    tab.update([["x"]], "A1")

    assert google_api.control("GET", "/faults")["rules"][0]["hits"] == 1


def test_chance_repeats_with_its_seed(google_api, tab):
    def outcomes():
        google_api.control("DELETE", "/faults")
        google_api.fault("500", method="PUT", probability=0.5, seed=4)
        statuses = []
        for _ in range(8):
            url = f"/v4/spreadsheets/{tab.spreadsheet_id}/values/A1?valueInputOption=RAW"
            headers = {"Authorization": f"Bearer {token}"}
            response = google_api.session.put(
                google_api.base_url + url, json={"values": [["x"]]}, headers=headers
            )
            statuses.append(response.status_code)
        return statuses

    token = google_api.token()
    first = outcomes()

    assert set(first) == {200, 500}
    assert outcomes() == first


def test_a_rule_that_cannot_be_is_refused(google_api):
    response = google_api.session.post(
        f"{google_api.base_url}/_sandbox/google/faults", json={"kind": "gremlins"}
    )

    assert response.status_code == 400
    assert "unknown kind 'gremlins'" in response.json()["error"]["message"]


def test_requests_are_remembered_with_what_became_of_them(google_api, tab):
    google_api.control("DELETE", "/requests")
    google_api.fault("applied_then_503", method="PUT", count=1)

    with pytest.raises(gspread.exceptions.APIError):
        tab.update([["x"]], "A1")
    tab.get("A1")

    seen = google_api.control("GET", "/requests")["requests"]
    assert [(each["method"], each["status"], each["fault"]) for each in seen] == [
        ("PUT", 503, "applied_then_503"),
        ("GET", 200, None),
    ]
