"""A large document comes from the process that read it in small pieces, and is whole again."""

import io
import pickle
from pathlib import Path

from tui.documents import large
from tui.documents.packed import Packed
from tui.documents.reading import read

TEXT = "".join(f"  * Line {number} of “many”, which are short.\n\n" for number in range(25_000))


def test_no_piece_of_it_is_large(tmp_path: Path) -> None:
    path, out = tmp_path / "many.txt", io.BytesIO()
    path.write_text(TEXT, "utf-8")
    large.serve(path, "k", out)
    sizes = []
    out.seek(0)
    while head := out.read(8):
        sizes.append(int.from_bytes(head, "little"))
        out.read(sizes[-1])
    assert max(sizes) < len(TEXT) / 3


def test_it_is_the_document_that_was_read(tmp_path: Path) -> None:
    path = tmp_path / "many.txt"
    path.write_text(TEXT, "utf-8")
    shares: list[float] = []
    document = large.start(path, "k").result(shares.append)
    assert document == read(path, "k")
    assert shares == sorted(shares)
    assert 0.9 < shares[-1] <= 1


def test_its_roles_are_asked_as_a_list_is() -> None:
    document = read(Path(__file__).parents[2] / "seeds" / "yuan-zhao-2023.md", "k")
    roles = [passage.role for passage in document.passages]
    packed = pickle.loads(pickle.dumps(Packed(document.source, document.passages))).figures.roles
    assert [*packed] == roles
    assert (packed[2], packed[-1], packed[1:4], len(packed)) == (roles[2], roles[-1], roles[1:4], len(roles))
    assert {role: packed.count(role) for role in set(roles)} == {role: roles.count(role) for role in set(roles)}
