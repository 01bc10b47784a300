import { isBroken, isTooMuch } from './github-errors.ts';

/**
 * Asks for many things, so many in a request; where those are too much for GitHub at once, for halves of
 * them.
 *
 * @param ask gives an answer for each thing, in their order
 */
export async function inBatches<Item, Answer>(
  items: readonly Item[],
  size: number,
  ask: (batch: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < items.length; at += size) {
    // GitHub asks for requests one after the other.
    // oxlint-disable-next-line no-await-in-loop
    for (const answer of await askHalves(items.slice(at, at + size), ask)) answers.push(answer);
  }
  return answers;
}

async function askHalves<Item, Answer>(
  batch: readonly Item[],
  ask: (batch: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  try {
    return await ask(batch);
  } catch (error) {
    if (batch.length === 1 || !(isTooMuch(error) || isBroken(error))) throw error;
    const middle = Math.ceil(batch.length / 2);
    const first = await askHalves(batch.slice(0, middle), ask);
    return [...first, ...(await askHalves(batch.slice(middle), ask))];
  }
}
