"""What every row that is read, changed on a screen and sent back has in common: somebody else may have been quicker."""


class ChangedMeanwhile(Exception):  # noqa: N818  it names what happened
    """Somebody else changed it since it was read; it is left as it is."""
