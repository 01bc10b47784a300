import { budgetOf, isLimited } from '../limits.ts';
import { timestamp } from '../state.ts';
import { viewer } from './actor.ts';
import type { Context, Fields } from './context.ts';
import { describeNode, findNode } from './nodes.ts';
import { isProblem } from './problem.ts';
import { repositoryFields, repositoryNamed } from './repository.ts';

/** The fields of Query. */
export function queries(context: Context): Fields {
  return {
    repository: ({ owner, name }: { owner: string; name: string }) =>
      repositoryFields(context, repositoryNamed(context, owner, name)),
    viewer: () => viewer(context.token.login),
    rateLimit: () => (isLimited(context.state) ? rateLimit(context) : null),
    node: ({ id }: { id: string }) => describeNode(context, findNode(context.state, id)),
    nodes: ({ ids }: { ids: string[] }) =>
      ids.map((id) => {
        try {
          return describeNode(context, findNode(context.state, id));
        } catch (error) {
          // The one that isn't there is null with an error; the others are given.
          if (isProblem(error)) return error;
          throw error;
        }
      }),
  };
}

function rateLimit({ state, secret, cost }: Context): Fields {
  const budget = budgetOf(state, secret, 'graphql');
  return {
    cost: cost.points,
    nodeCount: cost.nodes,
    limit: budget.limit,
    used: budget.used + cost.points,
    remaining: Math.max(0, budget.remaining - cost.points),
    resetAt: timestamp(budget.reset * 1000),
  };
}
