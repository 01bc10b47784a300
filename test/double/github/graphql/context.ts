import type { TokenOptions } from '../options.ts';
import type { State } from '../state.ts';
import type { Cost } from './cost.ts';

/** What every resolver knows. */
export interface Context {
  state: State;
  token: TokenOptions;
  secret: string;
  cost: Cost;
}

/** An object of GraphQL: its fields are values, or functions of their arguments. */
export type Fields = Record<string, unknown>;
