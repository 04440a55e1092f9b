"""Refusals about invoices and runs."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "BeforeFirstCarePeriod": "{month} is nog met het oude systeem gefactureerd. Hier begint het met {first}; kies die maand of een latere.",
        "TooFarAhead": "{month} kan nog niet gefactureerd worden. Op zijn vroegst kan dat een maand van tevoren: kies {latest} of eerder.",
        "NotDrawnYet": "De PDF van deze factuur wordt nog gemaakt. Probeer het over een minuut opnieuw.",
        "CannotBill": "Voor dit gezin kan geen factuur worden gemaakt. Controleer de gegevens van het gezin en probeer het opnieuw.",
        "NoAddress": "Dit gezin heeft geen volledig adres, en dat hoort op een factuur. Vul straat, postcode en plaats in en probeer het opnieuw.",
        "NoParent": "Dit gezin heeft geen ouder of betaler op wiens naam de factuur kan staan. Voeg iemand toe en probeer het opnieuw.",
        "MandateIncomplete": "Dit gezin betaalt per incasso, maar de machtiging of het rekeningnummer ontbreekt. Vul ze aan, of kies een andere betaalwijze, en probeer het opnieuw.",
        "NoLrkNumber": "De vestiging {location} heeft geen LRK-nummer voor deze opvangsoort. Vul het in bij de vestiging en probeer het opnieuw.",
        "ImpossibleTerms": "De uren, weken of het tarief van een contract of extra dag kunnen niet kloppen. Controleer de contracten van dit gezin en probeer het opnieuw.",
        "CannotDraw": "De PDF kon niet worden gemaakt: het logo is geen leesbare PNG, of de naam of het IBAN van de organisatie klopt niet. Herstel dat en probeer het opnieuw.",
        "NobodyToWriteTo": "De factuur is gemaakt, maar niemand van dit gezin heeft een account om hem naartoe te mailen. Stuur de PDF zelf, of voeg een e-mailadres toe en probeer het opnieuw.",
    },
    Language.EN: {
        "BeforeFirstCarePeriod": "{month} was billed with the old system. Billing here begins with {first}; choose that month or a later one.",
        "TooFarAhead": "{month} cannot be billed yet. A month is billed at most one month ahead: choose {latest} or an earlier one.",
        "NotDrawnYet": "The PDF of this invoice is still being made. Please try again in a minute.",
        "CannotBill": "No invoice can be made for this family. Check the details of the family and try again.",
        "NoAddress": "This family has no full address, and an invoice needs one. Fill in street, postcode and city, and try again.",
        "NoParent": "This family has no parent or payer whose name could stand on the invoice. Add somebody and try again.",
        "MandateIncomplete": "This family pays by direct debit, but its mandate or account number is missing. Complete them, or choose another way to pay, and try again.",
        "NoLrkNumber": "The location {location} has no LRK number for this type of care. Fill it in at the location and try again.",
        "ImpossibleTerms": "The hours, weeks or rate of a contract or extra day cannot be right. Check the contracts of this family and try again.",
        "CannotDraw": "The PDF could not be made: the logo is not a PNG that can be read, or the name or IBAN of the organisation is not right. Correct that and try again.",
        "NobodyToWriteTo": "The invoice was made, but nobody in this family has an account to which it could be mailed. Send the PDF yourself, or add an e-mail address and try again.",
    },
}
