import { searchInstances } from './instances';
import { getFieldOptions, searchFieldOptions } from './options';
import {
	getFormFieldColumns,
	searchFormFields,
	searchSteps,
	searchTargetSteps,
	searchTypedFormFields,
} from './steps';

/** What the editor calls while a person fills in the node; the names are those in the parameters. */
export const methods = {
	listSearch: {
		searchFieldOptions,
		searchFormFields,
		searchInstances,
		searchSteps,
		searchTargetSteps,
		searchTypedFormFields,
	},
	loadOptions: { getFieldOptions },
	resourceMapping: { getFormFieldColumns },
};
