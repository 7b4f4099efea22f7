import fc from 'fast-check';

const code = fc.oneof(
	fc.integer({ max: 0x7f, min: 0 }),
	// Most of what is blank or invisible.
	fc.integer({ max: 0x30ff, min: 0 }),
	// Half of a surrogate pair is no character.
	fc.integer({ max: 0x10ffff - 0x800, min: 0 }).map((at) => (at < 0xd800 ? at : at + 0x800)),
);

/**
 * Texts of any characters. `anyText()` gives such texts too, but it begins with a
 * table of all of Unicode, which takes half a second in each test file.
 */
export function anyText(constraints: fc.ArrayConstraints = {}): fc.Arbitrary<string> {
	return fc.array(code, constraints).map((codes) => String.fromCodePoint(...codes));
}
