"""Prints the series of src/sound/lowpass.c: python3 scripts/lowpass.py (NumPy, SciPy; some seconds).

h(t) = sum over k of c[k] cos(pi k t / REACH), |t| <= REACH samples of the lower rate, whose response is within FLAT of 1
up to KNEE of half that rate, from there on less and less, within 0.0092 dB at 0.9, and as faint as can be from 1.02 on:
a linear programme.
"""

import numpy as np
from scipy.optimize import linprog

REACH, TERMS = 50, 53
FLAT, KNEE, RIPPLE = 3e-5, 0.75, 1.05e-3
FAINT = 1e-5  # what the unknown of the programme is counted in, as solvers look at 1e-7

k = np.arange(TERMS)


def response(share):
    """What each term adds at so many times half the lower rate."""
    return REACH * (np.sinc(REACH * share[:, None] - k) + np.sinc(REACH * share[:, None] + k))


share = np.linspace(0, 0.9, 691)
ripple = FLAT * (RIPPLE / FLAT) ** np.clip((share - KNEE) / (0.9 - KNEE), 0, 1)
passed = response(share) / ripple[:, None]
stopped = response(np.concatenate([np.linspace(1.02, 1.6, 912), np.linspace(1.6, 12, 4608)])) / FAINT
end = 0.3 * REACH * np.where(k % 2, -1.0, 1.0)[None, :] / FAINT  # no jump at the ends
faint = np.vstack([stopped, -stopped, end, -end])
rows = np.vstack([np.hstack([side * passed, np.zeros((len(passed), 1))]) for side in (1, -1)])
found = linprog(
    np.append(np.zeros(TERMS), 1),
    A_ub=np.vstack([rows, np.hstack([faint, -np.ones((len(faint), 1))])]),
    b_ub=np.concatenate([1 + 1 / ripple, 1 - 1 / ripple, np.zeros(len(faint))]),
    bounds=[(None, None)] * TERMS + [(0, None)],
    method="highs",
)
c = found.x[:-1].astype(np.float32)
print(", ".join(f"{value:.9g}f" for value in c))
