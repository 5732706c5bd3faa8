// The file that an address names, for Node, whose fetch takes no file: address.

/**
 * @param {any} fs node:fs
 * @param {string | URL} address
 * @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} none, where it is another kind of address
 */
export async function readFile(fs, address) {
  if (!URL.canParse(address, globalThis.location?.href))
    throw new Error('outside of pages an address is whole: pathToFileURL(path), of a file');
  if (!String(address).startsWith('file:')) return undefined;
  return Uint8Array.from(await fs.promises.readFile(new URL(address)));
}
