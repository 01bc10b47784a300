import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildInto } from '../../scripts/build.ts';
import { ENGINE_FILE } from '../../scripts/engine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with what `src/` builds to now. */
    built: string;
  }
}

/**
 * Builds `src/` once for all end-to-end tests. They never run the committed dist/: whether that is
 * current is a check of its own, scripts/verify-generated.ts. The engine, which Go builds, is taken from there.
 */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-built-'));
  buildInto(folder);
  copyFileSync(ENGINE_FILE, join(folder, basename(ENGINE_FILE)));
  project.provide('built', folder);
  return () => rmSync(folder, { recursive: true });
}
