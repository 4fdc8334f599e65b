"""The ways in which writers tell a short form: patterns with a group `short`, and `long` where it stands inside."""

import re


def spaced(pattern: str) -> re.Pattern[str]:
    """Compiled; a blank stands for one to four of any, a tilde for up to four: no text can make that slow."""
    return re.compile(pattern.replace(" ", r"\s{1,4}").replace("~", r"\s{0,4}"))


QUOTE = "[\"'“”‘’«»„‚‹›「」『』《》]"
_QUOTES = QUOTE + "{0,3}"
_CAPITAL = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0410-\u042f\u0401\u0404\u0406\u0407"
_LETTER = _CAPITAL + "a-z0-9\u0370-\u03ff\u0430-\u045f"
"""of Latin, Greek and Cyrillic script, and figures"""
SHORT = (
    r"(?P<short>(?:[A-Z]\.){2,6}|"
    rf"[a-z\u03b1-\u03c9]{{1,2}}-?(?=[{_CAPITAL}0-9])(?:[{_LETTER}]|[&/+.–\-](?=[{_LETTER}])){{1,12}}|"
    rf"(?=[{_CAPITAL}0-9])(?:[{_LETTER}]|[&/+.–\-](?=[{_LETTER}])){{2,12}})"
)
_OFTEN = "(?:(?:better|best|commonly|usually|often|also|widely|generally|sometimes|popularly|more) )?"
LANGUAGE = (
    r"(?:English|French|German|Spanish|Italian|Portuguese|Dutch|Russian|Polish|Swedish|Norwegian|Danish|Finnish|Czech|"
    r"Hungarian|Turkish|Arabic|Hebrew|Persian|Japanese|Chinese|Latin|Greek)"
)
_CALLED = (
    rf"(?:(?:{_OFTEN}(?:called|known|dubbed|termed|named|referred to|abbreviated|shortened|denoted|designated|cited)|"
    r"to be (?:called|known|referred to)|commonly)"
    r"(?: (?:hereinafter|hereafter|henceforth|below|here|simply|throughout))?"
    r"(?: (?:as|to|by|with|under))?"
    rf"(?: (?:its|their|the)(?: {LANGUAGE})? (?:initials|acronym|abbreviation|short (?:form|name)))?|"
    r"(?:the )?so-called|(?:which )?(?:goes|going|went) by the (?:name|acronym|initials)(?: of)?|"
    r"(?:whose|with the|by the|under the|its|the) (?:acronym|abbreviation|initials|short (?:form|name))"
    r"(?: (?:is|being|was))?)"
)
_FROM_HERE = (
    r"here(?:in)?after|henceforth|below|thereafter|in (?:what follows|the following|short|brief)|for short|"
    r"from (?:now|here) on(?:wards?)?"
)
_OTHERS = (
    r"ci-après|dénommée?|désormais|(?:en )?abrégée?|sigle|im Folgenden|im Weiteren|nachfolgend|nachstehend|kurz|"
    r"abgekürzt|Abkürzung|Abk\.|en adelante|en lo sucesivo|abreviad[oa]|por sus siglas|siglas|di seguito|"
    r"d['’]ora in poi|in breve|abbreviat[oa]|doravante|afgekort|hierna|далее|сокращ[её]нно|сокр\.|"
    r"(?:以下|下文|下)?(?:简称|簡稱|略称|略稱)(?:为|為)?|下称|下稱|(?:以下|又|也|亦)?(?:称|稱)(?:为|為)?|(?:英文)?(?:缩写|縮寫|简称|簡稱)(?:为|為)?|英語|英语|英文"
)
_WE = (
    r"(?:which )?(?:we|I|one)(?: (?:shall|will|may))?(?: (?:call|abbreviate|write|denote|refer to))"
    r"(?: (?:it|this))?(?: (?:as|by|to))?"
)
_FOREIGN = rf"(?:in |by its )?{LANGUAGE}(?: (?:acronym|abbreviation|initials|short form|as|by))?"
LEAD = (
    rf"(?:(?:{_CALLED}|{_FROM_HERE}|{_OTHERS}|{_WE}|{_FOREIGN}|abbr\.?|abbreviation|acronym|"
    r"short(?: form)?|each|collectively|together|(?:or|also|now) ?(?:simply|just|merely)?|"
    r"simply|the|an?|or|and|i\.e\.|that is|=|:)"
    r"(?:[\s:：,–—-]+|(?=[\"'“‘«„「]|[A-Z一-鿿]|\Z))){0,6}+"
)
"""what may stand before a short form to say that it is one"""

_FORMALLY = (
    rf"(?:(?:{_CALLED}|{_FROM_HERE}|{_OTHERS}|{_WE}|(?:or|i\.e\.|that is)(?:,| (?:simply|just|merely))?),? ){{1,4}}+"
)

BEHIND = (
    spaced(rf"[,;–—] {_FORMALLY}(?:the )?{_QUOTES}{SHORT}{_QUOTES}(?=[\s,.;:)–—]|\Z)"),
    spaced(
        rf" (?:which )?(?:goes|going|went) by the (?:acronym|initials|name)(?: of)? "
        rf"{_QUOTES}{SHORT}{_QUOTES}(?=[\s,.;:)]|\Z)"
    ),
    spaced(rf",? (?:or )?(?:the )?{_QUOTES}{SHORT}{_QUOTES} (?:for short|in short|for brevity)\b"),
    spaced(rf"(?<=[^\W\d_][\"”’]) or (?:the )?[\"“‘]{SHORT}[\"”’](?= )"),
    spaced(rf"(?:\s[–—-]{{1,2}}\s|—){LEAD}{_QUOTES}{SHORT}{_QUOTES}(?: for short)?~(?:[–—-]{{1,2}}\s|—)"),
)
"""the short form behind the long one: after a comma, between dashes"""

