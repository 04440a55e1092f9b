"""Counts go on, however many there were."""

from chalicelib.observability import count


def test_the_hundredth_count_of_a_process_is_like_the_first():
    """Powertools flushes at a hundred by itself, and then warns that nothing is left to flush."""
    for _ in range(250):
        count("LettersSent")
