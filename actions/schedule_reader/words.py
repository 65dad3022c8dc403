"""The words of schedules in Finnish, Swedish and English: one line per family, each with the code the grammar uses.

All patterns are written for folded text: small letters, single blanks, every dash a hyphen (`tokens.fold`).
"""

CODES = {
    "Y": "year",
    "k": "year of two digits behind a word (syksy -18)",
    "A": "date, month, season or period with its year",
    "i": "month, season, quarter … whose year stands elsewhere",
    "j": "the same, but the word has other meanings too: its year must stand next to it (may, march, vår)",
    "q": "day and month in digits (14.3.)",
    "d": "day of a range whose month comes later (14.–20.3.2018)",
    "z": "winter: a season that may print two years",
    "Z": "turn of the year, school year: needs two years",
    "b": "beginning of",
    "h": "middle of",
    "e": "end of",
    "1": "first half of",
    "2": "second half of",
    "<": "Finnish 'from' case (keväästä)",
    ">": "Finnish 'to' case (kesäkuuhun)",
    "m": "by, before the word",
    "p": "by, after the word",
    "v": "by, before or after",
    "u": "until: by, or the 'to' of a range",
    "t": "to",
    "&": "and, or",
    "w": "between",
    "f": "from, before the word",
    "g": "from, after the word",
    "l": "from, before or after",
    "B": "before",
    "a": "after, before the word",
    "o": "after, after the word",
    "O": "so long after",
    "n": "word that changes nothing (aikana, during, den)",
    "y": "turn of (kesä–heinäkuun vaihteessa)",
    "c": "continuous",
    "r": "recurring",
    "R": "recurring, but only as a quality of something (annual report)",
    "?": "condition: if, depending on",
    "!": "bound to an event, a term of office or a need",
    "s": "and then: the beginning of a new thing",
    "V": "looks like a time but can't be one, or is ambiguous",
    "-": "dash between blanks",
    "=": "dash without blanks",
    "_": "dash after a word and before a blank or the end (2019-), arrow",
    "~": "dash after a blank and before a word (2030 -tiekartta)",
    "x": "any other word",
    "/": "slash",
    ",": "comma, colon or bracket",
    ";": "semicolon, question or exclamation mark: what follows stands on its own",
    ".": "end of a sentence",
    "P": "a mention of time, when the grammar is done",
}

YEAR = r"(?:1[0-9]{3}|2[0-9]{3})"  # what looks like a year; 1900–2100 is checked when it is read

FINNISH_STEMS = (
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu",
)  # fmt: skip
SWEDISH_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHORT_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "okt": 10, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
MONTH_NUMBERS = SHORT_MONTHS | {
    name: number for names in (FINNISH_STEMS, SWEDISH_MONTHS, ENGLISH_MONTHS) for number, name in enumerate(names, 1)
}
DOUBTFUL_MONTHS = ("may", "march", *SHORT_MONTHS)  # other words too, or a shortened one
SURE_MONTHS = tuple(name for name in (*SWEDISH_MONTHS, *ENGLISH_MONTHS) if name not in DOUBTFUL_MONTHS)

ORDINALS = {
    1: r"1\.?|1:a|1st|ensimmäi\w+|första|förra|first",
    2: r"2\.?|2:a|2nd|toi(?:nen|se\w+)|andra|second",
    3: r"3\.?|3:e|3rd|kolma(?:s|nne\w+)|tredje|third",
    4: r"4\.?|4:e|4th|neljä(?:s|nne\w+)|fjärde|fourth",
}
ROMANS = {1: "i", 2: "ii", 3: "iii", 4: "iv"}  # only with Finnish words: Swedish "i kvartal 3" means "in"
LAST = r"viimei\w+|jälkimmäi\w+|sista|senare|last|latter|final"
ORDINAL = "|".join((*ORDINALS.values(), LAST))
ROMAN = "iv|i{1,3}"

