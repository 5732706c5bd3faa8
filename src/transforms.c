/* transforms.c - the transforms there are. */
#include "transform.h"

extern const sg_transform sg_stft, sg_spectrogram, sg_mel, sg_cqt, sg_vqt;
extern const sg_synthesis sg_istft;

const sg_transform *const sg_transforms[] = {&sg_stft, &sg_spectrogram, &sg_mel, &sg_cqt, &sg_vqt, NULL};
const sg_synthesis *const sg_syntheses[] = {&sg_istft, NULL};
