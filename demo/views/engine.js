// The engine and its Workers, each loaded when something first needs it.
import { createPool, load } from 'specgram';

/** @type {Promise<import('specgram').Engine> | undefined} */
let engine;
/** @type {Promise<import('specgram').Pool> | undefined} */
let pool;

export function loadEngine() {
  engine ??= load();
  return engine;
}

export function workers() {
  pool ??= createPool();
  return pool;
}
