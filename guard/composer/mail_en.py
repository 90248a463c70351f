"""The sentences English e-mails are made of, by what they are for.

`{when}` is the last exchange ("our call of 12 November"), `{project}` what the deal is about,
`{about}` the point asked for ("on price"), `{slot}` a day proposed.
"""

from __future__ import annotations

ENGLISH: dict[str, tuple[str, ...]] = {
    "follow_up.when": (
        "I am following up on {when}.",
        "I wanted to come back to you after {when}.",
        "Further to {when}, I wanted to pick up where we left off.",
    ),
    "follow_up": ("I am writing to follow up on {project}.",),
    "first_contact.self": ("Let me introduce myself: {sender}.",),
    "first_contact.web": (
        "You left us your details on our website; thank you for your interest in what we do.",
    ),
    "first_contact.event": (
        "We received your details at one of our events; thank you for your interest in what we do.",
    ),
    "first_contact.referral": ("You were recommended to us, and I have been given your details.",),
    "first_contact": ("I am getting in touch about {project}.",),
    "first_contact.step": (
        "I would like to understand your priorities and tell you frankly what we can, and cannot, "
        "do for you. Half an hour would be enough for a first conversation.",
    ),
    "meeting_request.when": (
        "Further to {when}, I would like to suggest a {held}.",
        "After {when}, I suggest we take some time to talk things through.",
    ),
    "meeting_request": ("I would like to suggest a {held} about {project}.",),
    "agenda.early": ("The aim is to go through your needs and constraints.",),
    "agenda.proposal": ("The aim is to go through our proposal and answer your questions.",),
    "agenda.negotiation": ("The aim is to settle the points that are still open.",),
    "agenda.won": ("The aim is to plan the roll-out together.",),
    "agenda.stated.aim": ("The aim is to {matter}.",),
    "agenda.stated.about": ("The aim is to talk {matter}.",),
    "agenda": ("Half an hour should be enough.",),
    "confirm_meeting": ("I am writing to confirm our meeting on {event}.",),
    "confirm_meeting.none": ("I am writing about our meeting.",),
    "confirm_meeting.step": (
        "If anything comes up, or if you would like to add a point to the agenda, let me know.",
    ),
    "reschedule": (
        "I am afraid I have to move our meeting on {event}. Please accept my apologies.",
    ),
    "reschedule.none": ("I am afraid I have to move our meeting. Please accept my apologies.",),
    "recap.when": (
        "Thank you for {when}. Here is what I took away from it.",
        "Thank you for {when}. Here are the main points.",
    ),
    "recap": ("Thank you for your time.",),
    "recap.decision": ("What we decided:",),
    "recap.us": ("What we will do:",),
    "recap.customer": ("What we would need from you:",),
    "recap.next_step": ("Next steps:",),
    "recap.step": (
        "If I have missed anything or got something wrong, let me know and I will correct it.",
    ),
    "quote_cover": (
        "Please find attached our quote no. {number} for {project}, which comes to {total}.",
        "I attach our quote no. {number} for {project}, which comes to {total}.",
    ),
    "quote_cover.none": ("Please find attached our offer for {project}.",),
    "quote_cover.lines": ("It includes:",),
    "quote_cover.until": ("It is valid until {until}.",),
    "quote_cover.step.none": (
        "I would be glad to go through it with you and to adjust it if need be.",
    ),
    "quote_cover.step": ("I would be glad to go through it with you and to adjust it if need be.",),
    "reminder.quote": (
        "Have you had a chance to look at our quote no. {number}, which comes to {total}?",
    ),
    "reminder.when": (
        "Unless I am mistaken, I have not heard from you since {when}.",
        "I wanted to come back to you after {when}.",
    ),
    "reminder": ("I am getting back in touch about {project}.",),
    "reminder.until": ("It is valid until {until}.",),
    "reminder.step": (
        "If there is anything you need in order to decide, tell me and I will answer promptly.",
    ),
    "objection": (
        "I have taken your reservations {about} on board, and I appreciate your frankness.",
        "Your reservations {about} are fair, and I would like to give you a proper answer.",
    ),
    "objection.bare": (
        "I have taken your reservations on board, and I would like to give you a proper answer.",
    ),
    "objection.claims": ("These are the points that I believe answer them:",),
    "objection.step": ("Does this answer your concerns? If not, let us talk it through.",),
    "late_payment.invoice": (
        "Unless we are mistaken, we have not yet received payment of invoice {invoice}.",
    ),
    "late_payment": (
        "Unless we are mistaken, a payment is still outstanding on the {account} account.",
    ),
    "late_payment.self": (
        "Unless we are mistaken, a payment is still outstanding on your account.",
    ),
    "late_payment.crossed": (
        "If you have paid in the meantime, please disregard this message. Otherwise, could you "
        "tell me when we can expect it?",
    ),
    "late_payment.firm": (
        "Please arrange payment without delay, or let us know by return on what date it will be "
        "made.",
    ),
    "late_payment.step": (
        "If something is holding it up on your side, let me know so that we can talk about it.",
    ),
    "service_recovery.case": (
        "I would like to apologise for the problem you reported on {opened} ({subject}, case no. "
        "{number}).",
    ),
    "service_recovery": ("I would like to apologise for the inconvenience we have caused you.",),
    "service_recovery.topic": (
        "I would like to apologise for {matter} and the inconvenience it caused.",
    ),
    "service_recovery.known": (
        "I would like to apologise for the problem reported to our support on {opened} ({subject}, "
        "case no. {number}).",
    ),
    "service_recovery.open": (
        "Your case is still open: I am following it personally and will come back to you as soon "
        "as I have news.",
    ),
    "service_recovery.closed": (
        "Your case was closed on {closed}, and I would like to make sure that everything has "
        "worked well since.",
    ),
    "service_recovery.waiting": (
        "Your case is still open, which is longer than you should have had to wait: I am following "
        "it personally and will come back to you as soon as I have news.",
    ),
    "service_recovery.closed.long": (
        "Your case was closed on {closed}. I hope that everything has worked well since.",
    ),
    "service_recovery.over": (
        "Your case is closed, and I would like to make sure that everything has worked well since.",
    ),
    "service_recovery.closed.step": ("If anything is still to be put right, please let me know.",),
    "service_recovery.step": ("May I call you to talk about it, and to hear what more we can do?",),
    "renewal.contract": ("Your contract no. {number}{product} runs until {end}.",),
    "renewal.past": ("Your contract no. {number}{product} ended on {end}.",),
    "renewal": ("I am writing about the renewal of your contract.",),
    "renewal.auto": ("It renews automatically, so there is nothing you need to do to keep it.",),
    "renewal.sign": (
        "So that your service continues without a break, I suggest we prepare its renewal now.",
    ),
    "renewal.again": ("I suggest we look together at the terms on which to resume it.",),
    "renewal.step": (
        "It is also a good moment to review what works for you and what could be better.",
    ),
    "thank_you.won": ("I wanted to thank you for the trust you have placed in us for {project}.",),
    "thank_you.when": (
        "I wanted to thank you for {when}.",
        "Thank you again for {when}, which I found very useful.",
    ),
    "thank_you": ("I wanted to thank you for your trust.",),
    "thank_you.for": ("I wanted to thank you for {thanks}.",),
    "thank_you.step": ("If any question comes up, just call me or drop me a line.",),
    "told": ("I am writing to let you know that {clause}.",),
    "told.step": ("I would be glad to answer any question.",),
    "heard": (
        "I have taken note of the difficulties you raised and would like to address them.",
        "I have taken note of the points you raised and wanted to come back to them with you.",
    ),
    "heard.quote": ("You wrote to us: {quote}",),
    "claims": (
        "{about}, here is what we can bring you:",
        "{about}, these are the points I believe matter most to you:",
    ),
    "topic": ("{about}, I suggest we talk it through so that I can answer you precisely.",),
    "quoted": ("As a reminder, our proposal comes to {amount}.",),
    "step.early": (
        "As a next step, I suggest a conversation to make sure we understand what you need.",
        "Could we take some time together to go through your needs?",
    ),
    "step.proposal": (
        "Have you had a chance to look at our proposal? I would be glad to go through it with you.",
        "I suggest we go through our proposal together, so that I can answer your questions.",
    ),
    "step.negotiation": (
        "I suggest we go over the points that are still open together.",
        "It would be useful to settle the remaining points together.",
    ),
    "step.won": ("I suggest we go over the roll-out together.",),
    "step.lost": ("I would be glad to talk again should your needs change.",),
    "step": ("I suggest we talk it through.", "It may be easiest to talk it through together."),
    "ask.slot": ("Would you be available {slot}?", "Could we speak {slot}?"),
    "ask": (
        "Which day would suit you best?",
        "When would you be available over the next few days?",
    ),
    "closing.neutral": ("Kind regards,", "Best regards,"),
    "closing.warm": ("Best wishes,", "Warm regards,"),
    "closing.formal": ("Yours sincerely,",),
    "closing.formal.unknown": ("Yours faithfully,",),
    "closing.firm": ("Regards,",),
}
