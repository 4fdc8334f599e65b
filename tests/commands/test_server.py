"""`ibid server`, and every command with a library on a server: what they print, and their one line for each fault."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.conftest import Call
from tests.search.server.clusters import Cluster, running
from tui.search.server.connection import Address

SECRET = "hunter2-never-told"


@pytest.fixture
def library(ibid: Call, database: str) -> str:
    """A library on a server, ready."""
    assert ibid("server", "init", "--library", database).code == 0
    return database


def test_every_command_answers_from_a_library_on_a_server(ibid: Call, library: str, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.md").write_text("# One\n\nThe African Union met the zebras.\n")
    (folder / "two.txt").write_text("Nobody met anyone.\n")
    told = ("--library", library)
    added = ibid("add", folder, *told)
    assert (added.code, added.err) == (0, "ibid: 2 added\n")
    assert [row.split("\t")[0] for row in ibid("list", *told).out.splitlines()] == ["yuan2023", "guide", "one", "two"]
    found = json.loads(ibid("find", "zebrsa", "--json", *told).out)
    assert [(row["anchor"], row["text"]) for row in found] == [("one/s0/p1", "The African Union met the zebras.")]
    assert "discourse" in ibid("find", "discourse power", "--limit", "1", *told).out
    assert ibid("find", "concept:african-union zebras", *told).out.startswith("one/s0/p1")
    assert "african-union" in ibid("concepts", "one", *told).out
    assert ibid("mentions", "african-union", "one", *told).out.startswith("one/s0/p1")
    assert ibid("toc", "one", *told).code == 0
    assert "Nobody met anyone." in ibid("passages", "two", *told).out
    removed = ibid("remove", "one", *told)
    assert (removed.code, removed.out) == (0, "one\n")
    assert ibid("find", "zebras", *told).code == 1


def test_what_ships_is_removed_for_all_and_comes_back(ibid: Call, library: str) -> None:
    told = ("--library", library)
    assert ibid("find", "co-construction", *told).out
    assert ibid("remove", "yuan2023", *told).code == 0
    assert "yuan2023" not in ibid("find", "co-construction", *told).out
    assert "yuan2023" not in ibid("list", *told).out
    assert ibid("add", "yuan2023", *told).code == 0
    assert "yuan2023" in ibid("find", "co-construction", *told).out


def test_a_library_is_made_once_and_told_of_the_second_time(ibid: Call, library: str) -> None:
    again = ibid("server", "init", "--library", library, "--json")
    assert again.code == 0
    assert "is there already" in again.err
    status = json.loads(ibid("server", "status", "--library", library, "--json").out)
    assert [row["state"] for row in status] == ["ok"] * len(status)
    assert next(row["value"] for row in status if row["what"] == "documents") == "2"


def test_catalogues_of_the_library_are_given_listed_and_taken_out(ibid: Call, library: str, tmp_path: Path) -> None:
    told = ("--library", library)
    path = tmp_path / "zebras.toml"
    path.write_text('[[concept]]\nid = "way"\nkind = "slogan"\nlabel = "ASEAN Way"\n')
    assert ibid("server", "catalogue", path, *told).out == "zebras\n"
    assert "yuan2023" in ibid("find", "concept:way", *told).out
    assert ibid("server", "catalogue", "--remove", "zebra", *told).err == (
        'ibid: catalogue: no catalogue "zebra" in the library (did you mean "zebras"?)\n'
    )
    assert ibid("server", "catalogue", "--remove", "zebras", *told).code == 0
    assert ibid("server", "catalogue", *told).code == 1
    path.write_text("[[concept]]\n")
    faulty = ibid("server", "catalogue", path, *told)
    assert faulty.code == 2
    assert str(path) in faulty.err


@pytest.fixture(scope="module")
def guarded() -> Iterator[Cluster]:
    """A server that lets people in by password only."""
    from tests.search.server.clusters import missing

    if told := missing():
        pytest.skip(told)
    with running() as one:
        with Address(one.url()).open() as connection:
            for role in ("keeper", "anna", "otto", "nobody"):
                connection.execute(f"create role {role} login password '{SECRET}'")
            connection.execute("alter role keeper createrole")
            connection.execute("create database shared owner keeper")
        one.add_rule("host all keeper,anna,otto,nobody 127.0.0.1/32 scram-sha-256")
        yield one


@pytest.fixture
def people(ibid: Call, guarded: Cluster, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    prepared = ibid(
        "server", "init", "--library", guarded.url("keeper", "shared"), "--reader", "anna", "--editor", "otto"
    )
    assert prepared.code == 0, prepared.err
    return guarded


def test_readers_read_editors_change_and_others_do_neither(ibid: Call, people: Cluster, tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text("Zebras.\n")
    anna, otto, nobody = (people.url(name, "shared") for name in ("anna", "otto", "nobody"))
    refused = ibid("add", path, "--library", anna)
    assert refused.code == 2
    assert "permission denied" in refused.err
    assert "changing ibid_editor" in refused.err
    assert refused.err.count("\n") == 1
    assert ibid("add", path, "--library", otto).code == 0
    assert ibid("find", "zebras", "--library", anna).code == 0
    assert ibid("remove", "paper", "--library", anna).code == 2
    outside = ibid("find", "zebras", "--library", nobody)
    assert (outside.code, outside.out, outside.err.count("\n")) == (2, "", 1)
    assert "reading needs the role ibid_reader" in outside.err


def test_passwords_come_as_libpq_has_them_and_are_told_to_nobody(
    ibid: Call, people: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD")
    anna = people.url("anna", "shared")
    without = ibid("find", "zebras", "--library", anna)
    assert (without.code, without.err.count("\n")) == (2, 1)
    assert "password" in without.err
    passes = tmp_path / "pgpass"
    passes.write_text(f"127.0.0.1:*:shared:anna:{SECRET}\n")
    passes.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passes))
    assert ibid("list", "--library", anna).code == 0
    monkeypatch.delenv("PGPASSFILE")
    service = tmp_path / "services"
    service.write_text(f"[ours]\nhost=127.0.0.1\nport={people.port}\ndbname=shared\nuser=anna\npassword={SECRET}\n")
    monkeypatch.setenv("PGSERVICEFILE", str(service))
    assert ibid("list", "--library", "postgresql:///?service=ours").code == 0
    for url in (
        people.url("anna", "shared", SECRET + "x"),
        people.url("anna", "nowhere", SECRET),
        f"postgresql://anna:{SECRET}@127.0.0.1:1/shared",
        f"postgresql://anna:{SECRET}@127.0.0.1:port/shared",
        f"postgresql://anna:{SECRET}@[::1/shared",
        f"postgresql://anna:{SECRET}@127.0.0.1/shared?nonsense={SECRET}",
        f"postgresql://anna:{SECRET}%zz@127.0.0.1/shared",
    ):
        for command in (("find", "zebras"), ("list",), ("add", passes), ("server", "init"), ("doctor",)):
            answer = ibid(*command, "--library", url)
            assert answer.code == 2, (command, url)
            assert SECRET not in answer.out + answer.err
            assert command == ("doctor",) or answer.err.count("\n") == 1
    assert SECRET not in people.log.replace(f"create role keeper login password '{SECRET}'", "").replace(
        f"login password '{SECRET}'", ""
    )


def test_nodes_with_passwords_are_let_in_by_them_and_no_log_has_them(ibid: Call, people: Cluster) -> None:
    with Address(people.url()).open() as connection:
        connection.execute("create database spread owner keeper")
    with Address(people.url(database="spread")).open() as connection:
        connection.execute("create extension postgres_fdw")
        connection.execute("grant usage on foreign data wrapper postgres_fdw to keeper")
    made = ibid(
        "server", "init", "--library", people.url("keeper", "spread"), "--nodes", people.host, "--reader", "anna"
    )
    assert made.code == 0, made.err
    assert ibid("find", "co-construction", "--library", people.url("anna", "spread")).code == 0


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ((), "there is no library; ibid server init prepares one"),
        (("create schema ibid",), "there is no library; ibid server init prepares one"),
        (("create schema ibid", "create table ibid.about (x text)"), "the schema ibid there is not a library of ibid"),
        (
            ("create schema ibid", "create table ibid.about (version text)", "insert into ibid.about values ('x')"),
            "the schema ibid there is not a library of ibid",
        ),
        (
            ("create schema ibid", "create table ibid.about (version int)", "insert into ibid.about values (99)"),
            "the library is of version 99, this ibid knows 1; use a newer ibid",
        ),
    ],
)
def test_a_database_that_is_no_library_of_ours_is_refused_in_one_line(
    ibid: Call, database: str, made: tuple[str, ...], said: str
) -> None:
    with Address(database).open() as connection:
        for statement in made:
            connection.execute(statement)
    for command in (("find", "words"), ("list",)):
        answer = ibid(*command, "--library", database)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == f"ibid: {Address(database).shown}: {said}\n"


def test_a_foreign_schema_is_not_written_to(ibid: Call, database: str) -> None:
    with Address(database).open() as connection:
        connection.execute("create schema ibid")
    answer = ibid("server", "init", "--library", database)
    assert answer.code == 2
    assert "there is a schema ibid that is not a library of ibid; name another database" in answer.err


def test_a_library_without_address_is_asked_for_one(ibid: Call) -> None:
    assert ibid("server", "init").code == 2
    assert "postgresql://" in ibid("server", "init").err
    assert ibid("server").code == 2


def test_without_psycopg_it_is_said_how_to_get_it(ibid: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    answer = ibid("list", "--library", "postgresql://nowhere/x")
    assert answer.code == 2
    assert "pip install 'ibid-reader[server]'" in answer.err


def test_doctor_asks_the_server(ibid: Call, library: str) -> None:
    rows = json.loads(ibid("doctor", "--library", library, "--json").out)
    assert {"check": "library", "value": Address(library).shown, "state": "ok"} in rows
