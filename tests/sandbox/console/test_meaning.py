"""What a person means by what they type into a field."""

from sandbox.console.meaning import Known, labels_with, meant

KNOWN = Known(
    people={"ana": "U0ANA"}, channels={"stock": "C0STOCK"}, offered=["MUG-BLU", "MUG-RED"]
)


def test_names_become_ids_where_people_and_channels_are_chosen():
    assert meant("users_select", "@Ana", KNOWN) == "U0ANA"
    assert meant("multi_users_select", "ana, U0BEN", KNOWN) == ["U0ANA", "U0BEN"]
    assert meant("channels_select", "#stock", KNOWN) == "C0STOCK"
    assert meant("conversations_select", "stock", KNOWN) == "C0STOCK"


def test_a_number_picks_from_what_was_offered_in_menus_only():
    assert meant("external_select", "2", KNOWN) == "MUG-RED"
    assert meant("external_select", "3", KNOWN) == "3"
    assert meant("multi_external_select", "1, 2", KNOWN) == ["MUG-BLU", "MUG-RED"]
    assert meant("plain_text_input", "2", KNOWN) == "2"


def test_nothing_empties_a_field():
    assert meant("plain_text_input", "", KNOWN) is None


def test_labels_are_found_in_groups_and_in_any_case():
    def option(label):
        return {"text": {"type": "plain_text", "text": label}, "value": label}

    menu = {
        "options": [option("A-01")],
        "option_groups": [{"options": [option("a-02"), option("B-01")]}],
    }

    assert labels_with(menu, "A-") == ["A-01", "a-02"]
