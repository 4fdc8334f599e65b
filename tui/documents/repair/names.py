"""Names that headings bear without a number."""

import re

_KNOWN = (
    "abstract|preamble|introduction|conclusion|conclusions|preface|foreword|afterword|epilogue|prologue"
    "|acknowledgement|acknowledgements|acknowledgment|acknowledgments|contents|table of contents|list of figures"
    "|list of tables|references|bibliography|works cited|appendix|appendices|summary|discussion|results|methods"
    "|glossary|index|notes|endnotes|background|status of this memo|security considerations|normative references"
    "|informative references|iana considerations"
    "|einleitung|vorwort|nachwort|schluss|zusammenfassung|literatur|literaturverzeichnis|inhalt|inhaltsverzeichnis"
    "|anhang|anmerkungen"
    "|r\u00e9sum\u00e9|avant-propos|pr\u00e9face|sommaire|bibliographie"
    "|introducci\u00f3n|conclusiones|bibliograf\u00eda|resumen"
    "|introduzione|conclusioni|bibliografia"
    "|\u0432\u0432\u0435\u0434\u0435\u043d\u0438\u0435|\u0437\u0430\u043a\u043b\u044e\u0447\u0435\u043d\u0438\u0435|\u0441\u043e\u0434\u0435\u0440\u0436\u0430\u043d\u0438\u0435"
    "|\u6458\u8981|\u5f15\u8a00|\u5bfc\u8a00|\u524d\u8a00|\u5e8f|\u5e8f\u8a00|\u7eea\u8bba|\u7ed3\u8bba|\u7ed3\u8bed|\u4f59\u8bba|\u540e\u8bb0|\u53c2\u8003\u6587\u732e|\u76ee\u5f55|\u81f4\u8c22|\u9644\u5f55"
)
_NAMES = frozenset(_KNOWN.split("|"))
"""Headings that are known by their name."""
_ADDRESS = re.compile(r"authors?(?:['\u2019]s?)? address(?:es)?")


def named(title: str) -> bool:
    """Whether a heading is known by its name, without a number: an introduction, a list of works."""
    folded = title.lower()
    return folded in _NAMES or (folded.startswith("author") and _ADDRESS.fullmatch(folded) is not None)
