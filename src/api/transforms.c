/* transforms.c - the transforms there are. */
#include "stage.h"

extern const sg_transform sg_stft, sg_spectrogram, sg_mel, sg_reassignment, sg_reassigned, sg_instantaneous,
    sg_synchrosqueeze, sg_cqt, sg_vqt, sg_chroma, sg_nsgt;
extern const sg_synthesis sg_istft, sg_unsqueeze, sg_rtpghi, sg_icqt, sg_insgt;

const sg_transform *const sg_transforms[] = {
    &sg_stft,           &sg_spectrogram, &sg_mel, &sg_reassignment, &sg_reassigned, &sg_instantaneous,
    &sg_synchrosqueeze, &sg_cqt,         &sg_vqt, &sg_chroma,       &sg_nsgt,       NULL};
const sg_synthesis *const sg_syntheses[] = {&sg_istft, &sg_unsqueeze, &sg_rtpghi, &sg_icqt, &sg_insgt, NULL};
