import fc from 'fast-check';
import {
	fileNameOf,
	isAttachment,
	mimeTypeOf,
} from '../../../../nodes/NextMatter/api/download/naming';
import { anyText } from '../../anyText';

const url = new URL('https://h/a/offer%20of%20May.pdf?name=x.exe');
const nameOf = (contentDisposition?: string, at = url) => fileNameOf({ contentDisposition }, at);

describe('the name of a file', () => {
	it.each([
		[undefined, 'offer of May.pdf'],
		['attachment; filename=a.pdf', 'a.pdf'],
		['filename=a.pdf', 'a.pdf'],
		["filename*=UTF-8''a.pdf", 'a.pdf'],
		['attachment; FILENAME="a;b.pdf"', 'a;b.pdf'],
		['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
		["attachment; filename=x; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf", 'Größe.pdf'],
		["attachment; filename*=utf-8'de'a%20b.pdf", 'a b.pdf'],
		["attachment; filename*=ISO-8859-1''Gr%F6%DFe.pdf", 'Größe.pdf'],
		["attachment; filename*=UTF-8''%E0%A4%A; filename=a.pdf", 'a.pdf'],
		[`attachment; filename="${Buffer.from('Größe.pdf').toString('latin1')}"`, 'Größe.pdf'],
		['attachment; filename="Größe.pdf"', 'Größe.pdf'],
		['attachment; filename="Āa.pdf"', 'Āa.pdf'],
		['attachment;filename = " a.pdf "', 'a.pdf'],
		['attachment; xfilename=a.pdf', 'offer of May.pdf'],
		["attachment; xfilename*=UTF-8''a.pdf", 'offer of May.pdf'],
		["attachment;filename* = UTF8''a.pdf", 'a.pdf'],
		['attachment; filename*="UTF-8\'\'a%20b.pdf"', 'a b.pdf'],
		["attachment; filename*=ISO-8859-15''%A4.pdf; filename=a.pdf", 'a.pdf'],
		["attachment; filename*=UTF-8-MAC''b.pdf; filename=a.pdf", 'a.pdf'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\\\temp\\\\a.pdf"', 'a.pdf'],
		['attachment; filename=".."', 'offer of May.pdf'],
		["attachment; filename*=UTF-8''fdp%E2%80%AEexe.%00pdf", 'fdpexe.pdf'],
	])('of %j is %s', (header, name) => {
		expect(nameOf(header)).toBe(name);
	});

	it.each([
		['https://h/', 'file'],
		['https://h/a%2Fb.pdf', 'b.pdf'],
		['https://h/100%.pdf', '100%.pdf'],
		['https://h/100%/a%20b.pdf', 'a b.pdf'],
	])('without a header comes from %s: %s', (text, name) => {
		expect(nameOf(undefined, new URL(text))).toBe(name);
	});

	it('is cut where it is long, but keeps its extension', () => {
		expect(nameOf(`attachment; filename=${'a'.repeat(999)}.pdf`)).toBe(`${'a'.repeat(196)}.pdf`);
		expect(nameOf(`attachment; filename=${'a'.repeat(999)}`)).toBe('a'.repeat(200));
		const noExtension = `.${'b'.repeat(11)}`;
		expect(nameOf(`attachment; filename=${'a'.repeat(999)}${noExtension}`)).toBe('a'.repeat(200));
		expect(nameOf(`attachment; filename=a.pdf.${'b'.repeat(999)}`)).toBe(
			`a.pdf.${'b'.repeat(194)}`,
		);
	});

	it('is a safe part of a path, whatever a server says', () => {
		const bits = fc.constantFrom(
			'filename=',
			"filename*=UTF-8''",
			'"',
			';',
			'/',
			'\\',
			'..',
			'%2F',
			'\0',
		);
		const text = fc.oneof(bits, anyText({ maxLength: 9 }));
		fc.assert(
			fc.property(fc.array(text), (parts) => {
				const name = nameOf(`attachment; ${parts.join('')}`);
				expect(name).not.toMatch(/[/\\\p{Cc}]/u);
				expect(name).not.toMatch(/^\.*$/);
				expect(name.length).toBeLessThanOrEqual(200);
			}),
		);
	});
});

describe('the type of a file', () => {
	it.each([
		['Image/PNG; charset=binary', 'image/png'],
		['application/octet-stream', undefined],
		['binary/octet-stream', undefined],
		['application/force-download', undefined],
		[' text/plain ; charset=utf-8', 'text/plain'],
		['application/vnd.ms-excel.sheet.12+xml', 'application/vnd.ms-excel.sheet.12+xml'],
		['to be/guessed', undefined],
		['a/b\r\nX: y', undefined],
	])('of %j is %s', (contentType, type) => {
		expect(mimeTypeOf({ contentType })).toBe(type);
	});

	it('is to be saved where the server says so', () => {
		expect(isAttachment({ contentDisposition: 'Attachment; filename=a' })).toBe(true);
		expect(isAttachment({ contentDisposition: '  attachment' })).toBe(true);
		expect(isAttachment({ contentDisposition: 'inline' })).toBe(false);
		expect(isAttachment({ contentDisposition: 'inline; filename=attachment' })).toBe(false);
		expect(isAttachment({ contentDisposition: 'attachments' })).toBe(false);
		expect(isAttachment({})).toBe(false);
	});
});
