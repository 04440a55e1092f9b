"""The seed of what is picked by chance; `PORTAL_FAULTS_SEED` sets it to one that was printed."""

import os
import random

SEED = int(os.environ.get("PORTAL_FAULTS_SEED") or random.SystemRandom().randrange(10**6))
