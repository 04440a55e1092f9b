"""What a query finds comes in the order of DynamoDB."""

import random
from uuid import uuid4

PARTITIONS = ("a", "a#B", "ä", "李")
PLACES = ("2026-11-02", "2026-11-02#2", "2026-9", "A", "a", "ä", "李")


def test_items_come_by_their_keys_whatever_the_order_they_were_written_in(client, table):
    world = f"ORG#{uuid4()}"
    keys = [(f"{world}#{pk}", sk) for pk in PARTITIONS for sk in PLACES]
    for pk, sk in random.sample(keys, len(keys)):
        item = {"pk": pk, "sk": sk, "gsi1pk": world, "gsi1sk": sk}
        client("dynamodb").put_item(
            TableName=table, Item={name: {"S": it} for name, it in item.items()}
        )

    def found(name, value, **asked):
        answer = client("dynamodb").query(
            TableName=table,
            KeyConditionExpression=f"{name} = :it",
            ExpressionAttributeValues={":it": {"S": value}},
            **asked,
        )
        return [item["sk"]["S"] for item in answer["Items"]]

    for pk in PARTITIONS:
        assert found("pk", f"{world}#{pk}") == sorted(PLACES)
        assert found("pk", f"{world}#{pk}", ScanIndexForward=False) == sorted(PLACES)[::-1]
    assert found("gsi1pk", world, IndexName="gsi1") == sorted(sk for _, sk in keys)
