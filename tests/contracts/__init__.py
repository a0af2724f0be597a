"""What every implementation of a port promises: the journal on disk and the desk in memory."""
