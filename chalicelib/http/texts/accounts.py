"""Refusals about accounts."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "LogInFailed": "Deze naam en dit wachtwoord horen niet bij elkaar. Controleer ze, of vraag een nieuw wachtwoord aan.",
        "WrongPassword": "Dit is niet je wachtwoord. Probeer het opnieuw.",
        "PasswordTooShort": "Dit wachtwoord is te kort. Neem er een van ten minste {least} tekens, bijvoorbeeld een paar woorden achter elkaar.",
        "PasswordTooLong": "Dit wachtwoord is te lang. Neem er een van ten hoogste {most} tekens.",
        "PasswordTooEasy": "Dit wachtwoord is makkelijk te raden. Neem een paar woorden die niets met jou of de opvang te maken hebben.",
        "LinkUnknown": "Deze link klopt niet. Open de link uit de mail opnieuw, of vraag een nieuwe aan.",
        "LinkExpired": "Deze link werkt niet meer. Vraag hieronder een nieuwe aan, en gebruik altijd de laatste mail.",
        "LinkUsed": "Deze link is al gebruikt. Log in, of vraag een nieuwe aan.",
        "NotAnEmail": "Dit is geen e-mailadres waar we naartoe kunnen mailen. Controleer het adres.",
        "EmailTaken": "Er is al een account met dit e-mailadres. Neem een ander adres, of neem contact op met de organisatie.",
        "ColleagueExists": "Er is al een collega met dit e-mailadres. Zoek de collega op in de lijst.",
        "NotYourself": "Je eigen rol kun je niet wijzigen. Vraag het aan een andere beheerder.",
        "AccountDisabled": "Dit account is uitgezet. Zet het eerst weer aan.",
    },
    Language.EN: {
        "LogInFailed": "This name and this password do not belong together. Check them, or ask for a new password.",
        "WrongPassword": "This is not your password. Please try again.",
        "PasswordTooShort": "This password is too short. Choose one of at least {least} characters, a few words in a row for example.",
        "PasswordTooLong": "This password is too long. Choose one of at most {most} characters.",
        "PasswordTooEasy": "This password is easy to guess. Choose a few words that have nothing to do with you or the childcare.",
        "LinkUnknown": "This link is not right. Open the link in the mail again, or ask for a new one.",
        "LinkExpired": "This link does not work any more. Ask for a new one below, and always use the latest mail.",
        "LinkUsed": "This link has been used. Log in, or ask for a new one.",
        "NotAnEmail": "We cannot send mail to this address. Please check it.",
        "EmailTaken": "There is an account with this e-mail address already. Choose another one, or contact the organisation.",
        "ColleagueExists": "There is a colleague with this e-mail address already. Look them up in the list.",
        "NotYourself": "You cannot change your own role. Ask another administrator.",
        "AccountDisabled": "This account is switched off. Switch it on first.",
    },
}
