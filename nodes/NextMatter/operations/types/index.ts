export type * from './bulk';
export type * from './operation';
export type * from './plan';
export type * from './reconciliation';
