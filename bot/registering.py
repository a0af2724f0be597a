"""One table says which listener answers what: a name, or a pattern of names, on each surface.

Bolt asks the first that fits, so that what is particular stands before what is general.
"""

import re

from slack_bolt.async_app import AsyncApp

from bot.answering.recall_asking import WIDEN
from bot.listeners.buttons import press_listeners, suggestion_listener
from bot.listeners.commands import command_listeners
from bot.listeners.count_buttons import ENTER, entry_opener, entry_sender, line_chooser
from bot.listeners.count_plans import plan_opener, plan_sender
from bot.listeners.deliveries import send_delivery
from bot.listeners.forms import (
    choice_listener,
    options_listener,
    send_posting,
    send_question,
    sending_listener,
)
from bot.listeners.home import home_listener
from bot.listeners.label_buttons import BUY_LABEL, label_opener, send_label
from bot.listeners.lot_buttons import hold_opener, send_hold
from bot.listeners.of_messages import message_listeners
from bot.listeners.opening import (
    accuracy_file_sender,
    change_opener,
    form_opener,
    history_file_sender,
    proposal_file_sender,
    trace_file_sender,
    value_file_sender,
)
from bot.listeners.orders import (
    MENUS,
    order_menu_listener,
    order_sender,
    purchase_sender,
    return_sender,
)
from bot.listeners.recall_buttons import (
    LETTER_STEPS,
    RECALL_MENUS,
    letter_listener,
    recall_form_sender,
    recall_menu_listener,
    recall_sure_sender,
    widen_opener,
)
from bot.listeners.returns import (
    found_chosen_listener,
    picture_opener,
    returnable_chosen_listener,
)
from bot.listeners.scan_buttons import line_opener, undo_scans_listener
from bot.listeners.shortcuts import box_listeners
from bot.listeners.step_buttons import menu_listener, send_step, step_listener
from bot.listeners.stock_labels import label_form_opener, label_form_sender
from bot.listeners.surroundings import Surroundings
from bot.listeners.walking import send_stop
from bot.messages.accuracy import CSV as ACCURACY_CSV
from bot.messages.digests import MENU_ACTION
from bot.messages.help import OPEN_FORM
from bot.messages.lots import HOLD_LOT
from bot.messages.proposals import CHANGE_ORDER
from bot.messages.proposals import CSV as PROPOSAL_CSV
from bot.messages.refused import SUGGESTION
from bot.messages.stock import CSV
from bot.messages.stock_labels import LABELS
from bot.messages.telling import STEP
from bot.messages.traces import CSV as TRACE_CSV
from bot.messages.value import CSV as VALUE_CSV
from bot.pictures.of_returns import INSPECT_WITH
from bot.scans.words import OPEN_LINE, UNDO_SCANS
from bot.views import (
    announce_form,
    cause_forms,
    count_entry_form,
    delivery,
    label_form,
    lot_form,
    order,
    plan_form,
    posting,
    purchase,
    recall_form,
    step_fields,
    stock,
    stock_label_form,
    walk_form,
)


def register(app: AsyncApp, around: Surroundings) -> None:
    """Have the app listen to everything that people type, press, choose and send."""
    _register_words(app, around)
    _register_stock(app, around)
    _register_files(app, around)
    _register_forms(app, around)
    _register_counts(app, around)
    _register_returns_and_recalls(app, around)
    _register_steps(app, around)
    app.event("app_home_opened")(home_listener(around))


def _register_words(app: AsyncApp, around: Surroundings) -> None:
    for name, listener in command_listeners(around).items():
        app.command(name)(listener)
    for name, listener in message_listeners(around).items():
        app.message_shortcut(name)(listener)
    for name, listener in box_listeners(around).items():
        app.global_shortcut(name)(listener)


