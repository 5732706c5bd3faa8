/* fuzz_pitch.c - pitches, onsets and tempi for any configuration and any samples: refused with a sentence, or finite
 * rows that are the same for the whole signal, for random chunks and after a reset. */
#include "fuzz.h"

/* Mostly periods that fit into the frames, and tables small enough for many runs a second. */
static sg_config take_pitch(bytes *from, float *values) {
  sg_config config = take_config(from, values);
  config.sample_rate = take(from, 1) % 8 ? 8000 : config.sample_rate;
  config.frame_length = take(from, 1) % 8 ? 2 + (int)take(from, 2) % 600 : take_int(from);
  config.f_min = take(from, 1) % 8 ? 20 + take(from, 1) * 4 : take_double(from);
  config.f_max = take(from, 1) % 8 ? config.f_min + 1 + take(from, 2) % 3000 : take_double(from);
  config.trough_threshold = take(from, 1) % 4 ? 0.1 : take_double(from);
  config.resolution = take(from, 1) % 8 ? 0.25 + take(from, 1) / 400.0 : take_double(from);
  config.n_thresholds = take(from, 1) % 8 ? 1 + (int)take(from, 1) : -take_int(from);
  if (config.n_thresholds > 300) config.n_thresholds = 300; /* allowed, but long */
  config.boltzmann_parameter = take(from, 1) % 4 ? 2 : take_double(from);
  config.max_transition_rate = take(from, 1) % 4 ? 35.92 : take_double(from);
  config.switch_prob = take(from, 1) % 4 ? 0.01 : take_double(from);
  config.no_trough_prob = take(from, 1) % 4 ? 0.01 : take_double(from);
  config.fill_na = take(from, 1) % 4 ? -1 : take_double(from);
  config.n_frames = take(from, 1) % 8 ? 1 + take(from, 1) % 30 : take_double(from);
  if (config.n_frames > 30 && config.n_frames < 1e6) config.n_frames = 30;
  config.lag = take(from, 1) % 8 ? 1 + (int)take(from, 1) % 20 : take_int(from);
  config.max_size = take(from, 1) % 8 ? 1 + (int)take(from, 1) % 80 : take_int(from);
  config.aggregate = (int)take(from, 1) % 3;
  config.detrend = (int)take(from, 1) % 2;
  config.onset_center = (int)take(from, 1) % 2;
  config.tempo_length = take(from, 1) % 8 ? 1 + (int)take(from, 1) : take_int(from);
  config.row_norm = take(from, 1) % 4 ? INFINITY : take_double(from);
  config.start_bpm = take(from, 1) % 4 ? 120 : take_double(from);
  config.std_bpm = take(from, 1) % 4 ? 1 : take_double(from);
  config.max_tempo = take(from, 1) % 4 ? 320 : take_double(from);
  return config;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static float values[4096];
  bytes from = {data, size};
  uint32_t which = take(&from, 1), seed = take(&from, 4) | 1;
  sg_config config = take_pitch(&from, values);
  const sg_step pitch[] = {{which & 1 ? "pyin" : "yin", &config}};
  const sg_step rhythm[] = {
      {"mel", &config}, {"db", &config}, {"onset", &config}, {"tempogram", &config}, {"tempo", &config}};
  sg_stream *stream;
  int refused;
  sg_status status = which & 2 ? sg_stream_create(&stream, rhythm, 3 + (int)(which >> 2) % 3, &refused)
                               : sg_stream_create(&stream, pitch, 1, &refused);
  if (is_refused(status, stream)) return 0;
  sg_config size_of_fft = {.n_fft = config.n_fft > config.frame_length ? config.n_fft : config.frame_length};
  if (config.tempo_length > size_of_fft.n_fft) size_of_fft.n_fft = config.tempo_length;
  floats x = take_floats(&from, 4000);
  x.count = affordable(stream, &size_of_fft, x.count);
  floats rows = analyse_twice(stream, x, seed);
  check_finite(rows);
  sg_stream_destroy(stream);
  free(rows.data);
  free(x.data);
  return 0;
}
