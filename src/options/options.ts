import type { FailOn, Scope } from '../review/review-plan.ts';
import type { Profile } from '../rules/kit/rule.ts';

export const PROFILES: readonly Profile[] = ['immutable', 'strict', 'baseline', 'restricted'];
export const SCOPES: readonly Scope[] = ['touched', 'introduced', 'all'];
export const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'never'];

/** The files that are looked at unless the user names others. */
export const DEFAULT_FILES: readonly string[] = ['**/*.{yaml,yml,json}'];
