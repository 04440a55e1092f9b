"""Refusals about organisations."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "OrganisationExists": "Er is al een organisatie met dit adres. Kies een ander adres.",
        "OrganisationChanged": "Iemand anders heeft de gegevens net gewijzigd. Bekijk wat er nu staat en pas je wijziging daarop aan.",
        "ColourTooLight": "Tekst in deze kleur is slecht te lezen: het contrast met wit is {contrast}, en {needed} is nodig. Kies een donkerder kleur.",
        "NotALogo": "Dit bestand kan niet als logo worden gelezen. Kies een PNG, JPEG of WebP waarop iets te zien is.",
        "LogoTooLarge": "Dit plaatje heeft meer dan {megapixels} miljoen beeldpunten. Kies een kleiner plaatje.",
        "PeriodTooLong": "De periode vanaf {first} klopt niet: hij eindigt voordat hij begint, of duurt langer dan een jaar. Pas de laatste dag aan.",
        "InvalidIban": "Dit rekeningnummer (IBAN) klopt niet. Controleer de letters en cijfers.",
    },
    Language.EN: {
        "OrganisationExists": "There is an organisation with this address. Choose another one.",
        "OrganisationChanged": "Somebody else has just changed these details. Look at what is there now and adapt your change to it.",
        "ColourTooLight": "Text in this colour is hard to read: its contrast with white is {contrast}, and {needed} is needed. Choose a darker colour.",
        "NotALogo": "This file cannot be read as a logo. Choose a PNG, JPEG or WebP with something to see on it.",
        "LogoTooLarge": "This picture has more than {megapixels} million pixels. Choose a smaller one.",
        "PeriodTooLong": "The period from {first} on is not right: it ends before it begins, or lasts longer than a year. Change its last day.",
        "InvalidIban": "This account number (IBAN) is not right. Please check its letters and digits.",
    },
}
