"""A vocabulary on disk: a small index in which every word is a document.

Typos are found by walking the index's words with a Levenshtein automaton (Schulz & Mihov 2002), completions by the
words' own first letters, other forms by their English stem (M. F. Porter's Snowball, 2001): each takes well under a
millisecond among some hundred thousand words, and nothing of it is kept in this process.
"""

from collections.abc import Iterable
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

import tantivy

from tui.search.disk import told, writing
from tui.search.model import Word

_HEAP, _THREADS = 64_000_000, 2
_SMALL_HEAP = 16_000_000
"""Bytes that a writer fills before it writes a segment."""
_STARTS = 3
"""Letters up to which a word's beginnings are terms of their own: their completions are looked up, not searched for."""


class TermIndex:
    """Implements `Vocabulary` over a folder.

    Args:
        path: the folder, made when it is not there; None for one in memory.

    Raises:
        EngineError: it can't be read.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._schema = _schema()
        with told(path):
            if path is not None:
                path.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._index = tantivy.Index(self._schema, None if path is None else str(path))
            self._index.register_tokenizer("stem", _stemming())
            self._index.register_tokenizer("start", _starting())
            self._searcher = self._index.searcher()

    def renew(self) -> None:
        """See what was written since."""
        with told(self.path):
            self._index.reload()
            self._searcher = self._index.searcher()

    def put(self, words: Iterable[tuple[str, int]], *, anew: bool = False) -> None:
        """Keep words with the number of passages they stand in; those of none are dropped.

        Args:
            words: each once.
            anew: these are all the words there are.

        Raises:
            EngineError: nothing could be written; what was there stays.
        """
        with writing(self.path):
            writer = self._index.writer(*((_HEAP, _THREADS) if anew else (_SMALL_HEAP, 1)))
            if anew:
                writer.delete_all_documents()
            add = writer.add_json  # a word is few letters: written out it costs less than as a document
            for word, passages in words:
                if not anew:
                    writer.delete_documents_by_term("word", word)
                if passages > 0:
                    add(_written(word, passages))
            writer.commit()
            writer.wait_merging_threads()
        self.renew()

    def passages(self, word: str) -> int:
        found = self._asked(tantivy.Query.term_query(self._schema, "word", word), 1)
        return found[0].passages if found else 0

    def beginning(self, start: str, most: int) -> list[Word]:
        if len(start) <= _STARTS:
            query = tantivy.Query.term_query(self._schema, "start", start)
        else:
            query = tantivy.Query.fuzzy_term_query(self._schema, "word", start, 0, True, True)
        return [word for word in self._asked(query, most + 1) if word.text != start][:most]

    def near(self, word: str, distance: int, most: int) -> list[Word]:
        return self._asked(tantivy.Query.fuzzy_term_query(self._schema, "word", word, distance, True, False), most)

    def beginning_near(self, start: str, distance: int, most: int) -> list[Word]:
        return self._asked(tantivy.Query.fuzzy_term_query(self._schema, "word", start, distance, True, True), most)

    def of_stem(self, word: str, most: int) -> list[Word]:
        if not word.isascii():
            return []
        from snowballstemmer import stemmer

        stem = str(stemmer("english").stemWord(word))
        return self._asked(tantivy.Query.term_query(self._schema, "stem", stem), most)

    def _asked(self, query: Any, most: int) -> list[Word]:
        searcher = self._searcher
        with told(self.path):
            found = searcher.search(query, most, count=False, order_by_field="passages")
            return [Word(str(searcher.doc(address).get_first("word")), passages) for passages, address in found.hits]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("word", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("start", tokenizer_name="start", index_option="basic")
    builder.add_text_field("stem", tokenizer_name="stem", index_option="basic")
    # An integer, not an unsigned one: a Python int for an unsigned field stops the writer for good.
    builder.add_integer_field("passages", stored=False, fast=True)
    return builder.build()


def _stemming() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer("english")).build()


def _starting() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, _STARTS, True)).build()


def _written(word: str, passages: int) -> str:
    quoted = encode_basestring(word)
    if word.isascii() and word.isalpha():
        return f'{{"word":{quoted},"start":{quoted},"stem":{quoted},"passages":{passages}}}'
    return f'{{"word":{quoted},"start":{quoted},"passages":{passages}}}'
