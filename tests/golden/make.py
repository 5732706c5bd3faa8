"""Makes golden.json and golden.bin: what librosa 0.11 and SciPy give for small inputs.

    python3 -m venv venv && venv/bin/pip install librosa==0.11.0 scipy soundfile
    venv/bin/python tests/golden/make.py

Inputs are rounded to float32 and worked on in float64, so that the references' own rounding is far
below the tolerances of golden.test.js; results are stored as float32, little-endian, one array after the other.
"""
import json
import warnings
from pathlib import Path

import librosa
import numpy as np
from scipy import signal

warnings.simplefilter('ignore')
here = Path(__file__).parent
blob = bytearray()
cases = []


def store(array):
    array = np.ascontiguousarray(array)
    parts = array.view(np.float64).reshape(*array.shape, 2) if np.iscomplexobj(array) else array
    at = len(blob) // 4
    blob.extend(parts.astype('<f4').tobytes())
    return {'at': at, 'shape': list(parts.shape)}


def case(call, options, result, **inputs):
    cases.append({'call': call, 'options': options, **inputs, 'result': store(result)})


# Sines, clicks and a touch of noise, so that no bin is rounding alone.
n = np.arange(1000)
noise = np.random.RandomState(7).uniform(-0.05, 0.05, n.size)
x = np.sin(2 * np.pi * 0.03 * n) + 0.5 * np.cos(2 * np.pi * 0.11 * n + 0.3) + 0.1 * (n % 97 == 0) + noise
x = x.astype(np.float32).astype(np.float64)
samples = store(x)


def snake(options):
    names = {'nFft': 'n_fft', 'hopLength': 'hop_length', 'winLength': 'win_length', 'padMode': 'pad_mode', 'nMels': 'n_mels',
             'fMin': 'fmin', 'fMax': 'fmax', 'sampleRate': 'sr', 'topDb': 'top_db'}
    values = {names.get(key, key): value for key, value in options.items()}
    if isinstance(values.get('window'), list):
        values['window'] = tuple(values['window'])
    if values.get('norm') == 'Infinity':
        values['norm'] = np.inf
    return values


STFT = [
    (800, {'nFft': 512, 'hopLength': 128}),
    (500, {'nFft': 250, 'padMode': 'reflect', 'window': 'hamming'}),
    (600, {'nFft': 240, 'hopLength': 60, 'winLength': 200, 'padMode': 'edge', 'window': 'blackman'}),
    (700, {'nFft': 256, 'hopLength': 77, 'winLength': 131, 'padMode': 'symmetric', 'window': ['kaiser', 8.0]}),
    (400, {'nFft': 360, 'hopLength': 90, 'padMode': 'linear_ramp', 'window': 'flattop'}),
    (1000, {'nFft': 400, 'hopLength': 160, 'center': False, 'window': ['tukey', 0.5]}),
    (1000, {'nFft': 54, 'hopLength': 190, 'padMode': 'reflect', 'window': 'bohman'}),
    (1000, {'nFft': 2, 'hopLength': 50, 'window': 'boxcar'}),
    (165, {'nFft': 160, 'hopLength': 1, 'center': False, 'winLength': 1, 'window': 'hann'}),
    (256, {'nFft': 256, 'center': False, 'window': 'nuttall'}),
    (100, {'nFft': 512, 'padMode': 'reflect'}),
    (37, {'nFft': 360, 'padMode': 'symmetric', 'window': 'cosine'}),
    (37, {'nFft': 360, 'padMode': 'linear_ramp'}),
    (5, {'nFft': 64, 'hopLength': 2, 'padMode': 'edge'}),
    (2, {'nFft': 64, 'hopLength': 1, 'padMode': 'reflect'}),
    (1, {'nFft': 16, 'padMode': 'reflect'}),
    (1, {'nFft': 16, 'padMode': 'symmetric'}),
    (0, {'nFft': 16}),
]
for length, options in STFT:
    case('stft', options, librosa.stft(x[:length], **snake(options)).T, samples=length)

# A spectrogram that is no signal's, and what the inverse makes of it.
rng = np.random.RandomState(3)
ISTFT = [
    ((9, 65), {'hopLength': 32}),
    ((9, 65), {'hopLength': 32, 'length': 200}),
    ((9, 65), {'hopLength': 32, 'length': 333}),
    ((7, 121), {'hopLength': 50, 'winLength': 180, 'window': 'hamming'}),
    ((5, 101), {'hopLength': 100, 'center': False, 'window': 'hamming'}),
    ((6, 33), {'hopLength': 64, 'onNola': 'librosa'}),
    ((6, 33), {'hopLength': 80, 'onNola': 'librosa', 'window': 'boxcar'}),
    ((6, 33), {'hopLength': 16, 'center': False, 'onNola': 'librosa'}),
    ((1, 33), {'hopLength': 16, 'length': 20}),
]
for shape, options in ISTFT:
    S = (rng.normal(size=shape) + 1j * rng.normal(size=shape)).astype(np.complex64).astype(np.complex128)
    own = {key: value for key, value in options.items() if key != 'onNola'}
    case('istft', options, librosa.istft(S.T, **snake(own)), spectrum=store(S))

