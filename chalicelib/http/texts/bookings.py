"""Refusals about days."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "NoContractThatDay": "Op {day} loopt er geen contract in deze groep. Kies een andere dag, of bel ons over een contract.",
        "DayAlreadyBooked": "Op {day} komt je kind al. Je hoeft deze dag niet te vragen.",
        "DayAlreadyAsked": "{day} is al gevraagd. Je krijgt een mail zodra er besloten is; intrekken kan tot die tijd.",
        "AlreadyDecided": "Over deze dag is al besloten, of de vraag is ingetrokken. Ververs de pagina.",
        "ReasonMissing": "Schrijf erbij waarom het niet kan: de ouders lezen het.",
    },
    Language.EN: {
        "NoContractThatDay": "There is no contract in this group on {day}. Choose another day, or call us about a contract.",
        "DayAlreadyBooked": "Your child already comes on {day}. You need not ask for this day.",
        "DayAlreadyAsked": "{day} was asked for already. You get a mail when it is decided; until then you can withdraw it.",
        "AlreadyDecided": "This day was decided already, or the request was withdrawn. Please refresh the page.",
        "ReasonMissing": "Please write why it is not possible: the parents will read it.",
    },
}
