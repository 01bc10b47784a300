import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildInto } from '../../scripts/build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with what `src/` builds to now. */
    built: string;
  }
}

/**
 * Builds `src/` once for all end-to-end tests. They never run the committed dist/: whether that is
 * current is a check of its own, scripts/verify-generated.ts.
 */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-built-'));
  buildInto(folder);
  project.provide('built', folder);
  return () => rmSync(folder, { recursive: true });
}
