"""Refusals about imports."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "FileTooLarge": "{file} is groter dan {megabytes} MB. Verdeel de lijst over meer bestanden en importeer die samen.",
        "UnpacksTooLarge": "{file} is uitgepakt groter dan {megabytes} MB. Importeer de lijsten als losse CSV-bestanden.",
        "TooManyRows": "{file} heeft meer dan {rows} regels. Verdeel de lijst over meer bestanden.",
        "FileNotUnderstood": "{file} kunnen we niet lezen: het is beschadigd, beveiligd met een wachtwoord, of geen CSV- of Excel-bestand. Sla het opnieuw op als .xlsx of .csv.",
        "OldWorkbook": "{file} is een Excel-bestand van voor 2007. Open het in Excel, sla het op als .xlsx en importeer dat.",
        "QuoteInTheWay": "In {file} staat vanaf regel {line} een aanhalingsteken dat een cel openlaat. Haal het weg, of zet er een tweede bij, en importeer opnieuw.",
        "FileMissing": "{file} is niet aangekomen, of het is inmiddels verwijderd. Begin een nieuwe import en stuur de bestanden opnieuw.",
        "ImportUnderWay": "Deze import is nog bezig. Wacht tot die klaar is.",
        "CheckBrokeOff": "Het nakijken is blijven steken. Er is niets veranderd. Laat de bestanden opnieuw nakijken.",
        "ImportBrokeOff": "Deze import is blijven steken. Wat binnen is, is heel en blijft zoals het is. Ga verder met de rest.",
        "NotChecked": "Doe eerst een proefrun en lees wat die meldt. Daarna kan de import echt.",
        "WaveUnderWay": "De uitnodigingen worden al verstuurd. Wacht tot dat klaar is.",
        "AddressesCrossed": "De e-mailadressen van twee ouders horen bij elkaars account. Verbeter eerst de adressen.",
    },
    Language.EN: {
        "FileTooLarge": "{file} is larger than {megabytes} MB. Divide the list over several files and import those together.",
        "UnpacksTooLarge": "{file} is larger than {megabytes} MB when unpacked. Import the lists as separate CSV files.",
        "TooManyRows": "{file} has more than {rows} lines. Divide the list over several files.",
        "FileNotUnderstood": "We cannot read {file}: it is damaged, locked with a password, or no CSV or Excel file. Save it again as .xlsx or .csv.",
        "OldWorkbook": "{file} is an Excel file of before 2007. Open it in Excel, save it as .xlsx and import that.",
        "QuoteInTheWay": "From line {line} on, a quotation mark in {file} leaves a cell open. Remove it, or add a second one, and import again.",
        "FileMissing": "{file} has not arrived, or it was removed since. Begin a new import and send the files again.",
        "ImportUnderWay": "This import is still under way. Wait until it is done.",
        "CheckBrokeOff": "The check got stuck. Nothing was changed. Have the files checked again.",
        "ImportBrokeOff": "This import got stuck. What has come in is whole and stays as it is. Go on with the rest.",
        "NotChecked": "Do a dry run first and read what it says. After that you can import.",
        "WaveUnderWay": "The invitations are being sent already. Wait until that is done.",
        "AddressesCrossed": "The e-mail addresses of two parents belong to each other's accounts. Correct the addresses first.",
    },
}