PUT = spaced(r"(?:,~| [–—-]{1,2} (?:the )?|—(?:the )?)(?P<short>[A-Z]{3,8})(?:(?=[,.;:](?:\s|\Z))|(?= [–—]))")
"""a name and, between commas, the letters its words begin with"""

_HAN_TOLD = (
    r"(?:(?:以下|下文|下|又|也|亦|俗|合|统|統|通|并|並)?(?:简称|簡稱|称|稱|略称|略稱)(?:为|為|作)?|又名|即)[：:]?"
)
HAN_SHORT = re.compile(
    rf"[(（](?P<told>{_HAN_TOLD})?[“‘「『《\"]?(?P<short>[\u3400-\u9fff]{{2,10}})[”’」』》\"]?"
    rf"(?=[)）,，、或和])"
    rf"|[，,、；;](?P<said>(?:以下)?(?:简称|簡稱)(?:为|為)?[：:]?)(?:[“‘「『《\"](?P<quoted>[\u3400-\u9fff]{{2,10}})[”’」』》\"]|"
    r"(?P<last>[\u3400-\u9fff]{2,10})(?=[)）]))"
)
"""a Chinese name's short form: （以下简称“世卫组织”）, （最高法）"""

_SPELT = (
    r"(?:(?:short |abbreviation |acronym |an? (?:abbreviation|acronym) )?(?:for|of)|i\.e\.,?|that is,?|from(?: the)?|"
    r"(?:originally|formerly|initially|first|at first|once|then)(?: called)?(?: the)?|in full:?|fully|=|meaning|"
    r"(?:which )?(?:stands|standing|stood) for|или|то есть|das heißt|c['’]est-à-dire|"
    r"in (?:French|German|Spanish|Italian|Russian|Dutch|Portuguese|English)[:,]?)"
)

BEFORE = spaced(
    rf"(?<![\w-]){SHORT}{QUOTE}?~[(\[（]~(?:{_SPELT}[,:]?~(?:the )?){{0,2}}{_QUOTES}"
    r"(?P<long>[^()\[\]（）;=]{4,120}?)~[)\]）;]"
)
"""SF (Long Form)"""

STANDS = spaced(
    rf"(?<![\w-]){SHORT}{QUOTE}?,?,? (?:(?:is )?short for|(?:which )?(?:stands|stood|standing) for|abbreviates|"
    r"(?:means|denotes|designates|refers to|signifies)(?=[^.]{0,9} [\"“‘«]?[A-Z])|"
    r"is (?:the|an) (?:acronym|abbreviation|initialism) (?:of|for)|"
    r"steht für|bedeutet|signifie|désigne|significa|означает) (?:the |an? |die |der |das |l['’]|les? |la )?"
    rf"{_QUOTES}(?P<long>[^()\[\],.;:\"“”]{{4,120}})"
)
"""SF stands for Long Form"""

DASHED = spaced(
    rf"(?<![\w-]){SHORT}{QUOTE}?~(?: [–—-]{{1,2}} |—)(?:or )?the (?P<long>[^()\[\].;:–—]{{4,100}}?)(?: [–—-]{{1,2}} |—)"
)
"""SF — the Long Form — between dashes"""

SPELT_OUT = spaced(r"(?<![\w-])(?P<short>[A-Z]{3,8}), (?P<long>[^()\[\],.;:\"“”\d]{9,100})(?=[,.;)])")
"""SF, long form, with the letters of its words"""

MEANT = spaced(
    rf"[\"“„«‘']{SHORT}[\"”“»’'] (?:means|denotes|designates|refers to|signifies) (?:the |an? )?{_QUOTES}"
    r"(?P<long>[^()\[\],.;:\"“”]{4,120})"
)
"""“SF” means long form, as contracts have it"""

GLOSSED = spaced(
    rf"(?:^|[;,.:(] |\n){_QUOTES}{SHORT}{_QUOTES}(?:,|:| ?=| [–—-]) "
    r"(?P<long>[^()\[\],.;:=]{5,100}?)~(?=[;.)]|,(?= [A-Z]{2})|\n|\Z)"
)
"""SF, long form; SF2 = long form: a list of them"""

APPOSED = spaced(
    r"(?<![\w-])(?P<short>[A-Z]{3,8}), (?:(?:or )?the (?=[A-Z])|or (?:an? )?)"
    r"(?P<long>[^()\[\],.;:\"“”\d]{9,100})(?=[,.;)])"
)
"""SF, the Long Form, or: SF, or long form,"""

HAN_INSIDE = spaced(rf"(?<![\w-]){SHORT}~[(（]~(?P<long>[\u3400-\u9fff·]{{3,24}})~[)）]")
"""SF（中文名称）"""

LAW_NUMBER = spaced(r"(?:~[(\[](?:[^()\[\]]|\([^()]{1,9}\)){1,40}[)\]])?(?: (?:No\.?|Nr\.?|[Nn]°)?~[\d/.\-]{1,20})?\Z")
"""the number of a law, which may stand between its name and its short form"""
