/* alloc_fail.c - every allocation of every create fails once, and then for good: each time SG_NO_MEMORY, nothing kept,
 * and a retry that succeeds. Between create and destroy nothing is allocated. Linked with --wrap for each function
 * here. */
#include <errno.h>

#include "kit.h"

static long calls, live;                /* since the start; blocks not yet freed */
static long fail_from = -1, fail_count; /* calls fail_from, fail_from + 1, ... (fail_count of them) fail */

static int fails(void) {
  long call = calls++;
  return fail_from >= 0 && call >= fail_from && call - fail_from < fail_count;
}

static void *count(void *memory) {
  if (memory) live++;
  return memory;
}

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__real_aligned_alloc(size_t, size_t);
int __real_posix_memalign(void **, size_t, size_t);
void __real_free(void *);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);
void *__wrap_aligned_alloc(size_t, size_t);
int __wrap_posix_memalign(void **, size_t, size_t);
void __wrap_free(void *);

void *__wrap_malloc(size_t size) { return fails() ? NULL : count(__real_malloc(size)); }
void *__wrap_calloc(size_t n, size_t size) { return fails() ? NULL : count(__real_calloc(n, size)); }
void *__wrap_realloc(void *old, size_t size) {
  if (fails()) return NULL;
  void *memory = __real_realloc(old, size);
  if (memory && !old) live++;
  return memory;
}
void *__wrap_aligned_alloc(size_t alignment, size_t size) {
  return fails() ? NULL : count(__real_aligned_alloc(alignment, size));
}
int __wrap_posix_memalign(void **out, size_t alignment, size_t size) {
  if (fails()) return ENOMEM;
  int status = __real_posix_memalign(out, alignment, size);
  if (!status) live++;
  return status;
}
void __wrap_free(void *memory) {
  if (memory) live--;
  __real_free(memory);
}

enum { SAMPLES = 4096, ROOM = 40000 };
static float x[SAMPLES], space[ROOM];

/* A create, and all that may be done with what it gave; the object stays alive while use runs. */
struct subject {
  const char *kind;
  sg_config config;
};

