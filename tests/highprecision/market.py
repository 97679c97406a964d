"""How prices moved, by the normal equations of least squares in matrix form."""

from mpmath import erfinv, exp, log, matrix, mpf, sqrt

from xlplanner.reference.names import name_key
from xlplanner.reference.records import gpu_names, price_index

TREND_ROW = ("change", "low", "high", "months")


def gpu_price_trend(gpu, since=None, as_of=None, field=None):
    rows = [row for row in price_index() if row.gpu == gpu_names()[name_key(gpu)]]
    rows = [row for row in rows if (since or "") <= row.date <= (as_of or "9")]
    n = len(rows)
    years = [mpf(int(row.date[:4])) + mpf(int(row.date[5:])) / 12 for row in rows]
    x = matrix([[mpf(1), year] for year in years])
    y = matrix([log(mpf(row.median_usd_per_gpu_hour)) for row in rows])
    inverse = (x.T * x) ** -1
    fitted = inverse * x.T * y
    e = y - x * fitted
    variance = (e.T * e)[0] / (n - 2)
    r = max(mpf(0), (e[: n - 1].T * e[1:n])[0] / (e.T * e)[0])
    margin = sqrt(2) * erfinv(mpf("0.95")) * sqrt(variance * inverse[1, 1] * (1 + r) / (1 - r))
    row = (*(exp(fitted[1] + side * margin) - 1 for side in (0, -1, 1)), mpf(n))
    return row if field is None else row[TREND_ROW.index(field)]
