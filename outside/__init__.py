"""The world beyond Slack and Google: papers, barcodes, carriers and mail, each behind one small door.

What goes out into the world is three-way: done, refused, or unknown. Nothing here decides anything
about stock; nothing here knows Slack, the sheet or the journal.
"""
