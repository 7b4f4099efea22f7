import { readSingle, A_URL } from '../../../formFields/singleValues';
import { readChoice } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { asSeen } from '../../../input/invisible';
import { readFilledList } from '../../../input/lists';
import { readNumberWithin } from '../../../input/numbers';
import { isRecord } from '../../../input/isRecord';
import { quotePlain, InputError } from '../../../input/inputError';
import { readRequiredText } from '../../../input/texts';
import { readUrl } from '../../../input/urls';
import { WITH_VALUES } from '../../instance/formFieldValues';
import { instancePath } from '../../../api/paths';
import { reading } from '../../../api/reading';
import type { ParameterReader, Plan } from '../../types';
import { readAddress } from '../requests';
import { MAXIMUM_SIZE } from './description';
import { downloadOf } from './requests';

export interface DownloadPlan extends Plan {
	/** As people typed them; undefined where a form field holds them. */
	readonly addresses?: readonly string[];
	readonly source?: { readonly instanceId: number; readonly formFieldId: number };
	/** Name of the binary property. */
	readonly property: string;
	readonly maxBytes: number;
}

/** Reads what was typed for one item. @throws InputError */
export function prepareDownload(parameter: ParameterReader): DownloadPlan {
	const property = readRequiredText(
		'Put Output File in Field',
		parameter('outputPropertyName'),
	).trim();
	const given = parameter('options');
	const chosen = isRecord(given) ? given[MAXIMUM_SIZE.name] : undefined;
	const megabytes = readNumberWithin(MAXIMUM_SIZE.label, chosen ?? MAXIMUM_SIZE.megabytes, {
		min: 0.001,
		max: 100_000,
	});
	const common = {
		property,
		maxBytes: Math.floor(megabytes * 1_000_000),
		idempotency: 'safe',
		howToVerify: '',
		fieldLabels: [],
	} as const;
	const from = readChoice('Download From', parameter('downloadFrom'), ['formField', 'urls']);
	if (from === 'urls') {
		const addresses = readFilledList('URLs', parameter('urls'), readFileAddress);
		return {
			...common,
			addresses,
			request: downloadOf(addresses[0], common.maxBytes),
			action: `download ${addresses.length === 1 ? 'a file' : `${addresses.length} files`}`,
			details: {},
		};
	}
	const instanceId = readId('instance', parameter('instanceId'));
	const formFieldId = readId('form field', parameter('formFieldId'));
	return {
		...common,
		source: { instanceId, formFieldId },
		request: { method: 'GET', path: instancePath(instanceId), query: WITH_VALUES },
		...reading('instance', instanceId),
		details: { instanceId, formFieldId },
	};
}

/** A URL, or a path as some answers to uploads hold it. @throws InputError */
function readFileAddress(label: string, value: unknown): string {
	const single = readSingle(label, value, A_URL);
	const text = asSeen(readRequiredText(label, single));
	const isWhole = /^[a-z][a-z\d+.-]*:/i.test(text);
	const address = isWhole ? readUrl(label, single) : readAddress(text);
	if (address !== undefined) return address;
	throw new InputError(
		`'${label}' is ${quotePlain(text)}, which is not a URL`,
		'Enter a full URL such as https://files.example.com/offer.pdf, or a path as Next Matter gave it',
	);
}
