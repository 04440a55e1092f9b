"""AWS: the only room that makes clients. boto3 is imported at first use, PynamoDB at once."""
