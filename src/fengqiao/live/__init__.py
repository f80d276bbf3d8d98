"""The live stream: screens learn within a second what changed, as far as their post may see it."""
