"""From a supplier to the shelf: ordering, receiving, judging, putting away, transferring."""
