// A copy of the wasm file with a bug put in: sg_stream_write traps when the first sample it is given is POISON.

export const POISON = 12345;

/** @param {Uint8Array} wasm */
export function poison(wasm) {
  const sections = [];
  for (let at = 8; at < wasm.length; ) {
    const { value: size, next } = leb(wasm, at + 1);
    sections.push({ id: wasm[at], body: wasm.subarray(next, next + size) });
    at = next + size;
  }
  const index = functionIndex(sections, 'sg_stream_write');
  const bytes = [...wasm.subarray(0, 8)];
  for (const { id, body } of sections) {
    const changed = id === 10 ? poisonCode(body, index) : [...body];
    bytes.push(id, ...toLeb(changed.length));
    for (const byte of changed) bytes.push(byte); // too many for arguments of one call
  }
  return Uint8Array.from(bytes);
}

/** @param {Uint8Array} bytes @param {number} at */
function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7, at++) {
    value += (bytes[at] & 127) * 2 ** shift;
    if (bytes[at] < 128) return { value, next: at + 1 };
  }
}

/** @param {number} value */
function toLeb(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

/** @param {{ id: number, body: Uint8Array }[]} sections @param {string} wanted */
function functionIndex(sections, wanted) {
  const exports = /** @type {Uint8Array} */ (sections.find(({ id }) => id === 7)?.body);
  let { value: count, next: at } = leb(exports, 0);
  for (; count > 0; count--) {
    const { value: length, next } = leb(exports, at);
    const name = String.fromCharCode(...exports.subarray(next, next + length));
    const { value: index, next: end } = leb(exports, next + length + 1);
    if (name === wanted) return index;
    at = end;
  }
  throw new Error(`no export ${wanted}`);
}

/**
 * @param {Uint8Array} code
 * @param {number} index of the function; nothing is imported, so it is its place in the section too
 */
function poisonCode(code, index) {
  const { value: count, next: first } = leb(code, 0);
  const bytes = toLeb(count);
  let at = first;
  for (let i = 0; i < count; i++) {
    const { value: size, next } = leb(code, at);
    const body = [...code.subarray(next, next + size)];
    if (i === index) body.splice(afterLocals(code.subarray(next)), 0, ...trap());
    bytes.push(...toLeb(body.length));
    for (const byte of body) bytes.push(byte);
    at = next + size;
  }
  return bytes;
}

/** @param {Uint8Array} body */
function afterLocals(body) {
  let { value: groups, next: at } = leb(body, 0);
  for (; groups > 0; groups--) at = leb(body, at).next + 1;
  return at;
}

/** local.get 1, f32.load, f32.const POISON, f32.eq, if, unreachable, end */
function trap() {
  return [0x20, 1, 0x2a, 2, 0, 0x43, ...new Uint8Array(Float32Array.of(POISON).buffer), 0x5b, 0x04, 0x40, 0x00, 0x0b];
}
