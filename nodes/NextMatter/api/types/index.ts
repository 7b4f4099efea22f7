export type * from './failure';
export type * from './reply';
export type * from './request';