static int takes_rows(const char *kind) {
  static const char *const kinds[] = {"istft",         "unsqueeze",  "rtpghi", "icqt",     "insgt", "icqtLeastSquares",
                                      "griffinLimCqt", "griffinLim", "pghi",   "pghiPhase"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (!strcmp(kinds[i], kind)) return 1;
  return 0;
}

static sg_status make_and_use(const struct subject *subject, int injecting) {
  sg_status status;
  long before = live;
  if (!strcmp(subject->kind, "window")) {
    double values[400];
    return sg_window(values, 400, &subject->config, 1);
  }
  if (!strcmp(subject->kind, "measure")) {
    double values[400];
    sg_window_metrics metrics;
    for (int i = 0; i < 400; i++) values[i] = 1;
    return sg_window_measure(&metrics, values, 400);
  }
  if (!strcmp(subject->kind, "chromaBank")) return sg_chroma_filterbank(space, &subject->config);
  if (!strcmp(subject->kind, "filterbank")) return sg_mel_filterbank(space, &subject->config);
  if (takes_rows(subject->kind)) {
    sg_stream *synthesiser;
    status = open_stream(&synthesiser, subject->kind, &subject->config);
    CHECK(!status == !!synthesiser);
    if (status) return status;
    long made = calls;
    for (int pass = 0; pass < 2; pass++) {
      size_t length = (size_t)sg_stream_facts(synthesiser)->input_length, rows = SAMPLES / length;
      size_t room = ROOM / (size_t)sg_stream_facts(synthesiser)->row_length;
      for (size_t done = 0; done < rows;) {
        done += sg_stream_write(synthesiser, x + done * length, rows - done);
        while (sg_stream_read(synthesiser, space, room)) {
        }
      }
      sg_stream_finish(synthesiser);
      work_through(synthesiser);
      while (sg_stream_read(synthesiser, space, room)) {
      }
      sg_stream_reset(synthesiser);
    }
    CHECK(calls == made);
    sg_stream_destroy(synthesiser);
  } else {
    sg_stream *analyser;
    status = open_stream(&analyser, subject->kind, &subject->config);
    CHECK(!status == !!analyser);
    if (status) return status;
    long made = calls;
    for (int pass = 0; pass < 2; pass++) {
      size_t room = ROOM / (size_t)sg_stream_facts(analyser)->row_length;
      for (size_t done = 0; done < SAMPLES;) {
        done += sg_stream_write(analyser, x + done, SAMPLES - done);
        while (sg_stream_read(analyser, space, room)) {
        }
      }
      sg_stream_finish(analyser);
      while (sg_stream_read(analyser, space, room)) {
      }
      sg_stream_reset(analyser);
    }
    CHECK(calls == made);
    sg_stream_destroy(analyser);
  }
  CHECK(live == before || injecting);
  return SG_OK;
}

int main(void) {
  static float ones[300];
  for (int i = 0; i < 300; i++) ones[i] = 1;
  make_signal(x, SAMPLES, 1);

  sg_config plain = sg_defaults(NULL), rates, low, slow, late, cheb, dpss, custom, scaled, reflected, frequencies, odd,
            wide, bands;
  plain.n_fft = plain.win_length = 300, plain.hop_length = 75, plain.sample_rate = 8000, plain.n_mels = 20;
  cheb = dpss = custom = scaled = reflected = frequencies = odd = wide = plain;
  odd.n_fft = odd.win_length = 299;
  wide.n_fft = 10925, wide.hop_length = 150; /* an FFT in rows and columns */
  bands = plain;
  bands.f_min = odd.f_min = 200, bands.n_bands = odd.n_bands = 2;
  cheb.window = SG_CHEBWIN, cheb.window_parameter = 100;
  dpss.window = SG_DPSS, dpss.window_parameter = 3;
  custom.window = SG_CUSTOM, custom.window_values = ones;
  scaled.scaling = SG_SCALE_PSD, scaled.power = 1.5;
  reflected.pad_mode = SG_REFLECT;
  low = plain;
  low.f_min = 200, low.n_bins = 12;
  slow = low;
  slow.window = SG_KAISER, slow.window_parameter = 9;
  late = low;
  late.low_latency = 1;
  rates = plain;
  rates.sample_rate = 48000, rates.to = 8000;
  low.n_frames = 12, low.n_iter = 2;
  frequencies.reassign_times = 0, frequencies.derivative = 1;
  sg_config iterated[4];
  for (int init = SG_INIT_ZERO; init <= SG_INIT_PGHI; init++) {
    iterated[init] = init == SG_INIT_PGHI ? cheb : plain;
    iterated[init].init = init, iterated[init].n_iter = 1, iterated[init].n_frames = 20;
  }
  const struct subject subjects[] = {{"stft", plain},
                                     {"stft", cheb},
                                     {"stft", custom},
                                     {"stft", reflected},
                                     {"stft", odd},
                                     {"stft", wide},
                                     {"istft", odd},
                                     {"istft", wide},
                                     {"reassigned", odd},
                                     {"synchrosqueeze", odd},
                                     {"spectrogram", plain},
                                     {"spectrogram", scaled},
                                     {"spectrogram", cheb},
                                     {"mel", plain},
                                     {"mel", cheb},
                                     {"mel", scaled},
                                     {"istft", plain},
                                     {"istft", cheb},
                                     {"istft", custom},
                                     {"reassignment", plain},
                                     {"reassigned", plain},
                                     {"reassigned", frequencies},
                                     {"instantaneousFrequency", plain},
                                     {"instantaneousFrequency", frequencies},
                                     {"synchrosqueeze", plain},
                                     {"unsqueeze", plain},
                                     {"rtpghi", plain},
                                     {"rtpghi", custom},
                                     {"griffinLim", iterated[SG_INIT_ZERO]},
                                     {"griffinLim", iterated[SG_INIT_NOISE]},
                                     {"griffinLim", iterated[SG_INIT_PHASES]},
                                     {"griffinLim", iterated[SG_INIT_PGHI]},
                                     {"pghi", iterated[SG_INIT_NOISE]},
                                     {"pghiPhase", iterated[SG_INIT_NOISE]},
                                     {"cqt", low},
                                     {"cqt", slow},
                                     {"cqt", late},
                                     {"vqt", low},
                                     {"chroma", low},
                                     {"nsgt", low},
                                     {"pseudoCqt", low},
                                     {"pseudoCqt", slow},
                                     {"hybridCqt", low},
                                     {"chromaCens", low},
                                     {"estimateTuning", plain},
                                     {"spectralCentroid", plain},
                                     {"spectralRolloff", plain},
                                     {"spectralFlatness", plain},
                                     {"spectralContrast", bands},
                                     {"spectralContrast", odd},
                                     {"polyFeatures", plain},
                                     {"chromaStft", plain},
                                     {"tonnetz", low},
                                     {"rms", plain},
                                     {"zeroCrossingRate", plain},
                                     {"chromaBank", plain},
                                     {"icqt", low},
                                     {"icqtLeastSquares", low},
                                     {"griffinLimCqt", low},
                                     {"insgt", low},
                                     {"resample", rates},
                                     {"preemphasis", plain},
                                     {"deemphasis", plain},
                                     {"amplify", plain},
                                     {"window", cheb},
                                     {"window", dpss},
                                     {"measure", plain},
                                     {"filterbank", plain}};

  long injected = 0;
  for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
    for (int sticky = 0; sticky < 2; sticky++) {
      long start, made, n = 0;
      do {
        CHECK(live == 0);
        start = calls;
        fail_from = start + n, fail_count = sticky ? 1000000 : 1;
        sg_status status = make_and_use(&subjects[i], 1);
        made = calls - start;
        fail_from = -1;
        CHECK(live == 0);
        if (made <= n) {
          CHECK(status == SG_OK); /* all n allocations went well, and the next was not asked for */
          break;
        }
        CHECK(status == SG_NO_MEMORY);
        injected++, n++;
        CHECK(make_and_use(&subjects[i], 0) == SG_OK);
      } while (1);
      CHECK(n > 0);
    }
  printf("%ld failures injected\n", injected);
}
