// The name of an object's class, whatever the object.

/** The name that an object's class goes by: 'Float32Array', 'URL', 'Object' … @param {unknown} x */
export function tagOf(x) {
  try {
    return Object.prototype.toString.call(x).slice(8, -1);
  } catch {
    return 'Object'; // its tag is a getter that throws
  }
}
