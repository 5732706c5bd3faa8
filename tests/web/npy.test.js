import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeNpy, encodeNpy } from '../../web/files/npy.js';

// What numpy.save (NumPy 2.4) writes, base64: type, values in C order, array type, shape, file.
const FILES = /** @type {[string, any[], any, number[], string][]} */ ([
  [
    '<f4',
    [1.5, -2, 3, 4, 5, Math.fround(6e-3)],
    Float32Array,
    [2, 3],
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAAwAAAQEAAAIBAAACgQKabxDs=',
  ],
  [
    '<f4, Fortran order',
    count(24),
    Float32Array,
    [2, 3, 4],
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgNCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAABAQQAAgEAAAIBBAAAAQQAAoEEAAIA/AABQQQAAoEAAAIhBAAAQQQAAqEEAAABAAABgQQAAwEAAAJBBAAAgQQAAsEEAAEBAAABwQQAA4EAAAJhBAAAwQQAAuEE=',
  ],
  [
    '>f8',
    [1, 2.5],
    Float64Array,
    [2],
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPmY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/8AAAAAAAAEAEAAAAAAAA',
  ],
  [
    '<c8',
    [1, 2, 3, -4],
    Float32Array,
    [1, 2, 2],
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGM4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAIA/AAAAQAAAQEAAAIDA',
  ],
  [
    '<c16, Fortran order',
    [0, 5, 1, 4, 2, 3, 3, 2, 4, 1, 5, 0],
    Float64Array,
    [2, 3, 2],
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGMxNicsICdmb3J0cmFuX29yZGVyJzogVHJ1ZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAABRAAAAAAAAACEAAAAAAAAAAQAAAAAAAAPA/AAAAAAAAEEAAAAAAAAAQQAAAAAAAAPA/AAAAAAAAAEAAAAAAAAAIQAAAAAAAABRAAAAAAAAAAAA=',
  ],
  [
    '<i8',
    [-(2n ** 62n), 7n],
    BigInt64Array,
    [2],
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAwAcAAAAAAAAA',
  ],
  [
    '|b1',
    [1, 0],
    Uint8Array,
    [2],
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAA==',
  ],
  [
    '<f2',
    [0, 1, -2, 65504, 2 ** -24, Infinity, 1365 / 4096],
    Float32Array,
    [7],
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGYyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDcsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAA8AMD/ewEAAHxVNQ==',
  ],
  [
    '<f4 without a dimension',
    [7],
    Float32Array,
    [],
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAOBA',
  ],
]);

test('files made by NumPy decode to their numbers', () => {
  for (const [name, values, type, shape, base64] of FILES) {
    const array = decodeNpy(Buffer.from(base64, 'base64'));
    assert.deepEqual(array.data, type.from(values), name);
    assert.deepEqual(array.shape, shape, name);
    assert.equal(array.unit, /<c/.test(name) ? 'complex' : undefined, name);
  }
});

test('encoding gives the bytes that NumPy writes', () => {
  for (const name of ['<f4', '<c8', '<i8', '<f4 without a dimension']) {
    const base64 = FILES.find((row) => row[0] === name)?.[4] ?? '';
    assert.equal(Buffer.from(encodeNpy(decodeNpy(Buffer.from(base64, 'base64')))).toString('base64'), base64, name);
  }
});

test('every array type and shape comes back as it went', () => {
  const types = [Float32Array, Float64Array, Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array];
  for (const shape of [[], [1], [0], [7], [3, 4], [2, 0, 3], [2, 3, 2], Array(60).fill(1)]) {
    for (const type of types) {
      const data = type.from(count(shape.reduce((a, b) => a * b, 1)));
      const file = encodeNpy({ data, shape });
      assert.deepEqual(decodeNpy(file), { data, shape });
      assert.equal((file.length - data.byteLength) % 64, 0);
    }
    const bigs = BigUint64Array.from(count(shape.reduce((a, b) => a * b, 1)), BigInt);
    assert.deepEqual(decodeNpy(encodeNpy({ data: bigs, shape })), { data: bigs, shape });
  }
});

test('a complex result becomes complex64 or complex128, a plain one only when asked', () => {
  const data = Float32Array.of(1, 2, 3, 4);
  const S = /** @type {const} */ ({ data, shape: [1, 2, 2], unit: 'complex' });
  const text = (/** @type {Uint8Array} */ file) => Buffer.from(file.subarray(10, 70)).toString('latin1');
  assert.match(text(encodeNpy(S)), /'<c8'.*\(1, 2\)/);
  assert.deepEqual(decodeNpy(encodeNpy(S)), S);
  assert.match(text(encodeNpy(S, { complex: false })), /'<f4'.*\(1, 2, 2\)/);
  assert.match(text(encodeNpy({ data, shape: [2, 2] })), /'<f4'.*\(2, 2\)/);
  assert.match(text(encodeNpy({ data: Uint8Array.of(1), shape: [1] })), /'\|u1'.*\(1,\)/);
  assert.match(text(encodeNpy({ data: Float64Array.from(data), shape: [2, 2] }, { complex: true })), /'<c16'.*\(2,\)/);
});

