import type { ProbeQuestion } from '../types';
import { accessQuestions } from './access';
import { instanceQuestions } from './instance';
import { listQuestions } from './lists';
import { valueQuestions } from './values';
import { workflowQuestions } from './workflow';
import { writeQuestions } from './writes';

/** Everything that is asked, in this order. */
export const questions: readonly ProbeQuestion[] = [
	...accessQuestions,
	...instanceQuestions,
	...valueQuestions,
	...workflowQuestions,
	...listQuestions,
	...writeQuestions,
];
