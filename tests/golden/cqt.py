"""Makes cqt.json: what librosa 0.11 gives where it computes what its definition says.

    python3 -m venv venv && venv/bin/pip install librosa==0.11.0
    venv/bin/python tests/golden/cqt.py

Only the top octave of its CQT is computed from the samples themselves, and only with sparsity 0; and it leaves out the
negative frequencies of its filters, which reach further the shorter these are: 4e-6 of white noise's transform with 36
bins an octave, 6e-5 with 12. So there is one of 36 as librosa gives it, and one of 12 with what is left out added.
Numbers are rounded to 8 digits; complex ones are pairs.
"""
import json
import warnings
from pathlib import Path

import librosa
import numpy as np

warnings.simplefilter('ignore')
rate = 22050
n = np.arange(33075)
frequencies = [130.81, 263.5, 331.5, 440, 702.1, 1234.5, 2222, 2637, 3333.3]
x = sum(np.sin(2 * np.pi * f * n / rate + k) * np.exp(-2 * ((n / rate + 0.1 * k) % 0.5)) for k, f in enumerate(frequencies))
x = (0.2 * x + 0.3 * (n % 1009 == 7)).astype(np.float32).astype(np.float64)  # as golden-cqt.test.js makes it
FRAMES = [0, 9, 17, 40, 64]


def negative_half(per_octave):
    """What librosa's top octave of seven lacks: its filters, from their definition, over the negative frequencies alone."""
    ratio = 2 ** (2 / per_octave)
    f = librosa.note_to_hz('C1') * 2 ** (np.arange(6 * per_octave, 7 * per_octave) / per_octave)
    lengths = (ratio + 1) / (ratio - 1) * rate / f
    size = 2 ** int(np.ceil(np.log2(lengths.max())))
    result = []
    for hz, length in zip(f, lengths):
        m = np.arange(np.floor(-length / 2), np.floor(length / 2))
        window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(len(m)) / len(m))
        taps = np.zeros(size, complex)
        taps[(size - len(m)) // 2:][:len(m)] = window / window.sum() * np.sqrt(length) * np.exp(2j * np.pi * hz / rate * m)
        spectrum = np.fft.fft(taps) / size
        spectrum[:size // 2 + 1] = 0
        result.append(spectrum)
    padded = np.pad(x, size // 2)
    frames = np.stack([padded[t:t + size] for t in range(0, len(x) + 1, 512)])
    return np.array(result) @ np.fft.fft(frames).T


def rows(array):
    array = np.asarray(array).T[FRAMES]
    parts = np.stack([array.real, array.imag], axis=-1) if np.iscomplexobj(array) else array
    return [float(f'{value:.8g}') for value in parts.ravel()]


result = {
    'frames': FRAMES,
    'topOctave': rows(librosa.cqt(x, sr=rate, n_bins=252, bins_per_octave=36, sparsity=0)[-36:]),
    'topOctaveVqt': rows(librosa.vqt(x, sr=rate, n_bins=252, bins_per_octave=36, gamma=3, sparsity=0)[-36:]),
    'topOctaveOf12': rows(librosa.cqt(x, sr=rate, sparsity=0)[-12:] + negative_half(12)),
    'pseudo': rows(librosa.pseudo_cqt(x, sr=rate, sparsity=0)),
    'pseudoOther': rows(librosa.pseudo_cqt(x, sr=rate, sparsity=0, n_bins=60, bins_per_octave=24, fmin=220, scale=False, tuning=0.2, norm=2,
                                           window='blackman', pad_mode='reflect')),
    'hybrid': rows(librosa.hybrid_cqt(x, sr=rate, sparsity=0)[-26:]),  # the pseudo part
    'hybridAll': rows(librosa.hybrid_cqt(x, sr=rate, sparsity=0)),
    'tuning': [librosa.estimate_tuning(y=x, sr=rate), librosa.estimate_tuning(y=x, sr=rate, bins_per_octave=36),
               librosa.estimate_tuning(y=librosa.tone(450.0, sr=rate, duration=1), sr=rate)],
    'chroma': rows(librosa.feature.chroma_cqt(y=x, sr=rate)),
    'chromaOther': rows(librosa.feature.chroma_cqt(y=x, sr=rate, n_chroma=24, bins_per_octave=48, fmin=55, n_octaves=5, norm=2, tuning=0.1,
                                                   threshold=0.3)),
    'cens': rows(librosa.feature.chroma_cens(y=x, sr=rate, win_len_smooth=11)),
}
(Path(__file__).parent / 'cqt.json').write_text(json.dumps(result) + '\n')
