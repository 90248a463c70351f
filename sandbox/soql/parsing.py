"""Reading SOQL text into a `tree.Statement`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError

from sandbox.soql import tree
from sandbox.soql.errors import SoqlError, malformed
from sandbox.soql.grammar import GRAMMAR

LONGEST = 100_000
"""Characters a statement may have."""

_OPERATORS = {"<>": "!="}
_PURPOSES = {"view", "reference", "update", "tracking", "viewstat"}
_MODES = {"security_enforced", "user_mode", "system_mode"}


@lru_cache(maxsize=2048)
def parse(query: str) -> tree.Statement:
    """Parse a statement; anything that is not SOQL raises `SoqlError` with its place."""
    if len(query) > LONGEST:
        raise malformed(f"SOQL statements cannot be longer than {LONGEST} characters.")
    try:
        parsed: Any = _parser().parse(query)
    except UnexpectedInput as exc:
        raise _unexpected(query, exc) from exc
    except VisitError as exc:
        raise exc.orig_exc from exc
    statement: tree.Statement = parsed
    return statement


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(
        GRAMMAR, parser="lalr", lexer="contextual", start="statement", transformer=_Builder()
    )


def _unexpected(query: str, exc: UnexpectedInput) -> SoqlError:
    if isinstance(exc, UnexpectedToken) and exc.token.type != "$END":
        return malformed(f"unexpected token: '{exc.token}'", exc.token.start_pos)
    at = exc.pos_in_stream if not isinstance(exc, UnexpectedToken) else None
    if at is None or at < 0:
        return malformed("unexpected token: '<EOF>'", len(query))
    if query[at] == "'":
        return malformed("unterminated string literal", at)
    return malformed(f"unexpected token: '{query[at]}'", at)


@v_args(inline=True)
class _Builder(Transformer[Token, Any]):
    """Builds the tree while the parser reduces."""

    def statement(self, select: Token, *parts: Any) -> tree.Statement:
        shown = [part for part in parts if isinstance(part, _SHOWN)]
        sources = [part for part in parts if isinstance(part, tree.Source)]
        return tree.Statement(tuple(shown), tuple(sources), _at(select), **parts[-1])

    def clauses(self, *clauses: dict[str, Any]) -> dict[str, Any]:
        return {name: value for clause in clauses for name, value in clause.items()}

    def selected(self, expression: tree.Expression, alias: Token | None = None) -> tree.Selected:
        return tree.Selected(expression, alias and _word(alias))

    def typeof(self, _typeof: Token, path: Token, *cases: Any) -> tree.TypeOf:
        branches = [case for case in cases if isinstance(case, tree.Case)]
        return tree.TypeOf(_path(path), tuple(branches))

    def case(
        self, when: Token, name: Token, _then: Token, paths: tuple[tree.Path, ...]
    ) -> tree.Case:
        return tree.Case(_word(name), paths, _at(when))

    def default(self, otherwise: Token, paths: tuple[tree.Path, ...]) -> tree.Case:
        return tree.Case(None, paths, _at(otherwise))

    def paths(self, *names: Token) -> tuple[tree.Path, ...]:
        return tuple(_path(name) for name in names)

    def source(self, name: Token, alias: Token | None = None) -> tree.Source:
        return tree.Source(_path(name), alias and _word(alias))

    def scope(self, _using: Token, _scope: Token, name: Token) -> dict[str, str]:
        return {"scope": _word(name).lower()}

    def where(self, _where: Token, condition: tree.Condition) -> dict[str, tree.Condition]:
        return {"where": condition}

    def mode(self, _with: Token, mode: Token) -> dict[str, Any]:
        _known(mode, _MODES)
        return {}

    def group(self, _group: Token, _by: Token, *keys: tree.Expression) -> dict[str, Any]:
        return {"group": keys}

    def having(self, _having: Token, condition: tree.Condition) -> dict[str, tree.Condition]:
        return {"having": condition}

    def order(self, _order: Token, _by: Token, *keys: tree.Order) -> dict[str, Any]:
        return {"order": keys}

    def limit(self, _limit: Token, count: Token) -> dict[str, int]:
        return {"limit": _whole(count)}

    def offset(self, _offset: Token, count: Token) -> dict[str, int]:
        return {"offset": _whole(count)}

    def purpose(self, _verb: Token, *purposes: Token) -> dict[str, Any]:
        for purpose in purposes:
            _known(purpose, _PURPOSES)
        return {}

    def all_rows(self, *_words: Token) -> dict[str, bool]:
        return {"all_rows": True}

    def sort(self, expression: tree.Expression, *words: Token) -> tree.Order:
        said = {word.upper() for word in words}
        return tree.Order(expression, "DESC" in said, "LAST" in said)

    def direction(self, word: Token) -> Token:
        return word

    def nulls(self, _nulls: Token, place: Token) -> Token:
        return place

    def path(self, words: Token) -> tree.Path:
        return _path(words)

    def call(self, name: Token, *arguments: tree.Expression | None) -> tree.Call:
        given = tuple(argument for argument in arguments if argument is not None)
        return tree.Call(_word(name).lower(), given, _at(name))

    def both(self, *parts: Any) -> tree.Both:
        return tree.Both(tuple(part for part in parts if not isinstance(part, Token)))

    def either(self, *parts: Any) -> tree.Either:
        return tree.Either(tuple(part for part in parts if not isinstance(part, Token)))

    def negation(self, word: Token, part: tree.Condition) -> tree.Negation:
        return tree.Negation(part, _at(word))

    def comparison(self, left: tree.Expression, *rest: Any) -> tree.Compare:
        *words, right = rest
        operator = " ".join(word.lower() for word in words)
        return tree.Compare(left, _OPERATORS.get(operator, operator), right, left.at)

    def values(self, *literals: tree.Literal) -> tuple[tree.Literal, ...]:
        return literals

    def literal(self, token: Token) -> tree.Literal:
        if token.type == "STRING":
            return tree.Literal("string", token[1:-1], _at(token))
        if token.type in ("WORDS", "COUNTED"):
            return tree.Literal("word", "".join(token.upper().split()), _at(token))
        kinds: dict[str, tree.Kind] = {"DATE": "date", "DATETIME": "datetime", "TIME": "time"}
        return tree.Literal(kinds.get(token.type, "number"), str(token), _at(token))


_SHOWN = (tree.Selected, tree.TypeOf, tree.Statement)


def _at(token: Token) -> int:
    return token.start_pos or 0


def _path(token: Token) -> tree.Path:
    return tree.Path(tuple(part.strip() for part in token.split(".")), _at(token))


def _word(token: Token) -> str:
    if "." in token:
        raise malformed(f"unexpected token: '{token}'", _at(token))
    return str(token)


def _whole(token: Token) -> int:
    if not token.isdigit():
        raise malformed(f"unexpected token: '{token}'", _at(token))
    return int(token)


def _known(token: Token, words: set[str]) -> None:
    if token.lower() not in words:
        raise malformed(f"unexpected token: '{token}'", _at(token))
