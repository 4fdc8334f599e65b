"""A server that speaks TLS only: certificates are libpq's affair, and a fault in them is one line."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.server.clusters import Cluster, missing, room
from tests.search.server.conftest import SeveralScope, write
from tests.search.server.corpus import documents
from tui.search.model import EngineError
from tui.search.query import parse
from tui.search.searching import Search
from tui.search.server.connection import Address, Server
from tui.search.server.engine import ServerEngine
from tui.search.server.nodes import read_nodes
from tui.search.server.preparing import prepare

ONLY_TLS = "hostnossl all all 127.0.0.1/32 reject"


def certificate(folder: Path, name: str) -> Path:
    """A certificate for 127.0.0.1 that vouches for itself, and beside it its key."""
    made = folder / f"{name}.crt"
    subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    key = ("-newkey", "rsa:2048", "-nodes", "-keyout", str(made.with_suffix(".key")))
    subprocess.run(["openssl", "req", "-x509", *key, "-out", str(made), *subject], check=True, capture_output=True)
    owner = folder.owner()
    for path in (made, made.with_suffix(".key")):
        shutil.chown(path, owner)
        path.chmod(0o600 if path.suffix == ".key" else 0o644)
    return made


@pytest.fixture(scope="module")
def secured() -> Iterator[tuple[Cluster, Path]]:
    """A server that lets nobody in without TLS, and its certificate."""
    if told := missing():
        pytest.skip(told)
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    with room() as folder:
        folder.chmod(0o755)
        own = certificate(folder, "own")
        cluster = Cluster(folder / "data", ssl="on", ssl_cert_file=str(own), ssl_key_file=str(own.with_suffix(".key")))
        cluster.add_rule(ONLY_TLS)
        yield cluster, own
        cluster.stop()


def test_a_library_is_made_and_searched_over_tls_its_nodes_too(secured: tuple[Cluster, Path]) -> None:
    cluster, own = secured
    address = Address(f"{cluster.url()}?sslmode=verify-full&sslrootcert={own}")
    prepare(address, read_nodes(cluster.host))
    server = Server(address)
    write(server, documents()[:1])
    assert Search(ServerEngine(server), SeveralScope(documents()[:1])).search(parse("belt road"))
    told = server.rows("select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name <> ''")
    assert {encrypted for (encrypted,) in told} == {True}
    options = {one for (some,) in server.rows("select srvoptions from pg_foreign_server") for one in some}
    assert "sslmode=require" in options
    server.close()


def test_whoever_is_not_vouched_for_is_refused_in_one_line(secured: tuple[Cluster, Path], tmp_path: Path) -> None:
    cluster, _ = secured
    other = certificate(tmp_path, "other")
    for asked, said in ((f"sslmode=verify-full&sslrootcert={other}", "certificate"), ("sslmode=disable", "reject")):
        with pytest.raises(EngineError, match=said) as told:
            Server(Address(f"{cluster.url()}?{asked}")).rows("select 1")
        assert "\n" not in str(told.value)
