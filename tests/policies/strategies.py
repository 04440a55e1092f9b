"""Random documents, of the shape that is saved."""

from typing import Any

from hypothesis import strategies as st

CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
DAYS = st.integers(0, 365)
SPANS = st.fixed_dictionaries(
    {"count": st.integers(0, 24), "unit": st.sampled_from(["days", "weeks", "months"])}
)
QUANTITIES = st.builds("{}.{}".format, st.integers(1, 99), st.sampled_from([0, 5, 25]))
FLAGS = st.booleans()


def kind(name: str, **fields: Any) -> Any:
    return st.fixed_dictionaries({"kind": st.just(name), **fields})


LEADS = st.one_of(
    kind("hours_before", hours=st.integers(0, 200), clock=st.none() | CLOCKS),
    kind("clock_time", days=DAYS, clock=CLOCKS),
    kind("whole_days", days=DAYS),
)
WEEKS = st.integers(-10, 10)
FROMS = st.one_of(
    kind("at_once"),
    kind("year_start"),
    kind("before_given_day", span=SPANS),
    kind("from_week", weeks=WEEKS),
)
UNTILS = st.one_of(
    kind("never"),
    kind(
        "year_end",
        month=st.integers(1, 12),
        day=st.integers(1, 31),
        years_later=st.integers(0, 3),
    ),
    kind("after_given_day", span=SPANS),
    kind("after_earning", span=SPANS),
    kind("until_week", weeks=WEEKS),
)
WINDOWS = st.fixed_dictionaries({}, optional={"usable_from": FROMS, "usable_until": UNTILS})
REASONS = st.lists(st.sampled_from(["holiday", "sick", "other"]), unique=True, min_size=1)
RULES = st.fixed_dictionaries(
    {},
    optional={
        "reasons": REASONS,
        "deadline": LEADS,
        "window": WINDOWS,
        "horizon": st.none() | SPANS,
    },
)
SIZES = st.lists(QUANTITIES, max_size=3).map(
    lambda amounts: [
        {"up_to_hours": None if at == len(amounts) - 1 else str(at * 3 + 3), "amount": amount}
        for at, amount in enumerate(amounts)
    ]
)
CAPS = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["year", "balance"]), "amount": QUANTITIES},
        optional={"partly": FLAGS},
    ),
    max_size=2,
)
HOLIDAY_CREDITS = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "window": WINDOWS,
        "days_before": DAYS,
        "weekday_before": st.none() | st.integers(0, 6),
    },
)
DECISIONS = st.one_of(
    kind("instant"),
    kind("staff", answer_within_days=st.none() | st.integers(0, 60)),
    kind("collected", days_before=DAYS),
    kind("monthly", day_of_month=st.integers(1, 28)),
)


def some(names: list[str]) -> Any:
    return st.lists(st.sampled_from(names), unique=True)


def section(**fields: Any) -> Any:
    return st.fixed_dictionaries({}, optional=fields)


RULE_DOCUMENTS = section(
    cancelling=section(
        rules=st.lists(RULES, max_size=3),
        public_holidays=FLAGS,
        closing_days=FLAGS,
    ),
    credits=section(
        unit=st.sampled_from(["hours", "points"]),
        sizes=SIZES,
        caps=CAPS,
        scope=some(["child", "care_type", "product", "group"]),
        expiry_counts=st.sampled_from(["wanted_day", "day_of_asking"]),
        same_size_only=FLAGS,
        split_allowed=FLAGS,
        combine_allowed=FLAGS,
        mix_with_invoice=FLAGS,
        expires_at_contract_end=FLAGS,
        on_contract_change=st.sampled_from(["keep", "pro_rata"]),
        public_holiday_credit=HOLIDAY_CREDITS,
    ),
    exchanging=st.none()
    | section(
        deadline=LEADS,
        window=WINDOWS,
        horizon=st.none() | SPANS,
        max_per_year=st.none() | st.integers(1, 366),
        counts_for_cap=FLAGS,
        re_exchange_allowed=FLAGS,
        same_size_only=FLAGS,
        public_holidays=FLAGS,
        closing_days=FLAGS,
    ),
    asking=section(
        min_lead=LEADS,
        max_lead=st.none() | SPANS,
        pay_with=some(["credit", "invoice"]),
        part_of_day=FLAGS,
        granted_cancellable_until=st.none() | LEADS,
    ),
    deciding=section(
        extra_days=DECISIONS,
        exchanges=DECISIONS,
        capacity=st.sampled_from(["registered", "staffed"]),
    ),
    contract_notice=st.none() | section(span=SPANS, at_month_end=FLAGS),
)
