"""Which rule decided about a request, as parents read it in the month and in the mail."""

from collections.abc import Mapping

from chalicelib.bookings.model import Granted
from chalicelib.core.language import Language
from chalicelib.core.words import in_words
from chalicelib.days.model import Decision, Request, RequestState

_BY_STAFF = "by_staff"
_OTHERWISE = "otherwise"  # a rule that was there when it decided, and has no name any more

RULES: Mapping[Language, Mapping[str, str]] = {
    Language.NL: {
        Granted.AT_ONCE: "De regels hebben meteen beslist. Er was plek: {taken} van de {places} "
        "plaatsen waren bezet.",
        Granted.IN_ORDER: "Er is beslist in volgorde van aanvragen, op de dag die daarvoor is. Er "
        "was plek: {taken} van de {places} plaatsen waren bezet.",
        Granted.FROM_WAITING: "Er kwam een plek vrij, en deze aanvraag was als eerste aan de "
        "beurt: {taken} van de {places} plaatsen waren bezet.",
        _BY_STAFF: "Onze planning heeft beslist. {taken} van de {places} plaatsen waren bezet.",
        RequestState.LAPSED: "De dag is voorbij zonder dat er een plek vrijkwam of iemand heeft "
        "beslist.",
        _OTHERWISE: "De regels laten deze dag niet meer toe.",
        "GroupIsFull": "De groep was vol: {taken} van de {places} plaatsen waren bezet.",
        "RatioExceeded": "Er zouden te veel kinderen zijn voor de pedagogisch medewerkers die "
        "zijn ingeroosterd.",
        "BabyLimit": "Er mogen niet meer baby's in de groep zijn.",
        "GroupDayNotReady": "Het was nog niet bekend wie er die dag komen.",
        "ClosedDay": "De groep is die dag gesloten.",
        "NotFound": "Deze groep is er niet meer.",
        "NoContractThatDay": "Er is voor die dag geen contract meer in deze groep.",
        "DayAlreadyBooked": "De dag hoort nu bij het contract.",
        "DayAlreadyAsked": "De dag was al op een andere manier gevraagd.",
        "TooLate": "De plek kwam vrij toen het te laat was om de dag nog aan te vragen.",
        "TooEarly": "De dag lag nog te ver vooruit: aanvragen kon tot en met {latest}.",
        "WholeDaysOnly": "De dag kan alleen nog als hele dag of heel dagdeel.",
        "ExtraDaysNotOffered": "Extra dagen zijn er niet meer bij deze opvang.",
        "ExchangeNotOffered": "Ruilen kan niet meer bij deze opvang.",
        "GivenDayNotBooked": "Je kind komt niet meer op {day}, de dag die je zou inleveren.",
        "NotTheSameDay": "Een dag kan niet voor zichzelf worden geruild.",
        "AlreadyExchanged": "De dag die je zou inleveren, {day}, is zelf een ruildag. Die ruilen "
        "wij niet nog een keer.",
        "PublicHolidayExcluded": "De dag die je zou inleveren, {day}, is een feestdag.",
        "ClosingDayExcluded": "Op de dag die je zou inleveren, {day}, zijn wij dicht.",
        "OutsideExchangeWindow": "De dag valt buiten de dagen waarvoor dit geldt: {days}.",
        "OtherSize": "De dag is niet net zo lang als de dag die je zou inleveren.",
        "YearlyLimitReached": "Voor {year} was het meeste al bereikt: {limit}.",
        "CreditExpired": "Het tegoed geldt tot en met {expires_on}, en dus niet voor deze dag.",
        "NotEnoughCredit": "Er was niet genoeg tegoed: de dag kost {needed}, en er was nog {left}.",
        "OtherChild": "Het tegoed is van een ander kind.",
        "OtherCareType": "Het tegoed komt van een andere soort opvang.",
        "OtherProduct": "Het tegoed hoort bij een ander soort contract.",
        "OtherGroup": "Het tegoed komt van een andere groep.",
        "PaymentNotOffered": "De dag kan niet meer zo worden betaald als je had gekozen.",
        "PriceChanged": "De dag zou meer kosten dan toen je hem aanvroeg.",
    },
    Language.EN: {
        Granted.AT_ONCE: "The rules decided at once. There was room: {taken} of the {places} "
        "places were taken.",
        Granted.IN_ORDER: "It was decided in order of asking, on the day that is meant for it. "
        "There was room: {taken} of the {places} places were taken.",
        Granted.FROM_WAITING: "A place came free, and this request was the first in order: "
        "{taken} of the {places} places were taken.",
        _BY_STAFF: "Our planners decided. {taken} of the {places} places were taken.",
        RequestState.LAPSED: "The day went by without a place coming free, or anybody deciding.",
        _OTHERWISE: "The rules do not allow this day any more.",
        "GroupIsFull": "The group was full: {taken} of the {places} places were taken.",
        "RatioExceeded": "There would be too many children for the colleagues who were planned.",
        "BabyLimit": "There may not be more babies in the group.",
        "GroupDayNotReady": "It was not known yet who comes that day.",
        "ClosedDay": "The group is closed that day.",
        "NotFound": "This group does not exist any more.",
        "NoContractThatDay": "There is no contract in this group for that day any more.",
        "DayAlreadyBooked": "The day is part of the contract now.",
        "DayAlreadyAsked": "The day had been asked for in another way already.",
        "TooLate": "The place came free when it was too late to ask for the day.",
        "TooEarly": "The day was too far ahead: one could ask for days up to {latest}.",
        "WholeDaysOnly": "The day is only possible as a whole day or day part by now.",
        "ExtraDaysNotOffered": "There are no extra days with this care any more.",
        "ExchangeNotOffered": "Days of this care cannot be exchanged any more.",
        "GivenDayNotBooked": "Your child does not come any more on {day}, the day that you would "
        "give up.",
        "NotTheSameDay": "A day cannot be exchanged for itself.",
        "AlreadyExchanged": "The day that you would give up, {day}, came from an exchange. We do "
        "not exchange it again.",
        "PublicHolidayExcluded": "The day that you would give up, {day}, is a public holiday.",
        "ClosingDayExcluded": "On the day that you would give up, {day}, we are closed.",
        "OutsideExchangeWindow": "The day is not one of those for which this is valid: {days}.",
        "OtherSize": "The day is not as long as the day that you would give up.",
        "YearlyLimitReached": "For {year} the most there is had been reached: {limit}.",
        "CreditExpired": "The credit is valid up to {expires_on}, so not for this day.",
        "NotEnoughCredit": "There was too little credit: the day costs {needed}, and there was "
        "{left} left.",
        "OtherChild": "The credit belongs to another child.",
        "OtherCareType": "The credit comes from another kind of care.",
        "OtherProduct": "The credit belongs to another kind of contract.",
        "OtherGroup": "The credit comes from another group.",
        "PaymentNotOffered": "The day cannot be paid any more as you had chosen.",
        "PriceChanged": "The day would cost more than when you asked for it.",
    },
}


def rule_in_words(request: Request, language: Language) -> str | None:
    """Return which rule decided, and with which numbers; None while nothing is decided."""
    decision = request.decision
    if decision is None:
        return None
    texts = RULES[language]
    told = texts.get(_kind(decision)) or texts[_OTHERWISE]
    facts = {name: in_words(value, language) for name, value in decision.facts.items()}
    return told.format(**facts, taken=decision.taken, places=decision.places)


def _kind(decision: Decision) -> str:
    return _BY_STAFF if decision.by else decision.code
