"""The Web API: one module a family of methods, each ending in its table of methods."""
