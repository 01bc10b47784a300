import type { RenderedManifest } from './rendered-source.ts';

/** Which value set something is about, as the end of a clause; nothing for the defaults. */
export function withSet({ name }: RenderedManifest['set']): string {
  return name === undefined ? '' : ` with ${name}`;
}
