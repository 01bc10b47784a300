import { Composer, type DocumentOptions, type ParseOptions, type SchemaOptions } from 'yaml';

type Report = (source: unknown, code: string, message: string, isWarning?: boolean) => void;

/** What of the composer makes errors; its types keep it private. */
interface ComposerState {
  readonly errors: readonly unknown[];
  onError: Report;
}

/**
 * A composer that makes no error after the first one, and no warnings, which nobody reads: an error has a
 * stack, which takes as long as ten tokens, and a text may have one at each.
 */
export function createComposer(options: ParseOptions & DocumentOptions & SchemaOptions): Composer {
  const composer = new Composer(options);
  const state: unknown = composer;
  if (hasState(state)) {
    const report = state.onError;
    state.onError = (source, code, message, isWarning) => {
      if (isWarning !== true && state.errors.length === 0) report(source, code, message);
    };
  }
  return composer;
}

function hasState(composer: unknown): composer is ComposerState {
  return (
    typeof composer === 'object' &&
    composer !== null &&
    'onError' in composer &&
    typeof composer.onError === 'function' &&
    'errors' in composer &&
    Array.isArray(composer.errors)
  );
}
