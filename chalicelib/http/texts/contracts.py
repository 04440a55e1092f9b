"""Refusals about contracts."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "ContractsOverlap": "Op {day} zou het kind twee keer tegelijk in deze groep zijn: contract {number} loopt dan ook. Kies andere dagen, of laat het andere contract eerst eindigen.",
        "ChangeBeforeStart": "Dit contract begint op {start}. Kies die dag of een latere.",
        "ContractIsOver": "Dit contract is op {until} geëindigd. Voer een nieuw contract in.",
        "MonthIsOver": "Die maand is voorbij en gefactureerd. Kies een dag vanaf {earliest}.",
        "EndsBeforeItBegins": "De laatste dag van het contract ligt voor de eerste. Pas een van de twee aan.",
        "GroupOfOtherCare": "De groep {group} is voor een andere opvangsoort. Kies een andere groep.",
        "ClosedThatWeekday": "De groep {group} is op een van deze dagen van de week nooit open. Kies andere dagen.",
        "OutsideOpeningHours": "De groep {group} is open van {opens} tot {closes}. Kies tijden die daarbinnen vallen.",
        "CalendarUnknown": "Er is geen openingskalender met de naam {calendar}. Kies een andere, of maak deze eerst aan.",
        "WeekdayTwice": "Een dag van de week staat er twee keer in. Haal er een weg.",
        "ClosesBeforeItOpens": "Een dagdeel eindigt na het begin. Pas de tijden aan.",
        "EndingByOffice": "Dit contract kun je niet zelf opzeggen. Neem contact met ons op.",
        "NoticeTooShort": "Dat is eerder dan de opzegtermijn toelaat. Kies een dag vanaf {earliest}.",
        "ContractEndsAlready": "Dit contract eindigt al op {until}. Je hoeft niets te doen.",
        "TooManyContracts": "Dit kind heeft te veel contracten gehad om er nog een te bewaren. Neem contact op met de beheerder.",
    },
    Language.EN: {
        "ContractsOverlap": "On {day} the child would be in this group twice at the same time: contract {number} runs then as well. Choose other days, or end the other contract first.",
        "ChangeBeforeStart": "This contract begins on {start}. Choose that day or a later one.",
        "ContractIsOver": "This contract ended on {until}. Enter a new one.",
        "MonthIsOver": "That month is over and was billed. Choose a day from {earliest} on.",
        "EndsBeforeItBegins": "The last day of the contract is before its first. Change one of them.",
        "GroupOfOtherCare": "The group {group} is for another kind of care. Choose another group.",
        "ClosedThatWeekday": "The group {group} is never open on one of these weekdays. Choose other days.",
        "OutsideOpeningHours": "The group {group} is open from {opens} to {closes}. Choose times in between.",
        "CalendarUnknown": "There is no opening calendar called {calendar}. Choose another one, or make it first.",
        "WeekdayTwice": "A weekday is in it twice. Take one away.",
        "ClosesBeforeItOpens": "A part of a day ends after it begins. Change the times.",
        "EndingByOffice": "You cannot end this contract yourself. Please contact us.",
        "NoticeTooShort": "That is sooner than the notice period allows. Choose a day from {earliest} on.",
        "ContractEndsAlready": "This contract ends on {until} already. There is nothing you need to do.",
        "TooManyContracts": "This child has had too many contracts to keep another one. Please contact the operator.",
    },
}
