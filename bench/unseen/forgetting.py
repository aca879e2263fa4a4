"""The program with a share of its own words forgotten: papers whose labels nobody told it.

    python -m bench.unseen --perfect --part tune --forget 0.33 --seed 5

What a drawn paper calls a field is mostly in the program's lists, for both were written by people
who know such papers. A paper of another hand has words that are in no list. So labels, titles,
telling words, sentences and patterns are dropped by chance, each word in every list at once: what
is left must be read by the value's form, the order of fields, the heads of labels and what the
known ones leave over.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.kit.fields import TypeEntry
from extractors.kit.places.words import meanings, plain
from extractors.kit.sentences import families
from extractors.packet.vocabulary import lexicon


def forgetting(kinds: Sequence[TypeEntry], share: float, seed: int) -> tuple[TypeEntry, ...]:
    """The types without the words forgotten; lists that all types share lose theirs too.

    For the whole run: what was forgotten is not known again.
    """
    if not share:
        return tuple(kinds)

    def kept(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for word in words if chance(plain(word), seed) >= share)

    known = meanings()
    for name, meaning in known.items():
        known[name] = replace(
            meaning,
            words=kept(meaning.words),
            before=kept(meaning.before),
            behind=kept(meaning.behind),
        )
    said = families()
    for name, sentences in said.items():
        said[name] = kept(sentences)
    for entry in lexicon()["types"].values():
        for part in ("titles", "words"):
            entry[part] = kept(entry.get(part, ()))
    return tuple(
        replace(
            kind,
            titles=kept(kind.titles),
            words=kept(kind.words),
            stops=kept(kind.stops),
            fields=tuple(
                replace(
                    spec,
                    labels=kept(spec.labels),
                    patterns=kept(spec.patterns),
                    fallback=kept(spec.fallback),
                )
                for spec in kind.fields
            ),
        )
        for kind in kinds
    )


def chance(word: str, seed: int) -> float:
    """A number from 0 to 1 that is always the same for a word and a seed."""
    return zlib.crc32(f"{seed}/{word}".encode()) / 2**32
