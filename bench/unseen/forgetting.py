"""Removes a share of the program's own words, to measure papers with unlisted labels.

    python -m bench.unseen --perfect --part tune --forget 0.33 --seed 5

The labels on a drawn paper are mostly in the program's lists, because the same people wrote both.
Papers of other issuers have words that are in no list. So labels, titles, specific words, sentences
and patterns are removed at random, each word from every list at once: such fields must be found by
the value's form, the order of fields, the head words of labels, and elimination.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.kit.fields import TypeEntry
from extractors.kit.places.words import meanings, plain
from extractors.kit.sentences import families
from extractors.packet.vocabulary import lexicon


def forgetting(kinds: Sequence[TypeEntry], share: float, seed: int) -> tuple[TypeEntry, ...]:
    """The types without the removed words, which are removed from the shared lists too.

    Applies to the rest of the process: removed words are not restored.
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
