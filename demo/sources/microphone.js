// The microphone: permission, devices and the live stream, and one sentence for each thing that can go wrong with it.

/** @type {Record<string, { say: string, todo: string, retry: boolean }>} */
export const microphoneProblems = {
  E_MIC_INSECURE: {
    say: 'Browsers give the microphone to secure pages only.',
    todo: 'Open this page by https:// or on localhost. Files and built-in sounds work here too.',
    retry: false,
  },
  E_MIC_UNSUPPORTED: {
    say: 'This browser offers no microphone to pages.',
    todo: 'Use a current Firefox, Chrome, Edge or Safari, or open a file.',
    retry: false,
  },
  E_MIC_DENIED: {
    say: 'This page is not allowed to use the microphone.',
    todo: 'Allow it in the site settings, at the left end of the address bar, then try again.',
    retry: true,
  },
  E_MIC_DISMISSED: {
    say: 'The question for the microphone was closed without an answer.',
    todo: 'Try again and choose “Allow”.',
    retry: true,
  },
  E_MIC_SYSTEM: {
    say: 'The operating system keeps the microphone from this browser.',
    todo: 'Allow the browser in the system’s privacy settings, then try again.',
    retry: true,
  },
  E_MIC_POLICY: {
    say: 'The page that this one is embedded in withholds the microphone.',
    todo: 'Open this page in a tab of its own.',
    retry: false,
  },
  E_MIC_NONE: { say: 'No microphone was found.', todo: 'Plug one in or switch it on, then try again.', retry: true },
  E_MIC_IN_USE: {
    say: 'The microphone could not be started: another program may be using it.',
    todo: 'Close that program, or choose another microphone, then try again.',
    retry: true,
  },
  E_MIC_DEVICE: {
    say: 'The chosen microphone is not connected any more.',
    todo: 'The default one is used instead.',
    retry: false,
  },
  E_MIC_LOST: {
    say: 'The microphone went away: it was unplugged, or its permission was taken back.',
    todo: 'The picture is kept. Reconnect it, then try again.',
    retry: true,
  },
  E_MIC_MUTED: {
    say: 'The microphone is muted by the system or by a switch on it.',
    todo: 'Unmute it; the picture goes on by itself.',
    retry: false,
  },
  E_MIC_SILENT: {
    say: 'The microphone delivers nothing but zeros.',
    todo: 'Check its switch and the system’s input level, or choose another one.',
    retry: false,
  },
  E_MIC_FAILED: { say: 'The microphone could not be started.', todo: 'Try again, or choose another one.', retry: true },
};

export class MicrophoneError extends Error {
  /** @param {string} code a key of microphoneProblems @param {unknown} [cause] */
  constructor(code, cause) {
    super(`${microphoneProblems[code].say} ${microphoneProblems[code].todo}`, { cause });
    this.name = 'MicrophoneError';
    this.code = code;
  }
}

/**
 * What getUserMedia's error means here.
 * @param {{ name?: string, message?: string }} error
 * @param {PermissionState | undefined} permission as navigator.permissions tells it after the error
 * @param {boolean} allowedByPolicy
 */
export function codeOf(error, permission, allowedByPolicy = true) {
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      if (!allowedByPolicy) return 'E_MIC_POLICY';
      if (/by system/i.test(error.message ?? '')) return 'E_MIC_SYSTEM';
      return /dismissed/i.test(error.message ?? '') || permission === 'prompt' ? 'E_MIC_DISMISSED' : 'E_MIC_DENIED';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'E_MIC_NONE'; // with no device at all, in WebKit; of a chosen one it never comes here
    case 'NotReadableError':
    case 'AbortError':
      return 'E_MIC_IN_USE';
    case 'TypeError':
      return 'E_MIC_UNSUPPORTED';
    default:
      return 'E_MIC_FAILED';
  }
}

const processing = ['echoCancellation', 'noiseSuppression', 'autoGainControl'];

/**
 * Asks for a microphone with all processing off. Falls back to the default one when the chosen one is gone.
 * @param {{ deviceId?: string, signal?: AbortSignal }} options
 * @returns {Promise<{ stream: MediaStream, track: MediaStreamTrack, altered: string[], replaced: boolean }>}
 *   altered: the processing that the browser left on all the same
 */
export async function openMicrophone({ deviceId, signal } = {}) {
  if (!globalThis.isSecureContext) throw new MicrophoneError('E_MIC_INSECURE');
  if (!navigator.mediaDevices?.getUserMedia) throw new MicrophoneError('E_MIC_UNSUPPORTED');
  const ask = async (/** @type {string | undefined} */ id) => {
    const audio = {
      ...Object.fromEntries(processing.map((name) => [name, false])),
      channelCount: { ideal: 1 },
      ...(id ? { deviceId: { exact: id } } : {}),
    };
    const asked = navigator.mediaDevices.getUserMedia({ audio });
    const stream = await Promise.race([asked, aborted(signal)]).catch((error) => {
      // who stopped waiting must not be recorded when permission comes after all
      if (signal?.aborted)
        asked.then(
          (late) => {
            for (const track of late.getTracks()) track.stop();
          },
          () => {},
        );
      throw error;
    });
    return stream;
  };
  let stream;
  let replaced = false;
  try {
    stream = await ask(deviceId).catch((error) => {
      if (!deviceId || error.name !== 'OverconstrainedError') throw error;
      replaced = true;
      return ask(undefined);
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new MicrophoneError(codeOf(/** @type {Error} */ (error), await permission(), allowedByPolicy()), error);
  }
  const [track] = stream.getAudioTracks();
  const applied = /** @type {Record<string, unknown>} */ (track.getSettings());
  return { stream, track, altered: processing.filter((name) => applied[name] === true), replaced };
}

/** @param {AbortSignal | undefined} signal @returns {Promise<never>} */
function aborted(signal) {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** @returns {Promise<PermissionState | undefined>} undefined where the browser does not tell */
async function permission() {
  try {
    return (await navigator.permissions.query({ name: /** @type {PermissionName} */ ('microphone') })).state;
  } catch {
    return undefined;
  }
}

function allowedByPolicy() {
  const policy = /** @type {{ featurePolicy?: { allowsFeature: (name: string) => boolean } }} */ (
    /** @type {unknown} */ (document)
  ).featurePolicy;
  return policy?.allowsFeature('microphone') ?? true;
}

/** The microphones by name; names are empty until permission was given once. */
export async function listMicrophones() {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}
