/* hash.c - prints the hashes of tests/promises/hashes.json as the native library has them. */
#include "kit.h"

enum { SAMPLES = 20000 };

/* FNV-1a, 64 bits. */
static void print_bytes(const char *name, const void *data, size_t size, const char *end) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  const unsigned char *bytes = data;
  for (size_t i = 0; i < size; i++) hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
  printf("  \"%s\": \"%016llx\"%s\n", name, (unsigned long long)hash, end);
}

static void print_hash(const char *name, floats values, const char *end) {
  print_bytes(name, values.data, values.count * sizeof(float), end);
}

static floats rows_of(const char *kind, const sg_config *config, const float *x) {
  sg_stream *analyser;
  CHECK(!open_stream(&analyser, kind, config));
  floats rows = analyse(analyser, x, SAMPLES, 0);
  CHECK(rows.count == (size_t)(sg_stream_count(analyser, SAMPLES) * sg_stream_facts(analyser)->row_length));
  sg_stream_destroy(analyser);
  return rows;
}

static floats samples_of(const char *kind, const sg_config *config, floats rows) {
  sg_stream *synthesiser;
  CHECK(!open_stream(&synthesiser, kind, config));
  size_t frames = rows.count / (size_t)sg_stream_facts(synthesiser)->input_length;
  floats samples = synthesise(synthesiser, rows.data, frames, 0, SAMPLES);
  sg_stream_destroy(synthesiser);
  return samples;
}

/* Where cells belong, in Hz and, as doubles kept inside the sound, in s: what JavaScript makes of the rows. */
static void print_cells(const sg_config *config, const float *x) {
  floats rows = rows_of("reassignment", config, x);
  size_t bins = (size_t)config->n_fft / 2 + 1, frames = rows.count / (3 * bins);
  float *hz = malloc(frames * bins * sizeof *hz);
  double *s = malloc(frames * bins * sizeof *s), period = 1 / config->sample_rate, end = SAMPLES / config->sample_rate;
  CHECK(hz && s);
  for (size_t t = 0; t < frames; t++)
    for (size_t k = 0; k < bins; k++) {
      double at = (double)t * config->hop_length / config->sample_rate + rows.data[(3 * t + 1) * bins + k] * period;
      hz[t * bins + k] = rows.data[3 * t * bins + k];
      s[t * bins + k] = at < 0 ? 0 : at > end ? end : at;
    }
  print_bytes("reassigned frequencies", hz, frames * bins * sizeof *hz, ",");
  print_bytes("reassigned times", s, frames * bins * sizeof *s, ",");
  free(rows.data);
  free(hz);
  free(s);
}

/* What a kind makes of magnitudes when it has them all. */
static void print_retrieval(const char *name, const char *kind, floats magnitudes, const sg_config *config) {
  sg_config own = *config;
  sg_stream *stream;
  size_t frames = magnitudes.count / 1025;
  own.n_frames = (double)frames;
  CHECK(!open_stream(&stream, kind, &own));
  floats made = synthesise(stream, magnitudes.data, frames, 0, SIZE_MAX / 8);
  CHECK(made.count == (size_t)(sg_stream_count(stream, own.n_frames) * sg_stream_facts(stream)->row_length));
  print_hash(name, made, ",");
  sg_stream_destroy(stream);
  free(made.data);
}

static void print_analysis(const char *name, const char *kind, const sg_config *config, const float *x) {
  floats rows = rows_of(kind, config, x);
  print_hash(name, rows, ",");
  free(rows.data);
}

/* What Kaldi makes of a sound, with the frame's energy first. */
static void print_kaldi(const char *name, const float *x) {
  sg_config config = sg_defaults("fbank");
  config.sample_rate = 16000;
  config.n_fft = 512, config.win_length = 400, config.hop_length = 160;
  config.window = SG_POVEY, config.periodic = 0, config.align = SG_ALIGN_START;
  config.pad_mode = SG_SYMMETRIC, config.pad_before = 120, config.pad_after = 200;
  config.remove_dc = 1, config.frame_preemphasis = 0.97;
  config.triangles = SG_TRIANGLES_KALDI, config.norm = SG_NORM_NONE, config.n_mels = 80, config.f_min = 20;
  config.energy = SG_ENERGY_FIRST;
  print_analysis(name, "fbank", &config, x);
}

