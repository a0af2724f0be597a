"""The Slack app: one table says which listener answers what."""

import re
from collections.abc import Callable
from concurrent.futures import Executor

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.answering.recall_asking import WIDEN
from bot.guard import Guard
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
from bot.listeners.messages import message_listener
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
from bot.listeners.order_buttons import menu_listener, send_step, step_listener
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
from bot.options import BotOptions
from bot.pictures.of_returns import INSPECT_WITH
from bot.prompt_ack import prompt_acks
from bot.safety import insiders_only
from bot.scans.words import OPEN_LINE, UNDO_SCANS
from bot.suggesting.customers import CustomerNames
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
from inventory.carriage.live_rates import LabelDesk
from inventory.correspondence.heard import HeardMessages
from inventory.customer import Contacts
from inventory.papers.chart import Plotter
from inventory.papers.paper import Printer
from inventory.ports import Clock, Desk, JournalReader, StatusSource
from inventory.scanning.scanner import Scanner

log = structlog.get_logger()


class SlackBot:
    """The app with what has to be waited for when it stops.

    Attributes:
        app: Bolt's app, for an adapter of Socket Mode or HTTP.
        signing_secret: by which a request over HTTP is known to be Slack's.
    """

    def __init__(self, app: AsyncApp, guard: Guard, signing_secret: str = "") -> None:
        self.app = app
        self.signing_secret = signing_secret
        self._guard = guard

    async def drain(self) -> None:
        """Wait for the requests that have begun."""
        await self._guard.drain()


def create_app(  # noqa: PLR0913 - each is a door of its own
    *,
    desk: Desk,
    reader: JournalReader,
    clock: Clock,
    options: BotOptions,
    executor: Executor,
    status: StatusSource | None = None,
    contacts: Contacts | None = None,
    labels: LabelDesk | None = None,
    scanner: Scanner | None = None,
    printer: Printer | None = None,
    plotter: Plotter | None = None,
    heard: HeardMessages | None = None,
    on_heard: Callable[[], None] = lambda: None,
) -> SlackBot:
    """Put the Slack surface together.

    Args:
        desk: where requests are decided.
        reader: the past, for look-ups.
        clock: the time commands carry.
        options: the workspace's facts.
        executor: threads for what blocks; as many as requests may wait for the disk at once.
        status: how the bot itself is doing, for `/inv status`.
        contacts: who customers are; None where nobody keeps that.
        labels: where carriers are asked for rates and labels; None where that is not set up.
        scanner: who reads scanned codes; None where nobody does.
        printer: of labels; None where nothing is printed.
        plotter: of charts; None where nothing is drawn.
        heard: where messages are noted that people write to the bot; None where nobody reads them.
        on_heard: called when something new was noted.
    """
    client = AsyncWebClient(token=options.bot_token, base_url=options.api_url)
    app = AsyncApp(
        client=client,
        signing_secret=options.signing_secret or None,
        process_before_response=True,  # our listeners return as soon as they have acknowledged
    )
    clerk = Clerk(desk, reader, clock, contacts, labels, scanner, options.prefix)
    names = CustomerNames(contacts, executor)
    around = Surroundings(
        clerk=clerk,
        hearing=Hearing(clerk, options.prefix, status, names, printer, plotter),
        guard=Guard(executor),
        options=options,
        names=names,
    )
    app.use(insiders_only(options.app_id))
    app.use(prompt_acks)
    app.error(_unexpected)
    _register(app, around)
    if heard is not None:
        noted = message_listener(around.guard, heard, on_heard)
        for event in ("message", "app_mention"):
            app.event(event)(noted)
    return SlackBot(app, around.guard, options.signing_secret)


