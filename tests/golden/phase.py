"""Makes phase.json and phase.bin: librosa 0.11's reassigned spectrograms and Griffin-Lim for small inputs.

    python3 -m venv venv && venv/bin/pip install librosa==0.11.0
    venv/bin/python tests/golden/phase.py

Inputs are rounded to float32 and worked on in float64; results are stored as float32, little-endian. Magnitudes for
Griffin-Lim are dense noise: where they fall to nothing, or the sound of zero phases is nothing, the iteration makes the
smallest rounding large, and librosa in float32 is as far from librosa in float64 as any other.
"""
import json
import warnings
from pathlib import Path

import librosa
import numpy as np

warnings.simplefilter('ignore')
here = Path(__file__).parent
blob = bytearray()
cases = []


def store(array):
    array = np.ascontiguousarray(array)
    at = len(blob) // 4
    blob.extend(array.astype('<f4').tobytes())
    return {'at': at, 'shape': list(array.shape)}


def snake(options):
    names = {'nFft': 'n_fft', 'hopLength': 'hop_length', 'winLength': 'win_length', 'padMode': 'pad_mode', 'sampleRate': 'sr',
             'refPower': 'ref_power', 'fillNan': 'fill_nan', 'reassignTimes': 'reassign_times',
             'reassignFrequencies': 'reassign_frequencies', 'nIter': 'n_iter'}
    values = {names.get(key, key): value for key, value in options.items()}
    if isinstance(values.get('window'), list):
        values['window'] = tuple(values['window'])
    return values


n = np.arange(1500)
noise = np.random.RandomState(7).uniform(-0.05, 0.05, n.size)
x = np.sin(2 * np.pi * (0.02 * n + 3e-5 * n * n)) + 0.5 * np.cos(2 * np.pi * 0.31 * n + 0.3) + 0.1 * (n % 397 == 50) + noise
x = x.astype(np.float32).astype(np.float64)
samples = store(x)

REASSIGNED = [
    (1500, {'sampleRate': 22050, 'nFft': 512, 'hopLength': 128}),
    (1500, {'sampleRate': 22050, 'nFft': 512, 'hopLength': 128, 'clip': False, 'refPower': 100.0}),
    (1200, {'sampleRate': 48000, 'nFft': 360, 'hopLength': 90, 'winLength': 300, 'window': 'hamming', 'fillNan': True, 'refPower': 30.0}),
    (1000, {'sampleRate': 8000, 'nFft': 256, 'hopLength': 77, 'winLength': 131, 'window': ['kaiser', 8.0], 'padMode': 'reflect'}),
    (1000, {'sampleRate': 8000, 'nFft': 250, 'hopLength': 160, 'center': False, 'window': 'blackman', 'refPower': 0}),
    (1000, {'sampleRate': 8000, 'nFft': 256, 'reassignTimes': False, 'refPower': 10.0}),
    (1000, {'sampleRate': 8000, 'nFft': 256, 'reassignFrequencies': False, 'refPower': 10.0}),
]
for length, options in REASSIGNED:
    frequencies, times, magnitudes = librosa.reassigned_spectrogram(x[:length], **snake(options))
    moved = options.get('reassignTimes', True)
    frames = librosa.frames_to_time(np.arange(times.shape[1]), sr=options['sampleRate'], hop_length=options.get('hopLength', options['nFft'] // 4),
                                    n_fft=None if options.get('center', True) else options['nFft'])
    # librosa's times refer to a point half a sample after the middle of the window: without clip and fill, what is exact
    # is half a sample earlier; then both are done as librosa does them.
    _, exact, _ = librosa.reassigned_spectrogram(x[:length], **snake({**options, 'clip': False, 'fillNan': False}))
    exact = exact - (0.5 / options['sampleRate'] if moved else 0)
    if options.get('fillNan'):
        exact = np.where(np.isnan(exact), frames, exact)
    if options.get('clip', True):
        exact = np.clip(exact, 0, length / options['sampleRate'])
    cases.append({'call': 'reassignedSpectrogram', 'options': options, 'samples': length, 'frequencies': store(frequencies.T),
                  'librosa': store(times.T), 'exact': store(exact.T), 'magnitudes': store(magnitudes.T)})

rng = np.random.RandomState(3)
GRIFFINLIM = [
    ((20, 129), {'nIter': 0}),
    ((20, 129), {'nIter': 1}),
    ((20, 129), {'nIter': 4}),
    ((12, 65), {'nIter': 8, 'hopLength': 32, 'momentum': 0}),
    ((9, 65), {'nIter': 4, 'hopLength': 16, 'length': 140}),
    ((12, 65), {'nIter': 4, 'winLength': 100, 'hopLength': 25, 'window': 'hamming', 'padMode': 'reflect'}),
]
for shape, options in GRIFFINLIM:
    S = rng.uniform(0.5, 1, shape).astype(np.float32).astype(np.float64)
    result = librosa.griffinlim(S.T, init=None, **snake(options))
    cases.append({'call': 'griffinLim', 'options': options, 'magnitudes': store(S), 'result': store(result)})

(here / 'phase.json').write_text(json.dumps({'samples': samples, 'cases': cases}, separators=(',', ':')).replace('{"call"', '\n{"call"') + '\n')
(here / 'phase.bin').write_bytes(bytes(blob))
