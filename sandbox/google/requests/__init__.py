"""The kinds of request inside spreadsheets.batchUpdate, by family.

Each module ends with `HANDLERS`: the request's name in the API, the members it may have, and the
function that carries it out on an `Edit` and returns its reply.
"""
