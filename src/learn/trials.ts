import { type Log, type Observation, resolvePath } from './observation.ts';

type Json = Readonly<Record<string, unknown>>;

/** Reads what `podseal try --format json` printed: for each container its image, and where it wrote. */
export function readTrials(lines: readonly string[]): Log {
  const observations: Observation[] = [];
  const notes: string[] = [];
  for (const line of lines) {
    const trials = trialsIn(line);
    if (!trials)
      notes.push('A line is left out: it is not what `podseal try --format json` prints.');
    for (const trial of trials ?? []) {
      const { image, writes } = trial;
      if (typeof image !== 'string' || !Array.isArray(writes)) {
        notes.push('A trial is left out: it names no image, or no list of writes.');
        continue;
      }
      for (const write of writes.filter(isJson)) {
        const path = typeof write['path'] === 'string' ? resolvePath(write['path']) : undefined;
        const change = write['change'] === 'made' ? 'made' : 'changed';
        if (path !== undefined) observations.push({ path, change, image });
      }
    }
  }
  return { observations, notes: [...new Set(notes)] };
}

function trialsIn(line: string): Json[] | undefined {
  try {
    const data: unknown = JSON.parse(line);
    const trials = isJson(data) ? data['trials'] : undefined;
    return Array.isArray(trials) ? trials.filter(isJson) : undefined;
  } catch {
    return undefined;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
