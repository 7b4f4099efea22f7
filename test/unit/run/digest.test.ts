import { digest, keyDigest } from '../../../nodes/NextMatter/run/digest';

it('digests stay the same from version to version, since saved executions hold them', () => {
	expect(digest('{"id":9001,"name":"Größe"}')).toBe('gaa77arcx7-23ym4man7hu');
	expect(keyDigest('abc')).toBe('1443c9z');
});
