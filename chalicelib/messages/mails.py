"""What is written to parents about messages."""

from typing import ClassVar, Self

from chalicelib.core.values import dataclass
from chalicelib.mail.message import Mail

# The page of the portal; the web front end has the same path.
MESSAGES_PAGE = "/messages"


@dataclass(frozen=True)
class ColleagueAnswered(Mail):
    """To each parent of the family. What was answered is read in the portal only."""

    template: ClassVar[str] = "colleague-answered"

    colleague: str
    subject: str
    page: str

    @classmethod
    def example(cls) -> Self:
        return cls("Petra Visser", "Slaapje na het eten", f"{MESSAGES_PAGE}/example")
