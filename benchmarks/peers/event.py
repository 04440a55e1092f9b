"""The event that all peers get: what API Gateway hands to a function for one request."""

from typing import Any

SLUG = "zonnebloem"
ACCOUNT = "b6f1c2d3e4f5061728394a5b6c7d8e9f"
SECRET = "Vq3rT8nZk1yWc5uHx7aLm2pE9sGd4bFj6oQi0tRvUwY"  # noqa: S105 - of nobody
TOKEN = f"{SLUG}.{ACCOUNT}.{SECRET}"
ORIGIN_SECRET = "0" * 64
OTHER_PATHS = tuple(f"/things/{number}/parts/{{part}}" for number in range(100))
BODY = '{"day":"2026-11-09","name":"Noor van den Berg"}'
ANSWER = {"day": "2026-11-09", "name": "Noor van den Berg", "whose": ACCOUNT}
HEADERS = {
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def of_request(*, origin_secret: str = ORIGIN_SECRET) -> dict[str, Any]:
    """Return a POST as the front door passes it on, with what a browser and CloudFront add."""
    headers = {
        "accept": "application/json",
        "accept-encoding": "gzip, deflate, br",
        "accept-language": "nl-NL,nl;q=0.9,en;q=0.8",
        "content-type": "application/json",
        "cookie": f"__Host-session={TOKEN}",
        "host": "api.kiekeboe.example",
        "sec-fetch-site": "same-origin",
        "user-agent": "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
        "x-origin-secret": origin_secret,
        "x-viewer-address": "192.0.2.1",
        "x-viewer-host": f"{SLUG}.kiekeboe.example",
    }
    return {
        "resource": "/wishes",
        "path": "/wishes",
        "httpMethod": "POST",
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "requestId": "7f1f6f6c-0000-4000-8000-000000000000",
            "resourcePath": "/wishes",
            "httpMethod": "POST",
            "path": "/api/wishes",
            "stage": "api",
            "identity": {"sourceIp": "192.0.2.1"},
        },
        "body": BODY,
        "isBase64Encoded": False,
    }
