"""Papers at the desk: what stands in each, printing, opening, binding."""