FILTERS = [
    {'sampleRate': 8000, 'nFft': 256, 'nMels': 20},
    {'sampleRate': 8000, 'nFft': 256, 'nMels': 20, 'htk': True, 'norm': None},
    {'sampleRate': 8000, 'nFft': 250, 'nMels': 24, 'norm': 'Infinity', 'fMin': 300, 'fMax': 3400},
    {'sampleRate': 11025, 'nFft': 128, 'nMels': 40, 'norm': 1},
    {'sampleRate': 16000, 'nFft': 200, 'nMels': 16, 'norm': 2.5, 'htk': True},
    {'sampleRate': 8000, 'nFft': 128, 'nMels': 8, 'fMax': 6000},
]
for options in FILTERS:
    case('melFilterbank', options, librosa.filters.mel(dtype=np.float64, **snake(options)))

# Large ones by the sum of each row and its centre of gravity.
for options in [{'sampleRate': 22050, 'nFft': 2048}, {'sampleRate': 16000, 'nFft': 400, 'nMels': 80, 'htk': True, 'norm': None},
                {'sampleRate': 48000, 'nFft': 4096, 'nMels': 128, 'htk': True}, {'sampleRate': 44100, 'nFft': 2048, 'nMels': 96, 'fMin': 20}]:
    bank = librosa.filters.mel(dtype=np.float64, **snake(options))
    total = bank.sum(axis=1)
    centre = (bank * np.arange(bank.shape[1])).sum(axis=1) / np.maximum(total, 1e-300)
    case('melFilterbank sums', options, np.stack([total, centre], axis=1))

MEL = [
    {'sampleRate': 22050, 'nFft': 512, 'hopLength': 128, 'nMels': 40},
    {'sampleRate': 16000, 'nFft': 400, 'hopLength': 160, 'nMels': 80, 'htk': True, 'norm': None, 'padMode': 'reflect'},
    {'sampleRate': 8000, 'nFft': 320, 'hopLength': 80, 'nMels': 24, 'power': 1.0, 'fMin': 50, 'fMax': 3800, 'window': 'hamming'},
    {'sampleRate': 11025, 'nFft': 256, 'nMels': 30, 'power': 0.7},
]
for options in MEL:
    case('melSpectrogram', options, librosa.feature.melspectrogram(y=x, **snake(options)).T, samples=1000)

levels = np.concatenate([[0, -1, 1e-30, 1e-12, 1e-10, 1e-5, 0.5, 1 - 2**-24, 1, 1 + 2**-23, 2, 10, 1e10, 1e30],
                         np.exp(rng.uniform(-60, 60, 50))]).astype(np.float32).astype(np.float64)
for options in [{}, {'topDb': None}, {'topDb': 30}, {'ref': 100.0, 'topDb': None}, {'ref': 'max'}, {'amin': 1e-3, 'topDb': None}]:
    own = snake(options)
    if own.get('ref') == 'max':
        own['ref'] = np.max
    small = levels[np.abs(levels) < 1e15]
    case('powerToDb', options, librosa.power_to_db(small, **own), values=store(small))
    case('amplitudeToDb', options, librosa.amplitude_to_db(small, **own), values=store(small))
decibels = rng.uniform(-120, 120, 40).astype(np.float32).astype(np.float64)
for options in [{}, {'ref': 0.25}]:
    case('dbToPower', options, librosa.db_to_power(decibels, **options), values=store(decibels))
    case('dbToAmplitude', options, librosa.db_to_amplitude(decibels, **options), values=store(decibels))

WINDOWS = ['boxcar', 'hann', 'hamming', 'blackman', 'nuttall', 'blackmanharris', 'flattop', 'bartlett', 'parzen', 'bohman',
           'cosine', 'barthann', 'lanczos', ['kaiser', 0.0], ['kaiser', 8.0], ['kaiser', 40.0], ['tukey', 0.0], ['tukey', 0.25],
           ['tukey', 1.0], ['chebwin', 45.0], ['chebwin', 100.0], ['gaussian', 2.5], ['gaussian', 20.0]]
for name in WINDOWS:
    for length in [1, 2, 3, 8, 31, 60]:
        for periodic in [True, False]:
            window = signal.get_window(tuple(name) if isinstance(name, list) else name, length, fftbins=periodic)
            case('windowFunction', {'periodic': periodic}, window, window=name, length=length)

# Scaling as ShortTimeFFT has it; its slices are centred on multiples of the hop, as librosa's frames are.
for scaling in ['magnitude', 'psd']:
    window = signal.get_window('blackman', 200)
    sft = signal.ShortTimeFFT(window, hop=70, fs=8000, mfft=200, scale_to=scaling, phase_shift=None)
    for power in [1, 2]:
        options = {'nFft': 200, 'hopLength': 70, 'window': 'blackman', 'sampleRate': 8000, 'scaling': scaling, 'power': power}
        case('spectrogram', options, np.abs(sft.stft(x, p0=0, p1=15).T) ** power, samples=1000)

(here / 'golden.bin').write_bytes(blob)
(here / 'golden.json').write_text(json.dumps({'samples': samples, 'cases': cases}, separators=(',', ':')).replace('{"call"', '\n{"call"') + '\n')
print(len(cases), 'cases', len(blob), 'bytes')
