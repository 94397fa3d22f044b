"""Lines of the rhythm card made ready: whom to look for, dates and follow-ups, gifts."""

from __future__ import annotations

from il_desktop.queries.recognition_gifts import Gift, GiftLedger
from il_desktop.queries.recognition_rhythm import LookFor, Occasion
from il_desktop.views.recognition.log_item_model import DueLine
from il_desktop.views.shared.recognition_glyphs import PREFERENCE_ICONS
from il_desktop.wording.format import Words, clock_text, count_text, day_text, money_text
from il_desktop.wording.recognition import PREFERENCES, occasion_title


def look_for_line(one: LookFor, words: Words, unit: str) -> DueLine:
    """Say where somebody can be seen at work, and since when nothing was said."""
    since = "never so far" if one.days is None else f"{one.days} {unit} ago"
    place = ", ".join(part for part in (one.section, one.room) if part)
    return DueLine(
        key=one.person_id,
        days=day_text(one.span.start.day, words),
        days_hint=f"{one.period_code}, {clock_text(one.span.start.minute, words)}",
        name=one.name,
        prefers=PREFERENCES[one.preference],
        prefers_icon=PREFERENCE_ICONS[one.preference],
        hint=" · ".join(part for part in (place, since) if part),
        has_draft=False,
        button="Plan",
        button_icon="calendar-days",
    )


def occasion_line(one: Occasion, words: Words) -> DueLine:
    """Say a date worth a word."""
    title = occasion_title(one.kind, one.years)
    return DueLine(
        key=one.key,
        days=day_text(one.on, words),
        days_hint="follow up" if one.kind == "follow_up" else "coming up",
        name=one.name,
        prefers=PREFERENCES[one.preference],
        prefers_icon=PREFERENCE_ICONS[one.preference],
        hint=f"{title}: {one.text}" if one.text else title,
        has_draft=False,
        button="Done" if one.kind == "follow_up" else "Draft",
        button_icon="check" if one.kind == "follow_up" else "pencil",
    )


def gift_line(one: Gift, words: Words, hint: str) -> DueLine:
    """Say one gift; cash and gift cards carry what the school wants to remember."""
    fund = one.fund or "no fund"
    return DueLine(
        key=one.id,
        days=money_text(one.cents, words),
        days_hint=day_text(one.given_on, words),
        name=one.name,
        prefers="",
        prefers_icon="gift",
        hint=f"{fund} · gift card or cash: {hint}" if one.is_cash_like else fund,
        has_draft=False,
        button="Open",
        button_icon="pencil",
    )


def gift_totals(ledger: GiftLedger, words: Words, hint: str) -> str:
    """Say what was spent from which fund."""
    if not ledger.gifts:
        return f"Totals by fund stand here once a gift is written down: “Okoye gift {money_text(1000, words)} …”."
    funds = "; ".join(
        f"{fund or 'no fund'} {money_text(cents, words)} ({count_text(number, 'gift', 'gifts')})"
        for fund, number, cents in ledger.by_fund
    )
    cash = ""
    if ledger.cash_like_cents:
        cash = f" Of it {money_text(ledger.cash_like_cents, words)} cash or gift cards: {hint}."
    return f"{money_text(ledger.cents, words)} this year. {funds}.{cash}"
