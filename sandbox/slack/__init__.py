"""A stand-in for Slack on loopback: it speaks Slack's own protocols and keeps their rules.

server          the application to serve; start reading here
web_api/        the Web API, a module a family of methods
sockets         Socket Mode; signed_http is the other way to the app
delivery        takes payloads to the app by either way, within three seconds
events          the Events API with its retries
acts/           what people do; payloads is what the app hears of it
control/        the sandbox's own HTTP doors to acts, state and faults
driver          the same from Python, for tests and consoles: labels, not ids
world           everything remembered: people, messages, views, files, permits
blocks/         what Slack accepts as Block Kit; manifest, as an app manifest
rendering/      messages and forms as text
"""