static void print_round_trip(const char *name, const char *there, const char *back, const sg_config *config,
                             const float *x) {
  floats rows = rows_of(there, config, x), samples = samples_of(back, config, rows);
  print_hash(name, samples, ",");
  free(rows.data);
  free(samples.data);
}

static void print_sound(const char *name, const sg_step *steps, int count, const float *x) {
  sg_stream *stream;
  CHECK(!sg_stream_create(&stream, steps, count, NULL));
  floats samples = analyse(stream, x, SAMPLES, 0);
  print_hash(name, samples, ",");
  free(samples.data);
  sg_stream_destroy(stream);
}

/* Samples to samples, and what is made of them. */
static void print_sounds(const float *x) {
  sg_config rates = sg_defaults("resample"), plain = sg_defaults("preemphasis"), nine = plain, mel = sg_defaults("mel");
  const sg_step resample = {"resample", &rates}, emphasis = {"preemphasis", &plain};
  rates.sample_rate = 44100, rates.to = 16000;
  print_sound("resampled", &resample, 1, x);
  rates.sample_rate = 48000, rates.to = 8000;
  print_sound("resampled, halved twice", &resample, 1, x);
  rates.sample_rate = 16000, rates.to = 44123.7;
  print_sound("resampled, between places", &resample, 1, x);
  print_sound("emphasised and back", (const sg_step[]){emphasis, {"deemphasis", &plain}}, 2, x);
  rates.sample_rate = 22050, rates.to = 16000, nine.factor = 9;
  print_sound("mel of resampled", (const sg_step[]){resample, emphasis, {"amplify", &nine}, {"mel", &mel}}, 4, x);
}

/* Cepstra, and the pitch of each frame. */
static void print_pitch(const float *x) {
  sg_config config = sg_defaults("mfcc");
  config.sample_rate = 22050;
  print_analysis("mfcc", "mfcc", &config, x);
  config = sg_defaults("yin");
  config.sample_rate = 22050;
  print_analysis("yin", "yin", &config, x);
  config = sg_defaults("yin");
  config.sample_rate = 16000, config.frame_length = 701, config.hop_length = 100;
  config.pad_mode = SG_REFLECT, config.trough_threshold = 0.3;
  print_analysis("yin, 701 reflected", "yin", &config, x);
}

/* A chain with the defaults of its stages. */
static void print_chain(const char *name, const char *a, const char *b, const char *c, const float *x) {
  sg_config first = sg_defaults(a), second = sg_defaults(b), third = sg_defaults(c);
  sg_stream *stream;
  first.sample_rate = 22050;
  sg_status status = sg_stream_create(&stream, (sg_step[]){{a, &first}, {b, &second}, {c, &third}}, 3, NULL);
  CHECK(!status);
  floats rows = analyse(stream, x, SAMPLES, 0);
  print_hash(name, rows, ",");
  free(rows.data);
  sg_stream_destroy(stream);
}

static void print_window(const char *name, int window, double parameter, const float *parameters) {
  enum { LENGTH = 1000 };
  static double values[LENGTH];
  static float rounded[LENGTH];
  sg_config config = {.window = window, .window_parameter = parameter, .window_values = parameters};
  CHECK(!sg_window(values, LENGTH, &config, 1));
  for (int i = 0; i < LENGTH; i++) rounded[i] = (float)values[i];
  print_hash(name, (floats){rounded, LENGTH, LENGTH}, ",");
}

/* Of rows of 1025 bins, in their place. */
static void print_augmented(floats rows) {
  double drawn[8];
  sg_config config = sg_defaults("specAugment");
  config.freq_mask_param = 100, config.time_mask_param = 9, config.n_time_masks = 2, config.time_warp = 5;
  config.mask_value = SG_MASK_MEAN, config.seed = 7;
  CHECK(!sg_augment(rows.data, (int)(rows.count / 1025), 1025, &config, drawn));
  print_hash("SpecAugment", rows, ",");
}

