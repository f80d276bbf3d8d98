"""One module a phase: the arms of `evolve`."""
