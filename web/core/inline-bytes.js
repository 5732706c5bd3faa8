// The inline copy of the core, where its file could not be loaded. It shares nothing with what is loaded first, which
// bundlers would cut in two.

/**
 * @param {boolean} simd whether there is SIMD, which the copy needs
 * @param {Error} cause why there is no file
 * @param {() => Promise<{ wasm: string }>} inlineWasm
 */
export async function inlineBytes(simd, cause, inlineWasm) {
  if (!simd) {
    const advice = 'serve specgram-scalar.wasm there, or give it as `wasm`';
    const message = `${cause.message}; there is no WebAssembly SIMD here, which the inline copy needs: ${advice}`;
    throw Object.assign(new Error(message, { cause }), { code: 'E_LOAD' });
  }
  const inline = await inlineWasm().catch(() => {
    throw cause;
  });
  return Uint8Array.from(atob(inline.wasm), (character) => character.charCodeAt(0));
}