test('a view into a larger buffer gives its own numbers only', () => {
  const data = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
  assert.deepEqual([...decodeNpy(encodeNpy({ data, shape: [2] })).data], [1, 2]);
});

test('headers of versions 2 and 3, with odd spacing and long integers, are read', () => {
  const dict = "{'shape':(2L , 1L),'fortran_order':False  ,'descr' : '<i2'}\n";
  for (const version of [2, 3]) {
    const bytes = [
      ...Buffer.from('\x93NUMPY', 'latin1'),
      version,
      0,
      dict.length,
      0,
      0,
      0,
      ...Buffer.from(dict),
      1,
      0,
      255,
      255,
      77,
    ];
    assert.deepEqual(decodeNpy(Uint8Array.from(bytes)), { data: Int16Array.of(1, -1), shape: [2, 1] });
  }
});

test('headers are Python literals, however they are written', () => {
  for (const dict of [
    '{"descr": "<i2", "fortran_order": False, "shape": (2, 1)}',
    "{u'descr': u'<i2', U'fortran_order': False, u'shape': (2, 1)}",
    "{\n  'descr': '<i2',\n  'fortran_order': False,\n  'shape': (\n    2,\n    1,\n  ),\n}\n",
    "{'descr': 'i2', 'fortran_order': False, 'shape': (2, 1), }", // of this machine's byte order
    "{'descr': '=i2', 'fortran_order': False, 'shape': (2,1)}",
    "\t {'shape':(2L,1l,),'fortran_order':False,'descr':\"i2\"} ",
    "{'fortran_order': True, 'descr': '<i2', 'shape': ((2), 1)}",
  ]) {
    const file = npy(dict, 4);
    file.set([1, 0, 255, 255], file.length - 4);
    assert.deepEqual(decodeNpy(file), { data: Int16Array.of(1, -1), shape: [2, 1] }, dict);
  }
});

