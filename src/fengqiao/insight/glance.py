"""Single statements outside a county's transaction: what the directory and Django's own tables are asked."""

import time
from collections.abc import Mapping
from typing import Any

import psycopg
from django.conf import settings
from psycopg_pool import PoolTimeout

from fengqiao.ledger.connection import PATIENCE, DatabaseAway, pool_of
from fengqiao.ledger.trips import Row, numbered, trip


def glance(statement: str, params: Mapping[str, Any]) -> Row | None:
    """Run one statement by itself, in one round trip, and give its first row; DatabaseAway when nobody answers.

    A connection that a restart of the database broke is thrown away and another one tried: the statement must be safe
    to repeat.
    """
    if not settings.DATABASE_URL:
        raise DatabaseAway("this data folder has no database yet")
    pool = pool_of(settings.DATABASE_URL)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection = pool.getconn(max(until - time.monotonic(), 0.01))
        except PoolTimeout as error:
            raise DatabaseAway(str(error)) from error
        try:
            return trip(connection, numbered(statement, params))[0].fetchone()
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            if time.monotonic() >= until:
                raise DatabaseAway(str(error)) from error
        finally:
            pool.putconn(connection)
