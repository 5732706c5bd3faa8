"""Windows of SciPy, float64 -> windows.json: [window, n, periodic, its values or {index: value}]. By hand."""
import json
import warnings

import numpy as np
from scipy.signal import check_COLA, check_NOLA, get_window

warnings.simplefilter('ignore')
WINDOWS = [['triang'], ['exponential'], ['exponential', 3.5], ['general_hamming', 0.75], ['kaiser_bessel_derived', 0],
           ['kaiser_bessel_derived', 4], ['kaiser_bessel_derived', 60], ['dpss', 0.3], ['dpss', 2.5], ['dpss', 1e-6],
           ['taylor'], ['taylor', 6], ['taylor', 20, 100], ['taylor', 1, 30], ['taylor', 100, 60],
           ['general_gaussian', 1.5, 7], ['general_gaussian', 0.3, 20], ['general_cosine', [0.3, 0.4, 0.2, 0.1]],
           ['chebwin', 1], ['chebwin', 5.5]]


def window_of(window, n, periodic):
    name, *parameters = window
    if name == 'exponential' and parameters:
        parameters = [None, *parameters]
    return get_window((name, *parameters) if parameters else name, n, periodic)


rows = []
for window in WINDOWS:
    name, *parameters = window
    for n in [1, 2, 7, 16]:
        for periodic in [True, False]:
            if name == 'kaiser_bessel_derived' and (periodic or n % 2) or name == 'dpss' and parameters[0] >= n / 2:
                continue
            rows.append([window, n, periodic, [float(f'{x:.11g}') for x in window_of(window, n, periodic)]])
    for n in [1000, 4096]:
        values = window_of(window, n, False)
        rows.append([window, n, False, {i: float(f'{values[i]:.11g}') for i in [0, 1, n // 5, n // 3, n // 2]}])
cover = []
for window in ['hann', 'boxcar', 'bartlett', 'blackman', 'hamming', 'cosine', 'triang', ['kaiser', 8.0], ['tukey', 0.5],
               'flattop', 'parzen', 'nuttall', ['dpss', 2.5], 'taylor', ['general_hamming', 0.6]]:
    for n, hop in [(64, 1), (64, 16), (64, 21), (64, 32), (64, 33), (64, 48), (64, 64), (65, 13), (65, 32), (400, 100),
                   (400, 160), (512, 170), (512, 171), (510, 170), (7, 7), (1, 1)]:
        args = (tuple(window) if isinstance(window, list) else window, n, n - hop)
        if window != ['dpss', 2.5] or n > 5:
            cover.append([window, n, hop, bool(check_COLA(*args)), bool(check_NOLA(*args))])
lines = lambda items: '[\n' + ',\n'.join(json.dumps(item, separators=(',', ':')) for item in items) + '\n]'
with open('tests/golden/windows.json', 'w') as file:
    file.write(f'{{"windows": {lines(rows)},\n"cover": {lines(cover)}}}\n')
print(np.array([row[3:] for row in cover]).sum(0), len(cover))