QUANTITY = (
    r"(?:€|\$|£|%|‰|(?:e|h|kr|sek|usd|kg|km|m2|mw|kw|gwh|st|kpl|mn|mrd|htv|ton|vp)\b|eur\w*|[mkt]€|meur|milj\w*|tuhatta|"
    r"prosent\w*|procent\w*|per ?cent|henkilö[än]|henkilötyö\w*|hlö\w*|ihmistä|stycken|people|persons?\b|personer|"
    r"årsverke\w*|tuntia|tunnin|timm\w+|hours?\b|päivää|dagar|days\b|viikkoa|veckor|weeks\b|kuukautta|månader|months\b|"
    r"vuotta|kuntaa|koulua|kronor|dollar\w*|neliö\w*|tonnia|sivua|sidor|pages|kertaa|gånger|times|osallistujaa|"
    r"deltagare|participants|opiskelijaa|oppilasta|asukasta|työntekijää|poliisia|tapausta|cases|kappaletta|asuntoa)"
)
LEVEL = r"(?:tas(?:o|on|oa|olla|olle|osta|oon)|level|nivå)\b"  # "vuoden 2017 tasolla" is a yardstick, not a time

# What has figures in it and yet is no time. A number that stays unread here is never looked at again.
NO_TIMES = (
    r"(?:https?://|www\.)\S+",
    r"(?:julkaisu(?:ja|n|ssa|sarja\w*)?|n:o|nro|nr|no|numero|dnro|he|vns|sops|lai?(?:ki|n|ssa)|asetu(?:s|ksen)|"
    r"direktiivi\w*|direktiv\w*|directive|regulation|förordning\w*|lag(?:en)?|act|prop|sou|ds|publikation\w*|kokou\w+|"
    r"sammanträde\w*|möte\w*|meeting)\.? \(?(?:eu\) )?[0-9]+ ?[/:] ?[0-9]+(?:[/:][0-9]+)*",
    r"[0-9]+/[0-9]{4} (?:vp|rd)\b",
    rf"(?:agenda|horisontti|horizon|horisont|natura|eurooppa|europe|europa|visio|vision|iso|sfs) {YEAR}(?![-/0-9])",
    rf"(?:fy ?|(?:fiscal|financial) year )(?:{YEAR}|[0-9]{{2}})(?: ?[-/] ?[0-9]{{2,4}})?",
    r"(?:yli|alle|lähes|vähintään|enintään|jopa|yhteensä|över|minst|högst|totalt|over|at (?:least|most)) "
    r"[0-9]+\b(?! ?[-./])",
    r"(?:kohda(?:n|ssa)|kohta|luvu(?:n|ssa)|luku|toimenpitee(?:n|ssä)|avsnitt|punkt|kapitel|åtgärd|section|chapter|"
    r"measure) "
    r"(?![0-9]+\.[0-9]+\.[0-9]{4})[0-9]+(?:\.[0-9]+)+\.?(?![0-9])",
    r"[€$£] ?[0-9][0-9., ]*",
)

NAMES_IN_CAPITALS = ("OM",)  # the ministry of justice, not Swedish "om" (if)

FINNISH_TIMES = r"(?:kerran|kahdesti|(?:kaksi|kolme|neljä|[0-9]+) (?:kertaa|krt|x))"
SWEDISH_TIMES = r"(?:en gång|(?:två|tre|fyra|[0-9]+) (?:gånger|ggr))"
ENGLISH_TIMES = r"(?:once|twice|(?:two|three|four|[0-9]+) times)"

