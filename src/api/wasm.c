/* wasm.c - what the boundary with JavaScript needs beyond specgram.h; with exports.txt all that knows of wasm. */
#include <stdlib.h>

#include "config.h"

sg_config *sg_config_new(const char *kind) {
  sg_config *config = malloc(sizeof *config);
  if (config) *config = sg_defaults(kind);
  return config;
}

int sg_abi(void) { return SG_VERSION; }

/* Emscripten would import it; JavaScript takes its views anew after every call that may allocate. */
void emscripten_notify_memory_growth(size_t index) { (void)index; }
