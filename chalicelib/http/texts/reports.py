"""Refusals about daily reports."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "FutureDay": "{day} moet nog komen. Schrijf het dagverslag op de dag zelf, of daarna.",
        "BeforeBirth": "Op {day} was dit kind nog niet geboren (geboortedag: {birth_date}). Kies een andere dag.",
        "ReportChanged": "Iemand anders heeft dit dagverslag net gewijzigd. Vergelijk de twee en sla het daarna opnieuw op.",
        "SleepEndsTooEarly": "Het slaapje van {start} kan niet om {until} zijn afgelopen. Controleer de tijden.",
        "SleepsOverlap": "Het slaapje van {start} begint voordat het vorige is afgelopen. Controleer de tijden.",
    },
    Language.EN: {
        "FutureDay": "{day} is still to come. Write the daily report on the day itself, or later.",
        "BeforeBirth": "This child was not born yet on {day} (date of birth: {birth_date}). Choose another day.",
        "ReportChanged": "Somebody else has just changed this daily report. Compare the two, and then save it again.",
        "SleepEndsTooEarly": "The sleep from {start} cannot have ended at {until}. Please check the times.",
        "SleepsOverlap": "The sleep from {start} begins before the previous one has ended. Please check the times.",
    },
}
