// The browsers and sites of scripts/browser.mjs, which end with the test file.
import { after } from 'node:test';
import { closeAll } from '../../scripts/browser.mjs';

export * from '../../scripts/browser.mjs';

after(closeAll);
