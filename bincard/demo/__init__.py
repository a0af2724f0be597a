"""The demo: a seeded warehouse on stand-ins, and a console to work in it."""