int main(void) {
  static float x[SAMPLES];
  make_signal(x, SAMPLES, 2463534242u);
  printf("{\n");
  print_hash("signal", (floats){x, SAMPLES, SAMPLES}, ",");
  print_window("Slepian window", SG_DPSS, 3, NULL);
  print_window("Taylor window", SG_TAYLOR, 2, (const float[]){4, 0, 30, 0});

  sg_config config = sg_defaults(NULL);
  print_analysis("stft", "stft", &config, x);
  config.n_fft = 1500, config.hop_length = 371, config.win_length = 1200;
  config.window = SG_BLACKMAN, config.pad_mode = SG_REFLECT;
  print_analysis("stft, 1500 reflected", "stft", &config, x);

  config = sg_defaults(NULL);
  config.n_fft = 1103;
  print_analysis("stft, 1103", "stft", &config, x);
  print_round_trip("istft of stft, 1103", "stft", "istft", &config, x);

  config = sg_defaults(NULL);
  print_analysis("power", "spectrogram", &config, x);
  config.n_fft = 16387;
  print_analysis("power, 16387", "spectrogram", &config, x);
  config.n_fft = config.win_length = 1024, config.hop_length = 256;
  config.power = 1, config.scaling = SG_SCALE_PSD, config.sample_rate = 48000, config.center = 0;
  config.window = SG_KAISER, config.window_parameter = 8;
  print_analysis("magnitude, psd, not centred", "spectrogram", &config, x);
  config = sg_defaults(NULL);
  config.n_fft = config.win_length = 512, config.hop_length = 128, config.power = 1.5, config.pad_mode = SG_EDGE;
  print_analysis("power 1.5", "spectrogram", &config, x);

  config = sg_defaults("mel");
  config.sample_rate = 22050;
  print_analysis("mel", "mel", &config, x);
  config.sample_rate = 16000, config.n_fft = config.win_length = 400, config.hop_length = 160;
  config.n_mels = 80, config.htk = 1, config.norm = SG_NORM_NONE, config.power = 1;
  print_analysis("mel, 80 HTK bands of magnitude", "mel", &config, x);

  print_sounds(x);
  print_chain("mel, log, delta", "mel", "log", "delta", x);
  print_chain("spectrogram, db, gain", "spectrogram", "db", "gain", x);
  print_chain("spectrogram, db, weighting", "spectrogram", "db", "weighting", x);
  print_chain("spectrogram, melBands, pcen", "spectrogram", "melBands", "pcen", x);
  print_pitch(x);

  config = sg_defaults("cqt");
  config.sample_rate = 22050;
  print_analysis("cqt", "cqt", &config, x);
  print_round_trip("icqt of cqt", "cqt", "icqt", &config, x);
  config.low_latency = 1;
  print_analysis("cqt of low latency", "cqt", &config, x);
  config = sg_defaults("pseudoCqt");
  config.sample_rate = 22050;
  print_analysis("pseudoCqt", "pseudoCqt", &config, x);
  print_analysis("hybridCqt", "hybridCqt", &config, x);
  config.n_iter = 3, config.n_frames = 1 + SAMPLES / 512;
  print_round_trip("icqt of cqt, least squares", "cqt", "icqtLeastSquares", &config, x);
  config.n_iter = 2, config.seed = 5;
  print_round_trip("Griffin-Lim of hybridCqt", "hybridCqt", "griffinLimCqt", &config, x);
  config = sg_defaults("chroma");
  config.sample_rate = 22050;
  print_analysis("chroma", "chroma", &config, x);
  config = sg_defaults("chromaCens");
  config.sample_rate = 22050, config.win_len_smooth = 11;
  print_analysis("chromaCens", "chromaCens", &config, x);
  config = sg_defaults("estimateTuning");
  config.sample_rate = 22050;
  print_analysis("tuning", "estimateTuning", &config, x);
  config = sg_defaults("vqt");
  config.sample_rate = 44100, config.hop_length = 441, config.f_min = 55, config.n_bins = 150,
  config.bins_per_octave = 24;
  config.window = SG_BLACKMAN, config.pad_mode = SG_REFLECT;
  print_analysis("vqt, 24 an octave, odd hop", "vqt", &config, x);
  config = sg_defaults("nsgt");
  config.sample_rate = 22050, config.n_fft = 6000, config.f_min = 100, config.n_bins = 60;
  print_analysis("nsgt", "nsgt", &config, x);
  print_round_trip("insgt of nsgt", "nsgt", "insgt", &config, x);
  config = sg_defaults(NULL);
  print_round_trip("istft of stft", "stft", "istft", &config, x);

  config = sg_defaults("reassigned");
  config.sample_rate = 22050, config.hop_length = 512;
  print_analysis("reassigned", "reassigned", &config, x);
  print_cells(&config, x);
  config.n_fft = 551, config.hop_length = 0;
  print_analysis("reassigned, 551", "reassigned", &config, x);
  config.n_fft = 0, config.hop_length = 512;
  print_analysis("instantaneous frequency", "instantaneousFrequency", &config, x);
  config.sample_rate = 16000, config.n_fft = config.win_length = 512, config.hop_length = 128;
  config.window = SG_BLACKMAN, config.derivative = 1;
  print_analysis("instantaneous frequency by derivative", "instantaneousFrequency", &config, x);
  config = sg_defaults(NULL);
  config.sample_rate = 16000, config.n_fft = 600, config.hop_length = 100, config.win_length = 500;
  config.frequency_scale = SG_MEL, config.height = 90, config.time_origin = 1;
  print_analysis("reassigned, mel axis", "reassigned", &config, x);
  static const char *const descriptors[] = {"spectralCentroid",
                                            "spectralBandwidth",
                                            "spectralRolloff",
                                            "spectralFlatness",
                                            "spectralContrast",
                                            "polyFeatures",
                                            "rms",
                                            "zeroCrossingRate",
                                            "chromaStft",
                                            "tonnetz"};
  for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) {
    config = sg_defaults(descriptors[i]);
    config.sample_rate = 22050;
    print_analysis(descriptors[i], descriptors[i], &config, x);
  }

  config = sg_defaults("synchrosqueeze");
  config.n_fft = 551;
  print_analysis("synchrosqueezed, 551", "synchrosqueeze", &config, x);
  print_kaldi("fbank, Kaldi's", x);
  config = sg_defaults("synchrosqueeze");
  config.n_fft = 1024;
  floats rows = rows_of("synchrosqueeze", &config, x), back = samples_of("unsqueeze", &config, rows);
  print_hash("synchrosqueezed", rows, ",");
  print_hash("inverse of synchrosqueezed", back, ",");
  free(rows.data);
  free(back.data);

  config = sg_defaults(NULL);
  config.power = 1;
  rows = rows_of("spectrogram", &config, x);
  back = samples_of("rtpghi", &config, rows);
  print_hash("RTPGHI", back, ",");
  config.n_iter = 3, config.seed = 5;
  print_retrieval("Griffin-Lim", "griffinLim", rows, &config);
  config.seed = 0;
  print_retrieval("PGHI", "pghi", rows, &config);
  print_retrieval("phases of PGHI", "pghiPhase", rows, &config);
  print_augmented(rows);
  free(rows.data);
  free(back.data);
  config.power = 2;

  rows = rows_of("spectrogram", &config, x);
  float top = 0;
  for (size_t i = 0; i < rows.count; i++) top = fmaxf(top, rows.data[i]);
  sg_to_db(&top, 1, 10, 1e-10f, 1, -INFINITY);
  sg_to_db(rows.data, rows.count, 10, 1e-10f, 1, (float)((double)top - 80));
  print_hash("power in dB", rows, "");
  free(rows.data);
  printf("}\n");
}
