// What can be taken away from the page: the sound, what the cursor reads, the link.
import { encodeWav } from 'specgram';
import { cellText, copyText } from '../ui/readout.js';
import { fileName, saveFile } from '../ui/save.js';

/** @param {import('../sources/source.js').SampledSound | null} source */
export function saveWav(source) {
  if (!source?.length) return;
  const bytes = encodeWav([...source.channels], { sampleRate: source.sampleRate, bitDepth: 24 });
  saveFile(new Blob([bytes], { type: 'audio/wav' }), fileName(source.name, 'wav'));
}

/** @param {import('../views/cursor.js').Cursor} cursor @param {import('../ui/messages.js').Messages} messages */
export async function copyCell({ cell, figure }, messages) {
  if (!cell) return;
  const text = cellText(cell, figure);
  messages.say((await copyText(text)) ? `Copied: ${text}` : 'The browser did not let this page copy.');
}

/** @param {import('../ui/messages.js').Messages} messages */
export async function copyLink(messages) {
  const copied = await copyText(location.href);
  messages.say(
    copied
      ? 'The link is on the clipboard.'
      : 'The browser did not let this page copy: take the link from the address bar.',
  );
}
