"""librosa's constant-Q transform of a file of float32 samples, as float32 [frames][bins][re, im]:
    librosa-cqt.py SAMPLES ROWS SAMPLE_RATE HOP FMIN BINS BINS_PER_OCTAVE
"""
import sys
import warnings

import librosa
import numpy as np

warnings.simplefilter('ignore')
source, target, rate, hop, fmin, bins, per_octave = sys.argv[1:]
x = np.fromfile(source, dtype=np.float32)
rows = librosa.cqt(x, sr=float(rate), hop_length=int(hop), fmin=float(fmin), n_bins=int(bins), bins_per_octave=int(per_octave)).T
np.ascontiguousarray(rows, dtype=np.complex64).tofile(target)
