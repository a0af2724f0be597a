"""Forms: one for each verb, built from the table of verbs, read back into the same postings."""
