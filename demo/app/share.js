// What can be taken away from the page: the picture, the sound, what the cursor reads, the link.
import { encodeWav } from 'specgram';
import { captioned } from './page.js';
import { cellText, copyText } from './readout.js';
import { fileName, saveFile } from '../ui/save.js';

/** @param {import('../views/view.js').View} view */
export async function savePng(view) {
  const blob = await view.renderer?.toBlob({ scale: 2 });
  if (blob) saveFile(blob, fileName(`specgram ${captioned()}`, 'png'));
}

/** @param {import('../sources/files.js').Track | null} track */
export function saveWav(track) {
  if (!track?.samples.length) return;
  const bytes = encodeWav(track.channels, { sampleRate: track.sampleRate, bitDepth: 24 });
  saveFile(new Blob([bytes], { type: 'audio/wav' }), fileName(track.name, 'wav'));
}

/** @param {import('../views/view.js').View} view @param {import('../ui/messages.js').Messages} messages */
export async function copyCell({ cursor, look }, messages) {
  if (!cursor) return;
  const text = cellText(cursor, look.a4);
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
