// Files dropped anywhere on the page, or pasted into it.

/** @param {HTMLElement} curtain shown while something is dragged over the page @param {(file: File) => void} onFile */
export function acceptFiles(curtain, onFile) {
  let depth = 0; // of the elements that the drag is inside of
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  const show = (/** @type {number} */ now) => {
    depth = Math.max(0, now);
    curtain.hidden = depth === 0;
  };
  addEventListener('dragenter', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(depth + 1);
  });
  addEventListener('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  addEventListener('dragleave', (event) => {
    if (hasFiles(event)) show(depth - 1);
  });
  addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(0);
    const file = event.dataTransfer?.files[0];
    if (file) onFile(file);
  });
  addEventListener('paste', (event) => {
    const file = event.clipboardData?.files[0];
    if (file) onFile(file);
  });
}
