"""The embedded PostgreSQL: found in the wheel, initialised, guarded, and stopped by the last one out.

`server.ensure_running(data_dir)` is the door; the other modules are its parts.
"""
