// The page's Workers, started when something first needs them.
import { createPool } from 'specgram';

/** @type {Promise<import('specgram').Pool> | undefined} */
let pool;

export function workers() {
  pool ??= createPool();
  return pool;
}