# Words that carry no date themselves, tried in this order; a code of two letters makes two tokens.
MARKERS = (
    # recurring
    ("r", r"(?:puoli|neljännes)?vuosittain|kuukausittain|viikoittain|päivittäin|kvartaaleittain"),
    ("r", r"säännöllisesti|toistuvasti|(?:valtuusto|vaali|luku)kausittain"),
    ("r", r"joka (?:(?:toinen|kolmas|neljäs|viides) )?(?:vuosi|kuukausi|viikko|neljännes|kvartaali)"),
    ("r", r"joka (?:kevät|kesä|syksy|talvi)"),
    ("r", rf"{FINNISH_TIMES} ?(?:\w+kaudessa|vuodessa|kuukaudessa|viikossa|/ ?v(?:uosi)?)"),
    ("r", r"(?:\w+ )?(?:vuoden|vuosien|kuukauden|kk:n|viikon) välein"),
    ("r", r"årligen|årsvis|halvårsvis|kvartalsvis|månadsvis|månatligen"),
    ("r", r"veckovis|dagligen|regelbundet"),
    ("r", r"var(?:je|t|tannat|annan) (?:(?:tredje|fjärde|femte) )?(?:år|månad|kvartal|vecka|halvår)"),
    ("r", r"varje (?:vår|sommar|höst|vinter)"),
    ("r", rf"{SWEDISH_TIMES}(?: ?/ ?| (?:per|om|i) )(?:år(?:et)?|månad(?:en)?|kvartal(?:et)?|termin(?:en)?)"),
    ("r", r"(?:(?:bi|semi-?)?annual|biennial)ly|yearly|quarterly|monthly|weekly|daily|regularly|periodically"),
    (
        "r",
        r"(?:each|every) (?:(?:other|second|third|two|three|four|five|six|[0-9]+) )?"
        r"(?:years?|months?|quarters?|weeks?|spring|summer|autumn|fall|winter)",
    ),
    ("r", rf"{ENGLISH_TIMES} (?:in )?(?:a|per|each|every) (?:year|month|quarter|week|term)"),
    ("r", r"per (?:year|month|quarter|week|annum)"),
    ("R", r"vuosittai\w+|kuukausittai\w+|årlig(?:a|t)?|halvårsvisa|kvartalsvisa|(?:(?:bi|semi-?)?annual|biennial)"),
    # continuous
    ("c", r"jatkuva(?:a|na|sti|isesti|luontei\w+)?|toistaiseksi|(?:ympäri|läpi) vuoden"),
    ("c", r"fortlöpande|kontinuerlig(?:t|a)?|löpande|tills ?vidare|pågående|året (?:runt|om)"),
    ("c", r"on-?going|continuous(?:ly)?|continual(?:ly)?|continuing"),
    ("c", r"permanent(?:ly)?|indefinitely|until further notice|year-round"),
    # need, condition, event, term of office
    ("!", r"tarpeen (?:mukaan|vaatiessa|tullen)|tarvittaessa|pyynnöstä|efter behov|vid behov|på begäran"),
    ("!", r"(?:as|if|when|where) (?:needed|necessary|required|appropriate)|on (?:demand|request)"),
    ("?", r"jos|mikäli|kunhan|edellyttäen|riippu(?:en|u|vat?)|(?:sillä )?ehdolla"),
    ("?", r"(?:resurssien|rahoituksen|määrärahojen|budjetin|kehysten) (?:puitteissa|salliessa|mukaan|varmistuessa)"),
    ("?", r"ifall|förutsatt|under förutsättning|beroende (?:på|av)|i mån av|med förbehåll för"),
    ("?", r"(?:\A|(?<=[.;,:\(] ))om(?! (?:[0-9]|en?\b|ett|två|tre|fyra|fem|sex|några))"),
    ("?", r"if|provided(?! by| in| to| for| at| through)|depend(?:ing|ent|s)|subject to"),
    ("?", r"contingent|conditional|unless|assuming"),
    ("!", r"(?:hallitus|vaali|eduskunta|valtuusto|kehys|toimi)kau(?:s\w+|de\w+|t\w+)"),
    ("!", r"(?:strategia|ohjelma|suunnitelma|rahoitus|sopimus)kau(?:s\w+|de\w+|t\w+)"),
    ("!", r"(?:regerings|mandat|val|strategi|program|ram|avtals|fullmäktige)period(?:en|ens)?"),
    ("!", r"(?:government|parliamentary|electoral|strategy|programme|council)(?:'s)? (?:term|period)"),
    ("!", r"term of (?:office|government)"),
    ("!", r"tultua voimaan|voimaantulo\w*|yhteydessä|kun|kunnes|i samband med|inför|när|så snart(?! som möjligt)"),
    ("!", r"in connection with|as soon as(?! possible)|once|when|upon|pending|following"),
    ("O", r"[0-9]+ (?:days?|weeks?|months?|years?|dagar|veckor|månader|år) (?:after|from|efter|från)"),
    # and then
    ("s", r"(?:jonka|minkä|sen|tämän|näiden|niiden|joiden) jälkeen|sitten"),
    ("s", r"därefter|varefter|efter det(?:ta)?|(?<=[,;] )sedan"),
    ("s", r"then|thereafter|after (?:that|this|which)|afterwards|subsequently|followed by"),
    # from
    ("l", r"alkaen|alk\.|aikaisintaan|tidigast|(?:at the )?earliest"),
    ("g", r"lähtien|lukien|eteenpäin|(?:and )?onwards?|(?:och )?framåt"),
    ("_", r"-{1,3}>|=>|→"),
    ("f", r"från och med|fr\.? ?o\.? ?m\.?|från|sedan|med (?:början|start)(?: (?:i|från))?|räknat från"),
    ("f", r"(?:no|not) (?:earlier|sooner) than|not before|as (?:of|from)|with effect from|from|since|starting"),
    ("f", r"beginning (?=in\b|from\b|[0-9])"),
    # by, until, before, after
    ("v", r"viimeistään|viim\.?|(?:at the )?latest"),
    ("p", r"mennessä|saakka|asti"),
    ("m", r"(?:på )?senast|by|(?:no|not) later than|deadline|määräaika|takaraja|päättyen|due(?! to)|ending"),
    ("u", r"till och med|t\.? ?o\.? ?m\.?|fram till|till|until|thru|through|up to"),
    ("B", r"ennen|före|innan|before|prior to"),
    ("o", r"jälkeen"),
    ("a", r"efter|after"),
    # parts of a time
    (">e", r"loppuun"),
    ("<e", r"lopusta|lopulta"),
    ("e", r"lopu(?:ssa|lla|n)|loppua?|slut(?:et)?(?: (?:av|på))?|utgång(?:en)?(?: av)?"),
    ("e", r"(?:the )?(?:end|close) of(?: the(?! year))?|year-?end|eoy|end-?"),
    (">b", r"alkuun"),
    ("<b", r"alusta"),
    ("b", r"alussa|alkua?|början(?: (?:av|på))?|inledningen av|(?:the )?(?:beginning|start) of(?: the(?! year))?"),
    (">h", r"puoliväliin"),
    ("<h", r"puolivälistä"),
    ("h", r"puolivälissä|puoliväli[än]?|puolessavälissä|keskivaihe(?:illa|ella|en)?|mitten(?: (?:av|på))?"),
    ("h", r"(?:the )?middle of(?: the(?! year))?|mid[- ]"),
    ("1", r"alkupuoli|alkupuole(?:lla|n)|tidigt|early"),
    ("2", r"loppupuoli|loppupuole(?:lla|n)|sent (?:på|under)|late"),
    # joints
    ("w", r"välillä|välise(?:nä|llä)(?: (?:aikana|ajalla))?|mellan|between"),
    ("&", r"ja|sekä|tai|och|samt|eller|and|or|[&+]"),
    ("t", r"to"),
    ("y", r"vaihteessa|vaihde|vaihteen"),
    ("n", r"aikana|aikavälillä|ajalla|ajan|kuluessa|mittaan|kuukauden|päivänä|pnä|vuo(?:den|nna|sina|sien)"),
    ("n", r"jo|noin|arviolta|alustavasti|kuitenkin|mutta"),
    ("n", r"under|i|på|vid|av|för|den|åren|års|månaden|perioden|loppet av"),
    ("n", r"redan|ungefär|omkring|cirka|preliminärt|dock|men"),
    ("n", r"during|in|on|at|of|the|period|course of|month of"),
    ("n", r"already|about|around|approximately|circa|ca\.?|however|but"),
    ("n", r"(?:maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)(?:na)?"),
    ("n", r"(?:ma|ti|ke|pe|la|su)(?= [0-9])"),
    ("n", r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day"),
    ("n", r"(?:klo|kl\.?) ?[0-9]{1,2}(?:[.:][0-9]{2})?"),
)
