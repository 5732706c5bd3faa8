/* fuzz_sound.c - any stages of sound, any samples: refused with a sentence, or finite samples, as many as is said, that
 * are the same for the whole signal, for random chunks and after a reset where subnormals are flushed. */
#include "fuzz.h"

static double take_rate(bytes *from) {
  static const double rates[] = {8000, 11025, 16000, 22050, 44100, 48000, 44100.1, 1e7, 0.01};
  uint32_t which = take(from, 1);
  return which < 9 ? rates[which] : which < 18 ? take_double(from) : 1 + take(from, 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const kinds[] = {"resample", "preemphasis", "deemphasis", "amplify"};
  bytes from = {data, size};
  sg_config configs[3];
  sg_step steps[3];
  uint32_t seed = take(&from, 4) | 1, count = 1 + take(&from, 1) % 3;
  for (uint32_t i = 0; i < count; i++) {
    configs[i] = sg_defaults(NULL);
    configs[i].sample_rate = i ? 0 : take_rate(&from);
    configs[i].from = take(&from, 1) % 8 ? 0 : take_rate(&from);
    configs[i].to = take_rate(&from);
    configs[i].coef = take(&from, 1) % 4 ? 0.97 : take_double(&from);
    configs[i].factor = take(&from, 1) % 4 ? 2 : take_double(&from);
    configs[i].first = configs[i].first_was = (int)take(&from, 1) % 4;
    steps[i] = (sg_step){kinds[take(&from, 1) % 4], &configs[i]};
  }
  sg_stream *stream;
  if (is_refused(sg_stream_create(&stream, steps, (int)count, NULL), stream)) return 0;
  floats x = take_floats(&from, 2000);
  if (sg_stream_count(stream, (double)x.count) < 1e5) {
    floats whole = analyse(stream, x.data, x.count, 0);
    CHECK((double)whole.count == sg_stream_count(stream, (double)x.count));
    check_finite(whole);
    sg_stream_reset(stream);
    sg_stream_write(stream, x.data, random_below(&seed, x.count + 1));
    sg_stream_reset(stream);
    flush_subnormals(1);
    floats parts = analyse(stream, x.data, x.count, seed);
    flush_subnormals(0);
    CHECK(equal(whole, parts));
    free(whole.data);
    free(parts.data);
  }
  CHECK(sg_stream_facts(stream)->latency >= 1 && sg_stream_facts(stream)->step > 0);
  sg_stream_destroy(stream);
  free(x.data);
  return 0;
}