test('headers that numpy.load refuses are refused', () => {
  for (const [dict, message] of /** @type {[string, RegExp][]} */ ([
    ["{'descr': '<i2', 'fortran_order': False, 'shape': (1,), 'extra': 1}", /and nothing else/],
    ["{'descr': '<i2', 'fortran_order': False, 'shape': (1)}", /a tuple of sizes as shape/],
    ["{'descr': '<i2', 'fortran_order': False, 'shape': [1]}", /a tuple of sizes as shape/],
    ["{'descr': '<i2', 'fortran_order': False, 'shape': ('1',)}", /a tuple of sizes as shape/],
    ["{'descr': '<i2', 'fortran_order': False, 'shape': None}", /a tuple of sizes as shape/],
    ["{'descr': '<i2', 'fortran_order': 0, 'shape': (1,)}", /True or False as fortran_order/],
    ["{'descr': None, 'fortran_order': False, 'shape': (1,)}", /its type as descr/],
    ["{'descr': '<i2', 'fortran_order': false, 'shape': (1,)}", /a Python dictionary \(no Python literal/],
    ["{'descr': '<i2' 'fortran_order': False, 'shape': (1,)}", /a Python dictionary \(no comma/],
    ["{'descr', 'fortran_order', 'shape'}", /a Python dictionary \(no colon/],
    ["{'descr': '<i2', 'fortran_order': False, 'shape': (1,)} # done", /a Python dictionary \(nothing may follow/],
    ["('descr', '<i2')", /and nothing else/],
    ["{'descr': '<i2", /a Python dictionary/],
    [`${'('.repeat(9999)}`, /a Python dictionary \(too much is nested/],
    ['', /a Python dictionary/],
  ])) {
    assert.throws(() => decodeNpy(npy(dict, 8)), { code: 'E_DECODE', message }, dict);
  }
});

test('files that cannot be read say why', () => {
  const rows = /** @type {[Uint8Array, RegExp][]} */ ([
    [new Uint8Array(0), /not a .npy file/],
    [Buffer.from('PK\x03\x04 an npz archive'), /not a .npy file: it must start with/],
    [
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", 8),
      /shape \(3\) needs 12 bytes from byte 67, got 8/,
    ],
    [
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }", 8),
      /needs 3.99999999992e\+22 bytes from byte 89, got 8/,
    ],
    [npy(`{'descr': '<f4', 'fortran_order': False, 'shape': (0, ${'9'.repeat(400)}), }`, 8), /tuple of sizes as shape/],
    [npy(`{'descr': '<f4', 'fortran_order': False, 'shape': (0, ${2 ** 53}), }`, 8), /tuple of sizes as shape/],
    [
      npy(`{'descr': '<f4', 'fortran_order': True, 'shape': (${'1,'.repeat(65)}), }`, 8),
      /at most 64 dimensions, got 65/,
    ],
    [npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 8), /type must be one of f4, f8, .*, got '\|O'/],
    [npy("{'descr': '<U3', 'fortran_order': False, 'shape': (1,), }", 12), /got '<U3'/],
    [npy("{'descr': '', 'fortran_order': False, 'shape': (1,), }", 12), /got ''/],
    [npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", 8), /holds records/],
    [
      npy("{'descr': '<f4', 'shape': (1,), }", 8),
      /header must name descr, fortran_order and shape, and nothing else, got "\{'descr'/,
    ],
    [
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", 8),
      /header must have a tuple of sizes as shape/,
    ],
    [npy('', 0).fill(9, 6, 7), /version at byte 6 must be 1.0, 2.0 or 3.0, got 9.0/],
    [npy('', 0).fill(1, 7, 8), /version at byte 6 must be 1.0, 2.0 or 3.0, got 1.1/],
    [npy('', 0).fill(255, 8, 10), /header must end at byte 65545, but the file ends at 10/],
    [Uint8Array.from([...npy('', 0).subarray(0, 6), 2, 0, 1, 0]), /header is cut short at byte 10/],
    [
      Uint8Array.from([...npy('', 0).subarray(0, 6), 3, 0, 0, 0, 2, 0, ...new Uint8Array(2 ** 17)]),
      /header must be at most 65535 bytes, got 131072/,
    ],
  ]);
  for (const [file, message] of rows) assert.throws(() => decodeNpy(file), { code: 'E_DECODE', message });
});

test('encodeNpy says what it was given and what it takes', () => {
  const data = new Float32Array(4);
  const rows = /** @type {[any, any, string, RegExp][]} */ ([
    [{ data: [1, 2], shape: [2] }, {}, 'TypeError', /data must be a typed array, got an array of 2/],
    [{ data: null, shape: [2] }, {}, 'TypeError', /data must be a typed array, got null/],
    [{ data, shape: 4 }, {}, 'TypeError', /shape must be an array of whole numbers, got 4/],
    [{ data, shape: [-4, -1] }, {}, 'TypeError', /shape must be .*, got \[-4, -1\]/],
    [{ data, shape: [2.5] }, {}, 'TypeError', /shape must be/],
    [{ data, shape: [5] }, {}, 'RangeError', /data must have 5 numbers for shape \[5\], got 4/],
    [{ data, shape: [3] }, {}, 'RangeError', /data must have 3 numbers for shape \[3\], got 4/],
    [
      { data, shape: [4] },
      { complex: true },
      'RangeError',
      /complex data must be floats of shape \[\.\.\., 2\], got f4 of \[4\]/,
    ],
    [{ data: new Int16Array(2), shape: [2] }, { complex: true }, 'RangeError', /got i2 of \[2\]/],
    [{ data: new Int16Array(1), shape: Array(65).fill(1) }, {}, 'RangeError', /at most 64 dimensions, got 65/],
    [{ data, shape: [4] }, { order: 'F' }, 'TypeError', /unknown option 'order'/],
  ]);
  for (const [array, options, name, message] of rows) {
    assert.throws(() => encodeNpy(array, options), { name, message, code: 'E_CONFIG' });
  }
});

test('20,000 damaged files give an array or a typed error', () => {
  let seed = 3;
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator
    return seed / 2 ** 32;
  };
  const seeds = FILES.map((row) => Buffer.from(row[4], 'base64'));
  for (let run = 0; run < 20000; run++) {
    let file = Buffer.from(seeds[Math.floor(next() * seeds.length)]);
    for (let edits = Math.floor(next() * 4); edits >= 0; edits--) {
      const at = Math.floor(next() * Math.min(file.length, 80));
      if (next() < 0.9) file[at] = next() < 0.5 ? 48 + Math.floor(next() * 10) : Math.floor(next() * 256);
      else if (at > 0) file = file.subarray(0, at);
    }
    try {
      const { data, shape } = decodeNpy(file);
      assert.equal(
        data.length,
        shape.reduce((a, b) => a * b, 1),
      );
      assert.ok(data.byteLength <= 2 * file.length);
    } catch (error) {
      assert.equal(/** @type {any} */ (error).code, 'E_DECODE', String(/** @type {Error} */ (error).stack));
    }
  }
});

/** @param {number} n */
function count(n) {
  return Array.from({ length: n }, (_, i) => i);
}

/**
 * A version 1.0 file with this header and zeros behind it.
 * @param {string} dict
 * @param {number} dataBytes
 */
function npy(dict, dataBytes) {
  const head = [...Buffer.from('\x93NUMPY', 'latin1'), 1, 0, dict.length & 255, dict.length >> 8];
  return Uint8Array.from([...head, ...Buffer.from(dict), ...new Uint8Array(dataBytes)]);
}
