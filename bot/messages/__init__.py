"""Every text people see, one file a subject; blocks are plain dicts built in one place."""