def _register(app: AsyncApp, around: Surroundings) -> None:
    for name, listener in command_listeners(around).items():
        app.command(name)(listener)
    for action, listener in press_listeners(around).items():
        app.action(action)(listener)
    app.action(re.compile(rf"^{SUGGESTION}\.\d+$"))(suggestion_listener(around))
    app.action(re.compile(rf"^{OPEN_FORM}\.\w+$"))(form_opener(around))
    app.action(re.compile(rf"^{OPEN_LINE}\.\w+$"))(line_opener(around))
    app.action(re.compile(rf"^{UNDO_SCANS}\.\w+$"))(undo_scans_listener(around))
    app.action(CHANGE_ORDER)(change_opener(around))
    app.action(HOLD_LOT)(hold_opener(around))
    app.view(lot_form.CALLBACK)(sending_listener(around, send_hold))
    app.action(CSV)(history_file_sender(around))
    app.action(VALUE_CSV)(value_file_sender(around))
    app.action(ACCURACY_CSV)(accuracy_file_sender(around))
    app.action(TRACE_CSV)(trace_file_sender(around))
    app.action(PROPOSAL_CSV)(proposal_file_sender(around))
    chosen = choice_listener(around)
    offered = options_listener(around)
    for field in ("item", "location"):
        app.action(field)(chosen)
    for field in ("item", "location", "target", "lot", plan_form.ZONE):
        app.options(field)(offered)
    app.view(re.compile(rf"^{re.escape(posting.CALLBACK)}\w+$"))(
        sending_listener(around, send_posting)
    )
    app.view(stock.CALLBACK)(sending_listener(around, send_question))
    app.action(LABELS)(label_form_opener(around))
    app.view(stock_label_form.CALLBACK)(label_form_sender(around))
    app.view(order.CALLBACK)(order_sender(around))
    app.view(purchase.CALLBACK)(purchase_sender(around))
    app.view(announce_form.CALLBACK)(return_sender(around))
    app.action(announce_form.RETURNABLE)(returnable_chosen_listener(around))
    app.action(re.compile(rf"^{INSPECT_WITH}\.\d+$"))(picture_opener(around))
    found = found_chosen_listener(around)
    for field in ("condition", "line"):
        app.action(field)(found)
    app.view(delivery.CALLBACK)(sending_listener(around, send_delivery))
    for name, listener in message_listeners(around).items():
        app.message_shortcut(name)(listener)
    for name, listener in box_listeners(around).items():
        app.global_shortcut(name)(listener)
    app.view(walk_form.WALK)(sending_listener(around, send_stop))
    for menu in MENUS:
        app.options(menu)(order_menu_listener(around))
    app.view(recall_form.CALLBACK)(recall_form_sender(around))
    app.view(recall_form.SURE_CALLBACK)(recall_sure_sender(around))
    for menu in RECALL_MENUS:
        app.options(menu)(recall_menu_listener(around))
    app.action(f"{STEP}.{BUY_LABEL}")(label_opener(around))  # before all other steps
    app.action(f"{STEP}.{WIDEN}")(widen_opener(around))
    app.action(re.compile(rf"^{STEP}\.({'|'.join(LETTER_STEPS)})(\.\d+)?$"))(
        letter_listener(around)
    )
    app.view(label_form.CALLBACK)(sending_listener(around, send_label))
    app.action(f"{STEP}.{ENTER}")(entry_opener(around))
    app.action(f"{STEP}.{plan_form.CALLBACK}")(plan_opener(around))
    app.view(plan_form.CALLBACK)(plan_sender(around))
    app.view(count_entry_form.ENTRY)(entry_sender(around))
    app.view(cause_forms.CHOOSE)(line_chooser(around))
    app.action(re.compile(rf"^{STEP}\.\w+(\.\d+)?$"))(step_listener(around))
    app.action(re.compile(rf"^{MENU_ACTION}\.\d+$"))(menu_listener(around))
    app.view(re.compile(rf"^{re.escape(step_fields.CALLBACK)}\w+$"))(
        sending_listener(around, send_step)
    )
    app.event("app_home_opened")(home_listener(around))


async def _unexpected(error: Exception) -> BoltResponse:
    """Log what no listener could catch; Slack is told that we have heard it."""
    log.error("a request failed outside its listener", exc_info=error)
    return BoltResponse(status=200, body="")
