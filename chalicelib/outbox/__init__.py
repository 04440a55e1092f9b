"""The outbox: what must follow from a change, written down in the same transaction.

An *errand* is a message for a queue: a letter to deliver, an invoice to draw. It is put in the
outbox together with the change that gives cause to it, and taken to its queue from there.

    put ──stream──▶ taken to its queue ──▶ claimed by a worker ──▶ done
     ▲                                        │ fell over: when the claim ends, SQS gives it again
     └──────────────── sweep ─────────────────┘

The table's stream brings an errand to its queue within a second; the sweep brings what the stream
has lost. An errand may be done twice if a worker dies between its work and the note that it is
done: what a worker does is safe to do twice.
"""
