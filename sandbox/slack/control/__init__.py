"""The sandbox's own doors under `/_sandbox/slack/`: acting, looking, and breaking things.

None of this exists at Slack. Bodies and answers are JSON; what cannot be done answers 400, 404
or 409 with the reason. `sandbox.slack.driver` speaks all of it.

    POST acts/type      user channel text [thread_ts]     a message, or with / a command
    POST acts/click     user SCREEN element [block_id value times]
    POST acts/fill      user SCREEN values {label, action_id or block_id: value}
    POST acts/submit    user [view_id]                    the topmost form
    POST acts/close     user [view_id all]                cancel, or with `all` the cross
    POST acts/options   user SCREEN element value         what an external select offers
    POST acts/shortcut  user callback_id [channel ts]     global, or on a message
    POST acts/home      user [tab]
    POST acts/upload    user channel name content(base64) [text]
    POST acts/react     user channel ts name

SCREEN is `channel` and `ts` of a message, `view_id` of the topmost modal, or `home: true`.
Each act answers `outcome`, `new`, `changed` and `deleted` messages, the open `views`, `errors`
by block_id, and how many `seconds` the acknowledgement took.

    GET  state, requests[?method=], deliveries, faults, files/ID
    GET  channels/ID/messages, users/ID/ephemerals, users/ID/views
    POST people, channels, usergroups                     add or replace by `id`
    POST channels/ID/join, channels/ID/leave [user]       the bot's, unless a user is named
    POST events {event, channel}, events/ID/redeliver
    POST deliveries/N/replay [age_seconds forged]
    POST faults {kind place times probability seconds error seed}, DELETE faults
    POST sockets/drop, sockets/warning, sockets/refresh, sockets/link_disabled
    POST settings [ack_seconds quiet_seconds retry_scale refresh_seconds old_socket rate_limits]
    POST manifest [manifest request_url], clock {advance}, reset
"""
