"""What people type: words, numbers, codes, verbs and options, read into requests; nothing guessed."""
