"""Refusals about messages."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "GroupMissing": "Kies de groep waaraan je schrijft, of schrijf aan kantoor zonder een groep te kiezen.",
        "NewMessage": "Er is net een bericht bij gekomen. Lees dat eerst, en sluit het gesprek daarna.",
    },
    Language.EN: {
        "GroupMissing": "Choose the group you write to, or write to the office without choosing a group.",
        "NewMessage": "A message has just been added. Read it first, and close the conversation after that.",
    },
}
