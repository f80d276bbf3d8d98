"""Directory: what people edit — units, posts, users, categories, duty directory, calendars, limits, grids.

Models with admin, history and import/export; the rules read it through one frozen snapshot (`snapshot.county`).
"""
