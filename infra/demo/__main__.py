"""`make demo`: the main job of the portal over HTTP, from import to invoice, and checked.

Starts at 2 November 2026, or at `PORTAL_NOW`; ends with 1 if any step fails.
"""

import logging
import os
import sys
import time

from infra.demo import child_days, crowd, days, money, moving_in
from infra.demo.stage import OUTPUT, Stage, output_folder, play
from infra.local import environment
from infra.local.words import say

FIRST_DAY = "2026-11-02"
STEPS = (
    moving_in.colleagues_log_in,
    moving_in.dry_run,
    moving_in.real_run,
    moving_in.wave,
    moving_in.activation,
    moving_in.forgotten_password,
    moving_in.remember_me,
    days.month,
    days.cancelling,
    days.exchange,
    days.exchange_refused,
    days.extra_day,
    days.credit_before_money,
    days.refusals,
    crowd.policy_change,
    crowd.last_places,
    crowd.waiting_list,
    child_days.worker_arrives,
    child_days.photos,
    child_days.only_the_family,
    child_days.report,
    child_days.question,
    child_days.take_along,
    money.time_passes,
    money.monthly_run,
    money.invoice,
)


def main() -> int:
    from infra.local.run import running_portal
    from infra.local.seed import seed_organisations

    logging.getLogger("kiekeboe").setLevel(logging.ERROR)
    now = environment.moment(os.environ.get("PORTAL_NOW") or FIRST_DAY)
    began = time.monotonic()
    say(f"A fresh portal, on {now:%A %d %B %Y}")
    with output_folder(), running_portal(now=now, seed=seed_organisations) as portal:
        failed = play(Stage(portal, lambda line: say(f"    {line}")), STEPS)
    if not failed:
        files = ", ".join(sorted(it.name for it in OUTPUT.iterdir()))
        say(f"All {len(STEPS)} steps done in {time.monotonic() - began:.0f} s.")
        say(f"In {OUTPUT.name}: {files}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
