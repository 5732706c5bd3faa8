// A base for classes whose objects say what is known of something.

/** Every fact that there is becomes a property; those that are undefined do not. */
export class Known {
  /** @param {object} facts */
  constructor(facts) {
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) /** @type {any} */ (this)[name] = value;
  }
}
