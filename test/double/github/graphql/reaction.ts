import { nodeId } from '../payload-account.ts';
import type { Reaction, ReactionContent } from '../state.ts';
import { user } from './actor.ts';
import { connection, type PageArguments } from './connection.ts';
import type { Context, Fields } from './context.ts';

/** What REST and GraphQL call a reaction. */
const NAMES: Readonly<Record<ReactionContent, string>> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  confused: 'CONFUSED',
  heart: 'HEART',
  hooray: 'HOORAY',
  rocket: 'ROCKET',
  eyes: 'EYES',
};

/** The reaction of REST for one of GraphQL. */
export function contentOf(name: string): ReactionContent {
  const [content] = Object.entries(NAMES).find(([, other]) => other === name) ?? [];
  if (content === undefined) throw new Error(`GitHub has no reaction ${name}`);
  return content as ReactionContent;
}

/** The fields of everything that one can react to. */
export function reactionFields({ state }: Context, subjectId: number): Fields {
  const all = state.reactions.filter((one) => one.subjectId === subjectId);
  return {
    reactions: (page: PageArguments & { content?: string | null }) => {
      const wanted = all.filter(
        (one) => NAMES[one.content] === (page.content ?? NAMES[one.content]),
      );
      return connection(wanted, page, reaction);
    },
  };
}

/** Reaction; the one of an App has no user here, as far as is known. */
export function reaction(one: Reaction): Fields {
  return {
    id: nodeId('Reaction', one.id),
    databaseId: one.id,
    content: NAMES[one.content],
    createdAt: one.createdAt,
    user: user(one.author),
  };
}
