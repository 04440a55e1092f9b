"""Refusals about exports."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "NothingToExport": "Er zijn nog geen foto's om te bewaren. Probeer het opnieuw zodra er foto's zijn.",
        "ExportNotReady": "De download is nog niet klaar. Je krijgt een mail zodra je hem kunt bewaren.",
        "ExportExpired": "Deze download is verlopen. Maak hem opnieuw; dat kan zo vaak je wilt.",
        "ExportRuns": "Er wordt al een download gemaakt. Ververs de pagina om te zien hoe ver hij is.",
    },
    Language.EN: {
        "NothingToExport": "There are no photos to save yet. Try again once there are some.",
        "ExportNotReady": "The download is not ready yet. You get a mail when you can save it.",
        "ExportExpired": "This download has expired. Make it again; you can do so as often as you like.",
        "ExportRuns": "A download is being made already. Refresh the page to see how far it is.",
    },
}
