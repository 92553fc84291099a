"""What the name over a column means: a known name, one inside a group of columns, or one that is nearly known."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from models.intake.workbooks.table import How
from models.intake.workbooks.understanding.names import Meaning, bare_name, name_key, name_words, vocabulary
from models.text import words

# Below this a likeness says nothing.
LEAST = 0.6
# A text of more words is no name of a column.
_MOST_WORDS = 30
# Words so general that the name of the group says what they are of.
_GENERAL = 3
# A group's name of fewer letters must be the whole of it: "Đến" is not "Văn bản đến".
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that a name may mean, and how sure that is (0 to 1)."""

    meaning: Meaning
    confidence: float
    how: How


@lru_cache(maxsize=8192)
def matches(kind: str, header: str, groups: tuple[str, ...] = ()) -> tuple[Match, ...]:
    """What a column of this name, under these group names (outermost first), may mean, best first; at most one for the same fields."""
    bare = bare_name(header)
    found: list[Match] = []
    spoken = name_words(bare)
    if not spoken or len(spoken) > _MOST_WORDS:
        return ()
    found += _known(kind, bare, groups)
    whole = name_key(header)
    if whole != name_key(bare) and (meaning := vocabulary(kind).alone.get(whole)) is not None:
        found.append(Match(meaning, 1.0, How.NAME))
    if not any(match.how is How.NAME for match in found):
        found += _alike(kind, spoken)
        for group in reversed(groups):
            if len(spoken) <= _GENERAL:
                found += [Match(m.meaning, m.confidence * 0.9, m.how) for m in _alike(kind, (*spoken, *words(bare_name(group))))]
    best: dict[tuple[str, ...], Match] = {}
    for match in sorted(found, key=lambda each: -each.confidence):
        best.setdefault((*match.meaning.fields, str(match.meaning.part)), match)
    return tuple(best.values())


def _known(kind: str, bare: str, groups: tuple[str, ...]) -> list[Match]:
    """By the list of names: inside its group, together with it, by itself; a part of a number that is written in two columns."""
    known = vocabulary(kind)
    own = name_key(bare)
    found = []
    for group in reversed(groups):
        spoken = " ".join(words(group))
        for (outer, inner), meaning in (*known.parts_inside.items(), *known.inside.items()):
            if inner == own and (outer == spoken.replace(" ", "") or (len(outer) >= _TELLING and outer in spoken.replace(" ", ""))):
                # The longer the group's name that fits, the more it says.
                found.append(Match(meaning, (0.96 if meaning.part else 0.98) + min(0.02, len(outer) / 2000), How.NAME))
        for together in (f"{bare} {group}", f"{group} {bare}"):
            meaning_together = known.alone.get(name_key(bare_name(together)))
            # Group and name together may spell a column of two fields; this one is only its own half.
            if meaning_together is not None and len(meaning_together.fields) < 2:
                found.append(Match(meaning_together, 0.99, How.NAME))
    if own in known.alone:
        found.append(Match(known.alone[own], 0.97 if groups else 1.0, How.NAME))
    if own in known.parts:
        found.append(Match(known.parts[own], 0.95, How.NAME))
    return found


def _alike(kind: str, spoken: tuple[str, ...]) -> list[Match]:
    """The names that this one begins with, holds or is nearly spelt as; of each meaning the best."""
    best: dict[tuple[str, ...], Match] = {}
    known = vocabulary(kind)
    places = set().union(*(known.with_word.get(word, ()) for word in (*spoken, "".join(spoken)[:4] + "…")))
    for place in sorted(places):
        name, meaning = known.spoken[place]
        likeness = _likeness(spoken, name)
        if likeness >= LEAST and likeness > (best[meaning.fields].confidence if meaning.fields in best else 0):
            best[meaning.fields] = Match(meaning, likeness, How.LIKE)
    ranked = sorted(best.values(), key=lambda match: -match.confidence)
    if len(ranked) > 1 and ranked[0].confidence - ranked[1].confidence < 0.02:
        # Two meanings as near as each other: neither is sure.
        ranked[0] = Match(ranked[0].meaning, ranked[0].confidence * 0.9, How.LIKE)
    return ranked[:3]


def _likeness(spoken: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How near a header is to a known name. In Vietnamese the first word says what it is: a beginning counts most."""
    ours, theirs = len(spoken), len(name)
    if not theirs or (theirs == 1 and len(name[0]) < 3):
        return 0.0
    if spoken[:theirs] == name:
        return 0.62 + 0.36 * theirs / ours
    if theirs > ours and name[:ours] == spoken:
        return 0.45 + 0.45 * ours / theirs if ours > 1 else 0.0
    score = 0.0
    if theirs > 1 and any(spoken[start : start + theirs] == name for start in range(1, ours - theirs + 1)):
        score = 0.45 + 0.35 * theirs / ours
    shared = len(set(spoken) & set(name))
    if shared > 1:
        score = max(score, 0.9 * 2 * shared / (len(set(spoken)) + len(set(name))) - (0.0 if spoken[0] == name[0] else 0.12))
    one, other = "".join(spoken), "".join(name)
    if abs(len(one) - len(other)) <= 0.25 * len(other) and len(other) >= 5:
        comparer = SequenceMatcher(None, one, other, autojunk=False)
        if comparer.quick_ratio() >= 0.85:
            ratio = comparer.ratio()
            if ratio >= 0.85:
                score = max(score, ratio * 0.97)
    return min(score, 0.97)
