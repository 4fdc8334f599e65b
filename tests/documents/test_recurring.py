"""Lines by their shapes are in columns what they are in lists."""

from hypothesis import given
from hypothesis import strategies as st

from tui.documents.repair.recurring import Shapes

_LINES = st.lists(st.text(st.sampled_from("aé上\ud800"), max_size=2), max_size=40)


def told(shapes: Shapes) -> dict[str, list[int]]:
    return {shapes.letters(one): [*shapes.at(one)] for one in shapes}


@given(_LINES, st.data())
def test_shapes_hold_the_places_of_their_lines(lines: list[str], data: st.DataObject) -> None:
    shapes = Shapes((3 * number, letters) for number, letters in enumerate(lines))
    expected: dict[str, list[int]] = {}
    for number, letters in enumerate(lines):
        expected.setdefault(letters, []).append(3 * number)
    assert told(shapes) == expected
    assert [*told(shapes)] == [*expected]
    assert [shapes.first(one) for one in shapes] == [places[0] for places in expected.values()]
    if len(expected) < 3:
        return
    first, other, third = data.draw(st.permutations([*shapes]))[:3]
    shapes.join(first, other)
    expected[shapes.letters(first)] = sorted([*expected[shapes.letters(first)], *expected.pop(shapes.letters(other))])
    shapes.keep(third, shapes.at(third)[1:])
    expected[shapes.letters(third)] = expected[shapes.letters(third)][1:]
    assert told(shapes) == expected
