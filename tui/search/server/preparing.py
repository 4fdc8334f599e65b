"""A library made on a server: its tables, and its two roles."""

from typing import Any

from tui.search.model import EngineError
from tui.search.server import schema
from tui.search.server.connection import Address, driver

PARTITIONS = 4
"""Tables that the passages of a library on one server are kept in."""


def prepare(address: Address, partitions: int = PARTITIONS) -> None:
    """Make a library in a database.

    Args:
        address: of the database, as somebody who may make a schema and roles there.
        partitions: tables for the passages.

    Raises:
        EngineError: it can't be made; nothing is left behind.
    """
    psycopg = driver()
    with address.open() as connection:
        try:
            with connection.transaction():
                _roles(connection)
                for made in schema.library(partitions):
                    connection.execute(made)
                tables = [*schema.TABLES, *(f"ibid.passage_{number}" for number in range(partitions))]
                for made in schema.granted(tables):
                    connection.execute(made)
        except psycopg.Error as error:
            raise EngineError(f"{address.shown}: {address.reason(error)}") from None


def _roles(connection: Any) -> None:
    for role in (schema.READER, schema.EDITOR):
        if not connection.execute("select from pg_roles where rolname = %s", (role,)).fetchall():
            connection.execute(f"create role {role}")
