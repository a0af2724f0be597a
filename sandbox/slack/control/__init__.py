"""The sandbox's own doors under `/_sandbox/slack/`: acting, looking, and breaking things.

None of this exists at Slack. Acting and meddling are POSTs with JSON, looking is GET; what
cannot be done answers 400, 404 or 409 with the reason.
"""
