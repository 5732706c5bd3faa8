/* wasm.c - what the boundary with JavaScript needs beyond specgram.h; with exports.txt all that knows of wasm. */
#include <stdlib.h>

#include "config.h"
#include "generated/errors.h"

sg_config *sg_config_new(const char *kind) {
  sg_config *config = malloc(sizeof *config);
  if (config) *config = sg_defaults(kind);
  return config;
}

const char *sg_error_of(sg_status status) {
  int is_known = status > 0 && status <= (int)(sizeof errors / sizeof *errors);
  return is_known ? errors[status - 1] : "Error E_ENGINE";
}

int sg_abi(void) { return SG_VERSION; }

/* Emscripten would import it; JavaScript takes its views anew after every call that may allocate. */
void emscripten_notify_memory_growth(size_t index) { (void)index; }
