"""Refusals that any room can give."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "NotSignedIn": "Je bent niet (meer) ingelogd. Log opnieuw in.",
        "Forbidden": "Dit is niet voor jouw account. Vraag het de organisatie als je denkt van wel.",
        "NotFound": "Dit is er niet (meer). Ga terug en ververs de pagina.",
        "Conflict": "Dit kan nu niet. Ververs de pagina en probeer het opnieuw.",
        "Malformed": "Dit kunnen we niet lezen. Controleer wat je hebt ingevuld.",
        "InvalidRequest": "Niet alles is goed ingevuld. Kijk bij de velden die genoemd worden.",
        "TooOften": "Dit is te vaak geprobeerd. Probeer het over {seconds} seconden opnieuw.",
        "Busy": "Het is even druk: iemand anders wijzigt hetzelfde. Probeer het opnieuw.",
        "ForeignOrigin": "Dit verzoek komt niet van deze site. Open het portaal en probeer opnieuw.",
        "NotThroughFront": "Open het portaal op het adres van je organisatie.",
        "NotJson": "Stuur JSON, met het juiste content-type.",
        "BodyTooLarge": "Dit is te groot. Stuur ten hoogste 5 MB.",
        "KeyNotUnderstood": "De sleutel van dit verzoek klopt niet. Ververs de pagina en probeer opnieuw.",
        "KeyUsedBefore": "Deze sleutel hoorde bij een ander verzoek. Ververs de pagina en probeer opnieuw.",
        "BadCursor": "Deze pagina van de lijst bestaat niet. Begin bij de eerste pagina.",
        "Unexpected": "Er ging iets mis bij ons. Probeer het zo weer; blijft het misgaan, bel dan de organisatie.",
        "PasswordNeeded": "Vul voor deze stap eerst je wachtwoord opnieuw in.",
    },
    Language.EN: {
        "NotSignedIn": "You are not signed in (any more). Please log in again.",
        "Forbidden": "This is not for your account. Ask the organisation if you think it should be.",
        "NotFound": "This is not here (any more). Go back and refresh the page.",
        "Conflict": "This is not possible now. Refresh the page and try again.",
        "Malformed": "We cannot read this. Please check what you have entered.",
        "InvalidRequest": "Not everything is filled in well. Look at the fields that are named.",
        "TooOften": "This was tried too often. Please try again in {seconds} seconds.",
        "Busy": "Somebody else is changing the same thing right now. Please try again.",
        "ForeignOrigin": "This request does not come from this site. Open the portal and try again.",
        "NotThroughFront": "Open the portal at the address of your organisation.",
        "NotJson": "Send JSON, with its content type.",
        "BodyTooLarge": "This is too large. Send at most 5 MB.",
        "KeyNotUnderstood": "The key of this request is none. Refresh the page and try again.",
        "KeyUsedBefore": "This key came with another request. Refresh the page and try again.",
        "BadCursor": "This page of the list does not exist. Start at the first page.",
        "Unexpected": "Something went wrong on our side. Please try again; if it stays, call the organisation.",
        "PasswordNeeded": "Please enter your password again before this step.",
    },
}
