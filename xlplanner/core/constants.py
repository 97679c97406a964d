"""Numbers that the formulas rest on, each with a name, so that a workbook can show them."""

from __future__ import annotations

from typing import Self

from xlplanner.units import Unit


class Constant(float):
    """A number with a name, a unit and an explanation; it computes as a plain float."""

    name: str
    unit: Unit
    meaning: str

    def __new__(cls, value: float, name: str, unit: Unit, meaning: str) -> Self:
        """Make a constant; it enters `ALL`."""
        constant = super().__new__(cls, value)
        constant.name, constant.unit, constant.meaning = name, unit, meaning
        ALL.append(constant)
        return constant


ALL: list[Constant] = []

TRAINING_FLOPS = Constant(
    6,
    "training_flops",
    Unit.FLOPS_PER_PARAM_TOKEN,
    "FLOPs of training per parameter and token (eq. 3)",
)
INFERENCE_FLOPS = Constant(
    2,
    "inference_flops",
    Unit.FLOPS_PER_PARAM_TOKEN,
    "FLOPs of inference per parameter and token (eq. 3)",
)
SECONDS_PER_HOUR = Constant(3600, "seconds_per_hour", Unit.SECONDS, "Seconds in an hour")
HOURS_PER_DAY = Constant(24, "hours_per_day", Unit.HOURS, "Hours in a day")
HOURS_PER_YEAR = Constant(8766, "hours_per_year", Unit.HOURS, "Hours in a mean year")
TOKENS_PER_MTOK = Constant(1e6, "tokens_per_mtok", Unit.TOKENS, "Tokens in a million tokens")
BITS_PER_BYTE = Constant(8, "bits_per_byte", Unit.RATIO, "Bits in a byte")
WATTS_PER_MW = Constant(1e6, "watts_per_mw", Unit.RATIO, "Watts in a megawatt")
BYTES_PER_GB = Constant(1e9, "bytes_per_gb", Unit.BYTES, "Bytes in a gigabyte")
BYTES_PER_TB = Constant(1e12, "bytes_per_tb", Unit.BYTES, "Bytes in a terabyte")
DAYS_PER_MONTH = Constant(365.25 / 12, "days_per_month", Unit.DAYS, "Days in a mean month")
MONTHS_PER_YEAR = Constant(12, "months_per_year", Unit.MONTHS, "Months in a year")
PRICED_REQUESTS = Constant(
    1e3, "priced_requests", Unit.REQUESTS, "Requests for which a price of serving is given"
)
KV_PARAMS = Constant(
    8e9, "kv_params", Unit.PARAMS, "Size of the model whose cache per token is given (Llama 3 8B)"
)
KV_GROWTH = Constant(
    0.42,
    "kv_growth",
    Unit.RATIO,
    "Exponent of the cache per token in the parameters (between Llama 3 8B and 70B)",
)
PUE = Constant(
    1.56,
    "pue",
    Unit.RATIO,
    "Energy of a data centre over that of its computers (mean of Uptime Institute's survey 2024)",
)
GRID_INTENSITY = Constant(
    0.436,
    "grid_intensity",
    Unit.KG_PER_KWH,
    "Emissions of the world's electricity in 2022 (Ember, Global Electricity Review 2023)",
)
A100_POWER = Constant(400, "a100_power", Unit.WATTS, "Power of an A100-SXM, of which the paper is")
ELECTRICITY_PRICE = Constant(
    0.0806,
    "electricity_price",
    Unit.USD_PER_KWH,
    "Mean price for industry in the United States in 2023 (Energy Information Administration)",
)
NO_LIMIT = Constant(
    1e60, "no_limit", Unit.ANY, "Stands for a limit that is not set; no plan comes near it"
)
SAME_LOSS = Constant(
    1e-9, "same_loss", Unit.LOSS, "Losses that differ by less count as the same quality"
)
SAME_SIZE = Constant(
    1e-9, "same_size", Unit.RATIO, "Models whose sizes differ by a smaller share are the same"
)
SAME_COST = Constant(
    1e-6, "same_cost", Unit.RATIO, "Costs that differ by a smaller share are the same"
)
LEAST_SAVING = Constant(
    5e-5, "least_saving", Unit.RATIO, "A saving of a smaller share of the cost is shown as none"
)
MOST_PASSES = Constant(
    40,
    "most_passes",
    Unit.RATIO,
    "Passes over a text beyond which more are worth nothing (Muennighoff et al., arXiv 2305.16264)",
)
P90_DEVIATE = Constant(
    1.2815515655446004,
    "p90_deviate",
    Unit.RATIO,
    "Standard normal deviate of the 90th percentile, and less of the 10th",
)
SAME_PRODUCT = Constant(
    1e-14,
    "same_product",
    Unit.RATIO,
    "A limit on N*D that is below an optimum's by a smaller share, as rounding makes it, holds it",
)
TINY = Constant(1e-300, "tiny", Unit.ANY, "Keeps 0/0 out where a range has no width")
CHECKED = Constant(1e-12, "checked", Unit.RATIO, "By so much may a check miss, for rounding")
EXTRAPOLATION = Constant(
    10, "extrapolation", Unit.RATIO, "A law is taken as it is so many times beyond its data"
)
START_EXPONENT = Constant(
    0.7, "start_exponent", Unit.RATIO, "Exponent in the start of the solver for the optimum"
)
PERCENT = Constant(100, "percent", Unit.RATIO, "Hundredths in one")
RANKED_DIGITS = Constant(
    9, "ranked_digits", Unit.RATIO, "Decimals to which changes are compared when they are ranked"
)