def _register_stock(app: AsyncApp, around: Surroundings) -> None:
    """Postings, look-ups, lots, labels and scans, with the menus that their forms fill as one types."""
    for action, listener in press_listeners(around).items():
        app.action(action)(listener)
    app.action(re.compile(rf"^{SUGGESTION}\.\d+$"))(suggestion_listener(around))
    app.action(re.compile(rf"^{OPEN_FORM}\.\w+$"))(form_opener(around))
    app.action(re.compile(rf"^{OPEN_LINE}\.\w+$"))(line_opener(around))
    app.action(re.compile(rf"^{UNDO_SCANS}\.\w+$"))(undo_scans_listener(around))
    for field in ("item", "location"):
        app.action(field)(choice_listener(around))
    for field in ("item", "location", "target", "lot", plan_form.ZONE):
        app.options(field)(options_listener(around))
    app.view(_any_of(posting.CALLBACK))(sending_listener(around, send_posting))
    app.view(stock.CALLBACK)(sending_listener(around, send_question))
    app.action(HOLD_LOT)(hold_opener(around))
    app.view(lot_form.CALLBACK)(sending_listener(around, send_hold))
    app.action(LABELS)(label_form_opener(around))
    app.view(stock_label_form.CALLBACK)(label_form_sender(around))
    app.view(walk_form.WALK)(sending_listener(around, send_stop))


def _register_files(app: AsyncApp, around: Surroundings) -> None:
    app.action(CSV)(history_file_sender(around))
    app.action(VALUE_CSV)(value_file_sender(around))
    app.action(ACCURACY_CSV)(accuracy_file_sender(around))
    app.action(TRACE_CSV)(trace_file_sender(around))
    app.action(PROPOSAL_CSV)(proposal_file_sender(around))


def _register_forms(app: AsyncApp, around: Surroundings) -> None:
    """What begins an order, a purchase, a delivery; what changes a proposal and buys a label."""
    app.view(order.CALLBACK)(order_sender(around))
    app.view(purchase.CALLBACK)(purchase_sender(around))
    app.view(delivery.CALLBACK)(sending_listener(around, send_delivery))
    for menu in MENUS:
        app.options(menu)(order_menu_listener(around))
    app.action(CHANGE_ORDER)(change_opener(around))
    app.action(f"{STEP}.{BUY_LABEL}")(label_opener(around))
    app.view(label_form.CALLBACK)(sending_listener(around, send_label))


def _register_counts(app: AsyncApp, around: Surroundings) -> None:
    app.action(f"{STEP}.{plan_form.CALLBACK}")(plan_opener(around))
    app.view(plan_form.CALLBACK)(plan_sender(around))
    app.action(f"{STEP}.{ENTER}")(entry_opener(around))
    app.view(count_entry_form.ENTRY)(entry_sender(around))
    app.view(cause_forms.CHOOSE)(line_chooser(around))


def _register_returns_and_recalls(app: AsyncApp, around: Surroundings) -> None:
    app.view(announce_form.CALLBACK)(return_sender(around))
    app.action(announce_form.RETURNABLE)(returnable_chosen_listener(around))
    app.action(re.compile(rf"^{INSPECT_WITH}\.\d+$"))(picture_opener(around))
    for field in ("condition", "line"):
        app.action(field)(found_chosen_listener(around))
    app.view(recall_form.CALLBACK)(recall_form_sender(around))
    app.view(recall_form.SURE_CALLBACK)(recall_sure_sender(around))
    for menu in RECALL_MENUS:
        app.options(menu)(recall_menu_listener(around))
    app.action(f"{STEP}.{WIDEN}")(widen_opener(around))
    letters = re.compile(rf"^{STEP}\.({'|'.join(LETTER_STEPS)})(\.\d+)?$")
    app.action(letters)(letter_listener(around))


def _register_steps(app: AsyncApp, around: Surroundings) -> None:
    """All other steps of documents, by button, menu and form: last, since their pattern fits any."""
    app.action(re.compile(rf"^{STEP}\.\w+(\.\d+)?$"))(step_listener(around))
    app.action(re.compile(rf"^{MENU_ACTION}\.\d+$"))(menu_listener(around))
    app.view(_any_of(step_fields.CALLBACK))(sending_listener(around, send_step))


def _any_of(prefix: str) -> re.Pattern[str]:
    """Return the pattern of the forms whose name goes on behind a prefix."""
    return re.compile(rf"^{re.escape(prefix)}\w+$")
