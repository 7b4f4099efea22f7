import { wholeBody } from '../../../nodes/NextMatter/api/httpOptions';
import type { ApiRequest } from '../../../nodes/NextMatter/api/types';

const CREATE: ApiRequest = { method: 'POST', path: '/instances/' };

it.each<[Partial<ApiRequest>, unknown]>([
	[
		{ addresses: ['process'], body: { process: '/processes/3/', name: '/x' } },
		{ process: 'https://h/api/processes/3/', name: '/x' },
	],
	[{ body: { name: '/x' } }, { name: '/x' }],
	[{ addresses: ['process'] }, undefined],
])('of %j only the addresses are made whole: %j', (request, body) => {
	expect(wholeBody('https://h/api', { ...CREATE, ...request })).toEqual(body);
});
