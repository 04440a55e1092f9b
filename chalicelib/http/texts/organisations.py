"""Refusals about organisations."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "OrganisationExists": "Er is al een organisatie met dit adres. Kies een ander adres.",
        "OrganisationChanged": "Iemand anders heeft de gegevens net gewijzigd. Bekijk wat er nu staat en pas je wijziging daarop aan.",
        "ColourTooLight": "Tekst in deze kleur is slecht te lezen: het contrast met wit is {contrast}, en {needed} is nodig. Kies een donkerder kleur.",
        "InvalidIban": "Dit rekeningnummer (IBAN) klopt niet. Controleer de letters en cijfers.",
    },
    Language.EN: {
        "OrganisationExists": "There is an organisation with this address. Choose another one.",
        "OrganisationChanged": "Somebody else has just changed these details. Look at what is there now and adapt your change to it.",
        "ColourTooLight": "Text in this colour is hard to read: its contrast with white is {contrast}, and {needed} is needed. Choose a darker colour.",
        "InvalidIban": "This account number (IBAN) is not right. Please check its letters and digits.",
    },
}
