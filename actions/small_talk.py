"""Greetings, help by role, thanks, limits: short, polite, and always with a way on."""

from __future__ import annotations

from typing import Literal

from actions.contract import Language, Request, Result, Tools
from actions.parts import Button, Buttons, Part, Text
from actions.small_talk_lines import EXAMPLES, LINES
from actions.wording import line, typeset

Role = Literal["sales", "manager", "service", "customer", "visitor"]


def role_of(request: Request, tools: Tools) -> Role:
    """Return what the asker does, from their audience and their profile."""
    if request.audience == "customer":
        return "customer"
    if tools.crm is None:
        return "visitor"
    profile = tools.crm.user.profile.casefold()
    if "service" in profile or "support" in profile:
        return "service"
    return "manager" if "manager" in profile else "sales"


def first_name(tools: Tools) -> str:
    """Return the asker's first name, or nothing."""
    return f" {tools.crm.user.name.split()[0]}" if tools.crm and tools.crm.user.name else ""


def examples(role: Role, language: Language) -> Buttons:
    """Return things that person can ask, as buttons that ask them."""
    asked = [typeset(example, language) for example in EXAMPLES[role][language]]
    return Buttons(buttons=[Button(label=example, payload=example) for example in asked])


def say(name: str, request: Request, *more: Part, refused: str | None = None) -> Result:
    """Return one line and what comes with it."""
    words = Text(text=line(LINES, name, request.language))
    return Result(parts=(words, *more), refused=refused)


async def greet(request: Request, tools: Tools) -> Result:
    """Say hello by name and offer a start."""
    words = line(LINES, "greet", request.language, name=first_name(tools))
    offered = examples(role_of(request, tools), request.language)
    return Result(parts=(Text(text=words), Buttons(buttons=offered.buttons[:3])))


async def help_by_role(request: Request, tools: Tools) -> Result:
    """Say what the copilot can do for this very person."""
    role = role_of(request, tools)
    words = line(LINES, f"help_{role}", request.language)
    return Result(parts=(Text(text=words), examples(role, request.language)))


async def thank(request: Request, _tools: Tools) -> Result:
    """Answer thanks."""
    return say("thank", request)


async def say_goodbye(request: Request, _tools: Tools) -> Result:
    """Answer a goodbye."""
    return say("goodbye", request)


async def stop(request: Request, tools: Tools) -> Result:
    """Drop what was going on, a waiting change included."""
    if tools.crm:
        waiting = await tools.ledger.waiting(tools.crm.user.id, request.conversation)
        if waiting:
            await tools.ledger.cancel(tools.crm.user.id, waiting.id)
    said = say("stop", request)
    return Result(parts=said.parts, slots={"awaiting": None, "candidates": None, "pending": None})


async def calm(request: Request, _tools: Tools) -> Result:
    """Answer abuse politely."""
    return say("calm", request)


async def decline(request: Request, tools: Tools) -> Result:
    """Say that this is not something the copilot does, and what is."""
    offered = examples(role_of(request, tools), request.language)
    more = Buttons(buttons=offered.buttons[:3])
    return say("decline", request, more, refused="out_of_scope")


async def decline_change(request: Request, _tools: Tools) -> Result:
    """Say that this kind of change is not made from here."""
    return say("decline_change", request, refused="unsupported_change")


async def hand_over(request: Request, _tools: Tools) -> Result:
    """Say how a person is reached."""
    return say("hand_over", request)


async def switch_language(request: Request, _tools: Tools) -> Result:
    """Acknowledge the language the person now writes in."""
    return say("switch_language", request)


async def clarify(request: Request, tools: Tools) -> Result:
    """Say that the request was not understood and offer the nearest things that can be done."""
    return say(
        "clarify", request, examples(role_of(request, tools), request.language), refused="unclear"
    )
