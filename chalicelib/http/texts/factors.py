"""Refusals about passwords and codes."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "WrongCode": "Deze code klopt niet. Vul de code in die je app nu laat zien; elke code werkt één keer.",
        "CodeNeeded": "Vul ook de code uit je app in.",
        "SecondFactorNeeded": "Zet eerst inloggen met een code aan. Collega's kunnen niet zonder.",
        "NothingToConfirm": "Het instellen duurde te lang, of is al klaar. Begin opnieuw.",
        "NoSecondFactor": "Inloggen met een code staat niet aan.",
        "SecondFactorMandatory": "Collega's loggen altijd in met een code. Je kunt wel een andere app instellen.",
        "LogInOver": "Het inloggen duurde te lang. Log opnieuw in met je wachtwoord.",
        "PasswordBreached": "Dit wachtwoord is bij een andere site gestolen, en staat op lijsten die inbrekers proberen. Kies een ander, en wijzig het ook daar waar je het gebruikt.",
    },
    Language.EN: {
        "WrongCode": "This code is not right. Enter the one that your app shows now; each code works once.",
        "CodeNeeded": "Please enter the code from your app as well.",
        "SecondFactorNeeded": "Please switch on logging in with a code first. Colleagues cannot do without.",
        "NothingToConfirm": "Setting it up took too long, or it is done already. Please begin anew.",
        "NoSecondFactor": "Logging in with a code is not on.",
        "SecondFactorMandatory": "Colleagues always log in with a code. You can set up another app, though.",
        "LogInOver": "Logging in took too long. Please log in again with your password.",
        "PasswordBreached": "This password was stolen from another site, and is on the lists that burglars try. Choose another one, and change it wherever else you use it.",
    },
}
