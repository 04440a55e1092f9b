"""Refusals about room in a group."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "ClosedDay": "Op {day} is de groep gesloten. Kies een andere dag.",
        "GroupIsFull": "Op {day} zijn alle plaatsen van {group} bezet. Kies een andere dag, of ga op de wachtlijst staan.",
        "RatioExceeded": "Op {day} zijn er in {group} niet genoeg collega's ({workers}) voor nog een kind: de wet zegt hoeveel kinderen elk mag opvangen. Kies een andere dag, of ga op de wachtlijst staan.",
        "BabyLimit": "Op {day} zijn er in {group} al zoveel baby's als de wet toestaat bij deze bezetting. Kies een andere dag, of ga op de wachtlijst staan.",
        "UnlikelyPeriod": "Deze periode eindigt voor ze begint, of is te lang. Plan ten hoogste {most} dagen tegelijk.",
        "SomebodyWasFaster": "Iemand anders was net iets eerder. Ververs de pagina en probeer het opnieuw.",
    },
    Language.EN: {
        "ClosedDay": "The group is closed on {day}. Please choose another day.",
        "GroupIsFull": "On {day} every place in {group} is taken. Choose another day, or join the waiting list.",
        "RatioExceeded": "On {day} there are not enough colleagues in {group} ({workers}) for one child more: the law says how many children each may care for. Choose another day, or join the waiting list.",
        "BabyLimit": "On {day} {group} has as many babies as the law allows with these colleagues. Choose another day, or join the waiting list.",
        "UnlikelyPeriod": "This period ends before it begins, or is too long. Plan at most {most} days at once.",
        "SomebodyWasFaster": "Somebody else was just a little faster. Refresh the page and try again.",
    },
}
