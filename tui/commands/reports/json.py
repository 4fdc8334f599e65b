"""A report as JSON: an array, one object for each concept.

    {"id", "kind", "label", "mentions", "body", "notes", "passages",
     "dispersion": {"whole", "body", "notes"}        each {"dp", "norm", "parts", "unit"}
     "names":    [{"name", "mentions", "share", "sections": [COUNT, ...]}]
     "shifts":   [{"from", "earlier", "later", "before": [N, N], "after": [N, N]}]
     "sections": [{"document", "section", "words", "mentions"}]
     "places":   [{"anchor", "role", "name", "share"}]
     "meetings": [{"id", "kind", "label", "sentence", "next", "passage", "weight", "evidence": [[{"anchor", "text"}]]}]
     "collocates": [{"word", "near", "left", "right", "total", "log_likelihood"}],
     "references": [{"anchor", "text", "sentence", "state", "score"}]
     "said":     [{"anchor", "text", "concepts": [ID, ...]}]}

`references` may mean the concept without naming it and are counted nowhere; `state` is `accepted`, by a person, or
`possible`. `share` of a name is its part of the mentions, of a place how far in the text it lies, both 0 to 1; a name's
`sections` are parallel to those of the concept; `from` is a section's anchor; `said`, the sentences that name the
concept, each with those of the chosen concepts it names, is there only where concepts were chosen.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tui.commands.reports.wording import referred, sentences
from tui.concepts.analysis import Analysis, Part, Spot
from tui.concepts.collocates import FUNCTION_WORDS, collocates
from tui.concepts.cooccurrence import Evidence, evidence, meetings
from tui.concepts.dispersion import Dispersion
from tui.concepts.profile import Profile, profiles
from tui.text.placeholders import escape_json

_QUOTED = 3
"""places quoted for a meeting"""


def write(analysis: Analysis, limit: int, chosen: Sequence[str]) -> Iterator[str]:
    """All concepts; `limit` bounds the collocates of each."""
    some = False
    for profile in profiles(analysis, chosen):
        yield ",\n" if some else "[\n"
        row = _row(analysis, profile, limit)
        if chosen:
            row["said"] = _said(analysis, profile.concept.id, chosen)
        yield escape_json(json.dumps(row, ensure_ascii=False))
        some = True
    yield "\n]\n" if some else "[]\n"


def _row(analysis: Analysis, profile: Profile, limit: int) -> dict[str, Any]:
    concept = profile.concept
    return {
        "id": concept.id,
        "kind": concept.kind,
        "label": concept.label,
        "mentions": profile.mentions,
        "body": profile.body,
        "notes": profile.notes,
        "passages": profile.passages,
        "dispersion": {
            "whole": _dispersion(profile.whole),
            "body": _dispersion(profile.in_body),
            "notes": _dispersion(profile.in_notes),
        },
        "names": [
            {"name": one.alias, "mentions": one.total, "share": round(one.share, 4), "sections": list(one.parts)}
            for one in profile.names
        ],
        "shifts": [
            {
                "from": _anchor(analysis, part),
                "earlier": shift.earlier,
                "later": shift.later,
                "before": list(shift.before),
                "after": list(shift.after),
            }
            for part, shift in profile.shifts
        ],
        "sections": [
            {
                "document": analysis.documents[part.document].key,
                "section": part.number,
                "words": words,
                "mentions": n,
            }
            for part, words, n in zip(analysis.parts, analysis.part_words, profile.counts, strict=True)
        ],
        "places": [
            {
                "anchor": analysis.anchor(spot.passage),
                "role": analysis.passages[spot.passage].role.value,
                "name": alias,
                "share": round(analysis.share(spot), 4),
            }
            for spot, alias in zip(profile.spots, analysis.aliases[concept.id], strict=True)
        ],
        "meetings": _meetings(analysis, concept.id),
        "collocates": _collocates(analysis, profile, limit),
        "references": [
            {"anchor": one.anchor, "text": one.text, "sentence": one.sentence, "state": one.state, "score": one.score}
            for one in referred(analysis, concept.id)
        ],
    }


def _said(analysis: Analysis, concept: str, chosen: Sequence[str]) -> list[dict[str, Any]]:
    named: dict[tuple[int, int], list[str]] = {}
    for id in chosen:
        for spot in analysis.spots[id]:
            place = spot.passage, analysis.sentence_of(spot)
            if id not in named.setdefault(place, []):
                named[place].append(id)
    rows = []
    for (passage, number), ids in sorted(named.items()):
        if concept in ids:
            told = Evidence(passage, ((number + 1, Spot(passage, *analysis.sentences(passage)[number])),))
            rows += [{"anchor": at, "text": text, "concepts": ids} for at, text in sentences(analysis, told)]
    return rows


def _anchor(analysis: Analysis, part: Part) -> str:
    return f"{analysis.documents[part.document].key}/s{part.number}"


def _dispersion(told: Dispersion) -> dict[str, Any]:
    return {"dp": round(told.dp, 4), "norm": round(told.norm, 4), "parts": told.parts, "unit": told.unit}


def _meetings(analysis: Analysis, concept: str) -> list[dict[str, Any]]:
    known = analysis.catalogue.concepts
    return [
        {
            "id": one.concept,
            "kind": known[one.concept].kind,
            "label": known[one.concept].label,
            "sentence": one.sentence,
            "next": one.following,
            "passage": one.passage,
            "weight": round(one.weight, 4),
            "evidence": [
                [{"anchor": anchor, "text": text} for anchor, text in sentences(analysis, place)]
                for place in evidence(analysis, one, _QUOTED)
            ],
        }
        for one in meetings(analysis, concept)
    ]


def _collocates(analysis: Analysis, profile: Profile, limit: int) -> list[dict[str, Any]]:
    telling = [one for one in collocates(analysis, profile.spots) if one.word not in FUNCTION_WORDS]
    return [
        {
            "word": one.word,
            "near": one.near,
            "left": one.left,
            "right": one.right,
            "total": one.total,
            "log_likelihood": round(one.measure, 2),
        }
        for one in telling[:limit]
    ]
