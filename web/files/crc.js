// CRC-32 as ZIP files have it (ISO 3309): of the polynomial 0x04C11DB7, bits reversed.

/** @param {Uint8Array} bytes */
export function crc32(bytes) {
  const table = Int32Array.from({ length: 256 }, (_, byte) => {
    let c = byte;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    return c;
  });
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}
