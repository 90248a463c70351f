"""The grammar of SOQL, for lark's LALR parser with its contextual lexer.

Keywords are words only where the grammar expects them, so `SELECT Id FROM Order` and a field named
`Group` parse. AND and OR cannot be mixed without parentheses, as in Salesforce.
"""

_RESERVED = (
    r"(?:select|from|where|and|or|not|like|in|includes|excludes|limit|having|asc|desc|nulls|using"
    r"|with)(?!\w)"
)

GRAMMAR = r"""
statement: SELECT chosen ("," chosen)* FROM source ("," source)* clauses
clauses: scope? where? mode? group? having? order? limit? offset? tail*

?chosen: selected | typeof | "(" statement ")"
selected: expression WORDS?
typeof: TYPEOF WORDS case+ default? END
case: WHEN WORDS THEN paths
default: ELSE paths
paths: WORDS ("," WORDS)*

source: WORDS WORDS?
scope: USING SCOPE WORDS
where: WHERE condition
mode: WITH WORDS
group: GROUP BY expression ("," expression)*
having: HAVING condition
order: ORDER BY sort ("," sort)*
limit: LIMIT NUMBER
offset: OFFSET NUMBER
tail: FOR WORDS ("," WORDS)* -> purpose
    | UPDATE WORDS ("," WORDS)* -> purpose
    | ALL ROWS -> all_rows

sort: expression direction? nulls?
direction: ASC | DESC
nulls: NULLS (FIRST | LAST)

?expression: path | call
path: WORDS
call: WORDS "(" [expression ("," expression)*] ")"

?condition: unit | both | either
both: unit (AND unit)+
either: unit (OR unit)+
?unit: comparison | "(" condition ")" | negation
negation: NOT unit

comparison: expression OPERATOR literal
    | expression LIKE literal
    | expression IN values
    | expression NOT IN values
    | expression INCLUDES values
    | expression EXCLUDES values
?values: "(" literal ("," literal)* ")" -> values
    | "(" statement ")"
literal: STRING | DATETIME | DATE | TIME | NUMBER | COUNTED | WORDS

SELECT.3: /select(?!\w)/i
FROM.3: /from(?!\w)/i
TYPEOF.3: /typeof(?=\s)(?!\s*,)(?!\s+from\s)/i
WHEN.3: /when(?!\w)/i
THEN.3: /then(?!\w)/i
ELSE.3: /else(?!\w)/i
END.3: /end(?!\w)/i
USING.3: /using(?!\w)/i
SCOPE.3: /scope(?!\w)/i
WHERE.3: /where(?!\w)/i
WITH.3: /with(?!\w)/i
GROUP.3: /group(?!\w)/i
BY.3: /by(?!\w)/i
HAVING.3: /having(?!\w)/i
ORDER.3: /order(?!\w)/i
LIMIT.3: /limit(?!\w)/i
OFFSET.3: /offset(?!\w)/i
FOR.3: /for(?!\w)/i
UPDATE.3: /update(?!\w)/i
ALL.3: /all(?!\w)/i
ROWS.3: /rows(?!\w)/i
ASC.3: /asc(?!\w)/i
DESC.3: /desc(?!\w)/i
NULLS.3: /nulls(?!\w)/i
FIRST.3: /first(?!\w)/i
LAST.3: /last(?!\w)/i
AND.3: /and(?!\w)/i
OR.3: /or(?!\w)/i
NOT.3: /not(?!\w)/i
LIKE.3: /like(?!\w)/i
IN.3: /in(?!\w)/i
INCLUDES.3: /includes(?!\w)/i
EXCLUDES.3: /excludes(?!\w)/i

OPERATOR: "=" | "!=" | "<>" | "<=" | ">=" | "<" | ">"
STRING: /'(?:[^'\\]|\\.)*'/s
DATETIME.2: /\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)/
DATE.1: /\d{4}-\d\d-\d\d(?![\dTt-])/
TIME.2: /\d\d:\d\d:\d\d(?:\.\d+)?[Zz]/
NUMBER: /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/
COUNTED.2: /[A-Za-z_]+\s*:\s*\d+(?!\w)/
WORDS: /(?!RESERVED)[A-Za-z][A-Za-z0-9_]*(?:\s*\.\s*[A-Za-z][A-Za-z0-9_]*)*/i

%import common.WS
%ignore WS
""".replace("RESERVED", _RESERVED)
