import type { Call } from './call.ts';

const DEFAULT_PER_PAGE = 30;
const MAX_PER_PAGE = 100;

export interface Page<T> {
  items: T[];
  number: number;
  headers: Record<string, string>;
}

/**
 * Cuts the page that was asked for, with the Link header that names the others; there is none
 * when there is only one page.
 * https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function paginate<T>(
  call: Call,
  all: readonly T[],
  defaultPerPage: number = DEFAULT_PER_PAGE,
): Page<T> {
  const perPage = Math.min(positive(call.query.get('per_page'), defaultPerPage), MAX_PER_PAGE);
  const number = positive(call.query.get('page'), 1);
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const links: [string, number][] = [];
  if (number > 1) links.push(['prev', Math.min(number - 1, last)]);
  if (number < last) links.push(['next', number + 1], ['last', last]);
  if (number > 1) links.push(['first', 1]);
  const link = links.map(([rel, to]) => `<${pageUrl(call, to)}>; rel="${rel}"`).join(', ');
  return {
    items: all.slice((number - 1) * perPage, number * perPage),
    number,
    headers: link && last > 1 ? { link } : {},
  };
}

function positive(text: string | null, fallback: number): number {
  const value = Number(text ?? Number.NaN);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

function pageUrl(call: Call, page: number): string {
  const query = new URLSearchParams(call.query);
  query.set('page', String(page));
  return `${call.state.url}${call.linkPath}?${query}`;
}
