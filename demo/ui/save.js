// Bytes to a file in the reader's downloads.

/** @param {Blob} blob @param {string} name */
export function saveFile(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** A name that every file system takes. @param {string} name @param {string} ending */
export function fileName(name, ending) {
  const plain = name
    .normalize('NFKC')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, ' ')
    .trim()
    .slice(0, 60);
  return `${plain || 'sound'}.${ending}`;
}
