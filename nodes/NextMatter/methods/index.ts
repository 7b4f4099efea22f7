import type { ILoadOptionsFunctions } from 'n8n-workflow';

type Method<A extends unknown[], R> = (this: ILoadOptionsFunctions, ...given: A) => Promise<R>;

/** Loaded when the editor asks for the first time, so that n8n starts faster. */
function lazily<A extends unknown[], R>(load: () => Promise<Method<A, R>>): Method<A, R> {
	return async function (...given) {
		const method = await load();
		return await method.apply(this, given);
	};
}

/** What the editor calls while a person fills in the node; the names are those in the parameters. */
export const methods = {
	listSearch: {
		searchAnswerFields: lazily(async () => (await import('./formFields')).searchAnswerFields),
		searchFieldOptions: lazily(async () => (await import('./fieldOptions')).searchFieldOptions),
		searchFormFields: lazily(async () => (await import('./formFields')).searchFormFields),
		searchInstances: lazily(async () => (await import('./instances')).searchInstances),
		searchSteps: lazily(async () => (await import('./steps')).searchSteps),
		searchTargetSteps: lazily(async () => (await import('./steps')).searchTargetSteps),
		searchTypedFormFields: lazily(async () => (await import('./formFields')).searchTypedFormFields),
	},
	loadOptions: {
		getFieldOptions: lazily(async () => (await import('./fieldOptions')).getFieldOptions),
	},
	resourceMapping: {
		getFormFieldColumns: lazily(
			async () => (await import('./resourceMapping')).getFormFieldColumns,
		),
	},
};
