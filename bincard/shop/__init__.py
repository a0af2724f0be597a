"""The door for a web shop: signed orders come in over HTTP, and are answered with what is kept."""
