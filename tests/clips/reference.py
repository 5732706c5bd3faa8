"""Makes librosa.json: the spectral convergence, dB, of librosa 0.11's griffinlim (32 iterations, mean of five
seeds) on every clip of quality.mjs.

    python3 -m venv venv && venv/bin/pip install librosa==0.11.0
    node tests/promises/quality.mjs --clips > clips.json
    venv/bin/python tests/clips/reference.py clips.json
"""
import json
import sys
from pathlib import Path

import librosa
import numpy as np

clips = json.loads(Path(sys.argv[1]).read_text())
result = {}
for name, samples in clips.items():
    x = np.array(samples, dtype=np.float32)
    S = np.abs(librosa.stft(x))
    levels = []
    for seed in range(5):
        y = librosa.griffinlim(S, n_iter=32, random_state=seed, length=len(x))
        off = np.abs(librosa.stft(y.astype(np.float64))) - S
        levels.append(20 * np.log10(np.linalg.norm(off) / np.linalg.norm(S)))
    result[name] = round(float(np.mean(levels)), 3)
    print(name, np.round(levels, 2))
(Path(__file__).parent / 'librosa.json').write_text(json.dumps(result, indent=2) + '\n')
