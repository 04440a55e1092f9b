"""Refusals about families."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "ContactsChanged": "Iemand anders heeft de contactpersonen net gewijzigd. Bekijk wat er nu staat en pas je wijziging daarop aan.",
        "AllergiesChanged": "Iemand anders heeft de allergieën net gewijzigd. Bekijk wat er nu staat en pas je wijziging daarop aan.",
        "PermissionTextChanged": "De tekst van deze toestemming is vernieuwd. Lees de nieuwe tekst en geef opnieuw antwoord.",
        "DebtorNumberTaken": "Er is al een gezin met debiteurnummer {debtor_number}. Zoek dat gezin op of kies een ander nummer.",
        "ChildNumberTaken": "Dit gezin heeft al een kind met nummer {number}. Wijzig dat kind of kies een ander nummer.",
        "TooManyParents": "Een gezin heeft ten hoogste twee ouders met een eigen account, en zes personen in totaal. Verwijder eerst iemand, of voeg deze persoon toe als betaler.",
        "TooManyChildren": "Een gezin heeft ten hoogste twintig kinderen. Maak een tweede gezin aan met een eigen debiteurnummer.",
        "FamilyChanged": "Een collega heeft dit gezin net gewijzigd. Bekijk wat er nu staat en pas je wijziging daarop aan.",
        "ParentChanged": "Iemand anders heeft de gegevens van deze ouder net gewijzigd. Bekijk wat er nu staat en pas je wijziging daarop aan.",
        "ChildChanged": "Een collega heeft dit kind net gewijzigd. Bekijk wat er nu staat en pas je wijziging daarop aan.",
        "MandateNeeded": "Voor automatische incasso zijn een IBAN, een machtigingskenmerk en de datum van de machtiging nodig. Vul ze alle drie in, of kies voor een betaallink.",
        "UnlikelyBirthDate": "{birth_date} kan geen geboortedatum van een kind in de opvang zijn. Controleer het jaar.",
    },
    Language.EN: {
        "ContactsChanged": "Somebody else has just changed the contacts. Look at what is there now and adapt your change to it.",
        "AllergiesChanged": "Somebody else has just changed the allergies. Look at what is there now and adapt your change to it.",
        "PermissionTextChanged": "The text of this permission has been renewed. Read the new text and answer again.",
        "DebtorNumberTaken": "There is a family with debtor number {debtor_number} already. Look that family up or choose another number.",
        "ChildNumberTaken": "This family has a child with number {number} already. Change that child or choose another number.",
        "TooManyParents": "A family has at most two parents with an account of their own, and six people in total. Remove somebody first, or add this person as a payer.",
        "TooManyChildren": "A family has at most twenty children. Make a second family with its own debtor number.",
        "FamilyChanged": "A colleague has just changed this family. Look at what is there now and adapt your change to it.",
        "ParentChanged": "Somebody else has just changed this parent's details. Look at what is there now and adapt your change to it.",
        "ChildChanged": "A colleague has just changed this child. Look at what is there now and adapt your change to it.",
        "MandateNeeded": "A direct debit needs an IBAN, a mandate reference and the day of the mandate. Fill in all three, or choose a payment link.",
        "UnlikelyBirthDate": "{birth_date} cannot be the birth date of a child in care. Please check the year.",
    },
}
