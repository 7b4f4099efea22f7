import { searchInstances } from './instances';
import { getFormFieldColumns, searchFormFields, searchSteps, searchTypedFormFields } from './steps';

/** What the editor calls while a person fills in the node; the names are those in the parameters. */
export const methods = {
	listSearch: { searchFormFields, searchInstances, searchSteps, searchTypedFormFields },
	resourceMapping: { getFormFieldColumns },
};
