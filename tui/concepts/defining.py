"""The ways in which writers tell a short form: patterns with a group `short`, and `long` where it stands inside."""

import re


def _spaced(pattern: str) -> re.Pattern[str]:
    """Compiled; a blank stands for one to four of any, a tilde for up to four: no text can make that slow."""
    return re.compile(pattern.replace(" ", r"\s{1,4}").replace("~", r"\s{0,4}"))


_QUOTE = "[\"'“”‘’«»„「」『』]"
_QUOTES = _QUOTE + "{0,3}"
_CAPITAL = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0410-\u042f\u0401\u0404\u0406\u0407"
_LETTER = _CAPITAL + "a-z0-9\u0370-\u03ff\u0430-\u045f"
"""of Latin, Greek and Cyrillic script, and figures"""
_SHORT = (
    r"(?P<short>(?:[A-Z]\.){2,6}|"
    rf"[a-z]{{0,2}}(?=[{_CAPITAL}0-9])(?:[{_LETTER}]|[&/+.\-](?=[{_LETTER}])){{2,12}})"
)
_OFTEN = "(?:(?:better|commonly|usually|often|also|widely|generally) )?"
_KNOWN = rf"{_OFTEN}called|{_OFTEN}known as|{_OFTEN}abbreviated(?: (?:as|to|hereafter))?"
_LEAD = (
    rf"(?:(?:also )?(?:referred to (?:hereinafter |below )?as|{_KNOWN}|"
    r"abbr\.?|short|in short|for short|each|"
    r"collectively|together|hereinafter|hereafter|henceforth|the|an?|or|and|i\.e\.|=|:|ci-après|désormais|"
    r"im Folgenden|nachfolgend|kurz|abgekürzt|en adelante|abreviad[oa]|di seguito|далее|сокращ[её]нно|сокр\.|"
    r"简称|下称|以下简称|英文(?:缩写|简称)(?:为)?|缩写(?:为)?)[\s:：,–—-]*+){0,6}+"
)
_OTHER = rf"(?:{_QUOTE}\s?[^\"“”‘’«»()\[\]]{{2,30}}?\s?{_QUOTE}~(?:[,;，；、]|\bor\b|\band\b)~)??"
"""another short form, quoted, told first in the same brackets"""

BEHIND = (
    _spaced(
        rf"[(\[（]~{_LEAD}{_OTHER}{_LEAD}(?:{_QUOTE}\s?(?:the )?){{0,3}}{_SHORT}(?:\s?{_QUOTE}){{0,3}}(?: for short)?~"
        r"(?:[)\]）;,；，]|[(\[][^()\[\]]{1,60}[)\]]~[)\]]|(?<=[\"”’»]\s)(?:or|and)\b|"
        r"\sor [\"“]?(?:the )?[\"“]?[A-Z]|(?<=[\"”’»])~[)\]）])"
    ),
    _spaced(
        rf", (?:or|i\.e\.,?|that is,?|{_KNOWN}|in short|henceforth|here(?:in)?after|kurz:?|abgekürzt) (?:the )?"
        rf"{_QUOTES}{_SHORT}{_QUOTES}(?=[\s,.;:)])"
    ),
    _spaced(rf",? (?:or )?(?:the )?{_QUOTES}{_SHORT}{_QUOTES} for short\b"),
    _spaced(rf"(?<=[^\W\d_][\"”’]) or (?:the )?[\"“‘]{_SHORT}[\"”’](?= )"),
    _spaced(rf"(?:\s[–—-]{{1,2}}\s|—){_LEAD}{_QUOTES}{_SHORT}{_QUOTES}(?: for short)?~(?:[–—-]{{1,2}}\s|—)"),
)
"""the short form behind the long one: in brackets, after a comma, between dashes"""

PUT = _spaced(r",~(?P<short>[A-Z]{3,8}),(?=\s)")
"""a name and, between commas, the letters its words begin with"""

LISTED = _spaced(rf"[,;，；]~(?:(?:or|now) |(?:以下)?简称~)?{_QUOTES}{_SHORT}{_QUOTES}~[)\]）]")
"""the last of several things in brackets: "(Regulation (EU) 2016/679, GDPR)", (Bundesgerichtshof, BGH)"""

HAN_SHORT = re.compile(
    r"[(（](?P<told>(?:以下|下文|下)?(?:简称|稱|称)(?:为)?[：:]?)?[“‘「『《\"]?(?P<short>[\u3400-\u9fff]{2,10})[”’」』》\"]?"
    r"(?=[)）,，、或和])"
)
"""a Chinese name's short form: （以下简称“世卫组织”）, （最高法）"""

BEFORE = _spaced(
    rf"(?<![\w-]){_SHORT}{_QUOTE}?~[(\[（]~(?:for |short for |i\.e\.,? )?(?P<long>[^()\[\]（）;=]{{4,120}}?)~[)\]）]"
)
"""SF (Long Form)"""

STANDS = _spaced(
    rf"(?<![\w-]){_SHORT}{_QUOTE}?,? (?:(?:is )?short for|stands for|stood for|abbreviates|"
    rf"is the (?:acronym|abbreviation) (?:of|for)) (?:the )?{_QUOTES}(?P<long>[^()\[\],.;:\"“”]{{4,120}})"
)
"""SF stands for Long Form"""

APPOSED = _spaced(
    r"(?<![\w-])(?P<short>[A-Z]{3,8}), (?:(?:or )?the (?=[A-Z])|or (?:an? )?)"
    r"(?P<long>[^()\[\],.;:\"“”\d]{9,100})(?=[,.;)])"
)
"""SF, the Long Form, or: SF, or long form,"""

WITH_NOUN = re.compile(r"[(\[](?P<short>[A-Z]{2,8})\s[a-z]{3,20}[)\]]")
"""long form (SF stars): so told of what is called by it"""

LAW_NUMBER = _spaced(r"(?:~[(\[](?:[^()\[\]]|\([^()]{1,9}\)){1,40}[)\]])?(?: (?:No\.?|Nr\.?|[Nn]°)?~[\d/.\-]{1,20})?\Z")
"""the number of a law, which may stand between its name and its short form"""
