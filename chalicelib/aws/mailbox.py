"""SES: hand over one finished message."""

from chalicelib.aws.clients import client
from chalicelib.settings import settings


def send(message: bytes, *, to: str) -> str:
    """Return SES's id of the message; whether it arrives is told later, by an event.

    :raises botocore.exceptions.ClientError: SES refused it.
    """
    answer = client("sesv2").send_email(
        FromEmailAddress=settings().mail_from,
        Destination={"ToAddresses": [to]},
        Content={"Raw": {"Data": message}},
    )
    message_id: str = answer["MessageId"]
    return message_id
