"""Refusals about days, and about requests for them."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "NoContractThatDay": "Op {day} loopt er geen contract in deze groep. Kies een andere dag, of bel ons over een contract.",
        "DayAlreadyBooked": "Op {day} komt je kind dan al. Je hoeft deze dag niet te vragen.",
        "DayAlreadyAsked": "{day} is al gevraagd. Je krijgt een mail zodra er besloten is; intrekken kan tot die tijd.",
        "NothingToCancel": "Je kind komt niet op {day}. Er is niets af te melden.",
        "GrantedDayStays": "Deze dag is al toegekend, en daar krijg je niets meer voor terug. Afmelden kan wel.",
        "GivenDayNotBooked": "Op {day} komt je kind niet, dus die dag kun je niet inruilen. Kies een dag waarop je kind komt.",
        "NotTheSameDay": "{day} kun je niet ruilen voor zichzelf. Kies een andere dag.",
        "PaymentNotOffered": "Zo kun je deze dag niet betalen. Kies een van de manieren die erbij staan.",
        "PriceChanged": "De prijs is intussen anders dan je zag. Bekijk de dag opnieuw, en vraag hem dan.",
        "GroupDayNotReady": "Wij zetten {day} net klaar. Probeer het over een minuut opnieuw.",
        "LastBeforeFirst": "{last} komt voor {first}. Kies als laatste dag dezelfde dag of een latere.",
        "TooManyDays": "Kies hoogstens twee maanden tegelijk.",
        "AlreadyDecided": "Over deze dag is al besloten, of de vraag is ingetrokken. Ververs de pagina.",
        "ReasonMissing": "Schrijf erbij waarom het niet kan: de ouders lezen het.",
    },
    Language.EN: {
        "NoContractThatDay": "There is no contract in this group on {day}. Choose another day, or call us about a contract.",
        "DayAlreadyBooked": "Your child already comes then on {day}. You need not ask for this day.",
        "DayAlreadyAsked": "{day} was asked for already. You get a mail when it is decided; until then you can withdraw it.",
        "NothingToCancel": "Your child does not come on {day}. There is nothing to cancel.",
        "GrantedDayStays": "This day was granted, and nothing comes back for it any more. You can still cancel.",
        "GivenDayNotBooked": "Your child does not come on {day}, so that day cannot be exchanged. Choose a day on which it comes.",
        "NotTheSameDay": "{day} cannot be exchanged for itself. Choose another day.",
        "PaymentNotOffered": "This day cannot be paid like that. Choose one of the ways that are shown.",
        "PriceChanged": "The price is another one now than you saw. Look at the day again, and then ask for it.",
        "GroupDayNotReady": "We are just getting {day} ready. Please try again in a minute.",
        "LastBeforeFirst": "{last} is before {first}. Choose the same day or a later one as the last.",
        "TooManyDays": "Please choose at most two months at a time.",
        "AlreadyDecided": "This day was decided already, or the request was withdrawn. Please refresh the page.",
        "ReasonMissing": "Please write why it is not possible: the parents will read it.",
    },
}
