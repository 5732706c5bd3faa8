"""librosa and SciPy doing the engine's work, one thread. Answers each line on stdin with one line, so that repetitions alternate:
    open FILE SAMPLE_RATE        float32 samples -> "ok VERSIONS"
    TASK NFFT HOP [MELS]         -> "ok MILLISECONDS SUM", SUM of all that the task returns
Words are separated by tabs. What is not installed is "absent not here".
"""

import functools
import sys
import time
import warnings


def librosa_stft(x, rate, n_fft, hop):
    return np.abs(librosa.stft(x, n_fft=n_fft, hop_length=hop))


def librosa_mel(x, rate, n_fft, hop, mels):
    return librosa.feature.melspectrogram(y=x, sr=rate, n_fft=n_fft, hop_length=hop, n_mels=mels)


def librosa_mfcc(x, rate, n_fft, hop, count):
    return librosa.feature.mfcc(y=x, sr=rate, n_fft=n_fft, hop_length=hop, n_mfcc=count)


def librosa_reassigned(x, rate, n_fft, hop):
    return librosa.reassigned_spectrogram(x, sr=rate, n_fft=n_fft, hop_length=hop)


@functools.cache
def magnitudes(rate, n_fft, hop):
    """Of the first ten seconds; found in the rounds that warm up, so that none of those counted has to."""
    return np.abs(librosa.stft(samples[:10 * int(rate)], n_fft=n_fft, hop_length=hop))


def librosa_griffinlim(x, rate, n_fft, hop):
    return librosa.griffinlim(magnitudes(rate, n_fft, hop), n_iter=32, hop_length=hop)


def scipy_stft(x, rate, n_fft, hop):
    # scipy.fft in float32; scipy.signal's own STFT computes in float64.
    window = scipy.signal.get_window('hann', n_fft).astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(x, n_fft // 2), n_fft)[::hop]
    return np.abs(scipy.fft.rfft(frames * window, workers=1))


def librosa_resample(x, rate, origin, target):
    return librosa.resample(x[:30 * int(origin)], orig_sr=origin, target_sr=target, res_type='soxr_hq')


def librosa_cqt(x, rate, hop, bins):
    return np.abs(librosa.cqt(x, sr=rate, hop_length=hop, n_bins=bins))


warnings.simplefilter('ignore')
TASKS = {}
try:
    import numpy as np
    import scipy.fft
    import scipy.signal

    TASKS['scipy-stft'] = scipy_stft
    import librosa

    TASKS['librosa-stft'] = librosa_stft
    TASKS['librosa-mel'] = librosa_mel
    TASKS['librosa-mfcc'] = librosa_mfcc
    TASKS['librosa-cqt'] = librosa_cqt
    TASKS['librosa-resample'] = librosa_resample
    TASKS['librosa-reassigned'] = librosa_reassigned
    TASKS['librosa-griffinlim'] = librosa_griffinlim
except ImportError:
    pass

samples, rate = None, 0
for line in sys.stdin:
    task, *words = line.rstrip('\n').split('\t')
    if not TASKS:
        answer = 'absent\tnot here'
    elif task == 'open':
        samples, rate = np.fromfile(words[0], dtype=np.float32), float(words[1])
        modules = [sys.modules[name] for name in ('librosa', 'scipy', 'numpy') if name in sys.modules]
        answer = 'ok\t' + ', '.join(f'{module.__name__} {module.__version__}' for module in modules)
    elif task in TASKS:
        start = time.perf_counter()
        result = TASKS[task](samples, rate, *map(int, words))
        ms = 1e3 * (time.perf_counter() - start)
        if isinstance(result, tuple):  # its other arrays were kept till here: to free them is no part of the work
            result = result[-1]
        answer = f'ok\t{ms:.6f}\t{result.sum(dtype=np.float64):.9g}'
    else:
        answer = 'absent\tnot here'
    print(answer, flush=True)
